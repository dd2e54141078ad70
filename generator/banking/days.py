"""The days and hours of a bank in mainland China: when people pay, when offices are open, what each day is."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa

from generator.arrays import Bools, Columns, Floats, Ints
from generator.banking.parameters import Timing
from generator.calendars import chinese_days, days_of_window
from generator.chinese_holidays import chinese_holidays, spring_festivals, working_days
from generator.processes.habitual import habitual
from generator.processes.seasonal_clock import SeasonalClock
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, START_DAY, Timeline

SHOPPING_DAYS = {(6, 18): "618", (11, 11): "double_11", (12, 12): "double_12"}
PAY_DAYS = (10, 15)
EVE_DAYS = 10


def month_and_day(days: Ints) -> tuple[Ints, Ints]:
    """Month of the year and day of the month, from 1, of days since 1970."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64) % 12 + 1, (dates - months).astype(np.int64) + 1


def promotions(days: Ints) -> list[str | None]:
    """The shopping festival of each day, or None."""
    month, day = month_and_day(days)
    return [SHOPPING_DAYS.get(pair) for pair in zip(month.tolist(), day.tolist(), strict=True)]


def pay_days(days: Ints) -> Bools:
    """Whether each day is a usual pay day: the 10th or 15th, or the working day before if it is none."""
    usual = np.isin(month_and_day(days)[1], PAY_DAYS)
    return np.isin(days, previous_working_day(days[usual]))


@cache
def _workdays() -> Ints:
    """For each day from START_DAY − 40 to END_DAY + 40, the last working day until then."""
    days = np.arange(START_DAY - 40, END_DAY + 40)
    return np.asarray(np.maximum.accumulate(np.where(working_days(days), days, 0)))


@cache
def _next_workdays() -> Ints:
    days = np.arange(START_DAY - 40, END_DAY + 40)
    work = np.where(working_days(days), days, END_DAY + 400)
    return np.asarray(np.minimum.accumulate(work[::-1])[::-1])


def previous_working_day(days: Ints) -> Ints:
    """Each day itself if people work on it, else the last working day before; days of the window."""
    return _workdays()[np.clip(days - START_DAY + 40, 0, len(_workdays()) - 1)]


def next_working_day(days: Ints) -> Ints:
    """Each day itself if people work on it, else the next working day; days of the window."""
    return _next_workdays()[np.clip(days - START_DAY + 40, 0, len(_next_workdays()) - 1)]


def working_day_from(days: Ints, first: Ints) -> Ints:
    """The last working day until each day, or the next one if that would lie before `first`; shapes equal."""
    earlier = previous_working_day(days)
    return np.where(earlier >= first, earlier, next_working_day(days))


@cache
def clock(timing: Timing) -> SeasonalClock:
    """The clock of payments and visits over the window; each month takes one unit of seasonal time."""
    days = np.arange(START_DAY, END_DAY)
    weight = np.array(timing.weekdays)[(days + 3) % 7]
    holidays = chinese_holidays()
    names = [holidays.get(int(day)) for day in days]
    weight *= np.where([name is not None and name != "spring_festival" for name in names], timing.holiday, 1.0)
    weight *= np.where([name == "spring_festival" for name in names], timing.festival, 1.0)
    ahead = spring_festivals()[:, None] - days
    weight *= np.where(((ahead > 0) & (ahead <= EVE_DAYS)).any(axis=0), timing.eve, 1.0)
    weight *= np.where([name is not None for name in promotions(days)], timing.shopping, 1.0)
    paid = pay_days(days)
    weight *= np.where(paid | np.r_[False, paid[:-1]], timing.pay_day, 1.0)
    month = np.repeat(np.arange(MONTHS), np.diff(Timeline(0, 0).edges))
    weight = weight / np.bincount(month, weights=weight)[month]
    return SeasonalClock.of(START_DAY, weight, unit=1.0)


def second_of_day(timing: Timing, uniform: Floats) -> Ints:
    """The second of the day at which people pay and look things up, from uniforms in [0, 1), shape as `uniform`."""
    hours = np.r_[0.0, np.cumsum(timing.hours)]
    return np.asarray(np.interp(uniform * hours[-1], hours, np.arange(25.0)) * 3_600, dtype=np.int64)


def own_second(timing: Timing, uniform: Floats, own: Floats) -> Ints:
    """The same for people with a time of day of their own; `own` in [0, 1), shape as `uniform`."""
    return second_of_day(timing, habitual(uniform, own, timing.habit))


def own_hours(streams: Streams, size: int) -> Floats:
    """The place of each customer's own time of day in the crowd's, in [0, 1), shape (size,)."""
    return streams.of("propensity.hours").random(size)


def office_second(timing: Timing, uniform: Floats) -> Ints:
    """A second of the day within office hours, from uniforms in [0, 1), shape as `uniform`."""
    opens, closes = timing.office
    return ((opens + (closes - opens) * uniform) * 3_600).astype(np.int64)


def calendar_table() -> Columns:
    """The columns of calendar, one row a day."""
    days = days_of_window()
    return {**chinese_days(), "pay_day": pay_days(days), "promotion": pa.array(promotions(days), pa.large_string())}
