"""Bills, rewards, stars and tiers balance, in every row of a generated set."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator
from generator.cases.starbucks.bills import spread_over_lines
from generator.cases.starbucks.stars import earnings

CHANGE = pd.Timestamp("2026-03-10")
LEVELS = {25: 1.00, 60: 2.00, 100: 3.75, 200: 7.00, 300: 9.50, 400: 20.00}


def cents(values: pd.Series) -> pd.Series:
    return (values * 100).round().astype("int64")


@pytest.fixture(scope="module")
def coffee():
    return generator.simulate("starbucks", customers=3_000, seed=7)


@pytest.fixture(scope="module")
def ledger(coffee):
    return coffee["star_ledger"].merge(
        coffee["visits"][["visit_id", "visited_at", "status", "payment", "amount", "star_reward"]], "left", "visit_id"
    )


def tiers_of(entries: pd.DataFrame, history: pd.DataFrame) -> pd.Series:
    """The tier on the day of each entry, missing before the change."""
    held = history.sort_values("valid_from")[["member_id", "valid_from", "tier"]]
    entries = entries.assign(day=entries["posted_at"].dt.normalize(), place=np.arange(len(entries))).sort_values("day")
    found = pd.merge_asof(entries, held, left_on="day", right_on="valid_from", by="member_id")
    return found.sort_values("place")["tier"].set_axis(range(len(found)))


def test_bills_balance_to_the_cent(coffee):
    visits = coffee["visits"]
    taken = cents(visits["offer_reward"]) + cents(visits["star_reward"])
    assert (cents(visits["gross"]) - taken == cents(visits["amount"])).all()
    assert (visits["amount"] >= 0).all()


def test_bills_balance_with_their_lines(coffee):
    visits, lines = coffee["visits"].set_index("visit_id"), coffee["line_items"]
    for total, part in (("amount", "amount"), ("items", "quantity")):
        summed = (cents(lines[part]) if total == "amount" else lines[part]).groupby(lines["visit_id"]).sum()
        whole = cents(visits[total]) if total == "amount" else visits[total]
        assert (summed.reindex(visits.index) == whole).all()
    discount = cents(lines["discount"]).groupby(lines["visit_id"]).sum().reindex(visits.index)
    assert (discount == cents(visits["offer_reward"]) + cents(visits["star_reward"])).all()
    assert (cents(lines["amount"]) == lines["quantity"] * cents(lines["unit_price"]) - cents(lines["discount"])).all()


def test_lines_are_priced_as_on_the_menu(coffee):
    lines = coffee["line_items"].merge(coffee["menu"], on="item_id")
    assert (lines["unit_price"] == lines["price"]).all()
    assert (coffee["menu"]["unit_cost"] < coffee["menu"]["price"]).all()


def test_every_balance_is_the_sum_of_the_entries_so_far(ledger):
    assert (ledger.groupby("member_id")["stars"].cumsum() == ledger["balance"]).all()
    assert (ledger["balance"] >= 0).all()


def test_entries_of_a_member_are_in_the_order_of_time(ledger):
    assert ledger["member_id"].is_monotonic_increasing
    assert (ledger.groupby("member_id")["posted_at"].diff().dropna() >= pd.Timedelta(0)).all()


def test_what_is_earned_follows_the_rules_of_the_day(coffee, ledger):
    earned = ledger["entry"] == "earned"
    tier = tiers_of(ledger, coffee["tier_history"])
    before = ledger["posted_at"] < CHANGE
    assert (tier.isna() == before).all()
    tenths = pd.Series(np.where(before, np.where(ledger["payment"] == "preloaded_card", 20, 10), 0))
    tenths[~before] = tier[~before].map({"green": 10, "gold": 12, "reserve": 17}).astype("int64")
    expected = cents(ledger["amount"].fillna(0)) * tenths // 1_000
    assert (ledger.loc[earned, "stars"] == expected[earned]).all()


def test_every_paid_dollar_earns(coffee, ledger):
    big = coffee["visits"].query("status != 'cancelled' and amount >= 1")
    earned = ledger.loc[ledger["entry"] == "earned", "visit_id"]
    assert big["visit_id"].isin(earned).all()
    assert earned.is_unique


def test_cancelled_orders_earn_nothing_and_refunds_are_taken_back(ledger):
    assert not (ledger["status"] == "cancelled").any()
    refunded = ledger[ledger["status"] == "refunded"]
    assert len(refunded) > 0
    assert (refunded.groupby("visit_id")["stars"].sum() == 0).all()
    assert set(refunded["entry"]) == {"earned", "reversed"}
    assert (refunded["posted_at"] - refunded["visited_at"] < pd.Timedelta(hours=1)).all()


def test_redemptions_are_levels_that_the_balance_bears(ledger):
    redeemed = ledger[ledger["entry"] == "redeemed"]
    assert (-redeemed["stars"]).isin(LEVELS).all()
    assert redeemed.loc[redeemed["stars"] == -60, "posted_at"].min() >= CHANGE
    assert (cents(redeemed["star_reward"]) <= cents((-redeemed["stars"]).map(LEVELS))).all()
    assert (redeemed["star_reward"] > 0).all()


def test_a_star_reward_is_always_paid_for(coffee, ledger):
    redeemed = ledger.loc[ledger["entry"] == "redeemed", "visit_id"]
    assert set(redeemed) == set(coffee["visits"].query("star_reward > 0")["visit_id"])
    assert redeemed.is_unique


def expired_by_hand(entries: pd.DataFrame, kept: set[pd.Timestamp]) -> dict[pd.Timestamp, int]:
    """One member's stars, lot by lot, first in first out; on the days of `kept` nothing expires."""
    lots: list[list] = []
    lost: dict[pd.Timestamp, int] = {}
    for first in pd.date_range("2024-07-01", generator.AS_OF, freq="MS"):
        due = [lot for lot in lots if lot[0] <= first]
        if first not in kept and sum(lot[1] for lot in due):
            lost[first] = sum(lot[1] for lot in due)
            lots = [lot for lot in lots if lot[0] > first]
        month = entries[entries["posted_at"].dt.to_period("M") == first.to_period("M")]
        back = month[month["entry"] == "reversed"].set_index("visit_id")["stars"]
        for row in month.itertuples():
            if row.entry in ("opening", "earned"):
                began = (
                    row.expires_on
                    if row.entry == "opening"
                    else row.posted_at.normalize().replace(day=1) + pd.DateOffset(months=7)
                )
                lots.append([began, row.stars + (back.get(row.visit_id, 0) if row.entry == "earned" else 0)])
            elif row.entry == "redeemed":
                left = -row.stars
                for lot in sorted(lots, key=lambda lot: lot[0]):
                    used = min(left, lot[1])
                    lot[1], left = lot[1] - used, left - used
                assert left == 0
    return lost


def test_stars_expire_first_in_first_out(coffee, ledger):
    """Sixty accounts followed lot by lot."""
    history = coffee["tier_history"]
    visits = coffee["visits"].query("status == 'paid'")
    rich = ledger.loc[ledger["entry"] == "expired", "member_id"].unique()[:60]
    for member in rich:
        own, tiers = ledger[ledger["member_id"] == member], history[history["member_id"] == member]
        came = set(visits.loc[visits["member_id"] == member, "visited_at"].dt.to_period("M"))
        kept = set()
        for first in pd.date_range("2026-04-01", generator.AS_OF, freq="MS"):
            held = tiers[tiers["valid_from"] <= first]["tier"].iloc[-1]
            before_upgrade = tiers[tiers["valid_from"] < first]["tier"].iloc[-1]
            if "green" not in (held, before_upgrade) or before_upgrade != "green" or (first.to_period("M") - 1) in came:
                kept.add(first)
        seen = own[own["entry"] == "expired"].set_index("posted_at")["stars"]
        assert {day: -stars for day, stars in seen.items()} == expired_by_hand(own, kept), member


def test_what_expires_does_so_at_midnight_on_the_first(ledger):
    lost = ledger.loc[ledger["entry"] == "expired", "posted_at"]
    assert (lost == lost.dt.to_period("M").dt.to_timestamp()).all()
    assert len(lost) > 1_000


def test_the_day_of_expiry_is_stated_where_there_is_one(coffee, ledger):
    stated = ledger["expires_on"].notna()
    assert not stated[ledger["entry"].isin(["redeemed", "expired", "reversed"])].any()
    tier = tiers_of(ledger, coffee["tier_history"])
    for_ever = (ledger["entry"] == "earned") & tier.isin(["gold", "reserve"])
    assert (stated == (ledger["entry"].isin(["opening", "earned"]) & ~for_ever)).all()
    months = ledger["expires_on"].dt.to_period("M") - ledger["posted_at"].dt.to_period("M")
    earned = stated & (ledger["entry"] == "earned")
    assert (months[earned].map(lambda month: month.n) == 7).all()


def test_accounts_open_with_what_was_left(coffee, ledger):
    opening = ledger[ledger["entry"] == "opening"]
    joined = coffee["members"].set_index("member_id")["joined_at"]
    assert (joined[opening["member_id"]] < generator.START).all()
    assert (opening["posted_at"] == generator.START).all()
    assert opening["expires_on"].between("2024-08-01", "2025-01-01").all()


def test_tiers_begin_with_the_stars_of_2025(coffee, ledger):
    gained = ledger[ledger["entry"].isin(["earned", "reversed"]) & (ledger["posted_at"].dt.year == 2025)]
    stars = gained.groupby("member_id")["stars"].sum()
    placed = coffee["tier_history"].query("reason == 'placed'").set_index("member_id")
    expected = np.select(
        [stars.reindex(placed.index, fill_value=0) >= n for n in (2_500, 500)], ["reserve", "gold"], "green"
    )
    assert (placed["tier"] == expected).all()
    assert (placed["valid_from"] == CHANGE).all()


def test_members_go_up_when_the_stars_of_twelve_months_suffice(coffee, ledger):
    history = coffee["tier_history"]
    gained = ledger[ledger["entry"].isin(["earned", "reversed"])]
    need = {"gold": 500, "reserve": 2_500}
    for first in pd.date_range("2026-04-01", generator.AS_OF, freq="MS"):
        recent = gained[gained["posted_at"].between(first - pd.DateOffset(months=12), first, inclusive="left")]
        stars = recent.groupby("member_id")["stars"].sum()
        up = history[(history["valid_from"] == first) & (history["reason"] == "upgraded")]
        assert (stars.reindex(up["member_id"], fill_value=0).to_numpy() >= up["tier"].map(need).to_numpy()).all()
        held = history[history["valid_from"] <= first].groupby("member_id")["tier"].last()
        for tier, below in (("gold", ["green"]), ("reserve", ["green", "gold"])):
            enough = stars[stars >= need[tier]].index
            assert not held.reindex(enough).isin(below).any()


def test_tiers_follow_one_another_without_a_gap(coffee):
    history = coffee["tier_history"]
    following = history.groupby("member_id")["valid_from"].shift(-1)
    assert (history["valid_to"].isna() == following.isna()).all()
    assert ((following - history["valid_to"]).dropna() == pd.Timedelta(days=1)).all()
    assert (history.groupby("member_id").size().reindex(coffee["members"]["member_id"], fill_value=0) >= 1).all()


@given(st.lists(st.tuples(st.integers(0, 3_000), st.lists(st.integers(0, 2_000), min_size=1, max_size=4)), min_size=1))
def test_rewards_are_spread_over_the_lines_of_their_bill(bills):
    rewards = np.array([min(reward, sum(lines)) for reward, lines in bills])
    counts, gross = np.array([len(lines) for _, lines in bills]), np.concatenate([lines for _, lines in bills])
    taken = spread_over_lines(rewards, counts, gross)
    assert ((taken >= 0) & (taken <= gross)).all()
    assert np.array_equal(np.add.reduceat(taken, np.cumsum(counts) - counts), rewards)


@given(st.integers(0, 10**6), st.booleans(), st.integers(-1, 2))
def test_stars_are_whole_and_never_rounded_up(amount, card, tier):
    stars = int(earnings(np.array([amount]), np.array([card]), tier)[0])
    rate = (1.0, 1.2, 1.7)[tier] if tier >= 0 else (2.0 if card else 1.0)
    assert stars <= amount / 100 * rate + 1e-9 < stars + 1 + 1e-6


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 60))
def test_any_size_and_seed_balance(seed, size):
    data = generator.simulate("starbucks", customers=size, seed=seed, tables=["visits", "star_ledger"])
    ledger, visits = data["star_ledger"], data["visits"]
    assert (ledger.groupby("member_id")["stars"].cumsum() == ledger["balance"]).all()
    assert (ledger["balance"] >= 0).all()
    assert (cents(visits["gross"] - visits["offer_reward"] - visits["star_reward"]) == cents(visits["amount"])).all()
