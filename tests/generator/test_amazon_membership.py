"""Memberships begin, renew and end in order."""

import dataclasses

import pandas as pd
import pytest

import generator
from generator.cases.amazon import membership

ENDS = ["trial_ended", "cancelled", "lapsed"]


@pytest.fixture
def events(data):
    return data["membership_events"].sort_values(["membership_id", "event_at", "event_id"])


def test_a_membership_begins_with_a_trial_or_a_return(events):
    first = events.groupby("membership_id")["event"].first()
    assert set(first) == {"trial_started", "rejoined"}
    assert events["event"].isin(["trial_started", "rejoined"]).sum() == len(first)


def test_a_membership_ends_once_and_with_its_last_event(events):
    ended = events[events["event"].isin(ENDS)]
    assert ended["membership_id"].is_unique
    assert (
        events.groupby("membership_id")["event_id"].last()[ended["membership_id"]].to_numpy() == ended["event_id"]
    ).all()


def test_a_customer_has_one_membership_at_a_time(events):
    spans = events.groupby("membership_id").agg(
        customer=("customer_id", "first"), start=("event_at", "min"), end=("event_at", "max"), last=("event", "last")
    )
    spans = spans.sort_values(["customer", "start"])
    again = spans["customer"].eq(spans["customer"].shift())
    assert again.any()
    assert (spans["start"] > spans["end"].shift())[again].all()
    assert spans["last"].shift()[again].isin(ENDS).all()


def test_nobody_rejoins_before_a_failed_payment_has_run_out(monkeypatch):
    eager = dataclasses.replace(membership.MEMBERSHIP, payment_fails=0.5, payment_recovers=0.0, rejoin_base=2.0)
    monkeypatch.setattr(membership, "MEMBERSHIP", eager)
    events = generator.simulate("amazon", customers=2_000, seed=7, tables=["membership_events"])["membership_events"]
    events = events.sort_values(["customer_id", "event_at", "event_id"])
    before = events.groupby("customer_id")["event"].shift()
    again = events["event"] == "rejoined"
    assert again.sum() > 500
    assert before[again].isin(ENDS).all()


def test_a_customer_has_one_trial_in_a_lifetime(events):
    assert events.loc[events["event"] == "trial_started", "customer_id"].is_unique


def test_trials_last_thirty_days(events):
    trial = events[events["event"] == "trial_started"].set_index("membership_id")["event_at"]
    after = events[events["event"].isin(["plan_started", "trial_ended"])].set_index("membership_id")["event_at"]
    days = (after.dt.normalize() - trial.dt.normalize().reindex(after.index)).dropna().dt.days
    assert set(days) == {30}


def test_terms_are_a_month_or_a_year(events):
    paid = events[events["event"].isin(["plan_started", "rejoined", "renewed"])]
    days = (paid["paid_until"] - paid["event_at"].dt.normalize()).dt.days
    assert days[paid["plan"] == "annual"].between(345, 370).all()
    assert days[paid["plan"] == "monthly"].between(13, 33).all()


def test_a_failed_payment_is_mended_within_fourteen_days_or_ends_the_membership(events):
    follows = events.groupby("membership_id")[["event", "event_at"]].shift(-1)
    failed = events["event"] == "payment_failed"
    known = failed & follows["event"].notna()
    assert set(follows.loc[known, "event"]) == {"renewed", "lapsed"}
    assert (follows["event_at"] - events["event_at"])[known].max() <= pd.Timedelta(days=15)
    assert set(events.loc[events["event"] == "lapsed", "reason"]) == {"payment"}
    assert set(events.loc[events["event"].isin(["cancelled", "trial_ended"]), "reason"]) == {"voluntary"}


def test_nothing_is_known_after_the_as_of_date_so_the_last_renewals_are_open(events):
    assert events["event_at"].max() < generator.AS_OF + pd.Timedelta(days=1)
    last = events.groupby("membership_id").last()
    running = last[~last["event"].isin(ENDS)]
    assert (running["paid_until"] > generator.AS_OF - pd.Timedelta(days=15)).all()
    assert (running["paid_until"] > generator.AS_OF).mean() > 0.95


def test_the_price_rises_in_the_window(events):
    yearly = events.query("plan == 'annual' and event == 'renewed'")
    assert set(yearly.loc[yearly["event_at"] >= "2025-11-01", "price"]) == {159.0}
    assert set(yearly.loc[yearly["event_at"].between("2024-01-01", "2025-09-30"), "price"]) == {139.0}


def test_the_price_rise_costs_members(data):
    events = data["membership_events"].query("plan == 'monthly'")
    due = events[events["event"].isin(["renewed", "cancelled"])]
    left = due["event"] == "cancelled"
    rise = due["event_at"].between("2025-10-01", "2025-10-31")
    before = due["event_at"].between("2025-04-01", "2025-09-30")
    assert left[rise].mean() > left[before].mean()


def test_who_has_renewed_often_renews_more(data):
    events = data["membership_events"].sort_values(["membership_id", "event_at"])
    paid = events[
        events["event"].isin(["plan_started", "rejoined", "renewed", "cancelled"]) & (events["plan"] == "monthly")
    ]
    number = paid.groupby("membership_id").cumcount()
    renewed = (paid["event"] == "renewed").groupby(number).mean()
    assert renewed[1] < renewed[3] < renewed[8]


def test_an_order_knows_whether_a_membership_ran(amazon):
    events = amazon["membership_events"].sort_values("event_at")
    orders = amazon["orders"].sort_values("ordered_at")
    last = pd.merge_asof(
        orders,
        events[["customer_id", "event_at", "event"]],
        left_on="ordered_at",
        right_on="event_at",
        by="customer_id",
    )
    running = last["event"].notna() & ~last["event"].isin(ENDS)
    assert (running == last["member"]).all()
