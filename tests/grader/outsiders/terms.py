"""What an outsider is told before writing a policy, and what many policies begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

LEARNER_SEED = 3_105
LEARNER_CUSTOMERS = 2_500


@dataclass(frozen=True)
class Terms:
    """What one may spend on each customer on average, and what each action uses at most."""

    per_customer: float
    use: Mapping[str, float]

    def first(self, order: pd.Series, action: str, share: float = 1.0) -> pd.Series:
        """Spend a share of the budget on one action for those highest in an order; missing values come last."""
        many = int(share * self.per_customer * len(order) / self.use[action])
        place = order.astype(float).rank(method="first", ascending=False, na_option="bottom")
        return pd.Series(np.where(place <= many, action, "nothing"), index=order.index)

    def gaining(self, gain: pd.Series, action: str) -> pd.Series:
        """The same, but nobody whose gain isn't above zero."""
        return self.first(gain, action).where(gain > 0, "nothing")


Policy = Callable[[pd.DataFrame, Terms], pd.Series]


def lot(customers: pd.DataFrame) -> pd.Series:
    """Numbers that have nothing to do with anything."""
    return pd.Series(np.random.default_rng(5).random(len(customers)), index=customers.index)


def among(order: pd.Series, those: pd.Series) -> pd.Series:
    """An order in which all others come last."""
    return order.where(those, order.min() - 1)


def nobody(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return pd.Series("nothing", index=customers.index)
