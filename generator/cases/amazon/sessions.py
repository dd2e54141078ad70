"""Visits to the shop: one for each order, and others that end without one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Codes, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.days import clock, second_of_day
from generator.cases.amazon.history import History
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import BROWSING
from generator.cases.amazon.population import Population
from generator.cases.amazon.recording import Recorded, recorded_visits
from generator.frames import coded, hide
from generator.streams import Streams
from generator.window import END_DAY, START_DAY, instant

DEVICES = ("app", "web", "mobile_web")
APP, WEB, MOBILE_WEB = range(3)
BEFORE_ORDER_SECONDS = 80


def devices(population: Population, customer: Ints, uniform: Floats) -> Codes:
    """Device of each visit or order from its customer's age and a uniform, shapes equal."""
    app = (1.0 / (1.0 + np.exp(-(BROWSING.app + BROWSING.app_on_age * population.decades))))[customer]
    web = app + (1.0 - app) * BROWSING.web
    return (uniform >= app).astype(np.int8) + (uniform >= web)


@dataclass(frozen=True)
class Visits:
    """All visits, those without an order first, then those of the orders; one entry each.

    `start` is in seconds since 1970, `order` the order_id, 0 where nothing was ordered.
    """

    customer: Ints
    start: Ints
    device: Codes
    pages: Ints
    seconds: Ints
    order: Ints


def _idle(population: Population, history: History, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Who comes without ordering, and when: as seasonal as the orders, from the day after joining until they leave."""
    begin = clock().at(np.maximum(population.join_day + 1, START_DAY))
    length = np.maximum(clock().at(np.minimum(history.left_on, END_DAY)) - begin, 0.0)
    interest = population.rate * population.browsing * BROWSING.visits_per_order
    visitor = np.repeat(np.arange(population.size), random.poisson(interest * length))
    place, second = random.random((2, len(visitor)))
    day = clock().when(begin[visitor] + place * length[visitor]).astype(np.int64)
    return visitor, day * 86_400 + second_of_day(second)


def _pages(random: np.random.Generator, idle: int, size: int) -> Ints:
    """Pages of each visit: geometric, as the whole part of an exponential."""
    pages = random.standard_exponential(size)
    for part, mean in ((slice(0, idle), BROWSING.pages), (slice(idle, size), BROWSING.order_pages)):
        pages[part] *= -1.0 / np.log1p(-1.0 / mean)
    return np.asarray(1 + pages.astype(np.int64))


def _visits(
    population: Population, history: History, placed: Placed, order_id: Ints, device: Codes, streams: Streams
) -> Visits:
    visitor, moment = _idle(population, history, streams.of("sessions"))
    detail, idle, size = streams.of("sessions.detail"), len(visitor), len(visitor) + placed.size
    pages = _pages(detail, idle, size)
    pace = BROWSING.seconds_per_page * np.exp(BROWSING.pace_spread * detail.standard_normal(size))
    seconds = (pages * pace).astype(np.int64)
    own = devices(population, visitor, detail.random(idle))
    return Visits(
        customer=np.concatenate([visitor, placed.customer]),
        start=np.concatenate([moment, placed.moment - np.minimum(seconds[idle:], BEFORE_ORDER_SECONDS)]),
        device=np.concatenate([own, device]),
        pages=pages,
        seconds=seconds,
        order=np.concatenate([np.zeros(idle, dtype=np.int64), order_id]),
    )


def sessions_table(
    population: Population,
    history: History,
    placed: Placed,
    order_id: Ints,
    device: Codes,
    block: Block,
    streams: Streams,
) -> Columns:
    """The columns of sessions, in the order of recording; `device` is the one each order was placed with."""
    visits = _visits(population, history, placed, order_id, device, streams)
    recorded: Recorded = recorded_visits(visits.start, visits.device == APP, streams)
    rows, order = recorded.rows, visits.order[recorded.rows]
    return {
        "session_id": block.keys(len(visits.start))[recorded.rank],
        "customer_id": visits.customer[rows] + block.first_customer,
        "started_at": instant(visits.start[rows]),
        "device": coded(visits.device[rows], DEVICES),
        "pages": visits.pages[rows],
        "seconds": visits.seconds[rows],
        "order_id": hide(order, order == 0),
        "recorded_at": instant(recorded.moment),
    }
