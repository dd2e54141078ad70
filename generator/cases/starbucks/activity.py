"""How members' interest moves from month to month: it drifts, and now and then it pauses."""

from __future__ import annotations

import numpy as np

from generator.arrays import Bools, Floats
from generator.cases.starbucks.parameters import VISITING
from generator.cases.starbucks.population import Population
from generator.streams import Streams
from generator.window import Timeline


class Interest:
    """The state of each member's interest in each month of a timeline.

    `paused` and `drift` have one row a month and one column a member; `factor` is what the usual rate is multiplied by.
    """

    def __init__(self, paused: Bools, drift: Floats) -> None:
        self.paused, self.drift = paused, drift

    @property
    def factor(self) -> Floats:
        """Times the member's usual rate of visits, shape (months, members); 1 on average while not paused."""
        level = np.exp(VISITING.drift * self.drift - VISITING.drift**2 / 2.0)
        return np.asarray(level * np.where(self.paused, VISITING.paused, 1.0))


def interest(population: Population, streams: Streams, future: int = 0) -> Interest:
    """Play the members' interest over the window and `future` months beyond, which come from streams of their own.

    A two-state Markov chain (active, paused) times a log-normal autoregression of order 1, both in monthly steps.
    Members are active in the month in which they join; those who joined before the window begin in the long-run
    state.
    """
    size, timeline = population.size, Timeline(0, future)
    joined = np.searchsorted(timeline.edges, population.join_day, side="right") - 1
    parts = ["activity", "activity.future"] if future else ["activity"]
    months = [timeline.months - future, future]
    uniforms = np.concatenate([streams.of(part).random((m, size)) for part, m in zip(parts, months, strict=False)])
    shocks = np.concatenate(
        [streams.of(part + ".drift").standard_normal((m, size)) for part, m in zip(parts, months, strict=False)]
    )
    paused, drift = np.zeros((timeline.months, size), dtype=bool), np.zeros((timeline.months, size))
    resting = population.pausing / (population.pausing + VISITING.resume)
    now, level = (uniforms[0] < resting) & (joined < 0), shocks[0]
    fresh = np.sqrt(1.0 - VISITING.persistence**2)
    for month in range(timeline.months):
        if month:
            now = np.where(now, uniforms[month] >= VISITING.resume, uniforms[month] < population.pausing)
            now &= joined < month
            level = VISITING.persistence * level + fresh * shocks[month]
        paused[month], drift[month] = now, level
    return Interest(paused, drift)


def expected_factors(population: Population, paused: Bools, drift: Floats, months: int) -> Floats:
    """Expected factor in each of the next `months` months, shape (months, members), given the last known state.

    Hamilton 1994, "Time Series Analysis", p. 53 (forecast of an AR(1)) and p. 681 (forecast of a Markov chain).
    """
    ahead = np.arange(1, months + 1)[:, None]
    memory = VISITING.persistence**ahead
    mean = VISITING.drift * memory * drift
    variance = VISITING.drift**2 * (1.0 - memory**2)
    level = np.exp(mean + variance / 2.0 - VISITING.drift**2 / 2.0)
    resting = population.pausing / (population.pausing + VISITING.resume)
    pause = resting + (paused - resting) * (1.0 - population.pausing - VISITING.resume) ** ahead
    return np.asarray(level * (1.0 - pause * (1.0 - VISITING.paused)))
