"""Count the table of thirty shops that the lesson shows: 300,000 customers of the amazon case, of seeds no learner has.

    .venv/bin/python lessons/06-why-they-leave/thirty_shops.py

It prints the rows of the cell `thirty-shops`; a test compares them with other customers of the same simulator.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

import generator
from coursekit.interactive.monthly_renewals import drivers_of, monthly_renewals

CUSTOMERS: Final = 100_000
SEEDS: Final = (9_100, 9_101, 9_102)


def counted(customers: int, seeds: Iterable[int]) -> pd.DataFrame:
    """Count renewals and cancellations by late deliveries (two and more together) and whether there was a complaint."""
    shops = []
    for seed in seeds:
        tables = generator.simulate("amazon", customers=customers, seed=seed)
        renewals = monthly_renewals(tables["membership_events"])
        shops.append(drivers_of(renewals, tables["orders"], tables["deliveries"], tables["tickets"]))
    together = pd.concat(shops)
    late = together["late"].clip(upper=2).map({0: "0", 1: "1", 2: "2+"})
    complained = (together["complaints"] > 0).rename("complained")
    return together.groupby([late, complained])["cancelled"].agg(renewals="size", cancelled="sum").reset_index()


if __name__ == "__main__":
    for row in counted(CUSTOMERS, SEEDS).itertuples(index=False):
        print(f"        ({str(row.late)!r}, {row.complained}, {row.renewals:_}, {row.cancelled:_}),".replace("'", '"'))
