"""Money in and out: deposits, balances and refunds; what is paid is the price, or the fee of a cancellation."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.travel.bookings import END_MOMENT, Bookings
from generator.cases.travel.parameters import BOOKINGS, CANCELLING
from generator.frames import labels
from generator.mess import taken
from generator.streams import Streams
from generator.window import instant

KINDS = ("full", "deposit", "balance", "refund")
FULL, DEPOSIT, BALANCE, REFUND = range(4)


def balance_day(booked: Bookings) -> Ints:
    """The day on which the rest of a price is due, in days since 1970."""
    return np.maximum(booked.departs - BOOKINGS.balance_days, booked.moment // 86_400 + 1)


def payments_table(booked: Bookings, booking_id: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of payments, in the order of time, up to the as-of date; refunds are negative."""
    random, size = streams.of("payments"), booked.size
    seconds = 120 + (random.random(size) * 900).astype(np.int64)
    first = np.minimum(booked.moment + seconds, END_MOMENT - 1)
    rest = booked.amount - booked.deposit
    when_rest = balance_day(booked) * 86_400 + (9 * 3_600 + random.random(size) * 43_200).astype(np.int64)
    pays_rest = (rest > 0) & (when_rest < END_MOMENT) & (when_rest < booked.cancelled)
    held = booked.deposit + np.where(pays_rest, rest, 0)
    back = held - booked.fee
    wait = 3_600 + (random.exponential(CANCELLING.refund_days, size) * 86_400).astype(np.int64)
    when_back = booked.cancelled + wait
    refunded = booked.is_cancelled & (back > 0) & (when_back < END_MOMENT) & streams.messy("refunds")
    kind = np.where(rest > 0, DEPOSIT, FULL)
    rows = (
        (np.arange(size), kind, first, booked.deposit),
        (np.flatnonzero(pays_rest), np.full(int(pays_rest.sum()), BALANCE), when_rest[pays_rest], rest[pays_rest]),
        (np.flatnonzero(refunded), np.full(int(refunded.sum()), REFUND), when_back[refunded], -back[refunded]),
    )
    which, kinds, moment, amount = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.argsort(moment, kind="stable")
    which = which[order]
    columns = {
        "payment_id": block.keys(len(which)),
        "booking_id": booking_id[which],
        "traveller_id": booked.traveller[which] + block.first_customer,
        "kind": labels(kinds[order], KINDS),
        "paid_at": instant(moment[order]),
        "amount": amount[order] / 100,
    }
    return taken(columns, np.flatnonzero(booked.entered[which]))
