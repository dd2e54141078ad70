"""The trials of messages as tables: known then as the decision knows it, arms as drawn, outcomes as the tables say."""

import importlib

import numpy as np
import pandas as pd
import pytest

import generator
from coursekit.call_draws import known_on
from coursekit.message_draws import GONE, TABLES, TAKES_GIFT, invitation_and_after, messages_and_after

CUSTOMERS, SEED = 900, 5


@pytest.fixture(scope="module")
def tables():
    return generator.simulate("pingan", customers=CUSTOMERS, seed=SEED, tables=[*TABLES, "journey_steps"])


@pytest.fixture(scope="module")
def messages(tables):
    return messages_and_after(tables)


@pytest.fixture(scope="module")
def invited(tables):
    return invitation_and_after(tables)


def test_what_the_trials_know_is_counted_as_the_decision_counts_it(tables):
    seen = generator.decision_world("pingan", CUSTOMERS, SEED).customers.set_index("customer_id")
    found = known_on(tables, pd.Timestamp("2026-07-01")).loc[seen.index]
    for name in ("segment", "sessions_3", "sessions_before", "products", "payments_3"):
        assert (found[name] == seen[name]).all(), name
    assert np.allclose(found["age"], seen["age"], equal_nan=True)


def test_messages_before_a_trial_are_those_of_three_months(tables, messages):
    autumn = messages[messages["campaign_id"] == 6]
    before = tables["contacts"]
    before = before[before["sent_at"].between("2025-08-01", "2025-11-01", inclusive="left")]
    sent = before["customer_id"].value_counts().reindex(autumn["customer_id"], fill_value=0)
    assert (autumn["contacts_3"].to_numpy() == sent.to_numpy()).all()
    assert autumn["contacts_3"].max() >= 1


def test_only_trials_by_lot_of_messages_in_the_app_are_there(tables, messages):
    names = tables["campaigns"].set_index("campaign_id").loc[messages["campaign_id"].unique()]
    assert (names["design"] == "randomised").all()
    assert (names["medium"] == "push").all()
    assert not messages.duplicated(["campaign_id", "customer_id"]).any()
    assert (messages.groupby("arm")["messages"].nunique() == 1).all()
    managed = tables["customers"].dropna(subset="manager_id")["customer_id"]
    assert not messages["customer_id"].isin(managed).any()


def test_nobody_of_the_control_group_opened_clicked_or_cost_anything(messages):
    control = messages[messages["arm"] == "control"]
    assert not control[["opened", "clicked"]].any(axis=None)
    assert (control["cost"] == 0).all()
    assert messages.loc[messages["clicked"], "opened"].all()


def test_a_message_costs_its_sending_and_what_gifts_may_cost(messages):
    twice = messages[messages["arm"] == "twice"]
    gift = 8.0 * TAKES_GIFT * (twice["opened"] & twice["active"])
    assert np.allclose(twice["cost"], 2 * 0.06 + gift)


def test_the_share_who_take_the_gift_is_the_cases_own():
    parameters = importlib.import_module("generator.cases.pingan.parameters")
    assert parameters.BANK.response.takes_gift == TAKES_GIFT


def test_channels_are_those_of_the_half_year_before_and_money_that_of_a_year_later(tables, invited):
    one = invited[invited["channels"] >= 2].iloc[0]
    steps = tables["journey_steps"].query("customer_id == @one.customer_id")
    before = steps[steps["at"].between("2024-11-01", "2025-05-01", inclusive="left")]
    assert before["channel"].nunique() == one["channels"]
    assets = tables["monthly_assets"].query("customer_id == @one.customer_id").set_index("month")["closing"]
    later = assets.get(pd.Timestamp("2026-04-01"), 0.0)
    assert one["gone"] == (later < GONE * assets["2024-11-01":"2025-04-01"].max())


def test_an_invitation_brings_customers_into_the_mini_programme(tables):
    big = generator.simulate(
        "pingan", customers=4_000, seed=3, tables=["campaigns", "assignments", "monthly_assets", "journey_steps"]
    )
    took = invitation_and_after(big).groupby("arm")["took_it_up"].mean()
    assert took["invitation"] > took["control"] + 0.02
