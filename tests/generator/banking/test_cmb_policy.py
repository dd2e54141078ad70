"""What a learner can do with the bank's tables: see what a policy sees, and learn from the calls by lot whom to call.

The numbers of the case were chosen on the seeds 101 to 106. The seeds here are others, and so are those of `conftest`.
"""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from conftest import simulated
from logistic import chance, fitted

import generator

AS_OF = pd.Timestamp("2026-07-01")
LOTTERIES = {"winter_lottery": "2024-12-01", "spring_lottery": "2025-03-01", "summer_lottery": "2025-06-01"}
CALL = 12.0
MARGIN_OF_THREE_YEARS = 0.026
UNSEEN = ((7, 131), (8, 132), (9, 133))
COLUMNS = (
    "assets", "peak_assets_6", "sessions_3", "sessions_before", "payments_3", "payments_before", "salaries_3",
    "transfers_in_3", "transferred_out_3", "products", "days_since_joined", "age",
)  # fmt: skip


def features(data: dict[str, pd.DataFrame], day: pd.Timestamp, customers: pd.Index) -> pd.DataFrame:
    """The numeric features of the decision as of any day, from the tables alone."""
    quarter, half_year = day - pd.DateOffset(months=3), day - pd.DateOffset(months=6)
    closing = data["monthly_assets"].pivot(index="customer_id", columns="month", values="closing").reindex(customers)
    past = closing.loc[:, (closing.columns < day) & (closing.columns >= half_year)].fillna(0.0)
    sessions = data["app_sessions"].rename(columns={"started_at": "moment"})
    bookings = data["transactions"].rename(columns={"occurred_at": "moment"})
    holdings = data["product_holdings"]
    held = holdings[(holdings["opened_on"] < day) & ~(holdings["ended_on"] < day)]
    people = data["customers"].set_index("customer_id").loc[customers]

    def between(table: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
        return table[(table["moment"] >= first) & (table["moment"] < last)]

    def number(table: pd.DataFrame) -> pd.Series:
        return table.groupby("customer_id").size().reindex(customers, fill_value=0)

    def payments(first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
        here = between(bookings, first, last)
        return number(here[here["kind"] == "card_payment"]) - number(here[here["kind"] == "reversal"])

    recent = between(bookings, quarter, day)
    sent = recent[recent["kind"] == "transfer_out"].groupby("customer_id")["amount"].sum()
    return pd.DataFrame({
        "assets": past.iloc[:, -1],
        "peak_assets_6": past.max(axis=1),
        "sessions_3": number(between(sessions, quarter, day)),
        "sessions_before": number(between(sessions, half_year, quarter)),
        "payments_3": payments(quarter, day),
        "payments_before": payments(half_year, quarter),
        "salaries_3": number(recent[recent["kind"] == "salary"]),
        "transfers_in_3": number(recent[recent["kind"] == "transfer_in"]),
        "transferred_out_3": -sent.reindex(customers, fill_value=0.0),
        "products": held.groupby("customer_id")["product"].nunique().reindex(customers, fill_value=0),
        "days_since_joined": (day - pd.Timedelta(days=1) - people["joined_at"].dt.normalize()).dt.days,
        "age": np.floor(((day - people["birth_date"]).dt.days - 1) / 365.25),
    })  # fmt: skip


def test_what_a_policy_sees_can_be_worked_out_from_the_tables(seed):
    world = generator.decision_world("cmb", seed=seed)
    seen = world.customers.set_index("customer_id")
    found = features(simulated("cmb", seed), AS_OF, seen.index)
    for name in found:
        assert np.allclose(found[name].astype(float), seen[name].astype(float), equal_nan=True), name


def design(seen: pd.DataFrame) -> np.ndarray:
    logs = np.log1p(seen.drop(columns=["salaries_3", "products", "age"]).clip(lower=0.0))
    logs["assets"] = logs["peak_assets_6"] - logs["assets"]
    rest = {"salaried": seen["salaries_3"] > 0, "products": seen["products"], "age": seen["age"].fillna(41.0)}
    return logs.assign(**rest).to_numpy(dtype=float)


@cache
def trial(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of everyone in the draws by lot: features, whether they were called, and whether seven tenths of their money
    were gone a year later."""
    data, parts = simulated("cmb", seed), []
    closing = data["monthly_assets"].pivot(index="customer_id", columns="month", values="closing")
    assigned = data["assignments"].merge(data["campaigns"], on="campaign_id")
    for name, start in LOTTERIES.items():
        day = pd.Timestamp(start)
        drawn = assigned[assigned["name"] == name].set_index("customer_id")["arm"]
        seen = features(data, day, drawn.index)
        later = closing.reindex(drawn.index)[day + pd.DateOffset(months=11)].fillna(0.0)
        parts.append((design(seen), (drawn == "call").to_numpy(), (later < 0.3 * seen["peak_assets_6"]).to_numpy()))
    x, called, left = (np.concatenate(part) for part in zip(*parts, strict=True))
    return x, called, left.astype(float)


def learned(seed: int):
    """Two logistic regressions, of those called and of the others (a T-learner: Künzel et al. 2019, PNAS 116(10))."""
    x, called, left = trial(seed)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    scaled = np.c_[np.ones(len(x)), (x - mean) / spread]
    if_called, if_not = (fitted(scaled[rows], left[rows], ridge=20.0) for rows in (called, ~called))

    def policy(customers: pd.DataFrame) -> np.ndarray:
        here = np.c_[np.ones(len(customers)), (design(customers[list(COLUMNS)]) - mean) / spread]
        kept = chance(here, if_not) - chance(here, if_called)
        gain = kept * customers["peak_assets_6"].to_numpy() * MARGIN_OF_THREE_YEARS - CALL
        best = np.argsort(-gain)[: len(customers) // 10]
        return np.where(np.isin(np.arange(len(customers)), best[gain[best] > 0]), "call", "nothing")

    return policy


def test_a_class_sees_in_its_own_data_that_calls_help():
    """Pooled over three learners, far beyond chance; a single learner sees it at about two standard errors."""
    differences, variances = [], []
    for mine, _ in UNSEEN:
        _, called, left = trial(mine)
        differences.append(left[called].mean() - left[~called].mean())
        variances.append(left[called].var() / called.sum() + left[~called].var() / (~called).sum())
    assert np.mean(differences) < -3 * np.sqrt(np.sum(variances)) / len(UNSEEN)


@pytest.mark.parametrize(("mine", "graded"), UNSEEN)
def test_a_policy_learned_from_the_calls_by_lot_lies_between_the_baselines_and_the_oracle(mine, graded):
    world = generator.decision_world("cmb", seed=graded)
    found = world.score(learned(mine))
    assert 0.1 < found.score < 0.9
    assert found.value > world.baselines()["highest risk"].value


@pytest.mark.parametrize("graded", [seed for _, seed in UNSEEN])
def test_calling_everyone_loses_money_and_calling_the_riskiest_gains_little(graded):
    world = generator.decision_world("cmb", seed=graded)
    known, oracle = world.baselines(), world.oracle()
    assert known["everybody"].gain < 0
    assert known["at random"].gain < 0
    assert known["highest risk"].gain < 0.4 * oracle.gain
    for name, found in known.items():
        apart = oracle.each - found.each
        assert apart.sum() > 6 * apart.std() * np.sqrt(len(apart)), name
