"""The 24 months that the data cover, and the months and days around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from generator.arrays import Ints, Times

START = pd.Timestamp("2024-07-01")
AS_OF = pd.Timestamp("2026-06-30")
MONTHS = 24


def instant(moment: Ints) -> Times:
    """Local times from seconds since 1970-01-01, shape as `moment`.

    >>> str(instant(np.array([90]))[0])
    '1970-01-01T00:01:30.000000'
    """
    return moment.astype("datetime64[s]").astype("datetime64[us]")


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
        first = np.datetime64(START.to_datetime64(), "M") - self.before
        months = first + np.arange(self.months + 1)
        return months.astype("datetime64[D]").astype(np.int64)

    def index(self, month: str) -> int:
        """The position of a month such as "2025-10" on this timeline (may be negative or beyond the end)."""
        first = np.datetime64(START.to_datetime64(), "M") - self.before
        return int((np.datetime64(month, "M") - first).astype(int))

    @property
    def calendar_months(self) -> Ints:
        """The month of the year, 1 to 12, of each month, shape (months,)."""
        return self.edges[:-1].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1


START_DAY = int(START.to_datetime64().astype("datetime64[D]").astype(int))
END_DAY = int(AS_OF.to_datetime64().astype("datetime64[D]").astype(int)) + 1
END_TIME = np.datetime64("2026-07-01T00:00:00", "us")
START_TIME = np.datetime64("2024-07-01T00:00:00", "us")
