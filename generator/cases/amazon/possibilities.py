"""Every order that could happen, drawn once with a mark; what comes of it is decided month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.days import clock
from generator.cases.amazon.parameters import ARRIVALS, FULFILMENT, PURCHASING
from generator.cases.amazon.population import Population
from generator.chronology import in_order
from generator.streams import Streams
from generator.window import Timeline

MOST = max(PURCHASING.membership, 1.0)
CERTAIN = -1.0
STEPS_PER_DAY = 2.0**26


@dataclass(frozen=True)
class Possible:
    """Orders that could happen, in the order of time; one entry each.

    Points of a Poisson process at the highest rate that a customer can have, `MOST` times their own, in seasonal time.
    One takes place when its `mark`, a uniform, is below the rate in force as a share of the highest: thinning, Lewis &
    Shedler 1979, Naval Research Logistics Quarterly 26(3), p. 403-413. So worlds that differ in one thing share their
    random numbers to the order. `when` is in days since 1970, and only first orders have their time of the day in it.
    `late` says whether the delivery would be. Month k of the timeline holds the entries from `months[k]` up to
    `months[k + 1]`.
    """

    customer: Ints
    when: Floats
    mark: Floats
    late: Bools
    months: Ints

    def of(self, rows: Ints | Bools | slice) -> Possible:
        """Those at some positions; `months` are left out."""
        if isinstance(rows, slice):
            return Possible(self.customer[rows], self.when[rows], self.mark[rows], self.late[rows], NO_MONTHS)
        at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Possible(self.customer.take(at), self.when.take(at), self.mark.take(at), self.late.take(at), NO_MONTHS)

    def within(self, month: int) -> Possible:
        """Those of one month of the timeline."""
        return self.of(slice(*self.months[month : month + 2]))

    def sorted(self) -> Possible:
        """These in the order of time; `months` are left out."""
        return self.of(by_time(self.when))


NO_MONTHS = np.zeros(0, dtype=np.int64)


def by_time(when: Floats) -> Ints:
    """The positions that put days in order, to the millisecond."""
    return in_order((when * STEPS_PER_DAY).astype(np.int64))


def put_together(parts: Sequence[Possible]) -> Possible:
    """Several sets of orders one after the other; `months` are those of the sets."""
    return Possible(
        np.concatenate([part.customer for part in parts]),
        np.concatenate([part.when for part in parts]),
        np.concatenate([part.mark for part in parts]),
        np.concatenate([part.late for part in parts]),
        np.cumsum([0, *(len(part.customer) for part in parts)]),
    )


def late_probability(population: Population, calendar_month: int) -> Floats:
    """Probability that a delivery to each customer is late in a month of the year."""
    peak = FULFILMENT.late_peak if calendar_month in (11, 12) else 1.0
    return np.minimum(
        FULFILMENT.late * peak * np.where(population.remote, FULFILMENT.late_remote, 1.0), FULFILMENT.late_most
    )


def _first_orders(population: Population, streams: Streams) -> Points:
    """The orders placed within the hour of opening the account."""
    who = np.flatnonzero(population.buys_at_once)
    shortest, further = ARRIVALS.first_wait_seconds
    wait, tardy = streams.of("timing.first.wait").random((2, population.size))[:, who]
    second = np.minimum(population.join_second[who] + shortest + (wait * further).astype(np.int64), 86_399)
    return Points(who, population.join_day[who] + second / 86_400, np.full(len(who), CERTAIN), tardy)


def possible_orders(
    population: Population, timeline: Timeline, opens: Floats, closes: Floats, random: np.random.Generator,
    first: Streams | None = None,
) -> Possible:  # fmt: skip
    """The orders that could happen while customers are there.

    Parameters: `opens` and `closes`, between which each customer can buy, in days since 1970, shape (customers,);
    `first`, the streams of the first orders, where these are to be among them.
    """
    begin = clock().at(opens)
    length = np.maximum(clock().at(closes) - begin, 0.0)
    drawn = _points(population.rate * MOST * length, begin, length, random)
    if first is not None:
        drawn = Points(*(np.concatenate(pair) for pair in zip(drawn, _first_orders(population, first), strict=True)))
    order = by_time(drawn.when)
    customer, when = drawn.customer[order], drawn.when[order]
    months = np.searchsorted(when, timeline.edges)
    usual, peak = (late_probability(population, month)[customer] for month in (1, 11))
    in_peak = np.zeros(len(customer), dtype=bool)
    for month in np.flatnonzero(np.isin(timeline.calendar_months, (11, 12))):
        in_peak[months[month] : months[month + 1]] = True
    late = drawn.tardy[order] < np.where(in_peak, peak, usual)
    return Possible(customer, when, drawn.mark[order], late, months)


def further_orders(
    population: Population, timeline: Timeline, month: int, times: Floats, random: np.random.Generator
) -> Possible:
    """The orders that could happen on top of a month's, were the rates higher by `times` as much, in no order."""
    begin, end = clock().at(timeline.edges[month : month + 2])
    drawn = _points(population.rate * (MOST * (end - begin)) * times, begin, end - begin, random)
    late = drawn.tardy < late_probability(population, int(timeline.calendar_months[month]))[drawn.customer]
    return Possible(drawn.customer, drawn.when, drawn.mark, late, NO_MONTHS)


class Points(NamedTuple):
    """Orders that could happen, in no order; `tardy` is the uniform that decides whether the delivery is late."""

    customer: Ints
    when: Floats
    mark: Floats
    tardy: Floats


def _points(mean: Floats, begin: Floats | float, length: Floats | float, random: np.random.Generator) -> Points:
    """As many points as a Poisson draw says, each anywhere in its customer's stretch of seasonal time."""
    customer = np.repeat(np.arange(len(mean)), random.poisson(mean))
    place, mark, tardy = random.random((3, len(customer)))
    if isinstance(begin, np.ndarray) and isinstance(length, np.ndarray):
        begin, length = begin[customer], length[customer]
    return Points(customer, clock().when(begin + place * length), mark, tardy)
