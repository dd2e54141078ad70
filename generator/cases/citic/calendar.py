"""The days of the window, with what is special about each in China."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns
from generator.calendars import chinese_days, days_of_window


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    dates = days_of_window().astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    last = (dates + 1).astype("datetime64[M]") != month
    return {**chinese_days(), "quarter_end": last & (month.astype(np.int64) % 3 == 2)}
