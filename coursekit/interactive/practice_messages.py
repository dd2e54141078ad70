"""What more channels and messages do at a practice bank of nobody's own: estimates from draws by lot, and the truth.

10,000 customers of the case pingan, seed 990, counted by `lessons/09-everywhere-at-once/practice_bank.py` on
2026-11-23; the case may have been tuned since. Differences of shares with J. Neyman's standard error (G. W. Imbens &
D. B. Rubin, "Causal Inference", 2015, chapter 6). The truth about being gone is that of the probability of being
dormant or closed three months on; about use of the app, that of the probability of using it in the campaign's month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NORMAL_95: Final = 1.96


@dataclass(frozen=True)
class KnownEffect:
    """One comparison: the estimated difference of shares, its standard error, and the truth where there is one."""

    name: str
    estimate: float
    error: float
    truth: float | None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval.

        >>> tuple(round(end, 3) for end in KnownEffect("invitation", 0.01, 0.01, 0.0).interval)
        (-0.01, 0.03)
        """
        return self.estimate - NORMAL_95 * self.error, self.estimate + NORMAL_95 * self.error


GONE: Final = (
    KnownEffect("many", -0.0464, 0.0121, None),
    KnownEffect("invitation", 0.0067, 0.0113, -0.0002),
)
"""On the share gone a year later: users of two or more channels against the others (no lot), the invitation by lot."""

CAME: Final = (
    KnownEffect("once", 0.0461, 0.0139, 0.0459),
    KnownEffect("twice", 0.0688, 0.0137, 0.0620),
    KnownEffect("four_times", 0.0390, 0.0139, 0.0459),
)
"""On the share who use the app in the month, of one, two and four messages by lot."""
