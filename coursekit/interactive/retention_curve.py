"""How well two numbers describe who stays: the shifted-beta-geometric model, fitted by hand or by likelihood.

Everyone has a chance of leaving of their own, the same at each renewal; over people it is spread as Beta(alpha, beta).
Fader & Hardie, "How to project customer retention" (Journal of Interactive Marketing 21(1), 2007, 76–90): the share of
those due who stay at renewal k is (beta + k − 1) ÷ (alpha + beta + k − 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SMALLEST, LARGEST = 1e-3, 1e4
"""Bounds of alpha and beta when the best pair is looked for."""

ROUNDS: Final = 14
PLACES: Final = 31


@dataclass(frozen=True)
class Renewals:
    """How many were due at each renewal and how many of them left; entry 0 is the first renewal."""

    due: Ints
    left: Ints

    @classmethod
    def of(cls, members: pd.DataFrame) -> Renewals:
        """Count a table of memberships.

        Parameters
        ----------
        members : one row a membership: `terms` paid so far, at least 1, and `reason` of its end, "active" while it runs

        Raises
        ------
        ValueError : when no renewal has fallen due yet
        """
        terms = members["terms"].to_numpy(dtype=np.int64)
        ended = (members["reason"] != "active").to_numpy()
        last_due = terms - np.where(ended, 0, 1)
        if not (last_due > 0).any():
            raise ValueError("no renewal has fallen due yet: there is no curve to fit")
        length = int(last_due.max())
        reached = np.bincount(last_due, minlength=length + 1)[::-1].cumsum()[::-1]
        return cls(reached[1:], np.bincount(terms[ended], minlength=length + 1)[1:])

    def first(self, length: int) -> Renewals:
        """Only the first renewals, at most `length` of them."""
        return Renewals(self.due[:length], self.left[:length])

    @property
    def constant_churn(self) -> float:
        """The share leaving at a renewal, all renewals thrown together."""
        return float(self.left.sum() / self.due.sum())

    def observed(self) -> Floats:
        """The share still members after 0, 1, 2 … renewals (Kaplan & Meier, JASA 53, 1958, 457–481)."""
        return np.concatenate([[1.0], np.cumprod(1.0 - self.left / self.due)])

    def log_likelihood(self, alpha: float, beta: float) -> float:
        """The log-likelihood of alpha and beta, leaving and staying of all who were due."""
        before = np.arange(len(self.due))
        stayed = (self.due - self.left) @ np.log(beta + before)
        return float(self.left.sum() * math.log(alpha) + stayed - self.due @ np.log(alpha + beta + before))


def share_left(alpha: float, beta: float, renewals: int) -> Floats:
    """The share still members after 0 … `renewals` renewals, as a ratio of beta functions: B(α, β + k) ÷ B(α, β).

    Examples
    --------
    >>> share_left(1.0, 1.0, 3).round(3).tolist()
    [1.0, 0.5, 0.333, 0.25]
    """
    start = math.lgamma(alpha + beta) - math.lgamma(beta)
    return np.array(
        [math.exp(start + math.lgamma(beta + k) - math.lgamma(alpha + beta + k)) for k in range(renewals + 1)]
    )


def shape(first: float, unlike: float) -> tuple[float, float]:
    """Turn what one can say aloud into alpha and beta.

    Parameters
    ----------
    first : share leaving at the first renewal, alpha ÷ (alpha + beta), between 0 and 1
    unlike : how unlike members are, 1 ÷ (alpha + beta + 1), between 0 (all the same) and 1 (all or nothing)
    """
    together = 1.0 / unlike - 1.0
    return first * together, (1.0 - first) * together


def best_fit(renewals: Renewals) -> tuple[float, float]:
    """The alpha and beta of the highest likelihood, on a grid that is narrowed round its best place again and again."""
    low, high = np.log([SMALLEST, SMALLEST]), np.log([LARGEST, LARGEST])
    alpha = beta = 1.0
    before = np.arange(len(renewals.due))
    stayed = renewals.due - renewals.left
    for _ in range(ROUNDS):
        alphas, betas = (np.exp(np.linspace(low[i], high[i], PLACES)) for i in (0, 1))
        fixed = np.log(betas[:, None] + before) @ stayed
        likely = np.array(
            [
                renewals.left.sum() * np.log(one) + fixed - np.log(one + betas[:, None] + before) @ renewals.due
                for one in alphas
            ]
        )
        place = np.unravel_index(int(likely.argmax()), likely.shape)
        alpha, beta = float(alphas[place[0]]), float(betas[place[1]])
        reach = (high - low) / 4
        middle = np.log([alpha, beta])
        low = np.maximum(middle - reach, np.log(SMALLEST))
        high = np.minimum(middle + reach, np.log(LARGEST))
    return alpha, beta
