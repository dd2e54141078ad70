"""The visits that took place: channel, payment, what went wrong, and the rewards that offers took off the bill."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.starbucks.bills import Bills
from generator.cases.starbucks.parameters import COUNTER, OFFERS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visiting import Points, wave_days
from generator.cases.starbucks.waves import NOTHING, Played
from generator.streams import Streams

CHANNELS = ("mobile_order", "drive_through", "counter")
PAYMENTS = ("preloaded_card", "other")
STATUSES = ("paid", "refunded", "cancelled")
PAID, REFUNDED, CANCELLED = range(3)
NO_REWARD = -1


@dataclass(frozen=True)
class AtCounter:
    """How each point is ordered and paid, were it to take place; one entry a point."""

    channel: Ints
    card: Bools
    status: Ints

    @property
    def paid(self) -> Bools:
        return np.asarray(self.status == PAID)


def at_counter(points: Points, population: Population, streams: Streams) -> AtCounter:
    """Draw channel, payment and mishaps; only orders ahead are cancelled."""
    random, mess, who = streams.of("visits.counter"), streams.of("mess.visits"), points.member
    uniform, trouble = random.random((2, points.size)), mess.random(points.size)
    mobile = population.mobile[who]
    drive = mobile + (1.0 - mobile) * COUNTER.drive_through
    channel = np.where(uniform[0] < mobile, 0, np.where(uniform[0] < drive, 1, 2))
    refunded, ahead = mishaps(streams)
    cancelled = np.where(channel == 0, ahead, 0.0)
    status = np.where(trouble < refunded, REFUNDED, PAID)
    status = np.where(trouble >= 1.0 - cancelled, CANCELLED, status)
    return AtCounter(channel, uniform[1] < population.card[who], status)


def mishaps(streams: Streams) -> tuple[float, float]:
    """Probability that a visit is refunded, and that an order ahead is cancelled, as far as this mess is left in."""
    return COUNTER.refunded * streams.messy("refunds"), COUNTER.cancelled * streams.messy("cancellations")


def paid_share(population: Population, streams: Streams) -> Floats:
    """Probability that a visit of each member ends paid, shape (members,)."""
    refunded, cancelled = mishaps(streams)
    return 1.0 - refunded - population.mobile * cancelled


@dataclass(frozen=True)
class Visits:
    """The visits of a block that took place, sorted by member and time; one entry a visit, amounts in cents.

    `point` is the position among the points. `reward` was taken off by offer `offer` of wave `wave`, both −1 for none.
    """

    point: Ints
    member: Ints
    moment: Ints
    status: Ints
    card: Bools
    channel: Ints
    gross: Ints
    reward: Ints
    offer: Ints
    wave: Ints

    @property
    def size(self) -> int:
        return len(self.member)


def first_of_each(member: Ints) -> Ints:
    """Positions at which a sorted array of members begins a new one."""
    return np.flatnonzero(np.r_[True, member[1:] != member[:-1]]) if len(member) else np.zeros(0, dtype=np.int64)


def qualifying(points: Points, bills: Bills, here: Ints, day: int, number: int) -> Ints:
    """Those of the points `here` that would complete an offer sent on a day: in time, and large enough."""
    offer = OFFERS[number]
    if not offer.reward:
        return here[:0]
    in_time = points.day[here] < day + offer.days
    return here[in_time & (bills.gross[here] >= round(offer.spend * 100))]


def take_place(points: Points, bills: Bills, counter: AtCounter, played: Played, size: int) -> Visits:
    """Keep the points that took place; the first paid visit that qualifies completes the offer, seen or not.

    `size` is the number of members of the block.
    """
    reward, by_offer = np.zeros(points.size, dtype=np.int64), np.full(points.size, NO_REWARD)
    counted = played.happened & counter.paid
    for sent in played.sent:
        got = np.full(size, NOTHING)
        got[sent.who] = sent.offer
        here = points.of_wave[sent.wave]
        here = here[counted[here]]
        for number in sent.offers:
            of_offer = here[got[points.member[here]] == number]
            able = qualifying(points, bills, of_offer, int(wave_days()[sent.wave]), number)
            done = able[first_of_each(points.member[able])]
            reward[done], by_offer[done] = round(OFFERS[number].reward * 100), number
    kept = np.flatnonzero(played.happened)
    return Visits(
        kept, points.member[kept], points.moment[kept], counter.status[kept], counter.card[kept], counter.channel[kept],
        bills.gross[kept], reward[kept], by_offer[kept], np.where(by_offer[kept] >= 0, points.wave[kept], NO_REWARD),
    )  # fmt: skip
