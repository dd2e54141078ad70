"""What the bank earns on each firm, month by month; that of a group's members is booked once more with the parent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.loans import Loans
from generator.cases.citic.parameters import INCOME
from generator.cases.citic.population import Population
from generator.cases.citic.settlements import Settlements
from generator.window import MONTHS, midnight


@dataclass(frozen=True)
class Income:
    """Matrices over the months of the window and the firms, in cents."""

    deposits: Ints
    loans: Ints
    fees: Ints
    group: Ints

    @property
    def own(self) -> Ints:
        return self.deposits + self.loans + self.fees


def earn(population: Population, books: Settlements, loans: Loans) -> Income:
    """Work out the income of the window; a parent of a group is also credited with what its members bring."""
    deposits = np.round((books.opening + books.closing) / 2.0 * INCOME.deposit / 12.0).astype(np.int64)
    margin = np.round(loans.ledger["interest_paid"] * INCOME.loan / loans.rate[loans.loan]).astype(np.int64)
    on_loans = np.zeros((MONTHS, population.size), dtype=np.int64)
    np.add.at(on_loans, (loans.month, loans.firm[loans.loan]), margin)
    own = deposits + on_loans + books.fees
    member = np.flatnonzero(population.grouped & ~population.parent)
    group = np.zeros_like(own)
    np.add.at(group.T, population.head[member], own.T[member])
    group = np.where(books.active, group, 0)
    return Income(deposits, on_loans, books.fees, group)


def income_table(income: Income, books: Settlements, history: History, block: Block) -> Columns:
    """The columns of income, one row a firm and month."""
    month, firm = np.nonzero(books.active)
    parts = {
        "deposit_income": income.deposits,
        "loan_income": income.loans,
        "fee_income": income.fees,
        "group_income": income.group,
        "total": income.own + income.group,
    }
    return {
        "income_id": block.keys(len(month)),
        "firm_id": firm + block.first_customer,
        "month": midnight(history.window(history.timeline.edges[:-1])[month]),
        **{name: matrix[month, firm] / 100 for name, matrix in parts.items()},
    }
