"""Work out the practice bank that the lesson shows the truth of: 10,000 firms of a seed that no learner has.

    .venv/bin/python lessons/10-clients-by-industry/practice_bank.py

It prints what stands in `coursekit/interactive/shrinkage.py`; a test compares that with other firms. A population of
the same seed shares what its industries go through, so the share gone in a far larger one is the risk of each industry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

import generator
from coursekit.plan_lotteries import clients_on

CUSTOMERS: Final = 10_000
MANY: Final = 300_000
SEED: Final = 10
DAY: Final = pd.Timestamp("2025-07-01")


def rates(customers: int, seed: int) -> pd.DataFrame:
    """Count the clients of `DAY` by industry, and how many had gone a year later; indexed by industry."""
    tables = generator.simulate("citic", customers=customers, seed=seed, tables=["firms", "exits"])
    return clients_on(tables, DAY).groupby("industry")["gone"].agg(clients="size", gone="sum")


def lines(customers: int, many: int, seed: int) -> Iterator[str]:
    """Give the rows of the module."""
    known, large = rates(customers, seed), rates(many, seed)
    truth = (large["gone"] / large["clients"]).reindex(known.index)
    for name, row in known.iterrows():
        yield f'    KnownIndustry("{name}", {row["clients"]}, {row["gone"]}, {truth[name]:.4f}),'


if __name__ == "__main__":
    for line in lines(CUSTOMERS, MANY, SEED):
        print(line)
