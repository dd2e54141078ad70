"""What becomes of the orders: cancelled, delivered in time or late, sent back; all as known on the as-of date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Ints
from generator.blocks import Block
from generator.cases.amazon.baskets import Lines
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import CATEGORIES, FULFILMENT
from generator.cases.amazon.products import Products
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, instant, midnight

CARRIERS = ("own_fleet", "parcel_service", "post")
REASONS = ("damaged", "not_as_described", "does_not_fit", "arrived_too_late", "changed_mind")
STATUSES = ("shipped", "delivered", "cancelled", "returned")
END_MOMENT = END_DAY * 86_400
LONGEST_RETURN_DAYS = 30


@dataclass(frozen=True)
class Fate:
    """What became of each order and line; days and moments count from 1970. One entry an order, or a line."""

    cancelled: Bools
    shipped: Ints
    promised_day: Ints
    delivered: Ints
    line_returned: Bools
    returned_moment: Ints
    status: Ints

    @property
    def arrived(self) -> Bools:
        """Whether the order had been delivered by the as-of date, whether or not it came back."""
        return ~self.cancelled & (self.delivered < END_MOMENT)


def fulfil(placed: Placed, lines: Lines, goods: Products, streams: Streams) -> Fate:
    """Deliver the orders and take back what is sent back."""
    random, size = streams.of("fulfilment.delivery"), placed.size
    cancelled = ~placed.late & (random.random(size) < FULFILMENT.cancelled) & streams.messy("cancellations")
    shortest, further = FULFILMENT.packing_hours
    shipped = placed.moment + (3_600 * (shortest + further * random.random(size) ** 2)).astype(np.int64)
    mean = np.where(placed.member, FULFILMENT.member_days, FULFILMENT.other_days)
    promise = 1 + random.poisson(mean)
    early = np.minimum((random.random(size) * FULFILMENT.early_days).astype(np.int64), promise - 1)
    excess = random.geometric(1.0 / FULFILMENT.days_late, size)
    day = placed.day + promise + np.where(placed.late, excess, -early)
    begin, length = FULFILMENT.rounds
    delivered = np.maximum(day * 86_400 + begin + (random.random(size) * length).astype(np.int64), shipped + 7_200)
    promised_day = np.where(placed.late, placed.day + promise, np.maximum(placed.day + promise, delivered // 86_400))

    back = streams.of("fulfilment.return")
    prone, days = (
        back.random(size),
        1.0 + back.gamma(FULFILMENT.return_shape, FULFILMENT.return_days / FULFILMENT.return_shape, size),
    )
    moment = delivered + (np.minimum(days, LONGEST_RETURN_DAYS) * 86_400).astype(np.int64)
    open_ = ~cancelled & (moment < END_MOMENT)
    shares, factors = (np.array([getattr(c, field) for c in CATEGORIES]) for field in ("share", "returns"))
    factor = (factors / (factors * shares).sum())[goods.category[lines.product]]
    returned = open_[lines.order] & (prone[lines.order] < FULFILMENT.sends_back * factor)
    returned &= (back.random(len(lines.order)) < FULFILMENT.line_comes_back) & streams.messy("refunds")
    whole = lines.per_order((~returned).astype(np.int64), size) == 0
    status = np.select([cancelled, whole, delivered < END_MOMENT], [2, 3, 1], 0)
    return Fate(cancelled, shipped, promised_day, delivered, returned, moment, status)


def deliveries_table(
    placed: Placed, fate: Fate, lines: Lines, order_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of deliveries: one row for every order that was sent off by the as-of date."""
    sent = np.flatnonzero(~fate.cancelled & (fate.shipped < END_MOMENT))
    pieces = lines.per_order(lines.quantity, placed.size)[sent]
    random = streams.of("fulfilment.carrier")
    carrier = np.where(
        placed.member & (random.random(placed.size) < FULFILMENT.own_fleet),
        0,
        1 + (random.random(placed.size) < FULFILMENT.post),
    )[sent]
    cost = FULFILMENT.parcel_cost + FULFILMENT.fast_cost * placed.member[sent] + FULFILMENT.per_piece_cost * pieces
    delivered = fate.delivered[sent]
    return {
        "delivery_id": block.keys(len(sent)),
        "order_id": order_id[sent],
        "customer_id": placed.customer[sent] + block.first_customer,
        "carrier": labels(carrier, CARRIERS),
        "shipped_at": instant(fate.shipped[sent]),
        "promised_on": midnight(fate.promised_day[sent]),
        "delivered_at": hide(instant(delivered), delivered >= END_MOMENT),
        "cost": cost,
    }


def returns_table(
    placed: Placed, fate: Fate, lines: Lines, order_id: Ints, item_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of returns: one row for each line that came back, in the order of time."""
    line = np.flatnonzero(fate.line_returned)
    order = lines.order[line]
    moment = fate.returned_moment[order]
    line = line[np.argsort(moment, kind="stable")]
    order = lines.order[line]
    uniform = streams.of("fulfilment.reason").random(len(lines.order))[line]
    usual, late = (np.cumsum(shares)[:-1] for shares in (FULFILMENT.reasons, FULFILMENT.reasons_late))
    steps = np.where(placed.late[order][:, None], late, usual)
    return {
        "return_id": block.keys(len(line)),
        "order_id": order_id[order],
        "order_item_id": item_id[line],
        "customer_id": placed.customer[order] + block.first_customer,
        "returned_at": instant(fate.returned_moment[order]),
        "reason": labels((uniform[:, None] >= steps).sum(axis=1), REASONS),
        "refund": lines.amount[line] / 100,
    }
