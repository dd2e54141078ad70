"""The lives of the customers of a block, month by month: orders, late deliveries, dropout, membership, campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.days import clock
from generator.cases.amazon.membership import MembershipEvents, Memberships, Month, no_events
from generator.cases.amazon.parameters import CAMPAIGNS, FULFILMENT, MONTHS_OF_HISTORY, PURCHASING
from generator.cases.amazon.population import Population
from generator.cases.amazon.treatment import Assignment, Outcomes, Standing, assign
from generator.processes.poisson import binomial, poisson
from generator.streams import Streams
from generator.window import Timeline

Number = TypeVar("Number", bound=np.generic)
NEVER_LEFT = np.iinfo(np.int64).max // 2


@dataclass
class History:
    """What happened; matrices have one row a month of the timeline and one column a customer.

    `orders` counts orders apart from the first at sign-up; `opens` and `closes` bound, in seasonal time, when the
    customer could buy in that month; `left_on` is the moment of dropout in days since 1970. `member` is as of the first
    of each month, `member_after` as of the first of the month that follows the last.
    """

    timeline: Timeline
    orders: Ints
    late: Ints
    opens: Floats
    closes: Floats
    rate: Floats
    member: Bools
    coupon: Floats
    left_on: Floats
    events: MembershipEvents
    member_after: Bools
    assignments: list[Assignment] = field(default_factory=list)
    outcomes: list[Outcomes] = field(default_factory=list)

    def window(self, matrix: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """The rows of a matrix that belong to the 24 months of the data."""
        return matrix[self.timeline.before : self.timeline.before + 24]


def late_probability(population: Population, calendar_month: int) -> Floats:
    """Probability that a delivery to each customer is late in a month of the year."""
    peak = FULFILMENT.late_peak if calendar_month in (11, 12) else 1.0
    return np.minimum(
        FULFILMENT.late * peak * np.where(population.remote, FULFILMENT.late_remote, 1.0), FULFILMENT.late_most
    )


def _uniforms(streams: Streams, aspect: str, timeline: Timeline, size: int) -> Floats:
    """Uniforms for every month and customer; those of the future come from a stream of their own."""
    known = streams.of(aspect).random((timeline.months - timeline.after, size))
    if not timeline.after:
        return known
    return np.concatenate([known, streams.of(aspect + ".future").random((timeline.after, size))])


def live(
    population: Population, streams: Streams, *, benefit: float = PURCHASING.membership, future: int = 0
) -> History:
    """Play the customers' lives from their first day to the as-of date, and `future` months beyond.

    `benefit` is what membership multiplies the purchase rate with; 1.0 gives the world without that effect, under the
    same random numbers. Purchases follow the Pareto/NBD (Schmittlein et al. 1987) in seasonal time, in monthly steps
    with covariates; counts come by inversion, so that worlds that differ in one thing stay comparable.
    """
    size, timeline, seasonal = population.size, Timeline(MONTHS_OF_HISTORY, future), clock()
    shape, edges = (timeline.months, size), timeline.edges
    past = History(
        timeline, np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(shape),
        np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(shape), np.full(size, np.inf), no_events(),
        np.zeros(size, dtype=bool),
    )  # fmt: skip
    names = (
        "timing.dropout",
        "timing.counts",
        "timing.late",
        "membership.event",
        "membership.second",
        "membership.day",
    )
    dropout, counts, lateness, event, second, day = (_uniforms(streams, name, timeline, size) for name in names)
    books = Memberships(population, timeline)
    alive = np.ones(size, dtype=bool)
    last_order = np.full(size, -NEVER_LEFT)
    joined = np.searchsorted(edges, population.join_day, side="right") - 1
    ever_member = np.zeros(size, dtype=bool)
    campaigns = {timeline.index(c.month): i for i, c in enumerate(CAMPAIGNS)}
    bought = np.zeros((timeline.months + 1, size), dtype=np.int64)
    tardy = np.zeros((timeline.months + 1, size), dtype=np.int64)
    no_effect = np.zeros(size)

    for m in range(timeline.months):
        low, high = edges[m], edges[m + 1]
        opens = np.clip(population.join_day + 1, low, high)
        present = alive & (joined <= m)
        hazard = population.dropout * (high - opens) / (high - low)
        hazard = hazard * np.exp(PURCHASING.late_on_dropout * past.late[m - 1]) if m else hazard
        leaving = -np.expm1(-hazard)
        leaves = present & (dropout[m] < leaving)
        share = np.divide(dropout[m], leaving, out=np.ones(size), where=leaves)
        closes = opens + (high - opens) * share
        past.left_on[leaves] = closes[leaves]
        past.opens[m], past.closes[m] = seasonal.at(opens), seasonal.at(closes)
        member = books.members
        past.member[m] = member
        rate = population.rate * np.where(member, benefit, 1.0)
        mean = np.where(present, rate * (past.closes[m] - past.opens[m]), 0.0)
        trial_effect = no_effect
        if m in campaigns:
            standing = Standing(m - last_order, bought[m] - bought[max(m - 12, 0)], member, ever_member)
            drawn = assign(campaigns[m], population, standing, streams)
            trial_effect = np.zeros(size)
            trial_effect[drawn.who] = drawn.trial_effect * drawn.treated
            past.assignments.append(drawn)
            past.outcomes.append(_outcomes(drawn, standing, mean, counts[m], books, m, present & ~leaves, event[m]))
            boost = np.zeros(size)
            boost[drawn.who] = drawn.effect * drawn.treated
            mean = mean * np.exp(boost)
            past.coupon[m, drawn.who] = CAMPAIGNS[drawn.campaign].coupon * drawn.treated
        past.rate[m] = mean
        past.orders[m] = poisson(counts[m], mean)
        placed = past.orders[m] + (population.buys_at_once & (joined == m))
        past.late[m] = binomial(lateness[m], placed, late_probability(population, int(timeline.calendar_months[m])))
        alive &= ~leaves
        recent = max(m - 3, 0)
        books.step(
            Month(m, present & alive, bought[m] - bought[max(m - 1, 0)], bought[m] - bought[recent],
                  tardy[m] - tardy[recent], trial_effect, event[m], second[m], day[m])
        )  # fmt: skip
        ever_member |= books.members
        last_order = np.where(placed > 0, m, last_order)
        bought[m + 1], tardy[m + 1] = bought[m] + placed, tardy[m] + past.late[m]
    past.events, past.member_after = books.events(), books.members
    return past


def _outcomes(
    drawn: Assignment, standing: Standing, mean: Floats, uniform: Floats, books: Memberships, month: int, alive: Bools,
    event: Floats,
) -> Outcomes:  # fmt: skip
    who = drawn.who
    may = books.may_start_trial(month, alive)[who]
    control, treated = mean[who], mean[who] * np.exp(drawn.effect)
    plain = np.zeros(len(who))
    chances = [np.where(may, books.trial_probability(month, plain + e, who), 0.0) for e in (0.0, drawn.trial_effect)]
    return Outcomes(
        standing.segment()[who], control, treated, poisson(uniform[who], control), poisson(uniform[who], treated),
        chances[0], chances[1], event[who] < chances[0], event[who] < chances[1],
    )  # fmt: skip
