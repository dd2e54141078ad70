"""The days of the window, with what is special about each in China."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns
from generator.calendars import chinese_days, days_of_window

SUMMER = (6, 7)  # July and August, counted from 0


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    month = days_of_window().astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    return {**chinese_days(), "summer_holidays": np.isin(month, SUMMER)}
