"""Every booking of the current accounts: monthly flows become transactions with a time and a running balance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.banking.days import (
    clock,
    next_working_day,
    office_second,
    own_hours,
    own_second,
    second_of_day,
    working_day_from,
)
from generator.banking.deposits import BROKEN, MATURED
from generator.banking.history import BEFORE, NOW, History
from generator.banking.money import CENTS
from generator.banking.parameters import Bank
from generator.banking.parameters import Bookings as Details
from generator.banking.population import Population
from generator.blocks import Block
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, instant, midnight

KINDS = (
    "salary", "transfer_in", "interest", "deposit_interest", "deposit_matured", "product_sold", "reversal",
    "card_payment", "cash_withdrawal", "credit_card_bill", "insurance_premium", "transfer_out", "deposit_opened",
    "product_bought",
)  # fmt: skip
KIND = {name: number for number, name in enumerate(KINDS)}
MEDIA = ("automatic", "app", "branch", "atm", "quick_pay", "pos")
CATEGORIES = ("groceries", "dining", "shopping", "transport", "utilities", "health", "leisure", "education")
EARLY, LATE = 28_800, 36_000
LEAST_PAID, STEP, STEPS = 1.0, 0.1, 110
SPAN = 2**36


@dataclass(frozen=True)
class Bookings:
    """All bookings of the window, sorted by customer and time; one entry a booking, amounts in cents, signed."""

    customer: Ints
    moment: Ints
    kind: Ints
    amount: Ints
    balance: Ints


@dataclass(frozen=True)
class Closings:
    """Who closed within the window and when: positions in the block, months of the window, seconds since 1970."""

    who: Ints
    month: Ints
    moment: Ints


def closings(bank: Bank, history: History, streams: Streams) -> Closings:
    """The moments at which accounts are closed: in office hours of a working day."""
    size = history.state.shape[1]
    uniform = streams.of("timing.closing").random((2, size))
    month = history.closing_month - BEFORE
    who = np.flatnonzero((month >= 0) & (month < MONTHS))
    edges = history.timeline.edges[BEFORE:]
    first, last = edges[month[who]], edges[month[who] + 1] - 1
    day = working_day_from(first + (uniform[0, who] * (last - first + 1)).astype(np.int64), first)
    moment = np.full(size, -1)
    moment[who] = day * 86_400 + office_second(bank.timing, uniform[1, who])
    return Closings(who, month[who], moment[who])


def _split(bank: Bank, total: Ints, pieces: Ints, random: np.random.Generator) -> Ints:
    """Each total in cents as so many amounts of at least 1 RMB, the last ones odd, many others whole."""
    owner = np.repeat(np.arange(len(total)), pieces)
    weight = np.exp(bank.flows.payment_spread * random.standard_normal(len(owner)))
    share = weight / np.bincount(owner, weights=weight, minlength=len(total))[owner]
    spare = total - CENTS * pieces
    amount = (spare[owner] * share).astype(np.int64)
    amount = np.where(random.random(len(owner)) < bank.bookings.whole, amount // CENTS * CENTS, amount) + CENTS
    unit = CENTS * np.array((5, 10, 50))[np.digitize(amount, (50 * CENTS, 500 * CENTS))]
    amount = np.where(
        (random.random(len(owner)) < bank.bookings.round) & (amount >= unit), amount // unit * unit, amount
    )
    last = np.cumsum(pieces) - 1
    amount[last] += total - np.bincount(owner, weights=amount, minlength=len(total)).astype(np.int64)
    return amount


class _Parts:
    """Collects the bookings of one flow after the other."""

    def __init__(self) -> None:
        self.rows: list[tuple[Ints, Ints, Ints, Ints]] = []

    def add(self, customer: Ints, moment: Ints, kind: str, amount: Ints) -> None:
        self.rows.append((customer, moment, np.full(len(customer), KIND[kind]), amount))

    def all(self) -> tuple[Ints, Ints, Ints, Ints]:
        first, second, third, fourth = (np.concatenate(column) for column in zip(*self.rows, strict=True))
        return first, second, third, fourth


def _monthly(bank: Bank, population: Population, history: History, closing: Closings, streams: Streams) -> _Parts:
    """The flows that make one booking a month."""
    parts, edges = _Parts(), history.timeline.edges[BEFORE : NOW + 1]
    random, size = streams.of("timing.bookings"), population.size
    own = random.integers(1, 28, (3, size))
    closed_at = np.zeros(size, dtype=np.int64)
    closed_at[closing.who] = closing.moment

    def rows(name: str) -> tuple[Ints, Ints, Ints, Floats]:
        """Month, customer, amount and a uniform of every non-zero flow."""
        matrix = history.window(history.flows[name])
        month, who = np.nonzero(matrix)
        return month, who, matrix[month, who], streams.of(f"timing.{name}").random((2, len(who)))

    month, who, amount, uniform = rows("salary")
    day = working_day_from(edges[month] + history.habit.pay_day[who] - 1, edges[month])
    parts.add(who, day * 86_400 + 32_400 + (uniform[0] * 7_200).astype(np.int64), "salary", amount)

    month, who, amount, uniform = rows("brought")
    first = population.join_month[who] - BEFORE == month
    day = clock(bank.timing).day_of(month + uniform[0])
    moment = day * 86_400 + second_of_day(bank.timing, uniform[1])
    joined = population.join_day[who] * 86_400 + population.join_second[who]
    parts.add(who, np.where(first, joined + 300, moment), "transfer_in", amount)

    month, who, amount, uniform = rows("interest")
    parts.add(who, (edges[month] + bank.bookings.interest_day - 1) * 86_400 + 7_200 + own[0][who], "interest", amount)
    for name, kind, dates in (("card_bill", "credit_card_bill", own[1]), ("premium", "insurance_premium", own[2])):
        month, who, amount, uniform = rows(name)
        parts.add(who, (edges[month] + dates[who] - 1) * 86_400 + 34_000 + dates[who] * 7, kind, -amount)
    for name, kind in (("sent", "transfer_out"), ("cash", "cash_withdrawal")):
        month, who, amount, uniform = rows(name)
        day = clock(bank.timing).day_of(month + uniform[0])
        parts.add(who, day * 86_400 + second_of_day(bank.timing, uniform[1]), kind, -amount)
    for name, kind, sign in (
        ("bought_wealth", "product_bought", -1), ("bought_fund", "product_bought", -1),
        ("sold_wealth", "product_sold", 1), ("sold_fund", "product_sold", 1),
    ):  # fmt: skip
        month, who, amount, uniform = rows(name)
        day = working_day_from(clock(bank.timing).day_of(month + uniform[0]), edges[month])
        moment = day * 86_400 + office_second(bank.timing, uniform[1])
        ends = (closed_at[who] > 0) & (history.closing_month[who] - BEFORE == month)
        parts.add(who, np.where(ends, closed_at[who] - 600, moment), kind, sign * amount)

    month, who, amount, uniform = rows("final")
    parts.add(who, closed_at[who], "transfer_out", -amount)
    return parts


def _deposits(parts: _Parts, history: History, closing: Closings) -> None:
    """Lots that are opened, fall due or are broken within the window."""
    lots, edges = history.lots.all(), history.timeline.edges
    who, ladder = lots["customer"].astype(np.int64), lots["ladder"].astype(np.int64)
    opened, closed = lots["opened"].astype(np.int64), lots["closed"].astype(np.int64)
    principal, interest = lots["principal"].astype(np.int64), lots["interest"].astype(np.int64)
    day = history.ladder.day[ladder, who] - 1
    new = (opened >= BEFORE) & (opened < NOW)
    moment = (edges[np.clip(opened, 0, NOW)] + day) * 86_400 + LATE + ladder
    parts.add(who[new], moment[new], "deposit_opened", -principal[new])
    ended = (closed >= BEFORE) & (closed < NOW)
    closed_at = np.zeros(history.state.shape[1], dtype=np.int64)
    closed_at[closing.who] = closing.moment
    moment = (edges[np.clip(closed, 0, NOW)] + day) * 86_400 + EARLY + ladder
    moment = np.where(lots["ending"] == BROKEN, closed_at[who] - 900 + ladder, moment)
    ended &= (lots["ending"] == MATURED) | (closed_at[who] > 0)
    parts.add(who[ended], moment[ended], "deposit_matured", principal[ended])
    paid = ended & (interest > 0)
    parts.add(who[paid], moment[paid] + 5, "deposit_interest", interest[paid])


def _payments(bank: Bank, history: History, parts: _Parts, streams: Streams) -> None:
    """Card payments; some are booked twice and reversed, but never so that an account would be overdrawn."""
    flows, random = history.flows, streams.of("amount.payments")
    spent, pieces = history.window(flows["spent"]), history.window(history.payments)
    month, who = np.nonzero(spent)
    total, count = spent[month, who], pieces[month, who]
    amount = _split(bank, total, count, random)
    owner = np.repeat(np.arange(len(who)), count)
    uniform = streams.of("timing.payments.day").random((2, len(owner)))
    day = clock(bank.timing).day_of(month[owner] + uniform[0])
    own = own_hours(streams, history.state.shape[1])
    moment = day * 86_400 + own_second(bank.timing, uniform[1], own[who[owner]])
    parts.add(who[owner], moment, "card_payment", -amount)
    opening = history.balance[BEFORE - 1 : NOW - 1, 0]
    names = ("spent", "cash", "card_bill", "premium", "sent", "bought_wealth", "bought_fund")
    slack = opening - sum(history.window(flows[name]) for name in names)
    mess = streams.of("mess.twice").random((2, len(owner)))
    lots = np.asarray(history.ladder.due[BEFORE:NOW].any(axis=1))[month[owner], who[owner]]
    twice = (
        streams.messy("duplicates")
        & (mess[0] < bank.flows.booked_twice)
        & (amount <= slack[month[owner], who[owner]])
        & ~lots
    )
    end = history.timeline.edges[BEFORE:][month[owner] + 1] * 86_400 - 1
    back = np.minimum(moment + 1 + (mess[1] * bank.bookings.reversed_within * 86_400).astype(np.int64), end)
    parts.add(who[owner][twice], moment[twice], "card_payment", -amount[twice])
    parts.add(who[owner][twice], np.maximum(back, moment + 1)[twice], "reversal", amount[twice])


@cache
def _category_edges(details: Details) -> Floats:
    """Cumulative shares of the categories at each step of the log amount, raised by the step's number."""
    amount = np.log(LEAST_PAID) + STEP * (np.arange(STEPS) + 0.5)
    median, spread = np.array(details.category_amounts).T
    density = np.exp(-0.5 * ((amount[:, None] - np.log(median)) / spread) ** 2) / spread
    weight = np.array(details.categories) * density
    edges = np.cumsum(weight / weight.sum(axis=1, keepdims=True), axis=1)
    return np.asarray((edges + np.arange(STEPS)[:, None]).ravel())


def category_of(details: Details, amount: Floats, uniform: Floats) -> Ints:
    """What payments are for, places in CATEGORIES: by Bayes' rule from the amounts that each category has.

    Parameters: `amount` in RMB, `uniform` in [0, 1), shapes equal.
    """
    step = np.clip((np.log(np.maximum(amount, LEAST_PAID) / LEAST_PAID) / STEP).astype(np.int64), 0, STEPS - 1)
    found = np.searchsorted(_category_edges(details), step + uniform, side="right") - step * len(CATEGORIES)
    return np.asarray(np.clip(found, 0, len(CATEGORIES) - 1), dtype=np.int64)


def book(bank: Bank, population: Population, history: History, closing: Closings, streams: Streams) -> Bookings:
    """All bookings of the window with the balance after each."""
    parts = _monthly(bank, population, history, closing, streams)
    _deposits(parts, history, closing)
    _payments(bank, history, parts, streams)
    customer, moment, kind, amount = parts.all()
    order = np.argsort(customer * SPAN + moment, kind="stable")
    customer, moment, kind, amount = customer[order], moment[order], kind[order], amount[order]
    running = np.cumsum(amount)
    first = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]]) if len(customer) else np.zeros(0, dtype=np.int64)
    before = np.r_[0, running][first]
    opening = history.balance[BEFORE - 1, 0][customer[first]]
    lengths = np.diff(np.r_[first, len(customer)])
    return Bookings(customer, moment, kind, amount, running + np.repeat(opening - before, lengths))


def transactions_table(bank: Bank, bookings: Bookings, account: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of transactions, in the order of account and time; `account` numbers each customer's account."""
    size = len(bookings.customer)
    random, mess = streams.of("transactions.detail"), streams.of("mess.late")
    uniform, kind, details = random.random((2, size)), bookings.kind, bank.bookings
    payment = kind == KIND["card_payment"]
    moves = np.isin(kind, [KIND[name] for name in ("transfer_in", "transfer_out", "deposit_opened", "product_bought",
                                                   "product_sold")])  # fmt: skip
    medium = np.where(moves, np.where(uniform[0] < details.app, MEDIA.index("app"), MEDIA.index("branch")), 0)
    medium = np.where(
        payment, np.where(uniform[0] < details.quick_pay, MEDIA.index("quick_pay"), MEDIA.index("pos")), medium
    )
    medium = np.where(
        kind == KIND["cash_withdrawal"],
        np.where(uniform[0] < details.atm, MEDIA.index("atm"), MEDIA.index("branch")),
        medium,
    )
    category = np.zeros(size, dtype=np.int64)
    category[payment] = category_of(details, -bookings.amount[payment] / CENTS, uniform[1][payment])
    share, days = bank.flows.booked_late
    day = bookings.moment // 86_400
    late = payment & (mess.random(size) < share) & streams.messy("late")
    booked = np.where(late, next_working_day(day + 1 + (mess.random(size) * 2.0 * days).astype(np.int64)), day)
    return {
        "transaction_id": block.keys(size),
        "account_id": account[bookings.customer],
        "customer_id": bookings.customer + block.first_customer,
        "occurred_at": instant(bookings.moment),
        "booked_on": midnight(np.minimum(booked, END_DAY - 1)),
        "kind": labels(kind, KINDS),
        "medium": labels(medium, MEDIA),
        "category": hide(labels(category, CATEGORIES), ~payment),
        "amount": bookings.amount / 100,
        "balance": bookings.balance / 100,
    }
