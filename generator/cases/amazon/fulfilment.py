"""What becomes of the orders: cancelled, delivered in time or late, sent back; all as known on the as-of date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Codes, Columns, Ints
from generator.blocks import Block
from generator.cases.amazon.baskets import Lines
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import CATEGORIES, FULFILMENT
from generator.cases.amazon.products import Products
from generator.chronology import in_order
from generator.frames import coded, hide
from generator.streams import Streams
from generator.window import END_DAY, instant, midnight

CARRIERS = ("own_fleet", "parcel_service", "post")
REASONS = ("damaged", "not_as_described", "does_not_fit", "arrived_too_late", "changed_mind")
STATUSES = ("shipped", "delivered", "cancelled", "returned")
SHIPPED, DELIVERED, CANCELLED, RETURNED = np.arange(4, dtype=np.int8)
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
    status: Codes

    @property
    def arrived(self) -> Bools:
        """Whether the order had been delivered by the as-of date, whether or not it came back."""
        return ~self.cancelled & (self.delivered < END_MOMENT)


def fulfil(placed: Placed, lines: Lines, goods: Products, streams: Streams) -> Fate:
    """Deliver the orders and take back what is sent back."""
    random, size, late = streams.of("fulfilment.delivery"), placed.size, np.flatnonzero(placed.late)
    chance, packing, early, hour = random.random((4, size))
    cancelled = ~placed.late & (chance < FULFILMENT.cancelled) & streams.messy("cancellations")
    shortest, further = FULFILMENT.packing_hours
    shipped = placed.moment + (3_600 * (shortest + further * packing * packing)).astype(np.int64)
    promise = 1 + random.poisson(np.where(placed.member, FULFILMENT.member_days, FULFILMENT.other_days))
    promised_day = placed.day + promise
    day = promised_day - np.minimum((early * FULFILMENT.early_days).astype(np.int64), promise - 1)
    day[late] = promised_day[late] + random.geometric(1.0 / FULFILMENT.days_late, len(late))
    begin, length = FULFILMENT.rounds
    delivered = np.maximum(day * 86_400 + begin + (hour * length).astype(np.int64), shipped + 7_200)
    promised_day = np.where(placed.late, promised_day, np.maximum(promised_day, delivered // 86_400))

    open_ = ~cancelled & (delivered < END_MOMENT)
    line_returned, moment = _sent_back(lines, goods, delivered, open_, streams)
    whole = lines.per_order((~line_returned).astype(np.int64)) == 0
    status = np.where(delivered < END_MOMENT, DELIVERED, SHIPPED)
    status[whole], status[cancelled] = RETURNED, CANCELLED
    return Fate(cancelled, shipped, promised_day, delivered, line_returned, moment, status)


def _sent_back(lines: Lines, goods: Products, delivered: Ints, open_: Bools, streams: Streams) -> tuple[Bools, Ints]:
    """Which lines come back, and when what comes back of each order does; `open_` says for which orders that can be."""
    shares, factors = (np.array([getattr(c, field) for c in CATEGORIES]) for field in ("share", "returns"))
    factors = FULFILMENT.sends_back * factors / (factors * shares).sum()
    random, size = streams.of("fulfilment.return"), len(delivered)
    prone = random.random(size)
    perhaps = np.flatnonzero(prone < factors.max())
    days = 1.0 + random.gamma(FULFILMENT.return_shape, FULFILMENT.return_days / FULFILMENT.return_shape, len(perhaps))
    moment = np.full(size, END_MOMENT)
    moment[perhaps] = delivered[perhaps] + (np.minimum(days, LONGEST_RETURN_DAYS) * 86_400).astype(np.int64)
    here = np.flatnonzero((open_ & (moment < END_MOMENT))[lines.order])
    likely = factors[goods.category[lines.product[here]]]
    comes = prone[lines.order[here]] < likely
    comes &= random.random(len(lines.order))[here] < FULFILMENT.line_comes_back
    returned = np.zeros(len(lines.order), dtype=bool)
    returned[here] = comes & streams.messy("refunds")
    return returned, moment


def deliveries_table(
    placed: Placed, fate: Fate, lines: Lines, order_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of deliveries: one row for every order that was sent off by the as-of date."""
    sent = np.flatnonzero(~fate.cancelled & (fate.shipped < END_MOMENT))
    pieces = lines.per_order(lines.quantity)[sent]
    own, post = streams.of("fulfilment.carrier").random((2, placed.size))[:, sent]
    carrier = np.where(placed.member[sent] & (own < FULFILMENT.own_fleet), 0, 1 + (post < FULFILMENT.post))
    cost = FULFILMENT.parcel_cost + FULFILMENT.fast_cost * placed.member[sent] + FULFILMENT.per_piece_cost * pieces
    delivered = fate.delivered[sent]
    return {
        "delivery_id": block.keys(len(sent)),
        "order_id": order_id[sent],
        "customer_id": placed.customer[sent] + block.first_customer,
        "carrier": coded(carrier, CARRIERS),
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
    line = line[in_order(fate.returned_moment[lines.order[line]])]
    order = lines.order[line]
    uniform = streams.of("fulfilment.reason").random(len(line))
    usual, late = (np.cumsum(shares)[:-1] for shares in (FULFILMENT.reasons, FULFILMENT.reasons_late))
    steps = np.where(placed.late[order][:, None], late, usual)
    return {
        "return_id": block.keys(len(line)),
        "order_id": order_id[order],
        "order_item_id": item_id[line],
        "customer_id": placed.customer[order] + block.first_customer,
        "returned_at": instant(fate.returned_moment[order]),
        "reason": coded((uniform[:, None] >= steps).sum(axis=1), REASONS),
        "refund": lines.amount[line],
    }
