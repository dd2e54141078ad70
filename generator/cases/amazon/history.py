"""The lives of the customers of a block, month by month: orders, late deliveries, dropout, membership, campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.days import clock
from generator.cases.amazon.membership import MembershipEvents, Memberships, Month, Noted, sorted_events
from generator.cases.amazon.parameters import CAMPAIGNS, FULFILMENT, MONTHS_OF_HISTORY, PURCHASING
from generator.cases.amazon.population import Population
from generator.cases.amazon.treatment import Assignment, Outcomes, Standing, assign
from generator.processes.poisson import binomial, poisson
from generator.streams import Streams
from generator.window import MONTHS, Timeline

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
    noted: Sequence[Noted]
    member_after: Bools
    assignments: list[Assignment] = field(default_factory=list)
    outcomes: list[Outcomes] = field(default_factory=list)

    @cached_property
    def events(self) -> MembershipEvents:
        """What happened to the memberships, sorted by customer and time."""
        return sorted_events(self.noted)

    def window(self, matrix: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """The rows of a matrix that belong to the 24 months of the data."""
        return matrix[self.timeline.before : self.timeline.before + 24]


def late_probability(population: Population, calendar_month: int) -> Floats:
    """Probability that a delivery to each customer is late in a month of the year."""
    peak = FULFILMENT.late_peak if calendar_month in (11, 12) else 1.0
    return np.minimum(
        FULFILMENT.late * peak * np.where(population.remote, FULFILMENT.late_remote, 1.0), FULFILMENT.late_most
    )


@dataclass(frozen=True)
class Luck:
    """The uniforms of every month and customer, drawn once for all the worlds that are compared.

    Those of the months after the as-of date come from streams of their own, and are drawn when they are asked for.
    """

    streams: Streams
    timeline: Timeline
    size: int
    drawn: dict[str, Floats] = field(default_factory=dict)

    def of(self, aspect: str, month: int) -> Floats:
        """The uniforms of an aspect in a month of the timeline, shape (size,)."""
        known = self.timeline.months - self.timeline.after
        name, row, months = (
            (aspect, month, known) if month < known else (f"{aspect}.future", month - known, self.timeline.after)
        )
        if name not in self.drawn:
            self.drawn[name] = self.streams.of(name).random((months, self.size))
        rows = self.drawn[name]
        return np.asarray(rows[row])


class Life:
    """The lives of the customers of a block, played month by month.

    `benefit` is what membership multiplies the purchase rate with; 1.0 gives the world without that effect. Purchases
    follow the Pareto/NBD (Schmittlein et al. 1987) in seasonal time, in monthly steps with covariates; counts come by
    inversion of the same uniforms, so that worlds that differ in one thing stay comparable. Each step looks only at who
    is there: matrices stay zero where a customer has not come yet or has left. `among` restricts the play to some.
    """

    def __init__(
        self,
        population: Population,
        luck: Luck,
        benefit: float = PURCHASING.membership,
        among: Bools | None = None,
    ) -> None:
        self.population, self.luck, self.benefit, self.timeline = population, luck, benefit, luck.timeline
        size, months = population.size, self.timeline.months
        shape, self.edges, self.seasonal = (months, size), self.timeline.edges, clock()
        self.calendar_months = self.timeline.calendar_months
        self.month = 0
        self.orders, self.late = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        self.opens, self.closes, self.rate, self.coupon = (np.zeros(shape) for _ in range(4))
        self.member = np.zeros(shape, dtype=bool)
        self.left_on = np.full(size, np.inf)
        self.assignments: list[Assignment] = []
        self.outcomes: list[Outcomes] = []
        self.books = Memberships(population, self.timeline)
        self.alive = np.ones(size, dtype=bool) if among is None else among.copy()
        self.joined = np.searchsorted(self.edges, population.join_day, side="right") - 1
        self.last_order = np.full(size, -NEVER_LEFT)
        self.ever_member = np.zeros(size, dtype=bool)
        self.bought, self.tardy = (np.zeros((months + 1, size), dtype=np.int32) for _ in range(2))
        self.no_effect = np.zeros(size)
        self.campaigns = {self.timeline.index(c.month): i for i, c in enumerate(CAMPAIGNS)}
        self.late_chance = {month: late_probability(population, month) for month in (1, 11)}

    def play(self, months: int) -> History:
        """Play on until `months` of the timeline are over, and tell what has happened by then."""
        while self.month < months:
            self._step()
        return History(
            Timeline(self.timeline.before, months - self.timeline.before - MONTHS),
            self.orders[:months], self.late[:months], self.opens[:months], self.closes[:months], self.rate[:months],
            self.member[:months], self.coupon[:months], self.left_on.copy(), tuple(self.books.noted),
            self.books.members, list(self.assignments), list(self.outcomes),
        )  # fmt: skip

    def _leaves(self, who: Ints) -> Bools:
        """Who leaves in this month; notes when each of `who` could buy in it, in seasonal time."""
        m, people = self.month, self.population
        low, high = self.edges[m], self.edges[m + 1]
        begins = np.minimum(np.maximum(people.join_day[who] + 1, low), high)
        hazard = people.dropout[who] * (high - begins) / (high - low)
        if m:
            hazard = hazard * np.exp(PURCHASING.late_on_dropout * self.late[m - 1, who])
        leaving, uniform = -np.expm1(-hazard), self.luck.of("timing.dropout", m)[who]
        leaves = np.asarray(uniform < leaving)
        start, end = (np.full(len(who), self.seasonal.at(np.array([day]))[0]) for day in (low, high))
        new = np.flatnonzero(begins > low)
        start[new] = self.seasonal.at(begins[new])
        gone = np.flatnonzero(leaves)
        day = begins[gone] + (high - begins[gone]) * (uniform[gone] / leaving[gone])
        end[gone] = self.seasonal.at(day)
        self.left_on[who[gone]] = day
        self.opens[m, who], self.closes[m, who] = start, end
        return leaves

    def _campaign(self, number: int, mean: Floats, staying: Bools) -> tuple[Floats, Floats]:
        """Run a campaign: the order rates that it leads to, and what it does to the log-odds of a trial."""
        m, members, size = self.month, self.books.members, self.population.size
        in_year = (self.bought[m] - self.bought[max(m - 12, 0)]).astype(np.int64)
        standing = Standing(m - self.last_order, in_year, members, self.ever_member)
        drawn = assign(number, self.population, standing, self.luck.streams)
        trial, boost = np.zeros(size), np.zeros(size)
        trial[drawn.who] = drawn.trial_effect * drawn.treated
        boost[drawn.who] = drawn.effect * drawn.treated
        counts, event = self.luck.of("timing.counts", m), self.luck.of("membership.event", m)
        self.assignments.append(drawn)
        self.outcomes.append(_outcomes(drawn, standing, mean, counts, self.books, m, staying, event))
        self.coupon[m, drawn.who] = CAMPAIGNS[number].coupon * drawn.treated
        return mean * np.exp(boost), trial

    def _step(self) -> None:
        m, people = self.month, self.population
        staying = self.alive & (self.joined <= m)
        who = np.flatnonzero(staying)
        leaves = self._leaves(who)
        staying[who[leaves]] = False
        member = self.books.members
        self.member[m] = member
        rate = people.rate[who] * np.where(member[who], self.benefit, 1.0)
        mean = rate * (self.closes[m, who] - self.opens[m, who])
        trial = self.no_effect
        if m in self.campaigns:
            everyone = np.zeros(people.size)
            everyone[who] = mean
            everyone, trial = self._campaign(self.campaigns[m], everyone, staying)
            mean = everyone[who]
        ordered = poisson(self.luck.of("timing.counts", m)[who], mean)
        placed = ordered + (people.buys_at_once[who] & (self.joined[who] == m))
        buyers = np.flatnonzero(placed)
        peak = 11 if self.calendar_months[m] in (11, 12) else 1
        chance, uniform = self.late_chance[peak][who[buyers]], self.luck.of("timing.late", m)[who[buyers]]
        late = binomial(uniform, placed[buyers], chance)
        self.rate[m, who], self.orders[m, who], self.late[m, who[buyers]] = mean, ordered, late
        self.alive[who[leaves]] = False
        bought, tardy = self.bought, self.tardy
        luck = (self.luck.of(f"membership.{aspect}", m) for aspect in ("event", "second", "day"))
        self.books.step(Month(m, staying, bought, tardy, trial, *luck))
        self.ever_member |= self.books.members
        self.last_order[who[buyers]] = m
        bought[m + 1], tardy[m + 1] = bought[m], tardy[m]
        bought[m + 1, who[buyers]] += placed[buyers]
        tardy[m + 1, who[buyers]] += late
        self.month += 1


def live(
    population: Population, streams: Streams, *, benefit: float = PURCHASING.membership, future: int = 0
) -> History:
    """Play the customers' lives from their first day to the as-of date, and `future` months beyond; see Life."""
    timeline = Timeline(MONTHS_OF_HISTORY, future)
    return Life(population, Luck(streams, timeline, population.size), benefit).play(timeline.months)


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
