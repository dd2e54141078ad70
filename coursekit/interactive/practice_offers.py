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
    KnownEffect("occasional", "bogo_10", 0.415, 0.702, 0.033, 0.331),
    KnownEffect("occasional", "bogo_5", 0.740, 0.577, 1.193, 0.323),
    KnownEffect("occasional", "discount_2", 1.537, 0.504, 1.836, 0.364),
    KnownEffect("occasional", "discount_3", 0.658, 0.870, 1.463, 0.312),
    KnownEffect("occasional", "discount_5", 1.475, 1.635, 2.641, 0.300),
    KnownEffect("occasional", "news", -0.137, 0.846, 0.174, 0.000),
    KnownEffect("regular", "bogo_10", -0.425, 0.658, -0.311, 0.491),
    KnownEffect("regular", "bogo_5", 0.129, 0.468, 0.663, 0.468),
    KnownEffect("regular", "discount_2", 0.729, 0.434, 0.896, 0.517),
    KnownEffect("regular", "discount_3", 0.545, 0.783, 1.038, 0.483),
    KnownEffect("regular", "discount_5", 1.693, 1.256, 2.524, 0.356),
    KnownEffect("regular", "news", -0.450, 0.688, 0.541, 0.000),
    KnownEffect("frequent", "bogo_10", -5.697, 0.935, -5.692, 0.596),
    KnownEffect("frequent", "bogo_5", -4.875, 0.690, -4.383, 0.586),
    KnownEffect("frequent", "discount_2", -5.584, 0.618, -5.235, 0.640),
    KnownEffect("frequent", "discount_3", -3.377, 1.103, -4.069, 0.602),
    KnownEffect("frequent", "discount_5", -5.098, 2.166, -3.020, 0.470),
    KnownEffect("frequent", "news", 0.201, 1.000, -0.349, 0.000),
)
