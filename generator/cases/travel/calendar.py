"""The days of the window, with what is special about each in China."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns
from generator.chinese_holidays import NAMES, chinese_holidays, working_days
from generator.frames import labels
from generator.window import END_DAY, START_DAY, midnight

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    days = np.arange(START_DAY, END_DAY)
    keys = [chinese_holidays().get(int(day)) for day in days]
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    text = pa.large_string()
    return {
        "date": midnight(days),
        "weekday": labels((days + 3) % 7, WEEKDAYS),
        "holiday": pa.array([NAMES[key][0] if key else None for key in keys], text),
        "holiday_zh": pa.array([NAMES[key][1] if key else None for key in keys], text),
        "working_day": working_days(days),
        "summer_holidays": np.isin(month, (6, 7)),
    }
