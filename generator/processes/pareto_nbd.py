"""The Pareto/NBD model: customers buy at random until they silently leave, each at rates of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats


@dataclass(frozen=True)
class ParetoNBD:
    """Purchase rates are Gamma(r, alpha), dropout rates Gamma(s, beta), both per month.

    Schmittlein, Morrison & Colombo 1987, "Counting your customers", Management Science 33(1), p. 1-24.

    >>> ParetoNBD(r=0.5, alpha=1.0, s=0.6, beta=10.0).share_alive(0.0)
    1.0
    """

    r: float
    alpha: float
    s: float
    beta: float

    def purchase_rates(self, random: np.random.Generator, size: int) -> Floats:
        """Purchases per month while active, shape (size,)."""
        return random.gamma(self.r, 1.0 / self.alpha, size)

    def dropout_rates(self, random: np.random.Generator, size: int) -> Floats:
        """Hazard of leaving per month, shape (size,)."""
        return random.gamma(self.s, 1.0 / self.beta, size)

    def expected_purchases(self, months: float) -> float:
        """Mean purchases of a new customer within `months`; Schmittlein et al. 1987 (s other than 1)."""
        share = 1.0 - (self.beta / (self.beta + months)) ** (self.s - 1.0)
        return float(self.r * self.beta / (self.alpha * (self.s - 1.0)) * share)

    def share_alive(self, months: float) -> float:
        """Share of customers who have not left after `months`."""
        return float((self.beta / (self.beta + months)) ** self.s)


def expected_remaining(rate: Floats, dropout: Floats, months: float) -> Floats:
    """Expected purchases within `months` of customers who are active now, shape as `rate`.

    Parameters: `rate` in purchases a month, `dropout` in hazard a month, shapes equal.

    >>> float(expected_remaining(np.array([2.0]), np.array([0.0]), 3.0)[0])
    6.0
    """
    tiny = dropout < 1e-12
    safe = np.where(tiny, 1.0, dropout)
    return np.asarray(rate * np.where(tiny, months, -np.expm1(-safe * months) / safe))
