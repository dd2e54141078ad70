"""The bookings of the window: when, where to, how long ahead, for how much, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.travel.days import clock, days_ahead, second_of_day
from generator.cases.travel.history import History
from generator.cases.travel.parameters import BOOKINGS, CANCELLING, DESTINATIONS, KINDS, SEASON
from generator.cases.travel.population import Population
from generator.chinese_holidays import chinese_holidays
from generator.frames import hide, labels
from generator.mess import taken
from generator.processes.habitual import habitual
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, START_DAY, instant, midnight

CHANNELS = ("app", "mini_programme", "web", "phone", "shop")
PRODUCTS = ("package", "hotel_and_journey", "hotel")
STATUSES = ("booked", "travelling", "travelled", "cancelled")
REASONS = ("plans_changed", "illness", "price", "visa", "weather")
PACKAGE, HOTEL = 0, 2
SHOP = 4
END_MOMENT = END_DAY * 86_400
KIND_NAMES = tuple(KINDS)
ABROAD = KIND_NAMES.index("abroad")


@dataclass(frozen=True)
class Bookings:
    """The bookings of a block, in the order in which they were made; one entry a booking.

    Days and moments count from 1970, amounts are in cents. `cancelled` is the moment of the cancellation, END_MOMENT
    when there is none by the as-of date; `fee` what is kept then; `deposit` what was paid with the booking.
    """

    traveller: Ints
    moment: Ints
    recorded: Ints
    destination: Ints
    departs: Ints
    nights: Ints
    persons: Ints
    channel: Ints
    product: Ints
    price: Ints
    discount: Ints
    coupon: Floats
    deposit: Ints
    cancelled: Ints
    fee: Ints
    reason: Ints

    @property
    def size(self) -> int:
        return len(self.traveller)

    @property
    def entered(self) -> Bools:
        """Whether the booking had been entered by the as-of date: no table shows what had not."""
        return np.asarray(self.recorded < END_MOMENT)

    def among(self, rows: Ints) -> Bookings:
        """The bookings at these positions."""
        return Bookings(**{item.name: getattr(self, item.name)[rows] for item in fields(self)})

    @property
    def is_cancelled(self) -> Bools:
        return self.cancelled < END_MOMENT

    @property
    def amount(self) -> Ints:
        """Price after discount, in cents."""
        return self.price - self.discount

    @property
    def status(self) -> Ints:
        """The state on the as-of date, a place in STATUSES."""
        under_way = np.where(self.departs + self.nights < END_DAY, 2, 1)
        return np.where(self.is_cancelled, 3, np.where(self.departs < END_DAY, under_way, 0))


def _moments(population: Population, history: History, streams: Streams) -> tuple[Ints, Ints, Floats]:
    """Who books when, in the order of time, and the price cut that a campaign offered; the first bookings included."""
    size, random = population.size, streams.of("timing.bookings")
    cell = np.repeat(np.arange(MONTHS * size), history.window(history.bookings).ravel())
    own = streams.of("propensity.hours").random(size)
    opens, closes = history.window(history.opens).ravel()[cell], history.window(history.closes).ravel()[cell]
    uniform = random.random((2, len(cell)))
    moment = clock().day_of(opens + uniform[0] * (closes - opens)) * 86_400 + second_of_day(
        habitual(uniform[1], own[cell % size], SEASON.habit)
    )
    coupon = history.window(history.coupon).ravel()[cell]
    first = np.flatnonzero(population.books_at_once & (population.join_day >= START_DAY))
    wait = (600 + 2_400 * streams.of("timing.first").random(size)[first]).astype(np.int64)
    at_once = population.join_day[first] * 86_400 + np.minimum(population.join_second[first] + wait, 86_399)
    traveller, moment = np.r_[cell % size, first], np.r_[moment, at_once]
    coupon = np.r_[coupon, np.zeros(len(first))]
    order = np.argsort(moment, kind="stable")
    return traveller[order], moment[order], coupon[order]


def _destinations(abroad: Bools, favourite: Ints, month: Ints, random: np.random.Generator) -> Ints:
    """Where each trip goes: often to the kind of place one likes best, else where the season draws people."""
    size = len(abroad)
    kind_of = np.array([KIND_NAMES.index(item.kind) for item in DESTINATIONS])
    weight = np.array([item.weight for item in DESTINATIONS])
    season = np.array([KINDS[name][1] for name in KIND_NAMES])
    liked = season[favourite, month] / season.max(axis=1)[favourite]
    own = random.random(size) < BOOKINGS.favourite * liked / liked.mean()
    chosen, uniform = np.zeros(size, dtype=np.int64), random.random(size)
    tables = np.where(kind_of == ABROAD, 0.0, weight * season[kind_of].T)
    edges = np.cumsum(tables, axis=1) / tables.sum(axis=1, keepdims=True)
    flat = (edges + np.arange(12)[:, None]).ravel()
    chosen = np.searchsorted(flat, month + uniform, side="right") - month * len(DESTINATIONS)
    for kind in range(len(KIND_NAMES)):
        places = np.flatnonzero(kind_of == kind)
        share = np.cumsum(weight[places]) / weight[places].sum()
        there = abroad if kind == ABROAD else own & ~abroad & (favourite == kind)
        chosen[there] = places[np.minimum(np.searchsorted(share, uniform[there]), len(places) - 1)]
    return np.asarray(chosen)


def _as_listed(price: Floats, uniform: Floats) -> Floats:
    """Prices in yuan as shops list them: many end in 9 or 8, others in 0."""
    nine, eight, zero = np.cumsum(BOOKINGS.endings)
    ending = np.select([uniform < nine, uniform < eight, uniform < zero], [9.0, 8.0, 0.0], price % 10.0)
    return np.asarray(np.floor(price / 10.0) * 10.0 + ending)


def _price(population: Population, who: Ints, goes: Ints, departs: Ints, nights: Ints, persons: Ints, product: Ints,
           random: np.random.Generator) -> Ints:  # fmt: skip
    """Prices in cents, in whole yuan; dearer in holidays and summer."""
    fare, night = (np.array([getattr(item, name) for item in DESTINATIONS])[goes] for name in ("fare", "night"))
    month = departs.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    peak = np.where(np.isin(departs, list(chinese_holidays())), BOOKINGS.peak_price, 1.0)
    peak = np.maximum(peak, np.where(np.isin(month, (6, 7)), BOOKINGS.summer_price, 1.0))
    each = np.where(product == HOTEL, 0.0, fare) + nights * night
    each = each * peak * np.exp(population.spend[who] + BOOKINGS.price_spread * random.standard_normal(len(who)))
    listed = np.where(product == PACKAGE, _as_listed(np.round(each), random.random(len(who))), each)
    return np.asarray(np.maximum(np.round(persons * listed), BOOKINGS.least).astype(np.int64) * 100)


def _cancellations(
    moment: Ints, departs: Ints, abroad: Bools, amount: Ints, paid_later: Ints, streams: Streams
) -> tuple[Ints, Ints, Ints]:
    """The moment of the cancellation (END_MOMENT for none), the fee and the reason of each booking."""
    random, size = streams.of("cancellations"), len(moment)
    uniform = random.random((4, size))
    ahead = np.maximum(departs - moment // 86_400, 1)
    odds = CANCELLING.base + CANCELLING.on_advance * np.log(ahead / 14.0) + CANCELLING.abroad * abroad
    latest = departs * 86_400
    when = moment + 1_800 + (uniform[1] ** CANCELLING.when * (latest - moment - 1_800)).astype(np.int64)
    happens = (uniform[0] < logistic(odds)) & (when < END_MOMENT) & streams.messy("cancellations")
    left = departs - when // 86_400
    share = np.array(CANCELLING.fees)[np.digitize(left, CANCELLING.steps)]
    held = np.where(left > BOOKINGS.balance_days, paid_later, amount)
    fee = np.minimum(np.floor(amount * share).astype(np.int64), held)
    reason = np.digitize(uniform[2], np.cumsum(CANCELLING.reasons)[:-1])
    reason = np.where((reason == REASONS.index("visa")) & ~abroad, 0, reason)
    return np.where(happens, when, END_MOMENT), np.where(happens, fee, 0), reason


def book(population: Population, history: History, streams: Streams) -> Bookings:
    """Turn monthly counts into bookings with all that belongs to them."""
    who, moment, coupon = _moments(population, history, streams)
    size, random, amounts = len(who), streams.of("trips"), streams.of("amount.trips")
    uniform = random.random((6, size))
    abroad = uniform[0] < population.abroad[who]
    departs = moment // 86_400 + days_ahead(moment // 86_400, abroad.astype(np.int64), uniform[1])
    month = departs.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    goes = _destinations(abroad, population.favourite[who], month, streams.of("trips.destination"))
    nights = 1 + random.poisson(np.where(abroad, BOOKINGS.nights[1], BOOKINGS.nights[0]))
    persons = 1 + np.minimum(random.poisson(population.party[who]), 6)
    product = np.digitize(uniform[2], np.cumsum(BOOKINGS.products)[:-1])
    online, by_hand = np.array(BOOKINGS.channels[:3]), np.array(BOOKINGS.channels[3:])
    older = logistic(BOOKINGS.on_age * population.decades[who] + np.log(by_hand.sum() / online.sum()))
    first_day = moment // 86_400 == population.join_day[who]
    in_person = np.where((uniform[4] < by_hand[0] / by_hand.sum()) | first_day, SHOP - 1, SHOP)
    channel = np.digitize(uniform[4], np.cumsum(online / online.sum())[:-1])
    channel = np.where(uniform[3] < older, in_person, channel)
    opens, lasts = BOOKINGS.shop_hours
    opening = ((opens + lasts * uniform[5]) * 3_600).astype(np.int64)
    moment = np.where(channel == SHOP, moment // 86_400 * 86_400 + opening, moment)
    price = _price(population, who, goes, departs, nights, persons, product, amounts)
    share, cut = BOOKINGS.promotion
    promoted = np.where(amounts.random(size) < share, cut, 0.0)
    discount = np.floor(price * np.maximum(coupon, promoted) / 100.0).astype(np.int64) * 100
    amount = price - discount
    long = (product == PACKAGE) & (departs - moment // 86_400 >= BOOKINGS.deposit_from)
    deposit = np.where(long, np.round(amount * BOOKINGS.deposit / 100.0).astype(np.int64) * 100, amount)
    cancelled, fee, reason = _cancellations(moment, departs, abroad, amount, deposit, streams)
    mess = streams.of("mess.bookings")
    late = (channel == SHOP) & (mess.random(size) < BOOKINGS.late_shop) & streams.messy("late")
    recorded = moment + np.where(
        late, (86_400 * (0.5 + BOOKINGS.late_days * mess.exponential(1.0, size))).astype(np.int64), 0
    )
    made = Bookings(who, moment, recorded, goes, departs, nights, persons, channel, product, price, discount, coupon,
                    deposit, cancelled, fee, reason)  # fmt: skip
    return made.among(np.argsort(moment, kind="stable"))


def bookings_table(booked: Bookings, booking_id: Ints, block: Block) -> Columns:
    """The columns of bookings, in the order of time."""
    columns = {
        "booking_id": booking_id,
        "traveller_id": booked.traveller + block.first_customer,
        "booked_at": instant(booked.moment),
        "recorded_at": instant(booked.recorded),
        "channel": labels(booked.channel, CHANNELS),
        "product": labels(booked.product, PRODUCTS),
        "destination_id": booked.destination + 1,
        "departs_on": midnight(booked.departs),
        "nights": booked.nights,
        "persons": booked.persons,
        "price": booked.price / 100,
        "discount": booked.discount / 100,
        "amount": booked.amount / 100,
        "status": labels(booked.status, STATUSES),
        "cancelled_at": hide(instant(booked.cancelled), ~booked.is_cancelled),
        "cancellation_fee": hide(booked.fee / 100, ~booked.is_cancelled),
        "reason": hide(labels(booked.reason, REASONS), ~booked.is_cancelled),
    }
    return taken(columns, np.flatnonzero(booked.entered))
