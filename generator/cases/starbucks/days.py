"""The weight of every day and hour: season, weekday, pay day, holiday and promotion."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.starbucks.parameters import MONTHS_OF_HISTORY, SEASON
from generator.holidays import pay_days, public_holidays, thanksgiving
from generator.processes.seasonal_clock import SeasonalClock
from generator.window import END_DAY, MONTHS, START_DAY, Timeline

HORIZON_MONTHS = 36
PROMOTIONS = (  # public: the first days of the autumn menu, and the days on which holiday cups are given away
    ("2024-08-22", 3, "autumn_menu"), ("2024-11-14", 1, "holiday_cup"),
    ("2025-08-26", 3, "autumn_menu"), ("2025-11-13", 1, "holiday_cup"),
)  # fmt: skip
YEARS = range(2021, 2030)
STEPS_OF_A_DAY = 8_192


def promotion_names(days: Ints) -> list[str | None]:
    """The promotion of each day ("autumn_menu", "holiday_cup") or None."""
    names: dict[int, str] = {}
    for first, length, name in PROMOTIONS:
        start = int(np.datetime64(first, "D").astype(int))
        names |= {start + offset: name for offset in range(length)}
    return [names.get(int(day)) for day in days]


def _weights(days: Ints) -> Floats:
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    weight = np.array(SEASON.months)[month] * np.array(SEASON.weekdays)[(days + 3) % 7]
    paid = pay_days(days)
    weight *= np.where(paid | np.r_[False, paid[:-1]], SEASON.pay_day, 1.0)
    feasts = [thanksgiving(year) for year in YEARS]
    feasts += [int(np.datetime64(f"{year}-12-25", "D").astype(int)) for year in YEARS]
    holiday = np.isin(days, list(public_holidays(YEARS)))
    weight *= np.where(np.isin(days, feasts), SEASON.christmas, np.where(holiday, SEASON.public_holiday, 1.0))
    promoted = np.array([name is not None for name in promotion_names(days)])
    return np.asarray(weight * np.where(promoted, SEASON.promotion, 1.0))


@cache
def clock() -> SeasonalClock:
    """The clock over history, window and the future that the truth looks into; an average month takes one unit."""
    edges = Timeline(MONTHS_OF_HISTORY, HORIZON_MONTHS).edges
    days = np.arange(edges[0], edges[-1])
    weights = _weights(days)
    inside = (days >= START_DAY) & (days < END_DAY)
    return SeasonalClock.of(int(edges[0]), weights, float(weights[inside].sum()) / MONTHS)


@cache
def _seconds() -> Floats:
    """The second of the day at equal steps of the chance, shape (2, steps + 1): weekdays, weekends."""
    steps = np.linspace(0.0, 1.0, STEPS_OF_A_DAY + 1)
    rows = []
    for hours in (SEASON.weekday_hours, SEASON.weekend_hours):
        chance = np.r_[0.0, np.cumsum(hours)] / sum(hours)
        open_ = np.flatnonzero(np.r_[True, np.diff(chance) > 0.0])
        open_ = np.r_[open_[1] - 1, open_[1:]]
        rows.append(np.interp(steps, chance[open_], open_ * 3_600.0))
    return np.array(rows)


def second_of_day(day: Ints, uniform: Floats) -> Ints:
    """The second of the day at which members come, from uniforms in [0, 1), shape as `day` (since 1970)."""
    weekend = ((day + 3) % 7 >= 5).astype(np.int64)
    place = uniform * STEPS_OF_A_DAY
    whole = place.astype(np.int64)
    flat = _seconds().ravel()
    start = weekend * (STEPS_OF_A_DAY + 1) + whole
    low = flat[start]
    return np.asarray(low + (place - whole) * (flat[start + 1] - low), dtype=np.int64)
