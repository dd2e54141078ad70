"""The days of the window, with what is special about each."""

from __future__ import annotations

import pyarrow as pa

from generator.arrays import Columns
from generator.calendars import american_days, days_of_window
from generator.cases.amazon.days import promotion_names


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    return {**american_days(), "promotion": pa.array(promotion_names(days_of_window()), pa.large_string())}
