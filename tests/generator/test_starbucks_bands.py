"""The default size stays within the bands measured on real data sets, for three seeds.

Unless said otherwise a band is measured on the public data set of Starbucks offers (17,000 members, 30 days).
"""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import generator

SEEDS = (7, 8, 9)
TABLES = ("members", "visits", "offers", "offer_events", "assignments", "star_ledger")


@cache
def simulated(seed: int) -> dict[str, pd.DataFrame]:
    return generator.simulate("starbucks", seed=seed, tables=TABLES)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def coffee(request):
    return simulated(request.param)


@pytest.fixture
def visits(coffee):
    return coffee["visits"].query("status == 'paid'")


@pytest.fixture
def funnel(coffee):
    """One row an offer sent: whether it was viewed and completed, and the moments."""
    events = coffee["offer_events"].drop_duplicates(["member_id", "campaign_id", "event"])
    wide = events.pivot(index=["member_id", "campaign_id", "offer_id"], columns="event", values="occurred_at")
    return wide.reset_index().merge(coffee["offers"], on="offer_id")


def auc(score: np.ndarray, outcome: np.ndarray) -> float:
    rank, positives = pd.Series(score).rank().to_numpy(), outcome.sum()
    return float((rank[outcome].sum() - positives * (positives + 1) / 2) / (positives * (~outcome).sum()))


def churn_auc(visits: pd.DataFrame, seen_within: int, gone_for: int) -> float:
    """A logistic regression on recency, frequency and money, as of 2026-01-01."""
    cut = pd.Timestamp("2026-01-01")
    day = pd.Timedelta(days=1)
    past = visits[(visits["visited_at"] < cut) & (visits["visited_at"] >= cut - 365 * day)]
    after = visits[(visits["visited_at"] >= cut) & (visits["visited_at"] < cut + gone_for * day)]
    seen = past.groupby("member_id").agg(last=("visited_at", "max"), n=("visit_id", "size"), usd=("gross", "sum"))
    seen = seen[seen["last"] >= cut - seen_within * day]
    x = np.c_[np.ones(len(seen)), np.log1p((cut - seen["last"]).dt.days), np.log(seen["n"]), np.log1p(seen["usd"])]
    churned, weight = ~seen.index.isin(after["member_id"]), np.zeros(4)
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weight))
        weight += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (churned - p))
    return auc(x @ weight, churned)


def test_offers_viewed(funnel):
    """.757."""
    assert 0.70 <= funnel["viewed"].notna().mean() <= 0.82


def test_offers_with_a_reward_completed(funnel):
    """.544."""
    assert 0.48 <= funnel.loc[funnel["reward"] > 0, "completed"].notna().mean() <= 0.62


def test_completions_that_nobody_viewed(funnel):
    """.30."""
    done = funnel[funnel["completed"].notna()]
    assert 0.25 <= done["viewed"].isna().mean() <= 0.35


def test_revenue_share_of_the_top_fifth(visits):
    """.54."""
    spent = visits.groupby("member_id")["amount"].sum().sort_values(ascending=False)
    assert 0.50 <= spent.head(len(spent) // 5).sum() / spent.sum() <= 0.58


def test_bills_have_two_modes(visits):
    """About 3 and 19 USD, with 40 % of the bills about the lower one and few between."""
    share = np.histogram(visits["gross"], np.arange(0, 46, 3))[0] / len(visits)
    smooth = pd.Series(share, index=np.arange(1.5, 44, 3))
    assert smooth.loc[:9].idxmax() <= 4.5
    assert 16.0 <= smooth.loc[9:].idxmax() <= 22.0
    assert smooth.loc[6:9].max() < 0.25 * smooth.loc[9:].max()
    assert 0.35 <= (visits["gross"] < 6).mean() <= 0.45


def test_bills_have_a_long_tail(visits):
    """The greatest is about 1,000 USD, the mean 12.78."""
    assert visits["gross"].max() > 300
    assert 11 <= visits["gross"].mean() <= 15


def test_visits_fall_and_spending_rises_with_income(coffee, visits):
    """10 → 6 visits and 67 → 188 USD a month from the lowest to the highest incomes."""
    month = visits[visits["visited_at"].between("2025-10-01", "2025-10-31")]
    each = month.groupby("member_id").agg(visits=("visit_id", "size"), usd=("gross", "sum"))
    income = coffee["members"].set_index("member_id")["income"].reindex(each.index)
    band = pd.cut(income, [0, 40_000, 55_000, 70_000, 90_000, np.inf])
    by_income = each.groupby(band, observed=True).mean()
    assert by_income["visits"].is_monotonic_decreasing
    assert by_income["usd"].is_monotonic_increasing
    assert by_income["visits"].iloc[0] > 1.4 * by_income["visits"].iloc[-1]
    assert by_income["usd"].iloc[-1] > 1.7 * by_income["usd"].iloc[0]


def test_members_without_demographics(coffee):
    """12.8 %."""
    members = coffee["members"]
    assert 0.08 <= members["birth_date"].isna().mean() <= 0.15
    assert (members["birth_date"].isna() == members["income"].isna()).all()


def test_churn_can_be_foretold_but_not_too_well(visits):
    """AUC .74 to .86 (.77 to .86, .78, .85 in three churn data sets): seen in 90 days, then not for 90 days."""
    assert 0.74 <= churn_auc(visits, 90, 90) <= 0.86
    assert churn_auc(visits, 365, 181) < 0.90


def test_stars_that_expire(coffee):
    """Public: breakage of about 15 % of what is earned."""
    stars = coffee["star_ledger"].groupby("entry")["stars"].sum()
    came_in = stars["opening"] + stars["earned"] + stars["reversed"]
    assert 0.10 <= -stars["expired"] / came_in <= 0.20
    assert 0.55 <= -stars["redeemed"] / came_in <= 0.75


def test_mornings_and_weekdays_are_busiest(visits):
    hour = visits["visited_at"].dt.hour.value_counts(normalize=True)
    assert hour.idxmax() in (7, 8, 9)
    assert hour[hour.index < 11].sum() > 0.45
    assert hour.index.min() >= 4
    day = visits.groupby(visits["visited_at"].dt.day_of_week).size()
    assert day.loc[:4].mean() > 1.15 * day.loc[5:].mean()
    weekend = visits["visited_at"].dt.day_of_week >= 5
    late = visits["visited_at"].dt.hour
    assert late[weekend].median() > late[~weekend].median()


def test_holidays_are_quiet_and_promotions_busy(visits):
    per_day = visits.groupby(visits["visited_at"].dt.normalize()).size()
    assert per_day["2025-12-25"] < 0.5 * per_day["2025-12-18"]
    assert per_day["2025-11-13"] > 1.1 * per_day[["2025-11-06", "2025-11-20"]].mean()
