"""The bank's products for firms, and which firm holds which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import ACCOUNTS, PRODUCTS, SIZES
from generator.cases.citic.population import Population
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, midnight

KINDS = ("settlement", "deposit", "loan", "payroll", "trade")


@dataclass(frozen=True)
class Holdings:
    """One entry a firm and product; `opened` and `closed` count days from 1970 (`closed` beyond the window if not)."""

    firm: Ints
    product: Ints
    opened: Ints
    closed: Ints

    def monthly_fees(self, history: History) -> Floats:
        """CNY of fees of the products held by each firm in each month of the window, shape (months, firms)."""
        edges, before = history.timeline.edges, history.timeline.before
        fee = np.array([product.fee for product in PRODUCTS])[self.product]
        first = np.clip(np.searchsorted(edges, self.opened, side="right") - before, 0, MONTHS)
        change = np.zeros((MONTHS + 1, history.active.shape[1]))
        np.add.at(change, (first, self.firm), fee)
        fees = np.cumsum(change, axis=0)[:MONTHS]
        return np.where(history.window(history.active) & ~history.window(history.leaves), fees, 0.0)


def hold(population: Population, history: History, borrows: Ints, fixed: Ints, streams: Streams) -> Holdings:
    """Draw what each firm holds.

    Parameters: `borrows` and `fixed`, the day on which a firm first took a short and a long loan, END_DAY for never.
    """
    size, random = population.size, streams.of("holdings")
    shares = np.array([[getattr(product, item.name) for product in PRODUCTS] for item in SIZES])
    uniform, wait = (
        random.random((size, len(PRODUCTS))),
        random.exponential(ACCOUNTS.years_to_product, (size, len(PRODUCTS))),
    )
    held = uniform < shares[population.size_class]
    opened = population.client_day[:, None] + (wait * 365.25).astype(np.int64)
    names = [product.name for product in PRODUCTS]
    for name in ("settlement_account", "online_banking", "payroll"):
        opened[:, names.index(name)] = population.client_day
    held[:, names.index("payroll")] = population.payroll
    for name, since in (("working_capital_loan", borrows), ("fixed_asset_loan", fixed)):
        held[:, names.index(name)] = since < END_DAY
        opened[:, names.index(name)] = since
    held &= opened < np.minimum(END_DAY, history.left_day)[:, None]
    firm, product = np.nonzero(held)
    return Holdings(firm, product, opened[held], history.left_day[firm])


def products_table() -> Columns:
    """The columns of products, one row a product."""
    text = pa.large_string()
    return {
        "product_id": np.arange(1, len(PRODUCTS) + 1),
        "name": pa.array([product.name for product in PRODUCTS], text),
        "name_zh": pa.array([product.zh for product in PRODUCTS], text),
        "kind": pa.array([product.kind for product in PRODUCTS], text),
        "monthly_fee": np.array([product.fee for product in PRODUCTS]),
    }


def holdings_table(holdings: Holdings, block: Block) -> Columns:
    """The columns of product_holdings, one row a firm and product."""
    order = np.argsort(holdings.opened, kind="stable")
    closed = holdings.closed[order]
    return {
        "holding_id": block.keys(len(order)),
        "firm_id": holdings.firm[order] + block.first_customer,
        "product": labels(holdings.product[order], [product.name for product in PRODUCTS]),
        "opened_on": midnight(holdings.opened[order]),
        "closed_on": hide(midnight(np.minimum(closed, END_DAY)), closed >= END_DAY),
    }
