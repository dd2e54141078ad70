"""Campaigns are experiments, or look like ones."""

import numpy as np
import pandas as pd
import pytest

import generator


@pytest.fixture
def given(trials):
    """What was observed: for each assignment the potential outcome of the arm that was given."""
    return trials[trials["arm"] == trials["given"]]


def lift(campaign: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """The effect of each arm against the control, for every assignment."""
    wide = campaign.pivot(index="assignment_id", columns="arm", values=outcome)
    return wide.drop(columns="control").sub(wide["control"], axis=0)


def test_who_was_lost_is_the_potential_outcome_of_the_arm(trials, given, states, bank):
    horizon = {"cmb": 12, "pingan": 3}[bank]
    for _, campaign in given.groupby("name"):
        end = campaign["starts_on"].iloc[0] + pd.DateOffset(months=horizon - 1)
        if end not in states:
            continue
        state = states[end].reindex(campaign["customer_id"])
        assert (~state.isin(["active", "declining"]).to_numpy() == campaign["lost"].to_numpy()).all()


def test_who_was_active_is_the_potential_outcome_of_the_arm(given, data):
    month = data["app_sessions"]["started_at"].dt.to_period("M")
    used = set(zip(data["app_sessions"]["customer_id"], month, strict=True))
    seen = [pair in used for pair in zip(given["customer_id"], given["starts_on"].dt.to_period("M"), strict=True)]
    assert (np.array(seen) == given["active"].to_numpy()).all()


def test_potential_outcomes_are_what_happens_on_average(trials):
    """Five standard errors, as there are some forty arms in all."""
    for _, arm in trials.groupby(["name", "arm"]):
        for outcome in ("active", "lost"):
            p = arm[f"{outcome}_probability"]
            assert abs(p.mean() - arm[outcome].mean()) < 5 * np.sqrt((p * (1 - p)).sum()) / len(p) + 1e-9


def test_arms_are_drawn_with_the_propensity_stated(trials):
    for _, arm in trials.groupby(["name", "arm"]):
        p, got = arm["propensity"], arm["arm"] == arm["given"]
        assert abs(p.mean() - got.mean()) < 4.5 * np.sqrt((p * (1 - p)).sum()) / len(p)
    chosen = trials[trials["design"] == "targeted"]
    assert chosen["propensity"].between(0.029, 0.971).all()


def test_by_lot_the_arms_are_alike_and_by_rule_they_are_not(trials):
    control = trials[trials["arm"] == "control"]
    for _, campaign in control.groupby("name"):
        risk, treated = campaign["lost_probability"], campaign["given"] != "control"
        gap = risk[treated].mean() - risk[~treated].mean()
        error = risk.std() * np.sqrt(1 / treated.sum() + 1 / (~treated).sum())
        if campaign["design"].iloc[0] == "randomised":
            assert abs(gap) < 4 * error
        else:
            assert gap > 0.05


def test_campaigns_raise_activity_by_three_to_eight_points(trials):
    """Hillstrom's e-mail test: 4 to 8 points more visits. The invitation to a mini-programme isn't meant to."""
    for name, campaign in trials[trials["name"] != "mini_programme_invitation"].groupby("name"):
        effects = lift(campaign, "active_probability").mean()
        assert effects.between(0.03, 0.08).all(), name


def test_who_uses_the_app_most_is_hardly_moved(trials):
    """Flat or negative in some segment, as in Hillstrom's test."""
    for _, campaign in trials[trials["design"] == "randomised"].groupby("name"):
        base = campaign[campaign["arm"] == "control"].set_index("assignment_id")["active_probability"]
        effect = lift(campaign, "active_probability").mean(axis=1)
        heavy = base >= base.quantile(0.8)
        assert effect[heavy].mean() < 0.01
        assert effect[~heavy].mean() > effect[heavy].mean()


def test_messages_and_calls_annoy_some(trials):
    for _, campaign in trials.groupby("name"):
        assert (lift(campaign, "active_probability") < 0).any(axis=1).mean() > 0.02


def test_the_riskiest_are_not_those_who_gain_most(trials, bank):
    """Ascarza 2018: calling the riskiest is not calling those whom a call keeps."""
    for _, campaign in trials[trials["design"] == "targeted"].groupby("name"):
        saved = -lift(campaign, "lost_probability").iloc[:, 0]
        control = campaign[campaign["arm"] == "control"].set_index("assignment_id")
        by_segment = pd.DataFrame({"saved": saved, "risk": control["lost_probability"], "segment": control["segment"]})
        means = by_segment.groupby("segment").mean()
        most, least = {"cmb": ("steady", "silent"), "pingan": ("slipping", "steady")}[bank]
        assert means["risk"].idxmax() == "silent"
        assert means["saved"].idxmax() == most
        assert means.loc[least, "saved"] < 0.004 < means.loc[most, "saved"]


def test_only_the_treated_are_contacted_as_often_as_their_arm_says(data):
    arms = data["campaign_arms"]
    full = data["assignments"].merge(arms, on=["campaign_id", "arm"]).merge(data["campaigns"], on="campaign_id")
    messages = full[full["medium"] != "phone"].set_index(["campaign_id", "customer_id"])["contacts"]
    sent = data["contacts"].groupby(["campaign_id", "customer_id"]).size()
    assert (sent.reindex(messages.index, fill_value=0) == messages).all()
    assert set(sent.index) <= set(messages.index)


def test_who_is_reached_has_opened_a_message(given, data):
    opened = data["contacts"].groupby(["campaign_id", "customer_id"])["opened_at"].count()
    messages = given[(given["medium"] != "phone") & (given["arm"] != "control")]
    index = pd.MultiIndex.from_frame(messages[["campaign_id", "customer_id"]])
    assert ((opened.reindex(index).to_numpy() > 0) == messages["reached"].to_numpy()).all()


def test_a_click_follows_an_opening_and_an_opening_an_arrival(data):
    contacts = data["contacts"]
    assert contacts.loc[contacts["clicked_at"].notna(), "opened_at"].notna().all()
    assert contacts.loc[contacts["opened_at"].notna(), "arrived"].all()
    assert 0.2 < contacts["opened_at"].notna().mean() < 0.5


def test_generated_data_are_sound(data, bank):
    assert generator.validate(bank, data) == []


def test_the_truth_follows_its_schema(truth, bank):
    for table in generator.sealed_schema(bank):
        assert {name: str(dtype) for name, dtype in truth[table.name].dtypes.items()} == table.dtypes()
        assert not truth[table.name].duplicated(list(table.key)).any()


def test_the_truth_is_never_among_the_tables(one):
    hidden = {
        "usual_assets",
        "hazard_of_declining",
        "state",
        "lost",
        "responsiveness",
        "loyalty_response",
        "engagement",
    }
    for frame in one.values():
        assert not hidden & set(frame.columns)


@pytest.mark.parametrize("name", ["monthly_assets", "transactions", "contacts", "surveys", "manager_contacts"])
def test_a_table_asked_for_alone_is_the_same_as_in_a_full_run(bank, name):
    alone = generator.simulate(bank, customers=300, seed=7, tables=[name])[name]
    pd.testing.assert_frame_equal(alone, generator.simulate(bank, customers=300, seed=7)[name])


def test_keys_stay_unique_and_resolve_over_several_blocks(bank, monkeypatch):
    monkeypatch.setattr("generator.blocks.BLOCK_SIZE", 150)
    made = generator.simulate(bank, customers=400, seed=7)
    assert generator.validate(bank, made) == []


def test_every_parameter_has_a_unit_and_a_source(bank):
    import importlib

    from generator.parameter import listed

    groups = importlib.import_module(f"generator.cases.{bank}.parameters").BANK.groups
    found = [item for group in groups.values() for item in listed(group)]
    assert len(found) > 120
    assert all(item.unit and item.source for item in found)


def test_chinese_days_are_marked(one):
    calendar = one["calendar"].set_index("date")
    assert len(calendar) == 730
    assert calendar.loc["2025-01-29", "holiday_zh"] == "春节"
    assert calendar.loc["2025-10-01", "holiday"] == "National Day"
    assert calendar.loc["2025-11-11", "promotion"] == "double_11"
    assert calendar.loc["2025-02-08", "working_day"]
    assert calendar.loc["2025-05-09", "pay_day"]
