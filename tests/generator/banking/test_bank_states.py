"""Customers leave through states nobody sees; what can be seen follows from them."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import generator
from generator.banking.history import NOW, live
from generator.banking.lifecycle import ACTIVE, CLOSED, DECLINING, DORMANT, shares_of
from generator.banking.population import populate
from generator.banking.wealth import pareto, usual_assets
from generator.blocks import Block
from generator.cases.cmb.parameters import BANK
from generator.streams import Streams


@pytest.fixture(scope="module")
def lived():
    streams = Streams(5, "cmb", 0)
    population = populate(BANK, streams, Block(0, 4_000))
    return population, streams, live(BANK, population, streams)


def test_states_only_move_along_the_arrows(states):
    allowed = {
        "active": {"active", "declining", "closed"},
        "declining": {"active", "declining", "dormant", "closed"},
        "dormant": {"active", "dormant", "closed"},
    }
    for before, after in zip(states.columns[:-1], states.columns[1:], strict=True):
        moves = states[[before, after]].dropna().drop_duplicates()
        assert all(there in allowed[here] for here, there in moves.itertuples(index=False))


def test_assets_leave_before_the_customer_does(states, closings):
    """In the months of decline assets fall far more than those of the active."""
    change = np.log((closings + 1.0).shift(-1, axis=1) / (closings + 1.0))
    rich = closings >= 2_000.0
    declining = change[(states == "declining") & rich].stack().mean()
    active = change[(states == "active") & rich].stack().mean()
    assert declining < active - 0.12


def test_the_dormant_have_left_little_and_do_little(data, states):
    rows = data["monthly_assets"].set_index(["customer_id", "month"])
    state = states.stack().rename("state")
    joined = rows.join(state)
    dormant, active = joined[joined["state"] == "dormant"], joined[joined["state"] == "active"]
    assert dormant["closing"].median() < 0.1 * active["closing"].median()
    sessions = data["app_sessions"]
    month = sessions["started_at"].dt.to_period("M").dt.to_timestamp()
    counted = sessions.groupby([sessions["customer_id"], month.rename("month")]).size()
    assert (
        counted.reindex(dormant.index, fill_value=0).mean() < 0.1 * counted.reindex(active.index, fill_value=0).mean()
    )


def test_expected_shares_are_those_of_many_lives(lived):
    """Within four standard errors of 4,000 customers over 12 months."""
    _, _, history = lived
    shares, none = shares_of(history.state[NOW - 13]), np.zeros(history.state.shape[1])
    for step in range(12):
        shares = history.hazards.spread(NOW - 12 + step, shares, none)
    known = history.state[NOW - 13] >= ACTIVE
    for row, kind in enumerate((ACTIVE, DECLINING, DORMANT, CLOSED)):
        expected, seen = shares[row, known], (history.state[NOW - 1] == kind)[known]
        # calls of campaigns keep some customers, hence the half point besides chance
        assert abs(expected.mean() - seen.mean()) < 4 * np.sqrt((expected * (1 - expected)).sum()) / known.sum() + 0.005


def test_looking_into_the_future_leaves_the_past_alone(lived):
    population, streams, history = lived
    future = live(BANK, population, streams, future=36)
    assert np.array_equal(history.state, future.state[:NOW])
    assert np.array_equal(history.balance, future.balance[:NOW])
    assert np.array_equal(history.sessions, future.sessions[:NOW])


def test_a_treatment_that_keeps_customers_makes_nobody_leave(lived):
    _, _, history = lived
    size, random = history.state.shape[1], np.random.default_rng(1)
    uniform, state = random.random(size), history.state[NOW - 1]
    worse = {ACTIVE: 0, DECLINING: 1, DORMANT: 2, CLOSED: 3, 0: 0}
    rank = np.vectorize(worse.get)
    kept = history.hazards.step(NOW - 1, state, np.full(size, 0.8), uniform)
    left = history.hazards.step(NOW - 1, state, np.zeros(size), uniform)
    assert (rank(kept) <= rank(left)).all()
    assert (rank(kept) < rank(left)).any()


@pytest.mark.parametrize(
    ("name", "value"), [("maturity", 3.0), ("incident", 4.0)], ids=["deposits that fall due", "failures of service"]
)
def test_what_drives_customers_away_does_so_more_when_it_is_stronger(lived, name, value):
    population, streams, usual = lived
    stronger = dataclasses.replace(BANK, lifecycle=dataclasses.replace(BANK.lifecycle, **{name: value}))
    history = live(stronger, population, streams)
    assert (history.state[NOW - 1] >= DORMANT).sum() > (usual.state[NOW - 1] >= DORMANT).sum() + 20


def test_loyal_customers_hold_more_products_and_have_stayed_longer(data, truth):
    people = data["customers"].merge(truth["customers"], on="customer_id")
    held = data["product_holdings"].groupby("customer_id")["product"].nunique()
    people["products"] = held.reindex(people["customer_id"], fill_value=0).to_numpy()
    risk = people["hazard_of_declining"]
    assert risk[people["products"] >= 3].mean() < 0.4 * risk[people["products"] == 0].mean()
    old = people["joined_at"] < "2018-07-01"
    assert risk[old].mean() < risk[people["joined_at"] >= "2024-01-01"].mean()


def test_what_is_expected_of_customers_is_what_they_do_in_the_end(truth):
    """Over about 7,000 customers who have not left; 8 % for chance and months that are played out whole."""
    known = truth["customers"]
    live_ones = known[known["state"].isin(["active", "declining"])]
    lost = live_ones["months_to_loss"].fillna(99).astype("int64") <= 12
    assert lost.mean() == pytest.approx(live_ones["probability_lost_12"].mean(), abs=0.015)
    assert (known.loc[known["state"] == "closed", ["expected_value_36", "assets_in_36_months"]] == 0).all().all()
    assert (known["expected_value_36"] >= known["expected_value_12"] - 50).all()


def test_pareto_quantiles_follow_the_distribution():
    uniform = (np.arange(100_000) + 0.5) / 100_000
    drawn = pareto(uniform, 1.0, 1e6, 1.5)
    assert drawn.min() >= 1.0
    assert (drawn > 4.0).mean() == pytest.approx(4.0**-1.5, rel=0.01)
    assert drawn.max() < 1e6


def test_every_block_has_its_share_of_rich_customers():
    for seed in range(3):
        random = np.random.default_rng(seed)
        assets = usual_assets(BANK.wealth, random, random.uniform(20, 70, 5_000), random.uniform(0.5, 20, 5_000))
        assert (assets >= BANK.wealth.from_).sum() in (110, 111)


def test_closures_name_poor_service_more_often_after_a_failure(data):
    complaints = data["tickets"][data["tickets"]["topic"] != "question"]
    closed = data["closures"].merge(complaints, on="customer_id", how="left")
    recent = (closed["closed_at"] - closed["opened_at"]).between(pd.Timedelta(0), pd.Timedelta(days=75))
    told = closed["reason"] == "poor_service"
    assert told[recent].mean() > told[~recent].mean()


def test_surveys_are_answered_by_the_content(data, truth):
    asked = data["surveys"][["survey_id", "answered_at"]].merge(truth["surveys"], on="survey_id")
    answered = asked["answered_at"].notna()
    assert 0.10 < answered.mean() < 0.40
    score = np.select([asked["recommend"] >= 9, asked["recommend"] <= 6], [100.0, -100.0], 0.0)
    assert score[answered].mean() > score.mean() + 4.0


def test_without_mess_tables_are_clean(bank):
    made = generator.simulate(bank, customers=800, seed=7, mess=[])
    messy = generator.simulate(bank, customers=800, seed=7)
    assert made["customers"]["birth_date"].notna().all()
    assert not made["transactions"]["kind"].eq("reversal").any()
    assert (made["transactions"]["booked_on"] == made["transactions"]["occurred_at"].dt.normalize()).all()
    pd.testing.assert_frame_equal(made["monthly_assets"], messy["monthly_assets"])
    pd.testing.assert_frame_equal(made["app_sessions"], messy["app_sessions"])
