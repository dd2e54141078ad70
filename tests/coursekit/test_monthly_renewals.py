"""The renewals of the monthly plan and what was known of each on the first of its month."""

import numpy as np
import pandas as pd
import pytest

from coursekit.interactive.monthly_renewals import (
    DRIVERS,
    FIRST_DAY,
    MONTHS,
    MOST,
    RISE,
    drivers_of,
    monthly_renewals,
)

generator = pytest.importorskip("generator")


@pytest.fixture(scope="module")
def tables():
    return generator.simulate("amazon", customers=1_500, seed=21)


@pytest.fixture(scope="module")
def renewals(tables):
    return monthly_renewals(tables["membership_events"])


def test_every_renewal_that_fell_due_in_the_months_stands_once(tables, renewals):
    events = tables["membership_events"]
    monthly = events[events["plan"] == "monthly"]
    decided = monthly[monthly["event"].isin(["renewed", "cancelled", "lapsed"])]
    last = monthly.groupby("membership_id").tail(1)
    waiting = last[last["event"] == "payment_failed"]
    due = decided["event_at"].where(decided["event"] != "lapsed", pd.to_datetime(decided["paid_until"]))
    mended = set(monthly.loc[monthly["event"] == "payment_failed", "membership_id"])
    sure = decided[(due >= FIRST_DAY) & ~decided["membership_id"].isin(mended)]
    mine = renewals[~renewals["membership_id"].isin(mended | set(waiting["membership_id"]))]
    assert len(mine) == len(sure)
    assert renewals["renewal_id"].tolist() == list(range(1, len(renewals) + 1))
    assert not renewals.duplicated(["membership_id", "renewal"]).any()


def test_cancelled_are_those_who_decided_to_leave(tables, renewals):
    events = tables["membership_events"]
    gone = events[(events["event"] == "cancelled") & (events["plan"] == "monthly") & (events["event_at"] >= FIRST_DAY)]
    assert set(renewals.loc[renewals["cancelled"] == 1, "membership_id"]) == set(gone["membership_id"])
    assert renewals["cancelled"].sum() == len(gone)


def test_the_list_is_made_on_the_first_of_the_month(renewals):
    assert (renewals["as_of"].dt.day == 1).all()
    assert (renewals["due_on"].dt.to_period("M") == renewals["as_of"].dt.to_period("M")).all()
    assert renewals["due_on"].is_monotonic_increasing


def test_the_price_rise_is_that_of_the_parameters_and_met_once(renewals):
    parameters = pytest.importorskip("generator.cases.amazon.parameters")
    assert pd.Timestamp(f"{parameters.PRICES[-1][0]}-01") == RISE
    dearer = renewals[renewals["dearer"] == 1]
    assert len(dearer) > 10
    assert (dearer["due_on"] >= RISE).all()
    assert not dearer["membership_id"].duplicated().any()


def test_what_was_known_agrees_with_counting_one_by_one(tables, renewals):
    known = drivers_of(renewals, tables["orders"], tables["deliveries"], tables["tickets"])
    sent = tables["deliveries"]
    late = sent[sent["delivered_at"].dt.normalize() > pd.to_datetime(sent["promised_on"])]
    tickets = tables["tickets"].drop_duplicates("ticket_id")
    some = known.sort_values(["late", "complaints"]).tail(150)
    for row in some.itertuples():
        start = row.as_of - pd.DateOffset(months=MONTHS)
        found = []
        for table, at in ((late, "delivered_at"), (tables["orders"], "ordered_at"), (tickets, "opened_at")):
            theirs = table.loc[table["customer_id"] == row.customer_id, at]
            found.append(int(theirs.between(start, row.as_of, inclusive="left").sum()))
        assert [row.late, np.expm1(row.use), row.complaints] == pytest.approx(
            [min(found[0], MOST), found[1], min(found[2], MOST)]
        )
    assert some["late"].max() > 0
    assert some["complaints"].max() > 0


def test_drivers_have_no_holes_and_leave_the_renewals_as_they_were(tables, renewals):
    before = renewals.copy()
    known = drivers_of(renewals, tables["orders"], tables["deliveries"], tables["tickets"])
    assert known[list(DRIVERS)].notna().all().all()
    pd.testing.assert_frame_equal(renewals, before)
