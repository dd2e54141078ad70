"""The shifted-beta-geometric model of renewals: each member has a churn probability of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats


@dataclass(frozen=True)
class ShiftedBetaGeometric:
    """Churn probabilities at a renewal are Beta(a, b) across members.

    Fader & Hardie 2007, "How to project customer retention", Journal of Interactive Marketing 21(1), p. 76-90.

    >>> ShiftedBetaGeometric(a=1.0, b=3.0).retention(1)
    0.75
    """

    a: float
    b: float

    def churn_probabilities(self, random: np.random.Generator, size: int) -> Floats:
        """Probability of not renewing, one for each member, shape (size,)."""
        return np.clip(random.beta(self.a, self.b, size), 1e-9, 1.0 - 1e-9)

    def retention(self, renewal: int) -> float:
        """Share of the members due at their `renewal`-th renewal (1, 2, …) who renew; same paper."""
        return (self.b + renewal - 1) / (self.a + self.b + renewal - 1)
