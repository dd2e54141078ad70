"""Months and other periods, in whichever form they come: a Period, "2026-01", a time stamp at the month's start or end.

The expected values say which unit of the calendar is meant (`unit_of`); then `period_of` reads any value in that unit.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

MOMENTS: Final = (dt.datetime, dt.date, np.datetime64)
MONTH: Final = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})月?")
DAY: Final = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
QUARTER: Final = re.compile(r"\d{4}-?Q[1-4]")
NAMED_MONTH: Final = re.compile(r"([A-Za-z]{3,9})\.?[ -]?(\d{4})")
MONTH_NAMES: Final = tuple(map(str.casefold, calendar.month_name))
"""The English names, at their numbers; the first is empty."""

PRINTED: Final = re.compile(r"\d{4}[\d:/ .-]{0,36}")
"""What pandas writes other periods as: only that is worth reading, since reading any text takes long."""

YEARS: Final = range(1677, 2262)


def unit_of(values: Iterable[object]) -> str | None:
    """The unit of the calendar in which all these values are given, as pandas writes it; None if there is none.

    >>> unit_of(["2026-01", "2026-02"])
    'M'
    >>> unit_of([pd.Timestamp("2026-01-15")])
    'D'
    """
    units: set[str] = set()
    moments: list[pd.Timestamp] = []
    for value in values:
        if value is None or value is pd.NA or value is pd.NaT:
            continue
        if isinstance(value, MOMENTS):
            moments.append(naive(value))
            unit = "D" if moments[-1] == moments[-1].normalize() else None
        else:
            unit = _unit(value)
        if unit is None:
            return None
        units.add(unit)
    if units == {"D"} and len(moments) > 1 and all(moment.day == 1 for moment in moments):
        return "M"
    return units.pop() if len(units) == 1 else None


def period_of(value: object, unit: str) -> pd.Period | None:
    """The period of this unit that a value names, or None.

    A time stamp names a period when it is the period's first or last day, so that `resample("ME")`, `resample("MS")`
    and `to_period("M")` all mean the same month.

    >>> str(period_of(pd.Timestamp("2026-01-31"), "M"))
    '2026-01'
    >>> period_of(pd.Timestamp("2026-01-15"), "M") is None
    True
    """
    if isinstance(value, pd.Period):
        return value if value.freqstr == unit else _from_other(value, unit)
    if isinstance(value, MOMENTS):
        return None if pd.isna(value) else _at_edge(naive(value), unit)
    if isinstance(value, str):
        return _written(value, unit)
    if isinstance(value, tuple) and len(value) == 2 and unit == "M":
        return _year_and_month(*value)
    return None


def ordinals(values: Iterable[object], unit: str) -> list[int | None]:
    """The number of each value's period on the calendar; None for what names none."""
    periods = (period_of(value, unit) for value in values)
    return [None if period is None else period.ordinal for period in periods]


def naive(value: object) -> pd.Timestamp:
    """A moment as a time stamp without a time zone."""
    moment = value if isinstance(value, pd.Timestamp) else pd.Timestamp(value)  # type: ignore[arg-type]
    return moment if moment.tzinfo is None else moment.tz_localize(None)


def _unit(value: object) -> str | None:
    if isinstance(value, pd.Period):
        return str(value.freqstr)
    if not isinstance(value, str):
        return None
    text = value.strip()
    patterns = ((MONTH, "M"), (DAY, "D"), (QUARTER, "Q-DEC"))
    return next((unit for pattern, unit in patterns if pattern.fullmatch(text)), None)


@lru_cache(maxsize=4096)
def _written(text: str, unit: str) -> pd.Period | None:
    text = str.strip(text)
    try:
        if found := MONTH.fullmatch(text):
            month = _year_and_month(int(found[1]), int(found[2]))
            return month if month is None or unit == "M" else _from_other(month, unit)
        if unit == "M" and (found := NAMED_MONTH.fullmatch(text)):
            return _year_and_month(int(found[2]), _number_of(found[1].casefold()))
        if found := DAY.fullmatch(text):
            return _at_edge(pd.Timestamp(int(found[1]), int(found[2]), int(found[3])), unit)
        if unit.startswith("Q") and QUARTER.fullmatch(text):
            return pd.Period(text.replace("-", ""), freq=unit)
        if unit in ("M", "D") or not PRINTED.fullmatch(text):
            return None
        period = pd.Period(text, freq=unit)
        return period if str(period) == text else None
    except ValueError:
        return None


def _number_of(name: str) -> int:
    """The number of a month from its English name or the first three letters of it; 0 for any other word."""
    short = len(name) == 3
    return next((place for place, full in enumerate(MONTH_NAMES) if name == (full[:3] if short else full)), 0)


def _from_other(period: pd.Period, unit: str) -> pd.Period | None:
    """A day may stand for the period it begins or ends, and a month for its first day; a year is no month."""
    understood = period.freqstr == "D" or (period.freqstr == "M" and unit == "D")
    return _at_edge(period.start_time, unit) if understood else None


@lru_cache(maxsize=4096)
def _at_edge(moment: pd.Timestamp, unit: str) -> pd.Period | None:
    period = moment.to_period(unit)
    edges = (period.start_time, period.end_time.normalize(), period.end_time)
    return period if moment in edges else None


def _year_and_month(year: object, month: object) -> pd.Period | None:
    whole = (int, np.integer)
    if not isinstance(year, whole) or not isinstance(month, whole) or year not in YEARS or not 1 <= month <= 12:
        return None
    return pd.Period(year=int(year), month=int(month), freq="M")
