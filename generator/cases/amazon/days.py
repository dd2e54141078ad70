"""The weight of every day: season, weekday, pay day, holiday and promotion, on one cumulative clock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.parameters import MONTHS_OF_HISTORY, SEASON
from generator.holidays import pay_days, public_holidays, thanksgiving
from generator.processes.guide_table import GuideTable
from generator.window import END_DAY, START_DAY, Timeline

MEMBER_DAYS = (  # public: the dates of Prime Day and Prime Big Deal Days
    ("2022-07-12", 2), ("2022-10-11", 2), ("2023-07-11", 2), ("2023-10-10", 2),
    ("2024-07-16", 2), ("2024-10-08", 2), ("2025-07-08", 4), ("2025-10-07", 2),
)  # fmt: skip
HORIZON_MONTHS = 36


def promotion_names(days: Ints) -> list[str | None]:
    """The promotion of each day ("member_days", "cyber_week", "black_friday", "cyber_monday") or None."""
    names: dict[int, str] = {}
    for year in range(2021, 2030):
        friday = thanksgiving(year) + 1
        names |= dict.fromkeys(range(friday - 4, friday + 4), "cyber_week")
        names |= {friday: "black_friday", friday + 3: "cyber_monday"}
    for first, length in MEMBER_DAYS:
        start = int(np.datetime64(first, "D").astype(int))
        names |= {start + offset: "member_days" for offset in range(length)}
    return [names.get(int(day)) for day in days]


@cache
def promotion_days() -> Bools:
    """Whether each day of the window and the one after it is one of a promotion, shape (days + 1,)."""
    return np.array([name is not None for name in promotion_names(np.arange(START_DAY, END_DAY + 1))])


def _weights(days: Ints) -> Floats:
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]").astype(np.int64) % 12
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    weight = np.array(SEASON.months)[month] * np.array(SEASON.weekdays)[(days + 3) % 7]
    paid = pay_days(days)
    weight *= np.where(paid | np.r_[False, paid[:-1]], SEASON.pay_day, 1.0)
    holidays = public_holidays(range(2021, 2030))
    weight *= np.where(np.isin(days, list(holidays)), SEASON.public_holiday, 1.0)
    weight *= np.where((month == 11) & (of_month <= 17), SEASON.before_christmas, 1.0)
    weight *= np.where((month == 11) & (of_month > 17), SEASON.after_christmas, 1.0)
    factor = {None: 1.0, "member_days": SEASON.member_days, "cyber_week": SEASON.cyber_week,
              "black_friday": SEASON.black_friday, "cyber_monday": SEASON.black_friday}  # fmt: skip
    return np.asarray(weight * np.array([factor[name] for name in promotion_names(days)]))


@dataclass(frozen=True)
class Clock:
    """Seasonal time: an average month of the window takes one unit.

    `first_day` is the first day it knows; `cumulative[k]` is the seasonal time at the start of day `first_day + k`.
    """

    first_day: int
    cumulative: Floats

    def at(self, day: Floats | Ints) -> Floats:
        """Seasonal time at a moment in days since 1970, shape as `day`."""
        since = np.minimum(np.maximum(day - float(self.first_day), 0.0), len(self.cumulative) - 1.0)
        whole = np.minimum(since.astype(np.int64), len(self.cumulative) - 2)
        before = self.cumulative[whole]
        return np.asarray(before + (since - whole) * (self.cumulative[whole + 1] - before))

    @cached_property
    def _days(self) -> GuideTable:
        return GuideTable.of(self.cumulative)

    def when(self, seasonal: Floats) -> Floats:
        """The moment in days since 1970 at which the clock shows each seasonal time, shape as `seasonal`."""
        day = self._days.find(seasonal)
        begins = self.cumulative[day]
        return np.asarray(self.first_day + day + (seasonal - begins) / (self.cumulative[day + 1] - begins))


@cache
def clock() -> Clock:
    """The clock of the amazon case, over its history, its window and the future that the truth looks into."""
    edges = Timeline(MONTHS_OF_HISTORY, HORIZON_MONTHS).edges
    days = np.arange(edges[0], edges[-1])
    weights = _weights(days)
    inside = (days >= START_DAY) & (days < END_DAY)
    weights *= 24.0 / weights[inside].sum()
    return Clock(int(edges[0]), np.r_[0.0, np.cumsum(weights)])


@cache
def _hours() -> GuideTable:
    return GuideTable.of(np.r_[0.0, np.cumsum(SEASON.hours)])


def second_of_day(uniform: Floats) -> Ints:
    """The second of the day at which customers buy, from uniforms in [0, 1), shape as `uniform`."""
    hours = _hours()
    reached = uniform * hours.edges[-1]
    hour = hours.find(reached)
    return np.asarray((hour + (reached - hours.edges[hour]) / np.array(SEASON.hours)[hour]) * 3_600, dtype=np.int64)
