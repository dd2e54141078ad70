"""What the industries go through: season, business cycle and news, the same for every firm of an industry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats
from generator.cases.citic.parameters import CYCLE, INDUSTRIES, MONTHS_OF_HISTORY
from generator.cases.citic.population import by_industry
from generator.streams import Streams
from generator.window import Timeline

HORIZON_MONTHS = 36


@dataclass(frozen=True)
class Climate:
    """`cycle`, log activity apart from the season, and `season`, its weight; shapes (months, industries)."""

    cycle: Floats
    season: Floats


def climate(streams: Streams) -> Climate:
    """The climate of the industries over history, window and the future that the truth looks into.

    News follow an autoregressive process of order one. `streams` are those that all blocks share.
    """
    timeline = Timeline(MONTHS_OF_HISTORY, HORIZON_MONTHS)
    month = np.arange(timeline.months)[:, None] - MONTHS_OF_HISTORY
    angle = 2.0 * np.pi * (month - by_industry("phase")) / CYCLE.period
    innovations = streams.of("industries.news").standard_normal((timeline.months, len(INDUSTRIES)))
    news = np.zeros_like(innovations)
    news[0] = CYCLE.news * innovations[0]
    fresh = CYCLE.news * np.sqrt(1.0 - CYCLE.persistence**2)
    for m in range(1, timeline.months):
        news[m] = CYCLE.persistence * news[m - 1] + fresh * innovations[m]
    season = np.array([item.season for item in INDUSTRIES]).T
    season = season / season.mean(axis=0)
    return Climate(by_industry("amplitude") * np.sin(angle) + news, season[timeline.calendar_months - 1])
