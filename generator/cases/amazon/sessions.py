"""Visits to the shop: one for each order, and others that end without one."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.days import clock, second_of_day
from generator.cases.amazon.history import History
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import BROWSING
from generator.cases.amazon.population import Population, decades
from generator.frames import hide, labels
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import instant

DEVICES = ("app", "web", "mobile_web")


def devices(age: Floats, uniform: Floats) -> Ints:
    """Device of each visit or order from the customer's age and a uniform, shapes equal."""
    app = 1.0 / (1.0 + np.exp(-(BROWSING.app + BROWSING.app_on_age * decades(age))))
    return np.where(uniform < app, 0, np.where(uniform < app + (1.0 - app) * BROWSING.web, 1, 2))


def sessions_table(
    population: Population,
    history: History,
    placed: Placed,
    order_id: Ints,
    device: Ints,
    block: Block,
    streams: Streams,
) -> Columns:
    """The columns of sessions, in the order of time; `device` is the one each order was placed with."""
    random = streams.of("sessions")
    interest = population.rate * population.browsing * BROWSING.visits_per_order
    opens, closes = history.window(history.opens), history.window(history.closes)
    present = history.window(history.rate) > 0.0
    mean = np.where(present, interest * (closes - opens), 0.0).ravel()
    uniform, possible = random.random(len(mean)), np.flatnonzero(mean)
    cell = np.repeat(possible, poisson(uniform[possible], mean[possible]))
    opens, closes = opens.ravel()[cell], closes.ravel()[cell]
    day = clock().day_of(opens + random.random(len(cell)) * (closes - opens))
    idle = day * 86_400 + second_of_day(random.random(len(cell)))
    visitor = cell % block.size

    detail = streams.of("sessions.detail")
    ordering = np.arange(len(cell) + placed.size) >= len(cell)
    uniform = detail.random((2, len(ordering)))
    mean_pages = np.where(ordering, BROWSING.order_pages, BROWSING.pages)
    pages = 1 + np.floor(np.log1p(-uniform[0]) / np.log1p(-1.0 / mean_pages)).astype(np.int64)
    pace = BROWSING.seconds_per_page * np.exp(BROWSING.pace_spread * detail.standard_normal(len(ordering)))
    seconds = (pages * pace).astype(np.int64)
    start = np.r_[idle, placed.moment]
    start = np.where(ordering, start - np.minimum(seconds, 80), start)
    customer = np.r_[visitor, placed.customer]
    chosen = np.r_[devices(population.age[visitor], uniform[1][: len(cell)]), device]
    sale = np.r_[np.zeros(len(cell), dtype=np.int64), order_id]
    order = np.argsort(start, kind="stable")
    return {
        "session_id": block.keys(len(order)),
        "customer_id": customer[order] + block.first_customer,
        "started_at": instant(start[order]),
        "device": labels(chosen[order], DEVICES),
        "pages": pages[order],
        "seconds": seconds[order],
        "order_id": hide(sale, ~ordering)[order],
    }
