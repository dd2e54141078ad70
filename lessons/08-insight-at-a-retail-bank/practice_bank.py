"""Work out the practice bank that the lesson shows the truth of: 10,000 customers of a seed that no learner has.

    .venv/bin/python lessons/08-insight-at-a-retail-bank/practice_bank.py

It prints what stands in `coursekit/interactive/next_hour.py`; a test compares that with the sealed truth. The true
effect of a call on who is gone is the mean of the same estimate over many banks drawn alike, where chance cancels out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import pandas as pd

import generator
from coursekit.call_draws import TABLES, calls_and_after
from coursekit.interactive.next_hour import CALLS

CUSTOMERS: Final = 10_000
SEED: Final = 808
BANKS: Final = range(8_000, 8_048)
"""Seeds of the banks whose mean estimate is the truth."""

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


def drawn_at(customers: int, seed: int) -> pd.DataFrame:
    """Give the draws by lot of a bank."""
    tables = generator.simulate("cmb", customers=customers, seed=seed, tables=list(TABLES))
    return calls_and_after(tables).query("design == 'randomised'")


def true_effects(customers: int, seeds: Iterable[int]) -> pd.Series:
    """Average the estimates of banks drawn alike, by segment; missing where fewer than half of them have any."""
    found = pd.DataFrame({seed: estimated(drawn_at(customers, seed))["estimate"] for seed in seeds})
    return found.mean(axis=1).where(found.notna().mean(axis=1) >= 0.5).rename("truth")


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
    table = estimated(drawn_at(customers, seed)).join(true_effects(customers, BANKS))
    for segment, row in table.iterrows():
        values = ", ".join(f"{row[name]:.4f}" for name in ("risk", "estimate", "error", "truth"))
        yield f'    KnownEffect("{segment}", {values}),'
    for rule, gains in curves(customers, seed).items():
        yield f'    "{rule}": ({", ".join(f"{gain:.0f}" for gain in gains)}),'


if __name__ == "__main__":
    for line in lines(CUSTOMERS, SEED):
        print(line)
