"""The retailer's decision: its expectations are those of the generator, and what campaigns teach carries over."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pytest

import generator
from generator.blocks import Block
from generator.cases.amazon import decision, history
from generator.cases.amazon.days import clock
from generator.cases.amazon.history import live
from generator.cases.amazon.membership import PLAN_STARTED, TRIAL_STARTED, logistic
from generator.cases.amazon.offering import REPEATED, Offering
from generator.cases.amazon.parameters import CAMPAIGNS, MEMBERSHIP, OFFERS
from generator.cases.amazon.treatment import Assignment
from generator.cases.amazon.world import AmazonWorld
from generator.processes.poisson import poisson
from generator.streams import Streams

CUSTOMERS = 2_000
FUTURES = 25


@dataclass(frozen=True)
class OtherFuture(Streams):
    """The same past, and one of many futures."""

    number: int = 0

    def of(self, aspect: str) -> np.random.Generator:
        return super().of(f"{aspect}.{self.number}" if aspect.endswith(".future") else aspect)


def played_out(monkeypatch, offering, action, number):
    """One future with an action: what July brings, orders at their margin; orders or not; orders, trials, worth."""
    streams = OtherFuture(offering.world.streams.seed, "amazon", 0, number=number)
    everyone = np.arange(CUSTOMERS)
    with monkeypatch.context() as patch:
        if action:
            repeated = dataclasses.replace(REPEATED[action - 1], name="july", month=OFFERS.month)
            usual = history.assign
            sent = Assignment(len(CAMPAIGNS), everyone, np.ones(CUSTOMERS), np.ones(CUSTOMERS, dtype=bool),
                              offering.effects[:, action], repeated.trial)  # fmt: skip
            patch.setattr(history, "CAMPAIGNS", (*CAMPAIGNS, repeated))
            patch.setattr(
                history, "assign", lambda which, *rest: sent if which == len(CAMPAIGNS) else usual(which, *rest)
            )
        lived = live(offering.world.population, streams, future=2)
    orders = lived.orders(offering.month, offering.month + 1)
    first, end, last = lived.timeline.edges[offering.month : offering.month + 3]
    events, fees, trials = lived.events, np.zeros(CUSTOMERS), np.zeros(CUSTOMERS)
    started = (events.kind == TRIAL_STARTED) & (events.day >= first) & (events.day < end)
    trials[events.customer[started]] = 1.0
    paid = (events.kind == PLAN_STARTED) & (events.day >= end) & (events.day < last)
    fees[events.customer[paid]] = events.price[paid]
    worth = trials * (OFFERS.fee_kept * fees - OFFERS.trial_cost)
    return orders * decision._margins(offering)[:, action] + worth, orders > 0, orders, trials, worth


@pytest.fixture(scope="module")
def offering():
    return Offering(AmazonWorld(Streams(7, "amazon", 0), Block(0, CUSTOMERS)))


@pytest.fixture(scope="module")
def concerned(offering):
    return offering.standing.months_since_order <= 12


@pytest.fixture(scope="module")
def futures(offering, concerned):
    """All that is played out, for each customer, future and action: (5, customers concerned, futures, actions)."""
    with pytest.MonkeyPatch.context() as patch:
        played = [[played_out(patch, offering, action, n) for action in range(4)] for n in range(FUTURES)]
    return np.array(played, dtype=float).transpose(2, 3, 0, 1)[:, concerned]


def test_the_world_has_the_customers_of_the_last_twelve_months(concerned):
    world = generator.decision_world("amazon", customers=CUSTOMERS, seed=7)
    assert world.customers["customer_id"].tolist() == (np.flatnonzero(concerned) + 1).tolist()


def test_what_the_shop_knows_in_july_is_what_it_knows_for_every_campaign(monkeypatch, offering, concerned):
    seen, usual = [], history.assign

    def watched(number, population, standing, streams):
        seen.append(copy.deepcopy(standing))
        return usual(min(number, len(CAMPAIGNS) - 1), population, standing, streams)

    july = dataclasses.replace(REPEATED[0], name="july", month=OFFERS.month)
    monkeypatch.setattr(history, "assign", watched)
    monkeypatch.setattr(history, "CAMPAIGNS", (*CAMPAIGNS, july))
    live(offering.world.population, offering.world.streams, future=1)
    for field in ("months_since_order", "orders_in_year", "member", "ever_member"):
        ours, theirs = getattr(offering.standing, field), getattr(seen[-1], field)
        assert np.array_equal(ours[concerned], theirs[concerned]), field


def test_the_value_is_the_mean_of_what_really_happens(offering, futures):
    """25 futures of 2,000 customers, played by the generator itself; within four standard errors of 3 % at most."""
    _, known = decision.prospects(offering.world.streams, offering.world.block)
    for drawn, expected in zip(futures[:2], (known.value, known.retention), strict=True):
        totals = drawn.sum(axis=0)
        error = totals.std(axis=0, ddof=1) / np.sqrt(FUTURES)
        assert (np.abs(totals.mean(axis=0) - expected.sum(axis=0)) < 4 * error).all()
        assert (error < 0.03 * expected.sum(axis=0)).all()


def test_those_about_to_leave_start_fewer_trials(offering, concerned, futures):
    """Customers weighted by their probability of leaving within July; within four standard errors."""
    weights = offering.leaving[concerned]
    totals = np.einsum("c,cfa->fa", weights, futures[3])
    error = totals.std(axis=0, ddof=1) / np.sqrt(FUTURES)
    expected = weights @ decision._trials(offering)[concerned]
    assert (np.abs(totals.mean(axis=0) - expected) < 4 * error).all()


def test_who_leaves_within_the_month_orders_until_then(offering):
    """Against the generator's rule in 4,000 equal steps: a uniform below the hazard places the day of leaving."""
    first, end = offering.timeline.edges[offering.month : offering.month + 2]
    uniform = (np.arange(4_000) + 0.5) / 4_000
    for who in np.flatnonzero(offering.active)[:: CUSTOMERS // 100]:
        share = np.minimum(uniform / offering.leaving[who], 1.0)
        passed = clock().at(first + (end - first) * share) - clock().at(np.array([first]))
        assert offering.orders[who] == pytest.approx(offering.rate[who] * passed.mean(), rel=1e-3)
        bought = [np.mean(-np.expm1(-rate * passed)) for rate in offering.rate[who]]
        assert offering.buys[who] == pytest.approx(bought, rel=1e-3)


@pytest.mark.parametrize("mean", [0.0, 0.4, 3.0, 30.0])
def test_trials_turn_into_plans_the_more_often_the_more_was_ordered(mean):
    """Against the generator's rule for Poisson orders in 100,000 equal steps."""
    orders = poisson((np.arange(100_000) + 0.5) / 100_000, np.full(100_000, mean))
    converts = logistic(MEMBERSHIP.convert_base + MEMBERSHIP.convert_on_orders * np.log1p(orders)).mean()
    assert decision._converts(np.array([mean]))[0] == pytest.approx(converts, rel=1e-4)


def test_trials_are_worth_what_is_paid_after_them(offering, concerned, futures):
    """Over all actions together; within four standard errors of a tenth at most."""
    expected = (decision._trials(offering) * decision._trial_worth(offering))[concerned].sum()
    drawn = futures[4].sum(axis=(0, 2))
    error = drawn.std(ddof=1) / np.sqrt(FUTURES)
    assert abs(drawn.mean() - expected) < 4 * error
    assert error < 0.1 * expected


def test_the_gain_is_the_mean_of_what_an_offer_changes(offering, futures):
    """Under common random numbers: the same futures with the offer and without it; within four standard errors."""
    _, known = decision.prospects(offering.world.streams, offering.world.block)
    drawn = (futures[0] - futures[0][:, :, :1]).sum(axis=0)
    expected = (known.value - known.value[:, :1]).sum(axis=0)
    error = drawn.std(axis=0, ddof=1) / np.sqrt(FUTURES)
    assert (np.abs(drawn.mean(axis=0) - expected) <= 4 * error).all()
    assert (np.abs(expected[1:]) > 2 * error[1:]).all()


def test_the_value_of_a_policy_is_that_mean_too(futures):
    """The oracle's choice for each customer; within four standard errors."""
    world = generator.decision_world("amazon", customers=CUSTOMERS, seed=7)
    chosen = world.oracle_actions.map({name: number for number, name in enumerate(world.actions)}).to_numpy()
    totals = futures[0][np.arange(len(chosen)), :, chosen].sum(axis=0)
    found = world.oracle()
    assert abs(totals.mean() - found.cost - found.value) < 4 * totals.std(ddof=1) / np.sqrt(FUTURES)


def test_every_feature_follows_from_the_tables():
    seen = generator.decision_world("amazon", customers=3_000, seed=8).customers.set_index("customer_id")
    data = generator.simulate("amazon", customers=3_000, seed=8)
    orders, sessions, people = data["orders"], data["sessions"], data["customers"].set_index("customer_id")
    recent = orders[orders["ordered_at"] >= "2025-07-01"]
    by_customer = recent.groupby("customer_id")
    assert set(seen.index) == set(recent["customer_id"])
    assert (seen["orders_12"] == by_customer.size()).all()
    assert np.allclose(seen["amount_12"], by_customer["amount"].sum())
    last = by_customer["ordered_at"].max()
    assert (seen["months_since_order"] == (2026 - last.dt.year) * 12 + 7 - last.dt.month).all()
    before = orders[orders["ordered_at"] < "2025-07-01"].groupby("customer_id").size()
    assert (seen["orders_before"] == before.reindex(seen.index, fill_value=0)).all()
    visits = sessions[sessions["started_at"] >= "2026-04-01"].groupby("customer_id")["session_id"].nunique()
    assert (seen["visits_3"] == visits.reindex(seen.index, fill_value=0)).all()
    joined = people["joined_at"].reindex(seen.index)
    assert (seen["days_since_joined"] == (generator.AS_OF - joined.dt.normalize()).dt.days).all()
    assert seen["acquisition_channel"].equals(people["acquisition_channel"].reindex(seen.index))
    born = people["birth_date"].reindex(seen.index)
    assert seen["age"].isna().equals(born.isna())
    assert np.allclose(np.floor((generator.AS_OF - born).dt.days / 365.25), seen["age"], equal_nan=True)
    events = data["membership_events"]
    assert (seen["ever_member"] == seen.index.isin(events["customer_id"])).all()
    latest = events.groupby("customer_id")["event"].last().reindex(seen.index)
    settled = latest != "payment_failed"
    belongs = latest.notna() & ~latest.isin(["trial_ended", "cancelled", "lapsed"])
    assert (seen["member"] == belongs)[settled].all()


def test_customers_only_gain_from_an_invitation_if_they_never_were_members():
    world = generator.decision_world("amazon", customers=CUSTOMERS, seed=7)
    gain = world.prospects.value[:, 3] - world.prospects.value[:, 0]
    assert (gain[world.customers["ever_member"]] == 0).all()
    assert gain[~world.customers["ever_member"]].sum() > 0


@cache
def experience():
    """What an analyst has: the tables of one population."""
    return generator.simulate("amazon", seed=21)


def standing_at(data, month):
    """Segment and yearly orders of each customer on the first of a month, from the tables."""
    start = pd.Timestamp(month)
    orders = data["orders"][data["orders"]["ordered_at"] < start]
    events = data["membership_events"][data["membership_events"]["event_at"] < start]
    last = orders.groupby("customer_id")["ordered_at"].max()
    ago = (start.year - last.dt.year) * 12 + start.month - last.dt.month
    latest = events.groupby("customer_id")["event"].last()
    members = latest.index[~latest.isin(["trial_ended", "cancelled", "lapsed"])]
    segment = pd.cut(ago, [0, 2, 6, 99], labels=["recent", "cooling", "quiet"]).astype(str)
    return segment.where(~segment.index.isin(members), "member").rename("segment")


def lift(data, names):
    """Orders with the campaign ÷ orders without it in each segment, over the campaigns of those names."""
    parts = []
    for row in data["campaigns"][data["campaigns"]["name"].isin(names)].itertuples():
        drawn = data["assignments"][data["assignments"]["campaign_id"] == row.campaign_id]
        month = data["orders"]["ordered_at"].dt.to_period("M").dt.start_time == row.starts_on
        count = data["orders"][month].groupby("customer_id").size()
        parts.append(
            drawn.assign(orders=drawn["customer_id"].map(count).fillna(0)).join(
                standing_at(data, row.starts_on), on="customer_id"
            )
        )
    means = pd.concat(parts).groupby(["segment", "arm"])["orders"].mean().unstack()
    return means["treated"] / means["control"]


def analyst(data, *, careful=True):
    """Offers where the lift of their segment, found by lot, times the customer's usual margin promises most.

    The careful give coupons only to whom they were tried on: customers silent for three months or more.
    """
    reminder = lift(data, ["app_reminder"])
    coupon = lift(data, ["come_back_2024", "come_back_2025", "come_back_2026"])
    margin, discount = 0.18, 0.05

    def policy(customers):
        spend = customers["amount_12"] / 12 * np.exp(-0.35 * (customers["months_since_order"] - 1))
        tried = (customers["months_since_order"] >= 3) | (not careful)
        by_reminder = spend * margin * (customers["segment"].map(reminder) - 1) - 0.02
        times = customers["segment"].map(coupon).where(tried).fillna(0)
        by_coupon = spend * (times * (margin - discount) - margin) - 0.35
        best = np.maximum(by_reminder, by_coupon)
        rank = best.rank(ascending=False, method="first")
        action = np.where(by_coupon > by_reminder, "coupon", "reminder")
        return np.where((best > 0) & (rank <= 0.3 * len(customers)), action, "nothing")

    return policy


def top(column, action):
    """The action for the 30 % with the highest values of a column."""

    def policy(customers):
        rank = customers[column].rank(ascending=False, method="first")
        return np.where(rank <= 0.3 * len(customers), action, "nothing")

    return policy


def reminders_for_cooling_and_recent(customers):
    fits = customers["segment"].isin(["recent", "cooling"])
    rank = customers["orders_12"].where(fits).rank(ascending=False, method="first")
    return np.where(fits & (rank <= 0.3 * len(customers)), "reminder", "nothing")


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_what_campaigns_by_lot_teach_scores_between_the_baselines_and_the_oracle(seed):
    found = generator.decision_world("amazon", seed=seed).score(analyst(experience()))
    assert found.low > 0.25
    assert found.high < 0.95


def test_a_lesson_taken_beyond_those_it_was_learned_from_scores_nothing():
    assert generator.decision_world("amazon", seed=31).score(analyst(experience(), careful=False)).score == 0


@pytest.mark.parametrize("column", ["months_since_order", "amount_12", "orders_12"])
def test_coupons_for_the_silent_or_the_best_are_no_better_than_doing_nothing(column):
    world = generator.decision_world("amazon", seed=31)
    found = world.value(top(column, "coupon"))
    assert found.gain < 0
    assert world.score(top(column, "coupon")).score == 0


def test_scores_on_one_population_rank_policies_as_their_value_on_another():
    policies = [
        top("months_since_order", "coupon"),
        top("amount_12", "coupon"),
        top("amount_12", "reminder"),
        reminders_for_cooling_and_recent,
        analyst(experience()),
        analyst(experience(), careful=False),
    ]
    graded, third = (generator.decision_world("amazon", seed=seed) for seed in (41, 42))
    gains, others = ([world.value(policy).gain for policy in policies] for world in (graded, third))
    scores = [graded.score(policy).score for policy in policies]
    order = np.argsort(others)
    assert (np.diff(np.array(scores)[order]) >= 0).all()
    assert np.corrcoef(gains, others)[0, 1] > 0.98


def test_who_is_likely_to_leave_is_not_who_gains():
    world = generator.decision_world("amazon", seed=7)
    risky = world.expected.risk > np.quantile(world.expected.risk, 0.7)
    net = world.prospects.net
    gain = net[:, 1:].max(axis=1) - net[:, 0]
    assert gain[risky].mean() < 0.5 * gain[~risky].mean()
    assert world.prospects.retention[risky, 0].mean() < 0.5 * world.prospects.retention[~risky, 0].mean()
