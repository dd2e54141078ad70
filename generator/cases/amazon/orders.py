"""When the orders of the window were placed, by whom, and under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints, Times
from generator.cases.amazon.days import clock, second_of_day
from generator.cases.amazon.history import History
from generator.cases.amazon.membership import CANCELLED, LAPSED, TRIAL_ENDED
from generator.cases.amazon.parameters import ARRIVALS
from generator.cases.amazon.population import Population
from generator.cases.amazon.spells import Moments
from generator.streams import Streams
from generator.window import MONTHS, START_DAY, instant


@dataclass(frozen=True)
class Placed:
    """The orders of a block, in the order in which they were placed; one entry an order."""

    customer: Ints
    moment: Ints
    late: Bools
    member: Bools
    coupon: Floats

    @property
    def size(self) -> int:
        return len(self.customer)

    @property
    def time(self) -> Times:
        """Local time to the second."""
        return instant(self.moment)

    @property
    def day(self) -> Ints:
        """Days since 1970-01-01."""
        return self.moment // 86_400


def _choose_late(cell: Ints, late: Ints, uniform: Floats) -> Bools:
    """Which orders are late, so that each customer and month has as many as were drawn; `late` by cell."""
    chosen = np.zeros(len(cell), dtype=bool)
    concerned = np.flatnonzero(late[cell] > 0)
    order = concerned[np.argsort(cell[concerned] + uniform[concerned], kind="stable")]
    here = cell[order]
    starts = np.flatnonzero(np.r_[True, here[1:] != here[:-1]]) if len(here) else np.zeros(0, dtype=np.int64)
    rank = np.arange(len(here)) - np.repeat(starts, np.diff(np.r_[starts, len(here)]))
    chosen[order[rank < late[here]]] = True
    return chosen


def place(population: Population, history: History, moments: Moments, streams: Streams) -> Placed:
    """Turn monthly counts into orders with a time, sorted by time."""
    size, random = population.size, streams.of("timing.orders")
    counts = history.window(history.orders).ravel()
    cell = np.repeat(np.arange(MONTHS * size), counts)
    opens, closes = history.window(history.opens).ravel()[cell], history.window(history.closes).ravel()[cell]
    uniform = random.random((3, len(cell)))
    day = clock().day_of(opens + uniform[0] * (closes - opens))
    moment = day * 86_400 + second_of_day(uniform[1])

    first = np.flatnonzero(population.buys_at_once & (population.join_day >= START_DAY))
    shortest, further = ARRIVALS.first_wait_seconds
    wait = shortest + (streams.of("timing.first.wait").random(size)[first] * further).astype(np.int64)
    second = np.minimum(population.join_second[first] + wait, 86_399)
    moment = np.r_[moment, population.join_day[first] * 86_400 + second]
    month = np.searchsorted(history.timeline.edges, population.join_day[first], side="right") - 1
    cell = np.r_[cell, (month - history.timeline.before) * size + first]
    tie = np.r_[uniform[2], streams.of("timing.first.tie").random(size)[first]]

    late = _choose_late(cell, history.window(history.late).ravel(), tie)
    coupon = history.window(history.coupon).ravel()[cell]
    order = np.argsort(moment, kind="stable")
    cell, moment, late, coupon = cell[order], moment[order], late[order], coupon[order]
    customer = cell % size
    ending = (TRIAL_ENDED, CANCELLED, LAPSED)
    last = moments.latest(customer, moment)
    member = (
        (last >= 0) & ~np.isin(moments.kind[last], ending) if len(moments.kind) else np.zeros(len(cell), dtype=bool)
    )
    return Placed(customer, moment, late, member, coupon)
