"""Every visit that could happen: a steady process on the seasonal clock, and room for what offers may add."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.starbucks.activity import Interest
from generator.cases.starbucks.days import clock, second_of_day
from generator.cases.starbucks.parameters import RESPONSE, SEASON, WAVES
from generator.cases.starbucks.population import Population
from generator.processes.habitual import habitual
from generator.streams import Streams
from generator.window import Timeline

BEYOND = 2**36
NO_WAVE = -1
ROOM = float(np.exp(RESPONSE.most))


@dataclass(frozen=True)
class Cells:
    """The window cut at the months and at the waves. `edges` in days since 1970; one month and wave (or −1) a cell."""

    edges: Ints
    month: Ints
    wave: Ints


@cache
def wave_days() -> Ints:
    """The day on which each wave is sent, in days since 1970, shape (waves,)."""
    return np.array([np.datetime64(wave.day, "D").astype(np.int64) for wave in WAVES])


@cache
def cells() -> Cells:
    """The cells of the window; a wave takes one, and lies within a month."""
    months, first = Timeline(0, 0).edges, wave_days()
    edges = np.unique(np.r_[months, first, first + RESPONSE.days])
    month = np.searchsorted(months, edges[:-1], side="right") - 1
    wave = np.full(len(month), NO_WAVE)
    wave[np.searchsorted(edges, first)] = np.arange(len(first))
    return Cells(edges, month, wave)


@dataclass(frozen=True)
class Points:
    """Visits that may happen, sorted by member and time; one entry each.

    During a wave there are `ROOM` times as many as without an offer; one takes place if `mark` × ROOM is below the
    factor by which an offer changes the rate then (below 1 without an offer). So all worlds share their random
    numbers: thinning, Lewis & Shedler 1979, Naval Research Logistics 26(3), p. 403.
    """

    member: Ints
    moment: Ints
    day: Ints
    wave: Ints
    mark: Floats

    @property
    def size(self) -> int:
        return len(self.member)

    @cached_property
    def of_wave(self) -> list[Ints]:
        """The positions of the points of each wave."""
        concerned = np.flatnonzero(self.wave != NO_WAVE)
        return [concerned[self.wave[concerned] == number] for number in range(len(WAVES))]


def presence(population: Population) -> tuple[Floats, Floats]:
    """The seasonal times from and until which members may come, shape (members,) each."""
    seasonal = clock()
    return seasonal.at(population.join_day + 1), seasonal.at(population.left_on)


def potential_visits(population: Population, interest: Interest, streams: Streams) -> Points:
    """Draw the points of all cells and sort them."""
    grid, seasonal, random = cells(), clock(), streams.of("timing.visits")
    arrives, leaves = presence(population)
    edges = seasonal.at(grid.edges)
    opens = np.maximum(edges[None, :-1], arrives[:, None])
    length = np.maximum(np.minimum(edges[None, 1:], leaves[:, None]) - opens, 0.0)
    room = np.where(grid.wave == NO_WAVE, 1.0, ROOM)
    mean = population.rate[:, None] * interest.factor.T[:, grid.month] * length * room
    counts = random.poisson(mean)
    cell = np.repeat(np.arange(counts.size), counts.ravel())
    uniform = random.random((3, len(cell)))
    day = seasonal.day_of(opens.ravel()[cell] + uniform[0] * length.ravel()[cell])
    member = np.repeat(np.arange(population.size), counts.sum(axis=1))
    own = streams.of("propensity.hours").random(population.size)
    moment = day * 86_400 + second_of_day(day, habitual(uniform[1], own[member], SEASON.habit))
    key = member * BEYOND + moment
    order = np.argsort(key, kind="stable")
    wave = np.tile(grid.wave, population.size)[cell]
    return Points(member, moment[order], day[order], wave[order], uniform[2][order])
