"""Public holidays and working weekends of mainland China, counted in days since 1970-01-01.

The holidays of 2024 to 2026 are those of the yearly notices of the General Office of the State Council
(国务院办公厅关于部分节假日安排的通知) of 25 October 2023, 12 November 2024 and 4 November 2025. Those of 2027 to 2029,
which only the truth looks into, are worked out from the lunar calendar.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.arrays import Bools, Ints

NAMES = {
    "new_year": ("New Year's Day", "元旦"),
    "spring_festival": ("Spring Festival", "春节"),
    "tomb_sweeping": ("Qingming Festival", "清明节"),
    "labour_day": ("Labour Day", "劳动节"),
    "dragon_boat": ("Dragon Boat Festival", "端午节"),
    "mid_autumn": ("Mid-Autumn Festival", "中秋节"),
    "national_day": ("National Day", "国庆节"),
}
SPANS = (  # first day, number of days off
    ("new_year", "2024-01-01", 1), ("spring_festival", "2024-02-10", 8), ("tomb_sweeping", "2024-04-04", 3),
    ("labour_day", "2024-05-01", 5), ("dragon_boat", "2024-06-10", 1), ("mid_autumn", "2024-09-15", 3),
    ("national_day", "2024-10-01", 7),
    ("new_year", "2025-01-01", 1), ("spring_festival", "2025-01-28", 8), ("tomb_sweeping", "2025-04-04", 3),
    ("labour_day", "2025-05-01", 5), ("dragon_boat", "2025-05-31", 3), ("national_day", "2025-10-01", 8),
    ("new_year", "2026-01-01", 3), ("spring_festival", "2026-02-15", 9), ("tomb_sweeping", "2026-04-04", 3),
    ("labour_day", "2026-05-01", 5), ("dragon_boat", "2026-06-19", 3), ("mid_autumn", "2026-09-25", 3),
    ("national_day", "2026-10-01", 7),
    ("new_year", "2027-01-01", 1), ("spring_festival", "2027-02-05", 8), ("tomb_sweeping", "2027-04-04", 3),
    ("labour_day", "2027-05-01", 5), ("national_day", "2027-10-01", 7),
    ("new_year", "2028-01-01", 1), ("spring_festival", "2028-01-25", 8), ("tomb_sweeping", "2028-04-03", 3),
    ("labour_day", "2028-05-01", 5), ("national_day", "2028-10-01", 8),
    ("new_year", "2029-01-01", 1), ("spring_festival", "2029-02-12", 8), ("tomb_sweeping", "2029-04-03", 3),
    ("labour_day", "2029-05-01", 5),
)  # fmt: skip
WORKING_WEEKENDS = (
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip


def _day(date: str) -> int:
    return int(np.datetime64(date, "D").astype(int))


@cache
def chinese_holidays() -> dict[int, str]:
    """Day → key of NAMES, for every day off from 2024 to the middle of 2029.

    >>> chinese_holidays()[_day("2026-02-17")]
    'spring_festival'
    """
    return {_day(first) + offset: name for name, first, length in SPANS for offset in range(length)}


def spring_festivals() -> Ints:
    """The first day off of each Spring Festival, ascending."""
    return np.array([_day(first) for name, first, _ in SPANS if name == "spring_festival"], dtype=np.int64)


def working_days(days: Ints) -> Bools:
    """Whether people work on each day: neither a weekend nor a holiday, or a weekend that makes up for one.

    >>> working_days(np.array([_day("2025-10-01"), _day("2025-10-11"), _day("2025-10-12")])).tolist()
    [False, True, False]
    """
    weekend = (days + 3) % 7 >= 5
    made_up = np.isin(days, [_day(date) for date in WORKING_WEEKENDS])
    return np.asarray((~weekend & ~np.isin(days, list(chinese_holidays()))) | made_up)
