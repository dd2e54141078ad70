"""A travel agency: long gaps, strong seasons, money that adds up, an export as untidy as real ones."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.case import find_case
from generator.cases.travel import parameters
from generator.parameter import listed

KINDS = ("missing", "duplicates", "late", "cancellations", "refunds")


@cache
def simulated(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate("travel", customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@cache
def known(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate_truth("travel", customers=generator.DEFAULT_CUSTOMERS, seed=seed)


@pytest.fixture
def data(seed: int) -> dict[str, pd.DataFrame]:
    return simulated(seed)


@pytest.fixture
def truth(seed: int) -> dict[str, pd.DataFrame]:
    return known(seed)


@pytest.fixture
def travel() -> dict[str, pd.DataFrame]:
    return simulated(7)


def cents(amount: pd.Series) -> pd.Series:
    return (amount * 100).round().astype("int64")


def money_adds_up(tables: dict[str, pd.DataFrame]) -> None:
    bookings, payments = tables["bookings"].set_index("booking_id"), tables["payments"]
    assert (cents(bookings["price"]) - cents(bookings["discount"]) == cents(bookings["amount"])).all()
    paid = cents(payments["amount"]).groupby(payments["booking_id"]).sum().reindex(bookings.index)
    assert paid.notna().all()
    gone = bookings["status"].isin(["travelled", "travelling"])
    assert (paid[gone] == cents(bookings.loc[gone, "amount"])).all()
    fee = cents(bookings["cancellation_fee"].dropna())
    assert (paid[fee.index] >= fee).all()
    refunded = payments.loc[payments["kind"] == "refund", "booking_id"]
    assert (paid[refunded].to_numpy() == fee[refunded].to_numpy()).all()
    assert (payments.loc[payments["kind"] == "refund", "amount"] < 0).all()
    assert (paid <= cents(bookings["amount"])).all()


def test_what_is_paid_is_the_amount_or_the_fee(data):
    money_adds_up(data)


@settings(max_examples=15, deadline=None)
@given(customers=st.integers(1, 120), seed=st.integers(0, 2**32))
def test_any_size_and_seed_is_sound_and_adds_up(customers, seed):
    tables = generator.simulate("travel", customers=customers, seed=seed)
    assert generator.validate("travel", tables) == []
    money_adds_up(tables)


def test_the_default_size_is_sound(data):
    assert generator.validate("travel", data) == []


def test_gaps_between_trips_are_long(data):
    """A booking every two months in the middle, every eight for one in ten."""
    kept = data["bookings"].query("status != 'cancelled'").sort_values("booked_at")
    days = kept.groupby("traveller_id")["booked_at"].diff().dropna().dt.days
    assert 55 < days.median() < 120
    assert days.quantile(0.9) > 200
    assert 0.45 < (kept.groupby("traveller_id").size() >= 2).mean() < 0.70


def test_people_travel_in_the_holidays(data):
    """Departures a day against the mean day: Spring Festival, National Day and summer."""
    departs = data["bookings"].query("status != 'cancelled' and '2025-02-10' <= departs_on <= '2026-05-31'")[
        "departs_on"
    ]
    per_day = departs.value_counts().reindex(pd.date_range("2025-02-10", "2026-05-31"), fill_value=0)
    mean = per_day.mean()
    assert 2.0 < per_day["2025-10-01":"2025-10-08"].mean() / mean < 4.5
    assert 1.8 < per_day["2026-02-15":"2026-02-23"].mean() / mean < 4.0
    assert 1.15 < per_day["2025-07-01":"2025-08-31"].mean() / mean < 1.7


def test_trips_abroad_are_booked_further_ahead(data):
    full = data["bookings"].merge(data["destinations"], on="destination_id")
    ahead = (full["departs_on"] - full["booked_at"].dt.normalize()).dt.days
    assert (ahead >= 1).all()
    median = ahead.groupby(full["kind"] == "abroad").median()
    assert 12 < median[False] < 25
    assert 35 < median[True] < 65


def test_snow_is_for_winter_and_prices_peak_in_holidays(data):
    full = data["bookings"].merge(data["destinations"], on="destination_id")
    month = full["departs_on"].dt.month
    winter = month.isin([12, 1, 2]).groupby(full["kind"]).mean()
    assert winter["snow"] > 2 * winter["city"]
    each = np.log(full["price"] / full["persons"] / full["nights"])[full["product"] == "hotel"]
    apart = each - each.groupby(full["destination_id"]).transform("mean")
    days = data["calendar"].dropna(subset="holiday")["date"]
    holiday, summer = full["departs_on"].isin(days)[each.index], month.isin([7, 8])[each.index]
    assert 0.15 < apart[holiday].mean() - apart[~holiday & ~summer].mean() < 0.40


def test_spending_is_skewed(data):
    """The top fifth brings .50 to .70 of the revenue; coefficient of variation 1.0 to 3.5, as in retail."""
    kept = data["bookings"].query("status != 'cancelled'")
    revenue = kept.groupby("traveller_id")["amount"].sum().sort_values(ascending=False)
    assert 0.50 < revenue.head(len(revenue) // 5).sum() / revenue.sum() < 0.70
    assert 1.0 < kept["amount"].std() / kept["amount"].mean() < 3.5


def test_cancellations_cost_more_near_the_departure(data):
    cancelled = data["bookings"].query("status == 'cancelled'")
    assert 0.07 < len(cancelled) / len(data["bookings"]) < 0.13
    left = (cancelled["departs_on"] - cancelled["cancelled_at"].dt.normalize()).dt.days
    share = cancelled["cancellation_fee"] / cancelled["amount"]
    assert (share[left >= 16] == 0).all()
    assert share[left < 2].mean() > share[left.between(8, 15)].mean() + 0.3
    visa = cancelled[cancelled["reason"] == "visa"].merge(data["destinations"], on="destination_id")
    assert set(visa["kind"]) == {"abroad"}


def test_travellers_without_demographics(data):
    """Band .08 to .15 (Starbucks offer data: 12.8 %)."""
    assert 0.08 <= data["travellers"]["birth_date"].isna().mean() <= 0.15


def test_the_export_holds_the_bookings_once_it_is_cleaned(data):
    """Undoing what the dictionary says gives back number, amount and time of every booking."""
    raw = data["orders_export"]
    assert 0.008 < raw.duplicated().mean() < 0.016
    clean = raw.drop_duplicates()
    test_rows = clean["产品名称"].str.contains("测试")
    assert 0.0005 < test_rows.mean() < 0.005
    amount = clean["订单金额(元)"].str.replace("[¥,]", "", regex=True).astype(float)
    moment = pd.to_datetime(clean["下单时间"].str.replace("/", "-"), format="mixed")
    number = clean["订单编号"].str.removeprefix("T").astype("int64") - 20_240_000_000
    bookings = data["bookings"].set_index("booking_id").loc[number]
    assert sorted(number) == sorted(data["bookings"]["booking_id"])
    assert (cents(amount).to_numpy() == cents(bookings["amount"]).to_numpy())[~test_rows].all()
    late = np.abs(moment.to_numpy() - bookings["booked_at"].to_numpy()) < np.timedelta64(60, "s")
    assert late.all()
    assert raw["下单时间"].str.contains("/").mean() > 0.2
    assert raw["订单金额(元)"].str.startswith("¥").mean() > 0.05
    assert (clean["会员ID"].to_numpy() == bookings["traveller_id"].to_numpy()).all()


TOUCHED = {
    "missing": {"travellers"},
    "duplicates": {"orders_export"},
    "refunds": {"payments"},
}


@pytest.mark.parametrize("kind", TOUCHED)
def test_leaving_one_kind_of_mess_out_changes_the_tables_named_and_no_other(kind):
    usual = generator.simulate("travel", customers=800, seed=7)
    tidy = generator.simulate("travel", customers=800, seed=7, mess=[other for other in KINDS if other != kind])
    assert {name for name in usual if not usual[name].equals(tidy[name])} == TOUCHED[kind]


def test_without_cancellations_everybody_travels_and_without_lateness_all_is_entered_at_once():
    tidy = generator.simulate("travel", customers=800, seed=7, mess=())
    usual = generator.simulate("travel", customers=800, seed=7)
    assert not (tidy["bookings"]["status"] == "cancelled").any()
    assert (tidy["bookings"]["booked_at"] == tidy["bookings"]["recorded_at"]).all()
    late = usual["bookings"]["recorded_at"] > usual["bookings"]["booked_at"]
    assert set(usual["bookings"].loc[late, "channel"]) == {"shop"}
    money_adds_up(tidy)


def test_observed_bookings_are_the_potential_outcome_of_the_arm(data, truth):
    full = data["assignments"].merge(
        truth["assignments"].drop(columns=["campaign_id", "traveller_id"]), on="assignment_id"
    )
    full = full.merge(data["campaigns"], on="campaign_id").merge(data["travellers"], on="traveller_id")
    full = full[full["joined_at"] < full["starts_on"]]
    month = data["bookings"]["booked_at"].dt.to_period("M").dt.to_timestamp().rename("starts_on")
    counted = data["bookings"].groupby(["traveller_id", month]).size().rename("counted").reset_index()
    full = full.merge(counted, how="left", on=["traveller_id", "starts_on"])
    expected = np.where(full["arm"] == "treated", full["bookings_treated"], full["bookings_control"])
    assert (full["counted"].fillna(0) == expected).all()


def test_campaigns_by_lot_find_the_truth_and_the_one_by_rule_is_biased(data, truth):
    full = data["assignments"].merge(
        truth["assignments"].drop(columns=["campaign_id", "traveller_id"]), on="assignment_id"
    )
    full = full.merge(data["campaigns"], on="campaign_id")
    for design, group in full.groupby(["design", "campaign_id"]):
        treated = group["arm"] == "treated"
        booked = np.where(treated, group["bookings_treated"], group["bookings_control"]) > 0
        lift = np.exp(-group["expected_bookings_control"]) - np.exp(-group["expected_bookings_treated"])
        gap = booked[treated].mean() - booked[~treated].mean()
        error = booked.std() * np.sqrt(1 / treated.sum() + 1 / (~treated).sum())
        if design[0] == "randomised":
            assert abs(gap - lift.mean()) < 4 * error
        else:
            assert gap < 0.01 < lift.mean()
        assert lift[group["segment"] == "recent"].mean() < 0.005 or group["audience"].iloc[0] == "quiet"


def test_expected_bookings_match_the_future_that_was_played_out(truth):
    """Over 10,000 travellers; 5 % for chance."""
    them = truth["travellers"]
    assert them["expected_bookings_12"].mean() == pytest.approx(them["bookings_next_12"].mean(), rel=0.05)
    assert (them.loc[~them["active"], ["expected_value_36", "bookings_next_36"]] == 0).all().all()


def test_the_content_answer_more_often(data, truth):
    asked = data["surveys"].merge(truth["travellers"], on="traveller_id")
    answered = asked["answered_at"].notna()
    assert 0.15 < answered.mean() < 0.35
    assert asked.loc[answered, "satisfaction"].mean() > asked["satisfaction"].mean() + 0.15


@pytest.mark.parametrize("case", ["travel", "citic"])
def test_every_parameter_has_a_unit_and_a_source(case):
    if case == "citic":
        from generator.cases.citic import parameters as table
    else:
        table = parameters
    groups = [value for value in vars(table).values() if type(value).__module__.startswith(table.__name__)]
    found = [item for group in groups for item in listed(group)]
    assert len(found) > 40
    assert all(item.unit and item.source for item in found)


@pytest.mark.parametrize("case", ["travel", "citic"])
def test_chinese_is_chinese_and_english_is_english(case):
    found = find_case(case)
    for table in found.tables + found.truth:
        texts = [table.meaning, *(c.meaning for c in table.columns), *(c.missing for c in table.columns if c.missing)]
        for text in texts:
            assert any("\u4e00" <= character <= "\u9fff" for character in text.zh), text
            assert not any("\u4e00" <= character <= "\u9fff" for character in text.en), text
