"""What a policy is expected to bring, in all and by segment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from generator.arrays import Floats, Ints
from generator.decisions.specification import Prospects


@dataclass(frozen=True)
class PolicyValue:
    """What a policy is expected to bring, in all customers of the world; for draws by lot, the mean of all draws.

    `value` is money after `cost`, `gain` what it exceeds doing nothing by, `used` what is taken of the budget,
    `retention` the share of customers who stay, `treated` the number for whom something is done. `by_segment` has one
    row a segment: customers, treated, cost, value, gain, retention, and how many get each action. `each` is the value
    of every customer, shape (customers,).
    """

    value: float
    gain: float
    cost: float
    used: float
    retention: float
    treated: float
    within_budget: bool
    by_segment: pd.DataFrame = field(repr=False, compare=False)
    each: Floats = field(repr=False, compare=False)


def _sums(codes: Ints, column: Floats, groups: int) -> Floats:
    return np.asarray(np.bincount(codes, weights=column, minlength=groups), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Scales:
    """Puts values on policies: prospects, the budget, each customer's segment and the names of the actions."""

    prospects: Prospects
    budget: float
    segments: pd.Series
    actions: tuple[str, ...]

    def certain(self, chosen: Ints) -> Floats:
        """Actions by number, shape (customers,), as shares of 0 and 1, shape (customers, actions)."""
        return np.asarray(np.eye(len(self.actions))[chosen])

    def one_action(self, action: int, share: Floats) -> Floats:
        """One action for each customer with a probability, and nothing otherwise, shape (customers, actions)."""
        shares = np.zeros((len(share), len(self.actions)))
        shares[:, action], shares[:, 0] = share, 1.0 - share
        return shares

    @cached_property
    def _groups(self) -> tuple[pd.Index, Ints]:
        codes, names = pd.factorize(self.segments, sort=True)
        return pd.Index(names, name="segment"), codes

    def weigh(self, shares: Floats) -> PolicyValue:
        """The value of giving each customer each action with some probability, shape (customers, actions)."""
        worth = self.prospects.net
        each = (shares * worth).sum(axis=1)
        columns = {
            "customers": np.ones(len(each)),
            "treated": 1.0 - shares[:, 0],
            "cost": (shares * self.prospects.cost).sum(axis=1),
            "value": each,
            "gain": each - worth[:, 0],
            "retention": (shares * self.prospects.retention).sum(axis=1),
            **dict(zip(self.actions, shares.T, strict=True)),
        }
        names, codes = self._groups
        sums = {name: _sums(codes, column, len(names)) for name, column in columns.items()}
        sums["retention"] = sums["retention"] / sums["customers"]
        used = float((shares * self.prospects.use).sum())
        return PolicyValue(
            value=float(each.sum()),
            gain=float(columns["gain"].sum()),
            cost=float(columns["cost"].sum()),
            used=used,
            retention=float(columns["retention"].mean()),
            treated=float(columns["treated"].sum()),
            within_budget=used <= self.budget + 1e-6,
            by_segment=pd.DataFrame(sums, index=names),
            each=each,
        )
