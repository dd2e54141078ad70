"""The sealed truth: what drives each customer, the states nobody sees, and what customers will be worth."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.banking.history import BEFORE, NOW, History, is_live
from generator.banking.holdings import Statement
from generator.banking.lifecycle import ACTIVE, STATES, shares_of
from generator.banking.money import Habits
from generator.banking.parameters import Bank
from generator.banking.population import CREDIT_CARD, DEPOSIT, FUND, WEALTH_PRODUCT, Population
from generator.blocks import Block
from generator.frames import hide, labels
from generator.window import midnight

HORIZON = 36
YEAR = 12


def monthly_worth(bank: Bank, population: Population, habit: Habits, month: int) -> Floats:
    """Expected RMB a month that each customer brings while active, declining, dormant and closed, shape (4, size)."""
    value, held = bank.valuation, population.holds(month)
    weights = habit.portfolio * np.stack([np.ones(population.size), *held[[DEPOSIT, WEALTH_PRODUCT, FUND]]])
    margins = np.array([value.demand, value.deposits, value.wealth, value.funds])
    earned = population.assets * (margins @ weights) / weights.sum(axis=0)
    card = value.card * held[CREDIT_CARD]
    shares = np.array([[1.0], [value.declining], [value.dormant], [0.0]])
    in_use = np.array([[1.0], [1.0], [0.0], [0.0]])
    return np.asarray((earned * shares + (card - value.service) * in_use) / 12.0)


def expected_worth(worth: Floats, path: Floats, discount: float) -> Floats:
    """Present value in RMB of shares of states over coming months.

    Parameters: `worth` as from `monthly_worth`; `path`, (months, 4, size); `discount`, a yearly rate.
    """
    factors = (1.0 + discount) ** (-(np.arange(len(path)) + 0.5) / 12.0)
    return np.asarray(np.einsum("m,msn,sn->n", factors, path, worth))


def expected_path(history: History, state: Ints, month: int, loyalty: Floats) -> Floats:
    """Expected shares of the states in each month from `month` on, (months, 4, size), from the states before.

    `loyalty`, (months, size), changes the log hazards.
    """
    shares, path = shares_of(state), np.empty((len(loyalty), 4, len(state)))
    for step, change in enumerate(loyalty):
        shares = history.hazards.spread(month + step, shares, change)
        path[step] = shares
    return path


def customer_truth(bank: Bank, population: Population, future: History, block: Block) -> Columns:
    """The columns of truth/customers; `future` is the history played on for 36 months."""
    now = future.state[NOW - 1]
    path = expected_path(future, now, NOW, future.loyalty[NOW : NOW + HORIZON])
    worth = monthly_worth(bank, population, future.habit, NOW - 1)
    later = ~is_live(future.state[NOW : NOW + HORIZON])
    lost, month = later.any(axis=0), later.argmax(axis=0) + 1
    gone = ~is_live(now)
    total = future.balance.sum(axis=1) / 100.0
    discount = bank.valuation.discount
    return {
        "customer_id": block.customer_ids(),
        "usual_assets": population.assets,
        "hazard_of_declining": future.hazards.declining[NOW - YEAR : NOW].mean(axis=0),
        "satisfaction": population.satisfaction,
        "attachment": population.attachment,
        "sessions_per_month": population.app_rate,
        "payments_per_month": population.payments,
        "monthly_outflow_if_declining": population.outflow,
        "state": labels(now, STATES),
        "probability_lost_12": np.where(gone, 1.0, path[YEAR - 1, 2:].sum(axis=0)),
        "expected_live_months_36": path[:, :2].sum(axis=(0, 1)),
        "months_to_loss": hide(month.astype(np.int64), ~lost | gone),
        "expected_value_12": expected_worth(worth, path[:YEAR], discount),
        "expected_value_36": expected_worth(worth, path, discount),
        "assets_in_12_months": total[NOW - 1 + YEAR],
        "assets_in_36_months": total[NOW - 1 + HORIZON],
    }


def state_truth(rows: Statement, history: History, block: Block) -> Columns:
    """The columns of truth/states: the state behind every row of monthly_assets."""
    month = rows.month + BEFORE
    state = history.state[month, rows.customer]
    return {
        "customer_id": rows.customer + block.first_customer,
        "month": midnight(history.timeline.edges[month]),
        "state": labels(np.maximum(state, ACTIVE), STATES),
        "hazard_of_declining": history.hazards.declining[month, rows.customer],
    }
