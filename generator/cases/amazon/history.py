"""The lives of the customers of a block, month by month: orders, late deliveries, dropout, membership, campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from generator.arrays import Bools, Floats, Ints, Words
from generator.cases.amazon.days import clock
from generator.cases.amazon.departures import Departures
from generator.cases.amazon.membership import MembershipEvents, Memberships, Month, Noted, sorted_events
from generator.cases.amazon.parameters import CAMPAIGNS, MONTHS_OF_HISTORY, PURCHASING
from generator.cases.amazon.population import Population
from generator.cases.amazon.possibilities import MOST, Possible, further_orders, possible_orders, put_together
from generator.cases.amazon.treatment import Assignment, Outcomes, Standing, assign
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, Timeline

NEVER_ORDERED = -(2**40)
YEAR = 12


class Swayed(NamedTuple):
    """What a campaign did to the orders that could happen in its month.

    `fewer` is the share of the chance to take place that it left, 1 for those not treated or made to buy more, shape
    (customers,). `more` are orders of the treated that could happen on top.
    """

    month: int
    fewer: Floats
    more: Possible


@dataclass
class History:
    """What happened.

    `ordered` holds the orders in the order of time, those of month k of the timeline from `months[k]` up to
    `months[k + 1]`; `coupon` is the price cut that goes with each. `left_on` is the moment of dropout in days since
    1970, infinity for none. `member` is as of the first of each month, shape (months, customers), `member_after` as of
    the first of the month that follows the last.
    """

    timeline: Timeline
    ordered: Possible
    coupon: Floats
    member: Bools
    left_on: Floats
    noted: Sequence[Noted]
    member_after: Bools
    assignments: list[Assignment]
    outcomes: list[Outcomes]
    swayed: list[Swayed]

    @cached_property
    def events(self) -> MembershipEvents:
        """What happened to the memberships, sorted by customer and time."""
        return sorted_events(self.noted)

    def _here(self, first: int, end: int) -> slice:
        return slice(self.ordered.months[first], self.ordered.months[end])

    def orders(self, first: int, end: int) -> Ints:
        """How many orders each customer placed from month `first` up to month `end`, shape (customers,)."""
        return np.bincount(self.ordered.customer[self._here(first, end)], minlength=len(self.left_on))

    def late(self, first: int, end: int) -> Ints:
        """How many of these orders came late, shape (customers,)."""
        here = self._here(first, end)
        return np.bincount(self.ordered.customer[here][self.ordered.late[here]], minlength=len(self.left_on))


@dataclass(frozen=True)
class Luck:
    """What chance holds for the customers of a block, drawn once for all the worlds that are compared.

    What concerns the months after the as-of date comes from streams of its own, and is drawn when it is asked for.
    """

    population: Population
    streams: Streams
    timeline: Timeline

    @property
    def known(self) -> int:
        """The months up to the as-of date."""
        return self.timeline.months - self.timeline.after

    def stream(self, aspect: str, month: int) -> np.random.Generator:
        """The stream of an aspect for a month of the timeline."""
        return self.streams.of(aspect if month < self.known else f"{aspect}.future")

    def bears(self, month: int) -> Floats:
        """The hazard that each customer can bear from a month on, until the as-of date or after it."""
        return self.stream("timing.dropout", month).standard_exponential(self.population.size)

    @cached_property
    def _bits(self) -> Words:
        return self._drawn(0, self.known)

    @cached_property
    def _bits_after(self) -> Words:
        return self._drawn(self.known, self.timeline.after)

    def _drawn(self, month: int, months: int) -> Words:
        size = (months, self.population.size)
        return self.stream("membership.bits", month).integers(0, 2**64 - 1, size, dtype=np.uint64, endpoint=True)

    def words(self, month: int) -> Words:
        """The random bits of a month of the timeline, for the memberships."""
        return np.asarray(self._bits[month] if month < self.known else self._bits_after[month - self.known])

    @cached_property
    def joined(self) -> Ints:
        """The month in which each customer opened the account."""
        return np.asarray(np.searchsorted(self.timeline.edges, self.population.join_day, side="right") - 1)

    def departures(self) -> Departures:
        """When everyone leaves before the as-of date if every delivery comes in time; a customer can from day two."""
        edges = self.timeline.edges[: self.known + 1]
        begins = np.minimum(self.population.join_day + 1, edges[self.joined + 1])
        share = (begins - edges[self.joined]) / np.diff(edges)[self.joined]
        return Departures(self.population.dropout, self.bears(0), self.joined + share, edges)

    @cached_property
    def possible(self) -> Possible:
        """The orders that could happen until the as-of date."""
        people, random = self.population, self.stream("timing.orders", 0)
        opens, closes = people.join_day.astype(np.float64) + 1.0, np.minimum(self.departures().left_on, END_DAY)
        return possible_orders(people, self.timeline, opens, closes, random, self.streams)


class Life:
    """The lives of the customers of a block, played month by month.

    Purchases follow the Pareto/NBD (Schmittlein et al. 1987) in seasonal time, with covariates that are known at the
    beginning of each month.
    """

    def __init__(self, luck: Luck) -> None:
        people = luck.population
        self.luck, self.population, self.timeline = luck, people, luck.timeline
        size, months = people.size, self.timeline.months
        self.edges, self.month = self.timeline.edges, 0
        self.possible, self.departures = luck.possible, luck.departures()
        self.member = np.zeros((months, size), dtype=bool)
        self.ordered: list[Possible] = []
        self.coupon: list[Floats] = []
        self.assignments: list[Assignment] = []
        self.outcomes: list[Outcomes] = []
        self.swayed: list[Swayed] = []
        self.books = Memberships(people, self.timeline)
        self.last_order = np.full(size, NEVER_ORDERED)
        self.ever_member = np.zeros(size, dtype=bool)
        self.bought, self.tardy = (np.zeros((months, size), dtype=np.int16) for _ in range(2))
        self.campaigns = {self.timeline.index(c.month): i for i, c in enumerate(CAMPAIGNS)}

    def play(self, months: int) -> History:
        """Play on until `months` of the timeline are over, and tell what has happened by then."""
        while self.month < months:
            if self.month == self.luck.known:
                self._look_ahead()
            self._step()
        return History(
            Timeline(self.timeline.before, months - self.timeline.before - MONTHS),
            put_together(self.ordered[:months]), np.concatenate(self.coupon[:months]), self.member[:months],
            self.departures.left_on.copy(), tuple(self.books.noted), self.books.members, list(self.assignments),
            list(self.outcomes), list(self.swayed),
        )  # fmt: skip

    def _look_ahead(self) -> None:
        """What could happen after the as-of date to those who are still there."""
        people, known = self.population, self.luck.known
        there = self.departures.left_on == np.inf
        begins = np.full(people.size, float(known))
        future = Departures(people.dropout, self.luck.bears(known), begins, self.edges)
        future.left_on = np.where(there, future.left_on, self.departures.left_on)
        self.departures = future
        closes = np.where(there, np.minimum(future.left_on, self.edges[-1]), float(END_DAY))
        opens, random = np.full(people.size, float(END_DAY)), self.luck.stream("timing.orders", known)
        self.possible = possible_orders(people, self.timeline, opens, closes, random)

    def _take_place(self, possible: Possible, fewer: Floats | None = None) -> Bools:
        """Which of the month's possible orders take place; `fewer` as in Swayed."""
        who = possible.customer
        chance = np.where(self.member[self.month][who], PURCHASING.membership / MOST, 1.0 / MOST)
        if fewer is not None:
            chance *= fewer[who]
        return (possible.mark < chance) & (possible.when < self.departures.left_on[who])

    def _mean(self, who: Ints) -> Floats:
        """Expected orders of some customers in this month, up to the day they leave, no campaign."""
        low, high = self.edges[self.month : self.month + 2]
        opens = np.maximum(self.population.join_day[who] + 1.0, low)
        closes = np.minimum(np.maximum(self.departures.left_on[who], opens), high)
        benefit = np.where(self.member[self.month][who], PURCHASING.membership, 1.0)
        return self.population.rate[who] * benefit * (clock().at(closes) - clock().at(opens))

    def _campaign(self, number: int, possible: Possible, month: Month) -> tuple[Possible, Month]:
        """Run a campaign: the orders of the month, and what is known of the month as the campaign leaves it."""
        m, size = self.month, self.population.size
        in_year = self.bought[max(m - YEAR, 0) : m].sum(axis=0, dtype=np.int64)
        standing = Standing(m - self.last_order, in_year, self.member[m], self.ever_member)
        drawn = assign(number, self.population, standing, self.luck.streams)
        who, treated, times = drawn.who, np.zeros(size, dtype=bool), np.ones(size)
        treated[who], times[who] = drawn.treated, np.exp(drawn.effect)
        random, fewer = self.luck.stream(f"timing.more.{CAMPAIGNS[number].name}", m), np.minimum(times, 1.0)
        more = further_orders(self.population, self.timeline, m, np.maximum(times - 1.0, 0.0), random)
        usual, less = self._take_place(possible), self._take_place(possible, fewer)
        added = more.of(self._take_place(more))
        control, left, on_top = (
            np.bincount(customer, minlength=size)[who]
            for customer in (possible.customer[usual], possible.customer[less], added.customer)
        )
        mean = self._mean(who)
        may, event = self.books.may_start_trial(month, who), month.event(who)
        trials = [
            np.where(may, self.books.trial_probability(m, np.full(len(who), effect), who), 0.0)
            for effect in (0.0, drawn.trial_effect)
        ]
        self.assignments.append(drawn)
        self.outcomes.append(Outcomes(
            standing.of(who).segment(), mean, mean * times[who], control, left + on_top,
            trials[0], trials[1], event < trials[0], event < trials[1],
        ))  # fmt: skip
        self.swayed.append(Swayed(m, np.where(treated, fewer, 1.0), more.of(treated[more.customer])))
        kept = possible.of(np.where(treated[possible.customer], less, usual))
        ordered = put_together([kept, added.of(treated[added.customer])]).sorted()
        self.coupon.append(CAMPAIGNS[number].coupon * treated[ordered.customer])
        return ordered, replace(month, trial_effect=drawn.trial_effect * treated if drawn.trial_effect else None)

    def _hasten(self) -> None:
        """Those whose deliveries of the month before were late are the more likely to leave."""
        if self.month:
            self.departures.hasten(self.tardy[self.month - 1], PURCHASING.late_on_dropout, self.month)

    def _step(self) -> None:
        m = self.month
        self._hasten()
        self.member[m] = self.books.members
        self.ever_member |= self.member[m]
        possible = self.possible.within(m)
        ends, left_on, words = int(self.edges[m + 1]), self.departures.left_on, self.luck.words(m)
        month = Month(m, ends, self.luck.joined, left_on, self.bought, self.tardy, words)
        if m in self.campaigns:
            ordered, month = self._campaign(self.campaigns[m], possible, month)
        else:
            ordered = possible.of(self._take_place(possible))
            self.coupon.append(np.zeros(len(ordered.customer)))
        self.ordered.append(ordered)
        self.books.step(month)
        self.last_order[ordered.customer] = m
        size = self.population.size
        self.bought[m] = np.bincount(ordered.customer, minlength=size)
        self.tardy[m] = np.bincount(ordered.customer[ordered.late], minlength=size)
        self.month += 1


def live(population: Population, streams: Streams, *, future: int = 0) -> History:
    """Play the customers' lives from their first day to the as-of date, and `future` months beyond; see Life."""
    timeline = Timeline(MONTHS_OF_HISTORY, future)
    return Life(Luck(population, streams, timeline)).play(timeline.months)
