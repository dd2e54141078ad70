"""Work out the practice bank that the lesson shows the truth of: 10,000 customers of a seed that no learner has.

    .venv/bin/python lessons/08-insight-at-a-retail-bank/practice_bank.py

It prints what stands in `coursekit/interactive/next_hour.py`; a test compares that with the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

import generator
from coursekit.call_draws import TABLES, calls_and_after
from coursekit.interactive.next_hour import CALLS

CUSTOMERS: Final = 10_000
SEED: Final = 808
GONE: Final = 0.3
FEWEST: Final = 5


def estimated(drawn: pd.DataFrame) -> pd.DataFrame:
    """Estimate what a call does to the share gone, by segment, within draws, with its standard error."""
    drawn = drawn.assign(gone=(drawn["later"] < GONE * drawn["peak_assets_6"]).astype(float))
    cells = drawn.groupby(["segment", "campaign_id", "called"])["gone"].agg(["mean", "var", "size"]).unstack()
    cells = cells[(cells["size"] >= FEWEST).all(axis=1)]
    size = cells["size", True]
    weight = size / size.groupby("segment").transform("sum")
    square = cells["var", True] / size + cells["var", False] / cells["size", False]
    effect = (weight * (cells["mean", True] - cells["mean", False])).groupby("segment").sum()
    error = np.sqrt((weight**2 * square).groupby("segment").sum())
    risk = drawn[~drawn["called"]].groupby("segment")["gone"].mean()
    return pd.DataFrame({"risk": risk, "estimate": effect, "error": error})


def true_effects(customers: int, seed: int, drawn: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Average the true effect of a call on the probability of being lost, over those called by lot, by segment."""
    truth = generator.simulate_truth("cmb", customers=customers, seed=seed)["outcomes"]
    lost = truth.pivot(index="assignment_id", columns="arm", values="lost_probability")
    keys = ["campaign_id", "customer_id"]
    called = drawn[drawn["called"]].merge(tables["assignments"][[*keys, "assignment_id"]], on=keys)
    effect = called["assignment_id"].map(lost["call"] - lost["control"])
    return effect.groupby(called["segment"]).mean().rename("truth")


def curves(customers: int, seed: int) -> pd.DataFrame:
    """Add up the true gain (CNY) of the first calls by each rule; one row a number of calls, one column a rule."""
    world = generator.decision_world("cmb", customers, seed)
    known, risk = world.customers, world.insight.risk
    money = known["peak_assets_6"].to_numpy()
    steady = (known["segment"] == "steady").to_numpy()
    gain = world.prospects.value[:, 1] - world.prospects.value[:, 0] - world.prospects.cost[:, 1]
    scores = {
        "riskiest": risk,
        "richest": money,
        "at-risk": risk * money,
        "steady": risk * money * steady,
        "best": world.expected.gain[:, 1],
    }
    columns = {}
    for rule, score in scores.items():
        added = np.concatenate([[0.0], np.cumsum(gain[np.argsort(-score, kind="stable")])])
        columns[rule] = added[list(CALLS)]
    return pd.DataFrame(columns, index=list(CALLS)).assign(lot=np.array(CALLS) * gain.mean())


def lines(customers: int, seed: int) -> Iterator[str]:
    """Give the rows of the module."""
    tables = generator.simulate("cmb", customers=customers, seed=seed, tables=list(TABLES))
    drawn = calls_and_after(tables).query("design == 'randomised'")
    table = estimated(drawn).join(true_effects(customers, seed, drawn, tables))
    for segment, row in table.iterrows():
        values = ", ".join(f"{row[name]:.4f}" for name in ("risk", "estimate", "error", "truth"))
        yield f'    KnownEffect("{segment}", {values}),'
    for rule, gains in curves(customers, seed).items():
        yield f'    "{rule}": ({", ".join(f"{gain:.0f}" for gain in gains)}),'


if __name__ == "__main__":
    for line in lines(CUSTOMERS, SEED):
        print(line)
