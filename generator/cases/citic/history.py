"""What happens to the firms of a block, month by month, and which service plans they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.cases.citic.cycle import Climate
from generator.cases.citic.lifecycle import Chances, State, shifted, step
from generator.cases.citic.parameters import CYCLE, LIFECYCLE, MONTHS_OF_HISTORY, TREATMENT, WAVES
from generator.cases.citic.population import Population
from generator.cases.citic.treatment import Assignment, assign, effect_on_onset, effect_on_return
from generator.streams import Streams
from generator.window import MONTHS, Timeline

Number = TypeVar("Number", bound=np.generic)


@dataclass
class History:
    """What happened; matrices have one row a month of the timeline and one column a firm.

    `active` tells who is a client during at least a part of the month, `leaves` who goes in it; `part` is the share of
    the month spent as a client. `health` is the business done, relative to that of a healthy firm in an even month;
    `fall` the log units it has fallen. `joined` and `left` are months of the timeline (`left` beyond the last for
    those who stay), `left_day` counts from 1970.
    """

    timeline: Timeline
    joined: Ints
    depth: Floats
    distress: Bools
    age: Ints
    active: Bools
    leaves: Bools
    part: Floats
    health: Floats
    fall: Floats
    arm: Ints
    uniform: Floats
    left: Ints
    left_day: Ints
    left_in_distress: Bools
    assignments: list[Assignment] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    last: State = field(default_factory=lambda: State.fresh(0))

    def window(self, matrix: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """The rows of a matrix that belong to the 24 months of the data."""
        return matrix[self.timeline.before : self.timeline.before + MONTHS]


def chances(population: Population, climate: Climate, month: int, state: State, arm: Ints) -> Chances:
    """The probabilities of a month of the timeline, for firms with a running plan (`arm`) or none (0)."""
    cycle = climate.cycle[month][population.industry]
    hazard = population.onset * np.exp(LIFECYCLE.on_cycle * cycle + effect_on_onset(population, arm))
    odds = LIFECYCLE.distress_on_cycle * cycle + LIFECYCLE.distress_on_leverage * (population.leverage - 1.0)
    back = shifted(LIFECYCLE.recovers, effect_on_return(population, arm, state.age, state.distress))
    return Chances(-np.expm1(-hazard), shifted(LIFECYCLE.distress, odds), back)


def _drawn(streams: Streams, aspect: str, timeline: Timeline, kinds: int, size: int, normal: bool = False) -> Floats:
    """Uniforms (or normals), shape (months, kinds, firms); those of the future come from a stream of their own."""

    def draw(name: str, months: int) -> Floats:
        random = streams.of(name)
        shape = (months, kinds, size)
        return random.standard_normal(shape) if normal else random.random(shape)

    known = draw(aspect, timeline.before + MONTHS)
    return np.concatenate([known, draw(aspect + ".future", timeline.after)]) if timeline.after else known


def _health(streams: Streams, timeline: Timeline, size: int) -> Floats:
    """The business of firms that do not decline: noise and passing setbacks, shape (months, firms)."""
    noise = CYCLE.noise * _drawn(streams, "life.noise", timeline, 1, size, normal=True)[:, 0]
    uniform = _drawn(streams, "life.setbacks", timeline, 2, size)
    least, most = CYCLE.shock_depth
    hit = np.where(uniform[:, 0] < CYCLE.shock, least + (most - least) * uniform[:, 1], 0.0)
    setback = np.zeros((timeline.months, size))
    setback[0] = hit[0]
    for m in range(1, timeline.months):
        setback[m] = CYCLE.shock_fades * setback[m - 1] + hit[m]
    return np.asarray(np.exp(noise - setback))


def live(population: Population, climate: Climate, streams: Streams, *, future: int = 0, plans: bool = True) -> History:
    """Play the firms' lives to the as-of date and `future` months beyond; without plans when `plans` is false.

    Before the window a firm that would have gone starts afresh: the data hold the clients that were there.
    """
    size, timeline = population.size, Timeline(MONTHS_OF_HISTORY, future)
    shape, edges = (timeline.months, size), timeline.edges
    uniform = _drawn(streams, "life.steps", timeline, 4, size)
    day = _drawn(streams, "life.day", timeline, 1, size)[:, 0]
    joined = np.searchsorted(edges, population.client_day, side="right") - 1
    past = History(
        timeline, joined, np.zeros(shape), np.zeros(shape, bool), np.zeros(shape, np.int64), np.zeros(shape, bool),
        np.zeros(shape, bool), np.zeros(shape), _health(streams, timeline, size), np.zeros(shape),
        np.zeros(shape, np.int64), uniform, np.full(size, timeline.months + 1), np.full(size, edges[-1] + 10**6),
        np.zeros(size, bool),
    )  # fmt: skip
    waves = {timeline.index(wave.month): number for number, wave in enumerate(WAVES)} if plans else {}
    state, arm, until = State.fresh(size), np.zeros(size, np.int64), -1
    for m in range(timeline.months):
        if m in waves:
            drawn = assign(waves[m], population, state, joined < m, past.fall[m - 1], streams)
            past.assignments.append(drawn)
            past.states.append(state)
            arm = np.zeros(size, np.int64)
            arm[drawn.who] = drawn.arm
            until = m + TREATMENT.months
        if m == until:
            arm = np.zeros(size, np.int64)
        past.arm[m] = arm
        gone, distress = state.gone, state.distress
        state, leaves = step(
            state, chances(population, climate, m, state, arm), population.severity, joined < m, uniform[m]
        )
        if m < timeline.before:
            state = State(state.age, state.distress, np.where(leaves, 0.0, state.depth), state.gone & ~leaves)
            leaves = np.zeros(size, bool)
        past.active[m] = (joined <= m) & ~gone
        past.leaves[m] = leaves
        past.depth[m], past.age[m] = state.depth, state.age
        past.distress[m] = np.where(leaves, distress, state.distress)
        past.health[m] *= 1.0 - state.depth
        begins = np.where(joined == m, (population.client_day - edges[m]) / (edges[m + 1] - edges[m]), 0.0)
        ends = np.where(leaves, day[m], 1.0)
        past.part[m] = np.where(past.active[m], np.maximum(ends - begins, 0.0), 0.0)
        past.left[leaves] = m
        past.left_day[leaves] = edges[m] + (day[m][leaves] * (edges[m + 1] - edges[m])).astype(np.int64)
        past.left_in_distress |= leaves & distress
        recent, before = past.health[max(m - 2, 0) : m + 1], past.health[max(m - 11, 0) : max(m - 2, 1)]
        past.fall[m] = np.maximum(np.log(before.mean(axis=0) / recent.mean(axis=0)), 0.0)
    past.last = state
    return past
