"""Wages that firms pay through the bank: late in distress, gone to a rival before the firm is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import PAYROLLS
from generator.cases.citic.population import Population
from generator.chinese_holidays import spring_festivals, working_days
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, midnight

LAST_DAY = 27


@dataclass(frozen=True)
class Payrolls:
    """Matrices over the months of the window and the firms; days from 1970, amounts in cents."""

    paid: Bools
    due: Ints
    day: Ints
    employees: Ints
    amount: Ints
    bonus: Ints


def _bonus_months() -> Bools:
    """The months of the window whose payday is the last before Spring Festival, shape (months,)."""
    festivals = spring_festivals().astype("datetime64[D]")
    before = (festivals - 5).astype("datetime64[M]")
    months = np.datetime64("2024-07", "M") + np.arange(MONTHS)
    return np.asarray(np.isin(months, before))


def _moved_earlier(day: Ints) -> Ints:
    """Each day, or the last working day before it."""
    first = int(day.min()) - 20
    days = np.arange(first, int(day.max()) + 1)
    last = np.maximum.accumulate(np.where(working_days(days), days, first))
    return np.asarray(last[day - first], dtype=np.int64)


def pay(population: Population, history: History, streams: Streams) -> Payrolls:
    """Pay the wages of the window."""
    size, random = population.size, streams.of("amount.payrolls")
    shape = (MONTHS, size)
    edges = history.window(history.timeline.edges[:-1])[:, None]
    usual = np.array(PAYROLLS.days)[
        np.searchsorted(np.cumsum(PAYROLLS.weights)[:-1], random.random(size), side="right")
    ]
    wage = PAYROLLS.wage * np.exp(PAYROLLS.wage_spread * random.standard_normal(size))
    least, most = PAYROLLS.covered
    covered = least + (most - least) * random.random(size)
    pays_bonus = random.random(size) < PAYROLLS.bonus_share
    depth, distress = history.window(history.depth), history.window(history.distress)
    due = _moved_earlier(edges + np.minimum(usual, LAST_DAY) - 1)

    moved = ~distress & (depth > population.moved_at)
    staff = population.employees * covered * (1.0 - PAYROLLS.laid_off * depth * distress)
    growth = np.exp(np.outer(np.arange(MONTHS), population.growth))
    employees = np.maximum(np.round(staff * growth), 1).astype(np.int64)
    amount = employees * wage * np.exp(PAYROLLS.noise * random.standard_normal(shape))
    bonus = np.where(_bonus_months()[:, None] & pays_bonus, PAYROLLS.bonus * amount * (1.0 - depth), 0.0)
    slips = random.random(shape) < PAYROLLS.slips
    late = np.where(slips, 1 + (random.random(shape) * PAYROLLS.slip_days).astype(np.int64), 0)
    late = late + np.where(distress, PAYROLLS.delay * depth * random.exponential(1.0, shape), 0.0).astype(np.int64)
    day = due + late
    here = history.window(history.active) & (day >= population.client_day) & (day < history.left_day)
    paid = here & population.payroll & ~moved & (day < END_DAY)
    return Payrolls(
        paid, due, day, employees, np.round(100.0 * amount).astype(np.int64), np.round(100.0 * bonus).astype(np.int64)
    )


def payrolls_table(payrolls: Payrolls, history: History, block: Block) -> Columns:
    """The columns of payrolls, one row a payroll, in the order of the months."""
    month, firm = np.nonzero(payrolls.paid)
    total = payrolls.amount + payrolls.bonus
    return {
        "payroll_id": block.keys(len(month)),
        "firm_id": firm + block.first_customer,
        "month": midnight(history.window(history.timeline.edges[:-1])[month]),
        "due_on": midnight(payrolls.due[month, firm]),
        "paid_on": midnight(payrolls.day[month, firm]),
        "employees": payrolls.employees[month, firm],
        "amount": total[month, firm] / 100,
        "bonus": payrolls.bonus[month, firm] / 100,
    }
