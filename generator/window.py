"""The 24 months that the data cover, and the months and days around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.arrays import Ints, Times

START = pd.Timestamp("2024-07-01")
AS_OF = pd.Timestamp("2026-06-30")
MONTHS = 24
START_DAY = (START - pd.Timestamp(0)).days
END_DAY = (AS_OF - pd.Timestamp(0)).days + 1
FIRST_MONTH = (START.year - 1970) * 12 + START.month - 1


def instant(moment: Ints) -> Times:
    """Local times from seconds since 1970-01-01, shape as `moment`.

    >>> str(instant(np.array([90]))[0])
    '1970-01-01T00:01:30.000000'
    """
    return (moment.astype(np.int64, copy=False) * 1_000_000).view("datetime64[us]")


def midnight(day: Ints) -> Times:
    """The start of days that are counted from 1970-01-01, shape as `day`."""
    return instant(day * 86_400)


@dataclass(frozen=True)
class Timeline:
    """Consecutive months: `edges` are the first days of each month and the day after the last, shape (months + 1,).

    Days are counted from 1970-01-01. `before` months come ahead of the window, `after` months follow it.
    """

    before: int
    after: int

    @property
    def months(self) -> int:
        return self.before + MONTHS + self.after

    @property
    def edges(self) -> Ints:
        months = FIRST_MONTH - self.before + np.arange(self.months + 1)
        return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]"), dtype=np.int64)

    def index(self, month: str) -> int:
        """The position of a month such as "2025-10" on this timeline (may be negative or beyond the end)."""
        return int(np.datetime64(month, "M").astype(int)) - FIRST_MONTH + self.before

    @property
    def calendar_months(self) -> Ints:
        """The month of the year, 1 to 12, of each month, shape (months,)."""
        return (FIRST_MONTH - self.before + np.arange(self.months)) % 12 + 1
