"""Work out the practice bank that the lesson shows the truth of: 10,000 customers of a seed that no learner has.

    .venv/bin/python lessons/09-everywhere-at-once/practice_bank.py

It prints what stands in `coursekit/interactive/practice_messages.py`; a test compares that with the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

import generator
from coursekit.message_draws import INVITATION, TABLES, invitation_and_after, messages_and_after

CUSTOMERS: Final = 10_000
SEED: Final = 990
TRIALS: Final = ("double_11_frequency", "autumn_frequency")
MANY: Final = 2
"""Channels from which a customer counts as one of many channels."""


def difference(some: pd.Series, others: pd.Series) -> tuple[float, float]:
    """Compare two shares: their difference, and its standard error."""
    square = sum(part.mean() * (1 - part.mean()) / len(part) for part in (some, others))
    return float(some.mean() - others.mean()), float(np.sqrt(square))


def true_effects(outcome: str, numbers: set[int], customers: int, seed: int) -> pd.Series:
    """Average the true effect of each arm on the probability of an outcome, over all who were drawn, by arm."""
    truth = generator.simulate_truth("pingan", customers=customers, seed=seed)
    drawn = truth["assignments"]
    drawn = drawn.loc[drawn["campaign_id"].isin(numbers), "assignment_id"]
    wide = truth["outcomes"].pivot(index="assignment_id", columns="arm", values=outcome).loc[drawn]
    return wide.drop(columns="control").sub(wide["control"], axis=0).mean()


def lines(customers: int, seed: int) -> Iterator[str]:
    """Give the rows of the module."""
    names = [*TABLES, "journey_steps"]
    tables = generator.simulate("pingan", customers=customers, seed=seed, tables=names)
    named = tables["campaigns"].set_index("name")["campaign_id"]
    invited = invitation_and_after(tables)
    many, few = (invited.loc[rows, "gone"] for rows in (invited["channels"] >= MANY, invited["channels"] < MANY))
    yield f"    {shown('many', *difference(many, few), float('nan'))}"
    got = invited["arm"] == "invitation"
    truth = true_effects("lost_probability", {named[INVITATION]}, customers, seed)
    by_lot = difference(invited.loc[got, "gone"], invited.loc[~got, "gone"])
    yield f"    {shown('invitation', *by_lot, truth['invitation'])}"
    numbers = {named[name] for name in TRIALS}
    trial = messages_and_after(tables).query("campaign_id in @numbers")
    truth = true_effects("active_probability", numbers, customers, seed)
    plain = trial.loc[trial["arm"] == "control", "active"]
    for arm in ("once", "twice", "four_times"):
        yield f"    {shown(arm, *difference(trial.loc[trial['arm'] == arm, 'active'], plain), truth[arm])}"


def shown(name: str, estimate: float, error: float, truth: float) -> str:
    """Write one effect as it stands in the module."""
    known = "None" if np.isnan(truth) else f"{truth:.4f}"
    return f'KnownEffect("{name}", {estimate:.4f}, {error:.4f}, {known}),'


if __name__ == "__main__":
    for line in lines(CUSTOMERS, SEED):
        print(line)
