"""Accounts, the products held in them, tiers by assets, closures, and the monthly statement of assets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.banking.deposits import BROKEN, ENDINGS, MATURED
from generator.banking.history import BEFORE, NOW, History
from generator.banking.ledger import Closings
from generator.banking.parameters import Bank
from generator.banking.population import DEPOSIT, PRODUCTS, Population
from generator.blocks import Block
from generator.frames import hide, labels
from generator.identity import digits, join
from generator.streams import Streams
from generator.window import FIRST_MONTH, MONTHS, START_DAY, instant, midnight

ACCOUNTS = ("current", "time_deposit", "wealth_product", "fund", "credit_card")
ACCOUNT_PRODUCTS = (0, 1, 2, 4)
STATUSES = ("held", "matured", "broken", "ended")
REASONS = ("other_bank", "too_many_accounts", "poor_service", "moved_away", "no_longer_needed")
PLACES = ("branch", "app")
DOWNGRADE_MONTHS = 3


def month_start(month: Ints) -> Ints:
    """The first day of months of the timeline, also of those before it, in days since 1970."""
    months = FIRST_MONTH - BEFORE + month
    return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]"), dtype=np.int64)


@dataclass(frozen=True)
class Accounts:
    """The accounts of a block; one entry an account, those of the same customer in the order of ACCOUNTS."""

    customer: Ints
    kind: Ints
    opened: Ints

    def current(self, numbers: Ints, size: int) -> Ints:
        """The number of each customer's current account."""
        found = np.zeros(size, dtype=np.int64)
        here = self.kind == 0
        found[self.customer[here]] = numbers[here]
        return found


def _until(history: History) -> Ints:
    """The first month in which nothing is held any more: the month of closing, or the end of the window."""
    return np.minimum(history.closing_month, NOW)


def accounts(population: Population, history: History) -> Accounts:
    """Who has which account: a current account always, others since the product is held."""
    since = population.since[np.array(ACCOUNT_PRODUCTS)]
    since = np.vstack([population.join_month[None, :].astype(np.float64), since])
    held = since < np.vstack([np.full((1, population.size), np.inf), np.repeat(_until(history)[None, :], 4, axis=0)])
    customer, kind = np.nonzero(held.T)
    first = month_start(since[kind, customer].astype(np.int64))
    return Accounts(customer, kind, np.maximum(first, population.join_day[customer]))


def _closed_day(closing: Closings, size: int) -> Ints:
    day = np.full(size, -1)
    day[closing.who] = closing.moment // 86_400
    return day


def accounts_table(bank: Bank, them: Accounts, closing: Closings, size: int, block: Block, streams: Streams) -> Columns:
    """The columns of accounts."""
    ending = streams.of("identity.accounts").integers(0, 10_000, len(them.customer))
    closed = _closed_day(closing, size)[them.customer]
    return {
        "account_id": block.keys(len(them.customer)),
        "customer_id": them.customer + block.first_customer,
        "kind": labels(them.kind, ACCOUNTS),
        "number": join(labels(np.zeros(len(ending), dtype=np.int64), [f"{bank.card} **** **** "]), digits(ending, 4)),
        "opened_on": midnight(them.opened),
        "closed_on": hide(midnight(closed), closed < 0),
    }


def holdings_table(population: Population, history: History, closing: Closings, block: Block) -> Columns:
    """The columns of product_holdings: one row a lot of time deposits, one a customer and other product."""
    lots, closed = history.lots.all(), _closed_day(closing, population.size)
    lot = {
        name: lots[name].astype(np.int64) for name in ("customer", "ladder", "opened", "closed", "principal", "ending")
    }
    kept = ((lot["closed"] < 0) | (lot["closed"] >= BEFORE)) & (lot["opened"] < NOW)
    kept &= ~((lot["ending"] == BROKEN) & (closed[lot["customer"]] < 0))
    lot = {name: values[kept] for name, values in lot.items()}
    rate, who = lots["rate"][kept], lot["customer"]
    day, term = history.ladder.day[lot["ladder"], who] - 1, history.ladder.term[lot["ladder"], who]
    opened = np.maximum(month_start(lot["opened"]) + day, population.join_day[who])
    matures = month_start(lot["opened"] + term) + day
    ended = np.select([lot["ending"] == MATURED, lot["ending"] == BROKEN], [matures, closed[who]], -1)

    product, other = np.nonzero(population.since[1:] < _until(history))
    product += 1
    since = population.since[product, other].astype(np.int64)
    start = np.maximum(month_start(since), population.join_day[other])
    premium = np.where(product == PRODUCTS.index("insurance"), history.habit.premium[other], 0)
    count, rest = len(who), len(other)
    none, no = np.zeros(rest, dtype=np.int64), np.ones(rest, dtype=bool)
    ends, lot_row = np.r_[ended, closed[other]], np.r_[np.zeros(count, dtype=bool), no]
    status = np.r_[lot["ending"], np.where(closed[other] >= 0, len(ENDINGS), 0)]
    customer, first = np.r_[who, other], np.r_[opened, start]
    order = np.argsort(first, kind="stable")
    amount = np.r_[lot["principal"], premium]
    columns: Columns = {
        "customer_id": customer + block.first_customer,
        "product": labels(np.r_[np.full(count, DEPOSIT), product], PRODUCTS),
        "opened_on": midnight(first),
        "term_months": hide(np.r_[term, none], lot_row),
        "matures_on": hide(midnight(np.r_[matures, none]), lot_row),
        "yearly_rate": hide(np.r_[rate, none.astype(np.float64)], lot_row),
        "amount": hide(amount / 100, amount == 0),
        "status": labels(status, STATUSES),
        "ended_on": hide(midnight(np.maximum(ends, 0)), ends < 0),
    }
    sorted_columns = {name: values.take(order) for name, values in columns.items()}
    return {"holding_id": block.keys(count + rest), **sorted_columns}


@dataclass(frozen=True)
class Statement:
    """One row a customer and month of the window in which something could be held; amounts in cents."""

    month: Ints
    customer: Ints


def statement(population: Population, history: History) -> Statement:
    """Which customers have a row in which month: from the month of joining to that of closing."""
    months = np.arange(BEFORE, NOW)[:, None]
    there = (months >= population.join_month) & (months <= history.closing_month)
    customer, month = np.nonzero(there.T)
    return Statement(month, customer)


def average_assets(history: History) -> Floats:
    """Mean of opening and closing assets in RMB, shape (24, size), as tiers are decided by."""
    total = history.balance.sum(axis=1)
    return np.asarray((total[BEFORE - 1 : NOW - 1] + total[BEFORE:NOW]) / 200.0)


def monthly_assets_table(rows: Statement, history: History, block: Block) -> Columns:
    """The columns of monthly_assets: opening + inflow − outflow + returns = closing, to the cent."""
    total, flows = history.balance.sum(axis=1), history.flows
    month, who = rows.month + BEFORE, rows.customer

    def summed(*names: str) -> Ints:
        return np.asarray(sum(flows[name][month, who] for name in names))

    closing = history.balance[month, :, who]
    opening, end = total[month - 1, who], total[month, who]
    return {
        "customer_id": who + block.first_customer,
        "month": midnight(history.timeline.edges[month]),
        "opening": opening / 100,
        "inflow": summed("salary", "brought") / 100,
        "outflow": summed("spent", "cash", "card_bill", "premium", "sent", "final") / 100,
        "returns": summed("interest", "deposit_interest", "gain_wealth", "gain_fund") / 100,
        "closing": end / 100,
        "demand": closing[:, 0] / 100,
        "deposits": closing[:, 1] / 100,
        "wealth_products": closing[:, 2] / 100,
        "funds": closing[:, 3] / 100,
        "average": (opening + end) / 200,
    }


@dataclass(frozen=True)
class Tiers:
    """The tier of each customer in each month, shape (24, size)."""

    tier: Ints

    def changes(self, there: Bools) -> tuple[Ints, Ints]:
        """Month and customer of every first tier and every change of tier."""
        first = np.zeros_like(there)
        first[0], first[1:] = there[0], there[1:] & ~there[:-1]
        changed = np.zeros_like(there)
        changed[1:] = there[1:] & there[:-1] & (self.tier[1:] != self.tier[:-1])
        customer, month = np.nonzero((first | changed).T)
        return month, customer


def tiers(bank: Bank, population: Population, history: History) -> Tiers:
    """Tiers rise in the month after the average reaches a threshold, and fall after three months below."""
    edges = [tier.least for tier in bank.tiers[1:]]
    deserved = np.digitize(average_assets(history), edges)
    tier = np.zeros((MONTHS, population.size), dtype=np.int64)
    tier[0] = np.digitize(history.balance[BEFORE - 1].sum(axis=0) / 100.0, edges)
    joined = population.join_month - BEFORE
    for month in range(1, MONTHS):
        best = deserved[max(month - DOWNGRADE_MONTHS, 0) : month].max(axis=0)
        falls = best if month >= DOWNGRADE_MONTHS else np.maximum(best, tier[0])
        falls = np.where(month - joined < DOWNGRADE_MONTHS, np.maximum(falls, tier[month - 1]), falls)
        tier[month] = np.where(
            deserved[month - 1] > tier[month - 1], deserved[month - 1], np.minimum(tier[month - 1], falls)
        )
    return Tiers(tier)


def tier_history_table(bank: Bank, found: Tiers, population: Population, history: History, block: Block) -> Columns:
    """The columns of tier_history: one row a spell in one tier."""
    months = np.arange(BEFORE, NOW)[:, None]
    there = (months >= population.join_month) & (months <= history.closing_month)
    month, customer = found.changes(there)
    begins = np.maximum(history.timeline.edges[month + BEFORE], np.where(month == 0, START_DAY, 0))
    begins = np.maximum(begins, population.join_day[customer])
    same = np.r_[customer[1:] == customer[:-1], False] if len(customer) else np.zeros(0, dtype=bool)
    following = np.where(same, np.roll(begins, -1) - 1, -1)
    names = [tier.name for tier in bank.tiers]
    return {
        "customer_id": customer + block.first_customer,
        "from_date": midnight(begins),
        "to_date": hide(midnight(np.maximum(following, 0)), following < 0),
        "tier": labels(found.tier[month, customer], names),
    }


def closures_table(
    bank: Bank, population: Population, history: History, closing: Closings, block: Block, streams: Streams
) -> Columns:
    """The columns of closures, in the order of time."""
    size, month, details = population.size, closing.month + BEFORE, bank.bookings
    random = streams.of("closures")
    uniform = random.random((2, size))[:, closing.who]
    failed = history.incident[np.maximum(month - 2, 0), closing.who] | history.incident[month - 1, closing.who]
    reason = np.where(
        failed & (uniform[0] < details.complaint),
        REASONS.index("poor_service"),
        np.digitize(uniform[0], np.cumsum(details.reasons)[:-1]),
    )
    order = np.argsort(closing.moment, kind="stable")
    return {
        "customer_id": closing.who[order] + block.first_customer,
        "closed_at": instant(closing.moment[order]),
        "medium": labels((uniform[1] >= details.closed_at_branch).astype(np.int64)[order], PLACES),
        "reason": labels(reason[order], REASONS),
        "paid_out": history.flows["final"][month, closing.who][order] / 100,
    }
