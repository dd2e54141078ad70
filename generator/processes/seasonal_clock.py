"""Seasonal time: a clock that runs fast on busy days, so a steady process on it has the calendar's seasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints


@dataclass(frozen=True)
class SeasonalClock:
    """Seasonal time over consecutive days.

    `first_day` is the first day it knows, in days since 1970; `cumulative[k]` is the seasonal time at the start of day
    `first_day + k`. A Poisson process of constant rate on this clock is one whose rate follows the days' weights on
    the calendar (time rescaling, Daley & Vere-Jones 2003, "An Introduction to the Theory of Point Processes", p. 258).

    >>> clock = SeasonalClock.of(0, np.array([1.0, 3.0]), unit=1.0)
    >>> clock.at(np.array([1.0, 1.5])).tolist(), clock.day_of(np.array([0.9, 1.1])).tolist()
    ([1.0, 2.5], [0, 1])
    """

    first_day: int
    cumulative: Floats

    @classmethod
    def of(cls, first_day: int, weights: Floats, unit: float) -> SeasonalClock:
        """The clock of the days' weights, shape (days,); `unit` of weight takes one unit of seasonal time."""
        return cls(first_day, np.r_[0.0, np.cumsum(weights / unit)])

    def at(self, day: Floats | Ints) -> Floats:
        """Seasonal time at a moment in days since 1970, shape as `day`."""
        since = np.clip(day - float(self.first_day), 0.0, len(self.cumulative) - 1.0)
        whole = np.minimum(since.astype(np.int64), len(self.cumulative) - 2)
        before = self.cumulative[whole]
        return np.asarray(before + (since - whole) * (self.cumulative[whole + 1] - before))

    def day_of(self, seasonal: Floats) -> Ints:
        """The day on which a moment in seasonal time falls, shape as `seasonal`."""
        return np.asarray(np.searchsorted(self.cumulative, seasonal, side="right") - 1 + self.first_day, dtype=np.int64)
