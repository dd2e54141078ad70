"""When people depart and, from that, when they book and how long ahead."""

from __future__ import annotations

from functools import cache

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.travel.parameters import DEMOGRAPHICS, MONTHS_OF_HISTORY, SEASON
from generator.chinese_holidays import chinese_holidays
from generator.processes.seasonal_clock import SeasonalClock
from generator.window import END_DAY, MONTHS, START_DAY, Timeline

HORIZON_MONTHS = 36


def departure_weights(days: Ints) -> Floats:
    """How many people depart on each day, relative to an ordinary one, shape as `days`."""
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    factor = dict(SEASON.holidays)
    names = (chinese_holidays().get(int(day)) for day in days)
    holiday = np.array([factor[name] if name else 1.0 for name in names])
    return np.asarray(np.array(SEASON.months)[month] * np.array(SEASON.weekdays)[(days + 3) % 7] * holiday)


def _first_and_last() -> tuple[int, int]:
    edges = Timeline(MONTHS_OF_HISTORY, HORIZON_MONTHS).edges
    return int(edges[0]), int(edges[-1])


@cache
def _ahead() -> Floats:
    """Weight of each number of days ahead on each day of booking, at home and abroad, shape (2, days, days ahead)."""
    first, last = _first_and_last()
    departures = departure_weights(np.arange(first, last + SEASON.longest + 1))
    ahead = np.arange(1, SEASON.longest + 1)
    by_day = np.lib.stride_tricks.sliding_window_view(departures[1:], SEASON.longest)[: last - first]
    shapes = []
    for median, spread in zip(SEASON.advance, SEASON.advance_spread, strict=True):
        weight = np.exp(-0.5 * (np.log(ahead / median) / spread) ** 2) / ahead
        shapes.append(by_day * (weight / weight.sum()))
    return np.stack(shapes)


@cache
def clock() -> SeasonalClock:
    """Seasonal time of bookings: an average month of the window takes one unit."""
    first, last = _first_and_last()
    days = np.arange(first, last)
    a, b = DEMOGRAPHICS.abroad
    abroad = a / (a + b)
    at_home, far = _ahead().sum(axis=2)
    weight = ((1.0 - abroad) * at_home + abroad * far) * np.array(SEASON.booking_weekdays)[(days + 3) % 7]
    inside = (days >= START_DAY) & (days < END_DAY)
    return SeasonalClock.of(first, weight, float(weight[inside].sum()) / MONTHS)


@cache
def _ahead_edges() -> Floats:
    """Cumulative shares of the days ahead, each row raised by its number, so that one search serves all rows."""
    table = _ahead()
    shares = np.cumsum(table, axis=2) / table.sum(axis=2, keepdims=True)
    rows = np.arange(table.shape[0] * table.shape[1]).reshape(table.shape[:2])
    return np.asarray((shares + rows[:, :, None]).ravel())


def days_ahead(day: Ints, abroad: Ints, uniform: Floats) -> Ints:
    """How many days before departure each booking is made, from uniforms in [0, 1); shapes equal.

    Parameters: `day` of the booking since 1970; `abroad`, 1 for trips abroad and 0 for others.
    """
    first, last = _first_and_last()
    row = abroad * (last - first) + np.clip(day - first, 0, last - first - 1)
    found = np.searchsorted(_ahead_edges(), row + uniform, side="right") - row * SEASON.longest
    return np.asarray(np.clip(found, 0, SEASON.longest - 1) + 1, dtype=np.int64)


def second_of_day(uniform: Floats) -> Ints:
    """The second of the day at which people book, from uniforms in [0, 1), shape as `uniform`."""
    hours = np.r_[0.0, np.cumsum(SEASON.hours)]
    return np.asarray(np.interp(uniform * hours[-1], hours, np.arange(25.0)) * 3_600, dtype=np.int64)
