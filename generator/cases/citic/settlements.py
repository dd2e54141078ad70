"""Settlement accounts month by month, in whole cents: every closing balance is the next opening balance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.cycle import Climate
from generator.cases.citic.history import History
from generator.cases.citic.parameters import ACCOUNTS, GROUPS
from generator.cases.citic.population import SCALE, Population
from generator.processes.poisson import LARGEST_MEAN
from generator.streams import Streams
from generator.window import MONTHS, midnight

QUARTER = 3


@dataclass(frozen=True)
class Settlements:
    """Matrices over the months of the window and the firms; amounts in cents."""

    active: Bools
    opening: Ints
    received: Ints
    from_group: Ints
    spent: Ints
    to_group: Ints
    returned: Ints
    interest: Ints
    fees: Ints
    closing: Ints
    payments_in: Ints
    payments_out: Ints


def expected_inflow(population: Population, climate: Climate, history: History) -> Floats:
    """CNY that flow in from outside in a healthy month, shape (months of the window, firms)."""
    months = history.timeline.before + np.arange(MONTHS)
    activity = (np.exp(climate.cycle) * climate.season)[months][:, population.industry]
    growth = np.exp(np.outer(np.arange(MONTHS), population.growth))
    return np.asarray(population.volume * activity * growth)


def _rounded(amount: Floats, uniform: Floats) -> Ints:
    """Amounts in cents, some of them round sums."""
    small, large = ACCOUNTS.round_to
    unit = np.where(amount >= SCALE, large, small)
    whole = np.where(uniform < ACCOUNTS.round_share, np.round(amount / unit) * unit, amount)
    return np.round(whole * 100.0).astype(np.int64)


def _sweeps(population: Population, history: History, received: Ints, uniform: Floats) -> tuple[Ints, Ints]:
    """What members pass to the parent of their group, and what parents get, in cents; the sums agree."""
    active, leaves = history.window(history.active), history.window(history.leaves)
    stays, head = active & ~leaves, population.head
    least, most = GROUPS.sweep
    share = np.where(population.grouped & ~population.parent, least + (most - least) * uniform, 0.0)
    passed = np.where(stays & stays[:, head], np.floor(received * share), 0).astype(np.int64)
    taken = np.zeros_like(passed)
    np.add.at(taken.T, head, passed.T)
    return passed, taken


def _payments(amount: Floats, random: np.random.Generator) -> Ints:
    """How many payments an amount in CNY consists of; large firms make larger ones."""
    ticket = ACCOUNTS.ticket * (np.maximum(amount, 1.0) / SCALE) ** ACCOUNTS.ticket_power
    mean = np.minimum(amount / ticket, LARGEST_MEAN)
    count = np.round(mean + np.sqrt(mean) * random.standard_normal(amount.shape)).astype(np.int64)
    return np.where(amount > 0, np.maximum(count, 1), 0)


def settle(
    population: Population, climate: Climate, history: History, product_fees: Floats, streams: Streams
) -> Settlements:
    """Keep the accounts of the window: opening + inflow − outflow + interest − fees = closing, to the cent.

    Interest is credited in the last month of a quarter. Payments that come back are made again at once. Whoever goes
    takes the whole balance along.
    """
    shape, random = (MONTHS, population.size), streams.of("amount.settlements")
    active, leaves = history.window(history.active), history.window(history.leaves)
    wanted = expected_inflow(population, climate, history)
    flow = wanted * history.window(history.health) * history.window(history.part)
    received = np.where(active, _rounded(flow, random.random(shape)), 0)
    passed, taken = _sweeps(population, history, received, streams.of("groups.sweep").random(population.size))
    returned = np.where(random.random(shape) < ACCOUNTS.returned_share, ACCOUNTS.returned * random.random(shape), 0.0)
    returned = np.where(active & streams.messy("refunds"), np.floor(received * returned), 0).astype(np.int64)
    noise = np.exp(ACCOUNTS.balance_noise * random.standard_normal((MONTHS + 1, population.size)))
    steady = population.volume * population.days_kept / 30.0
    counts = streams.of("amount.payments")
    n_in = _payments((received + taken) / 100.0, counts)
    n_out = _payments(received * ACCOUNTS.more_out / 100.0, counts)
    fees = np.round(100.0 * (np.minimum(ACCOUNTS.fee * (n_in + n_out), ACCOUNTS.fee_cap) + product_fees)).astype(
        np.int64
    )
    target = np.round(100.0 * steady * noise[1:] * history.window(history.health)).astype(np.int64)
    money = {name: np.zeros(shape, dtype=np.int64) for name in ("opening", "spent", "interest", "fees", "closing")}
    balance = np.where(history.joined < history.timeline.before, np.round(100.0 * steady * noise[0]), 0).astype(
        np.int64
    )
    carried = np.zeros(population.size)
    for m in range(MONTHS):
        carried = carried + balance
        interest = np.round(carried * ACCOUNTS.rate / 12.0).astype(np.int64) if m % QUARTER == QUARTER - 1 else 0
        carried = np.zeros(population.size) if m % QUARTER == QUARTER - 1 else carried
        came = balance + received[m] + taken[m] - passed[m] + interest
        charged = np.minimum(fees[m], came)
        left = came - charged
        least = np.minimum(np.floor(received[m] * ACCOUNTS.spent_least).astype(np.int64), left)
        spent = np.where(leaves[m], left, np.maximum(left - target[m], least))
        for name, value in (
            ("opening", balance),
            ("interest", interest),
            ("fees", charged),
            ("spent", spent + returned[m]),
        ):
            money[name][m] = np.where(active[m], value, 0)
        balance = np.where(active[m], left - spent, 0)
        money["closing"][m] = balance
    return Settlements(
        active, money["opening"], received + returned, taken, money["spent"], passed, returned, money["interest"],
        money["fees"], money["closing"], n_in, n_out,
    )  # fmt: skip


def settlements_table(books: Settlements, history: History, block: Block) -> Columns:
    """The columns of settlements, one row a firm and month, in the order of time."""
    month, firm = np.nonzero(books.active)
    first = history.window(history.timeline.edges[:-1])

    def cents(matrix: Ints) -> Floats:
        return np.asarray(matrix[month, firm] / 100)

    return {
        "settlement_id": block.keys(len(month)),
        "firm_id": firm + block.first_customer,
        "month": midnight(first[month]),
        "opening_balance": cents(books.opening),
        "inflow": cents(books.received + books.from_group),
        "inflow_from_group": cents(books.from_group),
        "returned_payments": cents(books.returned),
        "outflow": cents(books.spent + books.to_group),
        "outflow_to_group": cents(books.to_group),
        "interest": cents(books.interest),
        "fees": cents(books.fees),
        "closing_balance": cents(books.closing),
        "payments_in": books.payments_in[month, firm],
        "payments_out": books.payments_out[month, firm],
    }
