"""Public holidays of the United States and pay days, counted in days since 1970-01-01."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from generator.arrays import Bools, Ints


def _day(year: int, month: int, day: int) -> int:
    return int(np.datetime64(f"{year}-{month:02d}-{day:02d}", "D").astype(int))


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> int:
    """The nth (1, 2, …; −1 for the last) weekday (Monday 0) of a month."""
    if nth < 0:
        following = (year + month // 12, month % 12 + 1)
        last = _day(*following, 1) - 1
        return last - ((last + 3) % 7 - weekday) % 7
    first = _day(year, month, 1)
    return first + (weekday - (first + 3) % 7) % 7 + 7 * (nth - 1)


def thanksgiving(year: int) -> int:
    """The fourth Thursday of November."""
    return _weekday_of_month(year, 11, 3, 4)


def public_holidays(years: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Day → (English name, Chinese name) of the federal holidays (5 U.S.C. § 6103), on their own dates.

    >>> public_holidays([2025])[int(np.datetime64("2025-11-27", "D").astype(int))]
    ('Thanksgiving', '感恩节')
    """
    found: dict[int, tuple[str, str]] = {}
    for year in years:
        found |= {
            _day(year, 1, 1): ("New Year's Day", "元旦"),
            _weekday_of_month(year, 1, 0, 3): ("Martin Luther King Day", "马丁·路德·金纪念日"),
            _weekday_of_month(year, 2, 0, 3): ("Presidents' Day", "总统日"),
            _weekday_of_month(year, 5, 0, -1): ("Memorial Day", "阵亡将士纪念日"),
            _day(year, 6, 19): ("Juneteenth", "六月节"),
            _day(year, 7, 4): ("Independence Day", "独立日"),
            _weekday_of_month(year, 9, 0, 1): ("Labor Day", "劳动节"),
            _weekday_of_month(year, 10, 0, 2): ("Columbus Day", "哥伦布日"),
            _day(year, 11, 11): ("Veterans Day", "退伍军人节"),
            thanksgiving(year): ("Thanksgiving", "感恩节"),
            _day(year, 12, 25): ("Christmas Day", "圣诞节"),
        }
    return found


def pay_days(days: Ints) -> Bools:
    """Whether each day is a usual pay day: the 15th and the last of a month."""
    dates = days.astype("datetime64[D]")
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    next_month = (dates + 1).astype("datetime64[M]") != dates.astype("datetime64[M]")
    return np.asarray((of_month == 15) | next_month)
