"""The offers of a practice shop of nobody's own: what its waves by lot let one estimate, and the truth.

10,000 members of the case starbucks, seed 707, counted by `lessons/07-stars-and-offers/practice_shop.py` on 2026-11-23;
the case may have been tuned since. Effects are on profit in ten days after reward and message, USD a member that the
offer was sent to, estimated within waves (J. Neyman's variance; G. W. Imbens & D. B. Rubin, "Causal Inference", 2015,
chapters 6 and 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NORMAL_95: Final = 1.96


@dataclass(frozen=True)
class KnownEffect:
    """One offer in one segment: estimate, its standard error and the truth in USD a member; the share completed."""

    segment: str
    offer: str
    estimate: float
    error: float
    truth: float
    completed: float

    @property
    def holds_truth(self) -> bool:
        """Whether the 95 % interval holds the truth."""
        return abs(self.estimate - self.truth) <= NORMAL_95 * self.error

    @property
    def holds_zero(self) -> bool:
        """Whether the 95 % interval holds zero: it might as well do nothing."""
        return abs(self.estimate) <= NORMAL_95 * self.error


PRACTICE: Final = (
    KnownEffect("occasional", "bogo_10", 0.389, 0.706, 0.032, 0.330),
    KnownEffect("occasional", "bogo_5", 0.801, 0.576, 1.194, 0.322),
    KnownEffect("occasional", "discount_2", 1.555, 0.506, 1.834, 0.363),
    KnownEffect("occasional", "discount_3", 0.827, 0.870, 1.464, 0.312),
    KnownEffect("occasional", "discount_5", 1.557, 1.641, 2.641, 0.300),
    KnownEffect("occasional", "news", -0.226, 0.832, 0.174, 0.000),
    KnownEffect("regular", "bogo_10", -0.359, 0.656, -0.310, 0.492),
    KnownEffect("regular", "bogo_5", 0.179, 0.470, 0.662, 0.465),
    KnownEffect("regular", "discount_2", 0.722, 0.434, 0.897, 0.516),
    KnownEffect("regular", "discount_3", 0.602, 0.781, 1.038, 0.480),
    KnownEffect("regular", "discount_5", 1.775, 1.256, 2.518, 0.355),
    KnownEffect("regular", "news", -0.387, 0.689, 0.542, 0.000),
    KnownEffect("frequent", "bogo_10", -5.552, 0.934, -5.693, 0.590),
    KnownEffect("frequent", "bogo_5", -4.917, 0.693, -4.382, 0.586),
    KnownEffect("frequent", "discount_2", -5.614, 0.620, -5.234, 0.641),
    KnownEffect("frequent", "discount_3", -3.711, 1.096, -4.069, 0.603),
    KnownEffect("frequent", "discount_5", -4.388, 2.182, -3.009, 0.474),
    KnownEffect("frequent", "news", 0.182, 1.006, -0.350, 0.000),
)
