"""What a fitted model says would happen were one driver raised for everyone, and what would happen in truth.

The truth is that of the simulator that made the customers: its parameters are public
(docs/cases/amazon-parameters.md). Each member has an inclination to cancel of their own, Beta(a, b) over members;
drivers add to its log-odds. Nobody sees inclinations, but they sort: after k − 1 renewals those of the members left
follow Beta(a, b + k − 1), drivers apart (Fader & Hardie, Journal of Interactive Marketing 21(1), 2007). Over these the
truth is averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coursekit.interactive.logistic import Logistic, logistic
from coursekit.interactive.membership_truth import DEARER, INCLINATION, LATE, USE, USE_TYPICAL
from coursekit.interactive.monthly_renewals import MOST

Floats = NDArray[np.float64]

TRUTH: Final = MappingProxyType({"late": LATE, "use": USE, "dearer": DEARER, "complaints": 0.0, "tenure": 0.0})
"""What each driver truly adds to a member's own log-odds of cancelling, per unit."""

LONGEST: Final = 60
"""Renewals after which the inclinations of those left hardly change."""

PLACES: Final = 481
LOWEST, HIGHEST = -25.0, 7.0
"""Log-odds between which inclinations are summed up."""

SURE: Final = 1.96
RAISABLE: Final = MappingProxyType({"late": 2, "use": 6, "dearer": 1, "complaints": 2, "tenure": 12})
"""Drivers one may raise, and by how much at most: deliveries, orders, a price rise, tickets, renewals."""


@dataclass(frozen=True)
class Change:
    """The change of the average probability to cancel, a share; `low` and `high` bound the model's (95 % interval)."""

    predicted: float
    low: float
    high: float
    true: float


@dataclass(frozen=True)
class RaisedDriver:
    """A model and the renewals it is asked about: columns as `monthly_renewals.drivers_of` gives them."""

    model: Logistic
    renewals: pd.DataFrame

    def change(self, driver: str, extra: float) -> Change:
        """What happens when everyone has `extra` more of a driver.

        Parameters
        ----------
        driver : a key of `RAISABLE`
        extra : how much more, in deliveries, orders, tickets, renewals; for "dearer" 1 is a price rise for everyone
        """
        raised = raise_driver(self.renewals, driver, extra)
        predicted = float(self.model.probability(raised).mean() - self.model.probability(self.renewals).mean())
        spread = SURE * self._error(raised)
        true = float(self._true_chance(raised).mean() - self._true_now)
        return Change(predicted, predicted - spread, predicted + spread, true)

    def _error(self, raised: pd.DataFrame) -> float:
        """The standard error of the predicted change, by the delta method."""
        slope = self._slope(raised) - self._slope(self.renewals)
        return float(np.sqrt(slope @ self.model.covariance.to_numpy() @ slope))

    def _slope(self, table: pd.DataFrame) -> Floats:
        chance = self.model.probability(table)
        weight = chance * (1 - chance)
        columns = [np.ones(len(table)), *(table[name].to_numpy(dtype=float) for name in self.model.drivers)]
        return np.array([float((weight * column).mean()) for column in columns])

    @cached_property
    def _true_now(self) -> float:
        return float(self._true_chance(self.renewals).mean())

    def _true_chance(self, table: pd.DataFrame) -> Floats:
        return true_chance(table["renewal"].to_numpy(dtype=np.int64), true_push(table))


def raise_driver(table: pd.DataFrame, driver: str, extra: float) -> pd.DataFrame:
    """Give everyone `extra` more of a driver, all else as it is; the table given stays as it was."""
    if driver == "use":
        return table.assign(use=np.log(np.exp(table["use"]) + extra))
    if driver == "tenure":
        return table.assign(tenure=np.log(np.exp(table["tenure"]) + extra))
    if driver == "dearer":
        return table.assign(dearer=np.maximum(table["dearer"], extra))
    return table.assign(**{driver: np.minimum(table[driver] + extra, MOST)})


def true_push(table: pd.DataFrame) -> Floats:
    """What the drivers truly add to each member's own log-odds of cancelling."""
    push = sum(effect * table[driver].to_numpy(dtype=float) for driver, effect in TRUTH.items() if effect)
    return np.asarray(push - USE * USE_TYPICAL)


def true_chance(renewal: NDArray[np.int64], push: Floats) -> Floats:
    """The true probability to cancel, averaged over the inclinations of those still there at a renewal.

    >>> mean = INCLINATION[0] / sum(INCLINATION)  # of the beta distribution
    >>> abs(true_chance(np.array([1]), np.array([0.0]))[0] - mean) < 1e-6
    np.True_
    """
    at = np.linspace(LOWEST, HIGHEST, PLACES)
    stay, leave = -np.logaddexp(0.0, at), -np.logaddexp(0.0, -at)
    alike, which = np.unique(
        np.column_stack([np.minimum(renewal, LONGEST), np.round(push, 4)]), axis=0, return_inverse=True
    )
    weight = INCLINATION[0] * leave + (INCLINATION[1] + alike[:, :1] - 1) * stay
    weight = np.exp(weight - weight.max(axis=1, keepdims=True))
    chance = (weight * logistic(at + alike[:, 1:])).sum(axis=1) / weight.sum(axis=1)
    return np.asarray(chance[which.reshape(-1)])
