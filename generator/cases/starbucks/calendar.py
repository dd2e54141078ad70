"""The days of the window, with what is special about each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns
from generator.cases.starbucks.days import promotion_names
from generator.frames import labels
from generator.holidays import pay_days, public_holidays
from generator.window import AS_OF, END_DAY, START, START_DAY, midnight

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    days = np.arange(START_DAY, END_DAY)
    holidays = public_holidays(range(START.year, AS_OF.year + 1))
    names = [holidays.get(int(day), (None, None)) for day in days]
    return {
        "date": midnight(days),
        "weekday": labels((days + 3) % 7, WEEKDAYS),
        "holiday": pa.array([english for english, _ in names], pa.large_string()),
        "holiday_zh": pa.array([chinese for _, chinese in names], pa.large_string()),
        "pay_day": pay_days(days),
        "promotion": pa.array(promotion_names(days), pa.large_string()),
    }
