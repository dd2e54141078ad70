"""Loans: drawn, repaid, renewed, prepaid when a rival takes over, overdue and written off in distress."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import LOANS
from generator.cases.citic.population import Population, by_size
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, midnight

STATUSES = ("running", "overdue", "repaid", "prepaid", "written_off")
RUNNING, OVERDUE, REPAID, PREPAID, WRITTEN_OFF = range(5)
SECURITIES = ("mortgage", "guarantee", "credit")
REPAYMENTS = ("bullet", "equal_principal")
LONG = 24
MOST_LOANS = 8
LEDGER = (
    "opening", "drawn", "principal_due", "principal_paid", "written_off", "closing", "interest_due", "interest_paid",
    "interest_waived", "interest_arrears", "days_past_due",
)  # fmt: skip


@dataclass(frozen=True)
class Loans:
    """All loans, one entry each, and their ledger, one entry a loan and month; amounts in cents.

    `ended` is the day on which nothing was owed any more, END_DAY if there is none. `prepaid` and `past_due` are
    matrices over the months of the window and the firms: whether a loan was prepaid, the longest delay in days.
    """

    firm: Ints
    amount: Ints
    rate: Floats
    term: Ints
    drawn_day: Ints
    due_day: Ints
    security: Ints
    status: Ints
    ended: Ints
    loan: Ints
    month: Ints
    ledger: dict[str, Ints]
    prepaid: Bools
    past_due: Ints

    @property
    def long(self) -> Bools:
        """Whether the loan is one for fixed assets, repaid in equal parts."""
        return self.term >= LONG


@dataclass
class _Slot:
    """What runs in each place where a firm may have a loan; one entry a place."""

    firm: Ints
    term: Ints
    start: Ints
    number: Ints
    drawn_month: Ints
    balance: Ints
    part: Ints
    rate: Floats
    arrears: Ints
    interest_arrears: Ints
    missed_since: Ints
    day_of_month: Ints


def _slots(population: Population, history: History, streams: Streams) -> _Slot:
    """The places for loans; `start` is the month of the window of the first loan, negative for those before it."""
    random = streams.of("loans.slots")
    mean = by_size("borrows")[population.size_class] * population.leverage
    count = np.minimum(random.poisson(mean), MOST_LOANS)
    firm = np.repeat(np.arange(population.size), count)
    size = len(firm)
    choice = np.searchsorted(np.cumsum(LOANS.weights)[:-1], random.random(size), side="right")
    term = np.array(LOANS.terms)[choice]
    since = history.joined[firm] - history.timeline.before
    ago = 1 + (random.random(size) * term).astype(np.int64)
    later = since + 1 + (random.random(size) * term).astype(np.int64)
    start = np.where(since + ago < 0, -ago, later)
    none = np.zeros(size, dtype=np.int64)
    return _Slot(
        firm, term, start, none - 1, none.copy(), none.copy(), none.copy(), np.zeros(size), none.copy(), none.copy(),
        none - 1, 1 + (random.random(size) * 27).astype(np.int64),
    )  # fmt: skip


class _Register:
    """The list of the loans, and the way to draw one more."""

    def __init__(self, population: Population, streams: Streams) -> None:
        self.random, self.volume = streams.of("amount.loans"), population.volume
        self.count = 0
        self.parts: list[tuple[Ints, Ints, Floats, Ints, Ints, Ints, Ints]] = []

    def draw(self, slot: _Slot, who: Ints, month: int | Ints, day: Ints) -> None:
        """New loans in the places `who`, drawn in a month of the window on a day since 1970."""
        size = len(who)
        firm, random = slot.firm[who], self.random
        amount = self.volume[firm] * LOANS.amount * np.exp(LOANS.amount_spread * random.standard_normal(size))
        amount = np.where(amount < LOANS.largest, amount, LOANS.largest * (0.1 + 0.9 * random.random(size)))
        unit = 10.0 ** np.floor(np.log10(amount)) * np.where(random.random(size) < LOANS.rounds, 0.5, 0.1)
        unit = np.maximum(unit, LOANS.round_to)
        amount = np.maximum(np.round(amount / unit), 1.0) * unit
        rate = np.maximum(LOANS.rate + LOANS.rate_spread * random.standard_normal(size), LOANS.rate_least)
        security = np.searchsorted(np.cumsum(LOANS.secured)[:-1], random.random(size), side="right")
        slot.number[who] = self.count + np.arange(size)
        slot.drawn_month[who] = month
        slot.part[who] = np.round(amount * 100.0).astype(np.int64)
        slot.balance[who] = slot.part[who]
        slot.rate[who] = np.round(rate, 4)
        date = day.astype("datetime64[D]")
        first = date.astype("datetime64[M]")
        slot.day_of_month[who] = (date - first).astype(np.int64) + 1
        due = (first + slot.term[who]).astype("datetime64[D]").astype(np.int64) + slot.day_of_month[who] - 1
        self.parts.append((firm, slot.part[who], slot.rate[who], slot.term[who], day, due, security))
        self.count += size


def _seed(slot: _Slot, register: _Register) -> None:
    """Loans that were drawn before the window, repaid as planned so far."""
    who = np.flatnonzero(slot.start < 0)
    month = slot.start[who]
    first = (np.datetime64("2024-07", "M") + month).astype("datetime64[D]").astype(np.int64)
    register.draw(slot, who, month, first + slot.day_of_month[who] - 1)
    long = slot.term[who] >= LONG
    paid = np.where(long, slot.part[who] // slot.term[who] * (-month - 1), 0)
    slot.balance[who] -= paid


def lend(population: Population, history: History, streams: Streams) -> Loans:
    """Keep the loans of the window, month by month, to the cent."""
    slot, edges = _slots(population, history, streams), history.window(history.timeline.edges[:-1])
    register = _Register(population, streams)
    _seed(slot, register)
    size, random = len(slot.firm), streams.of("loans.conduct")
    depth, distress = history.window(history.depth), history.window(history.distress)
    active, leaves = history.window(history.active), history.window(history.leaves)
    ended: dict[str, list[Ints]] = {"number": [], "status": [], "day": []}
    rows: list[tuple[Ints, Ints, dict[str, Ints]]] = []
    prepaid = np.zeros((MONTHS, population.size), dtype=bool)
    past_due = np.zeros((MONTHS, population.size), dtype=np.int64)
    open_ = slot.number >= 0
    for m in range(MONTHS):
        uniform, firm = random.random((4, size)), slot.firm
        last_day = int(edges[m + 1]) if m + 1 < MONTHS else END_DAY
        deep, poor, goes = depth[m][firm], distress[m][firm], leaves[m][firm]
        opening, age = np.where(open_, slot.balance, 0), m - slot.drawn_month
        long = slot.term >= LONG
        at_end = open_ & (age == slot.term)
        plan = np.where(long, slot.part // slot.term, 0)
        due = np.where(
            at_end, slot.balance - slot.arrears, np.where(age < slot.term, np.minimum(plan, opening - slot.arrears), 0)
        )
        due = np.where(open_, due, 0)
        interest = np.where(open_, np.round(opening * slot.rate / 12.0), 0).astype(np.int64)
        misses = open_ & (uniform[0] < LOANS.slips + LOANS.misses * deep * poor)
        owed = np.minimum(slot.arrears + due, opening)
        early = open_ & ~at_end & ~poor & ~goes & (deep > LOANS.prepaid) & (uniform[1] < LOANS.prepays) & ~misses
        all_of_it = early | (open_ & goes & ~poor)
        lost = open_ & goes & poor
        paid = np.where(all_of_it, opening, np.where(misses, 0, owed))
        paid = np.where(lost, np.floor(opening * uniform[3]).astype(np.int64), paid)
        written = np.where(lost, opening - paid, 0)
        debt = slot.interest_arrears + interest
        interest_paid = np.where(open_ & (all_of_it | ~(misses | lost)), debt, 0)
        waived = np.where(lost, debt, 0)
        slot.interest_arrears = np.where(open_, debt - interest_paid - waived, 0)
        closing = opening - paid - written
        slot.arrears = np.where(open_ & misses & ~goes, np.minimum(owed, closing), 0)
        behind = open_ & ((slot.arrears > 0) | (slot.interest_arrears > 0))
        since = np.where(slot.missed_since >= 0, slot.missed_since, edges[m] + slot.day_of_month - 1)
        slot.missed_since = np.where(behind, since, -1)
        days = np.where(behind, last_day - since, 0)
        slot.balance = closing
        shut = open_ & (closing == 0)
        how = np.where(lost & (written > 0), WRITTEN_OFF, np.where(all_of_it & ~at_end, PREPAID, REPAID))
        day = np.minimum(edges[m] + slot.day_of_month - 1, last_day - 1)
        day = np.where(goes, history.left_day[firm], day)
        ended["number"].append(slot.number[shut])
        ended["status"].append(how[shut])
        ended["day"].append(day[shut])
        np.logical_or.at(prepaid[m], firm[shut & (how == PREPAID)], True)
        np.maximum.at(past_due[m], firm, days)
        kept = {
            "opening": opening, "drawn": np.zeros(size, dtype=np.int64), "principal_due": due, "principal_paid": paid,
            "written_off": written, "closing": closing, "interest_due": interest, "interest_paid": interest_paid,
            "interest_waived": waived, "interest_arrears": slot.interest_arrears, "days_past_due": days,
        }  # fmt: skip
        where = np.flatnonzero(open_)
        rows.append((slot.number[where], np.full(len(where), m), {name: kept[name][where] for name in LEDGER}))
        open_ = open_ & ~shut

        may = active[m][firm] & ~goes & (deep <= LOANS.renewed_to)
        renews = shut & (how == REPAID) & may & (uniform[2] < LOANS.renewed)
        idle = ~open_ & ~shut & (slot.number >= 0)
        renews |= idle & may & (uniform[2] < LOANS.again)
        fresh = np.flatnonzero(renews | ((slot.start == m) & may))
        day = np.minimum(edges[m] + np.minimum(slot.day_of_month[fresh] + 2, 28) - 1, last_day - 1)
        day = np.maximum(day, population.client_day[firm[fresh]])
        register.draw(slot, fresh, m, day)
        slot.arrears[fresh] = 0
        open_[fresh] = True
        nothing = np.zeros(len(fresh), dtype=np.int64)
        drawn = dict.fromkeys(LEDGER, nothing) | {"drawn": slot.balance[fresh], "closing": slot.balance[fresh]}
        rows.append((slot.number[fresh], np.full(len(fresh), m), drawn))
    return _gather(register, ended, rows, slot, open_, prepaid, past_due)


def _gather(
    register: _Register, ended: dict[str, list[Ints]], rows: list[tuple[Ints, Ints, dict[str, Ints]]], slot: _Slot,
    open_: Bools, prepaid: Bools, past_due: Ints,
) -> Loans:  # fmt: skip
    """All loans in the order in which they were drawn, with their ledger in the order of time."""
    firm, amount, rate, term, day, due, security = (
        np.concatenate(column) for column in zip(*register.parts, strict=True)
    )
    status, end = np.full(len(firm), RUNNING), np.full(len(firm), END_DAY)
    number = np.concatenate(ended["number"])
    status[number], end[number] = np.concatenate(ended["status"]), np.concatenate(ended["day"])
    status[slot.number[open_ & (slot.missed_since >= 0)]] = OVERDUE
    order = np.argsort(day, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    loan = place[np.concatenate([row[0] for row in rows])]
    month = np.concatenate([row[1] for row in rows])
    return Loans(
        firm[order], amount[order], rate[order], term[order], day[order], due[order], security[order], status[order],
        np.maximum(end, day)[order], loan, month,
        {name: np.concatenate([row[2][name] for row in rows]) for name in LEDGER}, prepaid, past_due,
    )  # fmt: skip


def loans_table(loans: Loans, loan_id: Ints, block: Block) -> Columns:
    """The columns of loans, one row a loan, in the order in which they were drawn."""
    return {
        "loan_id": loan_id,
        "firm_id": loans.firm + block.first_customer,
        "product": labels(loans.long.astype(np.int64), ("working_capital_loan", "fixed_asset_loan")),
        "amount": loans.amount / 100,
        "rate": loans.rate,
        "drawn_on": midnight(loans.drawn_day),
        "due_on": midnight(loans.due_day),
        "repayment": labels(loans.long.astype(np.int64), REPAYMENTS),
        "security": labels(loans.security, SECURITIES),
        "status": labels(loans.status, STATUSES),
        "ended_on": hide(midnight(np.minimum(loans.ended, END_DAY)), loans.ended >= END_DAY),
    }


def loan_balances_table(loans: Loans, loan_id: Ints, edges: Ints, block: Block) -> Columns:
    """The columns of loan_balances, one row a loan and month; `edges` are the first days of the months."""
    money = {name: values / 100 for name, values in loans.ledger.items() if name != "days_past_due"}
    return {
        "entry_id": block.keys(len(loans.loan)),
        "loan_id": loan_id[loans.loan],
        "firm_id": loans.firm[loans.loan] + block.first_customer,
        "month": midnight(edges[loans.month]),
        **money,
        "days_past_due": loans.ledger["days_past_due"],
    }
