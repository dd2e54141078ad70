"""The lives of the travellers of a block, month by month: bookings, dropout, campaigns with both outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.cases.travel.days import clock
from generator.cases.travel.parameters import CAMPAIGNS, MONTHS_OF_HISTORY, RESPONSE, Campaign
from generator.cases.travel.population import Population
from generator.processes.logit import logistic
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import MONTHS, Timeline

Number = TypeVar("Number", bound=np.generic)
LONG_AGO = 10_000
STEPS = (4, 10)
QUIET = 10


@dataclass(frozen=True)
class Assignment:
    """One campaign's draw with both outcomes; `who` are positions in the block, the other arrays go with it."""

    campaign: int
    who: Ints
    propensity: Floats
    treated: Bools
    effect: Floats
    segment: Ints
    mean: Floats
    without: Ints
    within: Ints


@dataclass
class History:
    """What happened; matrices have one row a month of the timeline and one column a traveller.

    `bookings` leaves out the one made on registering; `opens` and `closes` bound, in seasonal time, when the traveller
    could book in that month; `left_on` is the moment of dropout in days since 1970; `coupon` the price cut offered.
    """

    timeline: Timeline
    bookings: Ints
    opens: Floats
    closes: Floats
    coupon: Floats
    left_on: Floats
    last: Ints
    assignments: list[Assignment] = field(default_factory=list)

    def window(self, matrix: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """The rows of a matrix that belong to the 24 months of the data."""
        return matrix[self.timeline.before : self.timeline.before + MONTHS]


def segments(months_since: Ints) -> Ints:
    """0 for those who booked under 4 months ago, 1 for 4 to 9 months, 2 for longer; shape as given."""
    return np.asarray(np.digitize(months_since, STEPS), dtype=np.int64)


def effect_on_rate(campaign: Campaign, population: Population, months_since: Ints, noise: Floats) -> Floats:
    """The change of the log booking rate that a campaign makes in its month, one entry a traveller."""
    differs = RESPONSE.young * population.decades + RESPONSE.spread * noise
    return np.asarray(np.array(campaign.effects)[segments(months_since)] + differs)


def _assign(
    number: int, population: Population, since: Ints, mean: Floats, uniform: Floats, streams: Streams
) -> Assignment:
    """Draw the arms of campaign `number` among those who have booked before, from a stream of its own."""
    campaign, random = CAMPAIGNS[number], streams.of(f"treatment.{CAMPAIGNS[number].name}")
    draw, noise = random.random(population.size), random.standard_normal(population.size)
    booked = since < LONG_AGO // 2
    who = np.flatnonzero(booked & (since >= QUIET) if campaign.eligible == "quiet" else booked)
    odds = np.asarray(campaign.on_recency * (since[who] - RESPONSE.centre), dtype=np.float64)
    by_rule = np.clip(logistic(odds), RESPONSE.smallest, 1.0 - RESPONSE.smallest)
    propensity = by_rule if campaign.design == "targeted" else np.full(len(who), campaign.share)
    effect = effect_on_rate(campaign, population, since, noise)[who]
    return Assignment(
        number, who, propensity, draw[who] < propensity, effect, segments(since)[who], mean[who],
        poisson(uniform[who], mean[who]), poisson(uniform[who], mean[who] * np.exp(effect)),
    )  # fmt: skip


def _uniforms(streams: Streams, aspect: str, timeline: Timeline, size: int) -> Floats:
    known = streams.of(aspect).random((timeline.before + MONTHS, size))
    if not timeline.after:
        return known
    return np.concatenate([known, streams.of(aspect + ".future").random((timeline.after, size))])


def live(population: Population, streams: Streams, *, future: int = 0) -> History:
    """Play the travellers' lives to the as-of date, and `future` months beyond.

    Bookings follow the Pareto/NBD (Schmittlein et al. 1987) in seasonal time; counts come by inversion, so that worlds
    that differ in one thing stay comparable.
    """
    size, timeline, seasonal = population.size, Timeline(MONTHS_OF_HISTORY, future), clock()
    shape, edges = (timeline.months, size), timeline.edges
    past = History(
        timeline, np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape), np.zeros(shape), np.full(size, np.inf),
        np.full(size, -LONG_AGO),
    )  # fmt: skip
    dropout, counts = (_uniforms(streams, name, timeline, size) for name in ("timing.dropout", "timing.counts"))
    joined = np.searchsorted(edges, population.join_day, side="right") - 1
    campaigns = {timeline.index(c.month): i for i, c in enumerate(CAMPAIGNS)}
    alive = np.ones(size, dtype=bool)
    for m in range(timeline.months):
        low, high = edges[m], edges[m + 1]
        opens = np.clip(population.join_day + 1, low, high)
        present = alive & (joined <= m)
        leaving = -np.expm1(-population.dropout * (high - opens) / 30.4375)
        leaves = present & (dropout[m] < leaving)
        share = np.divide(dropout[m], leaving, out=np.ones(size), where=leaves)
        closes = opens + (high - opens) * share
        past.left_on[leaves] = closes[leaves]
        past.opens[m], past.closes[m] = seasonal.at(opens), seasonal.at(closes)
        mean = np.where(present, population.rate * (past.closes[m] - past.opens[m]), 0.0)
        if m in campaigns:
            drawn = _assign(campaigns[m], population, m - past.last, mean, counts[m], streams)
            past.assignments.append(drawn)
            boost = np.zeros(size)
            boost[drawn.who] = drawn.effect * drawn.treated
            mean = mean * np.exp(boost)
            past.coupon[m, drawn.who] = CAMPAIGNS[drawn.campaign].coupon * drawn.treated
        past.bookings[m] = poisson(counts[m], mean)
        booked = (past.bookings[m] > 0) | (population.books_at_once & (joined == m))
        past.last = np.where(booked, m, past.last)
        alive &= ~leaves
    return past
