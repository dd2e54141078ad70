"""The sealed truth: what drives each customer, how long they will stay, and what they will be worth."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats
from generator.blocks import Block
from generator.cases.amazon import parameters
from generator.cases.amazon.days import HORIZON_MONTHS, clock
from generator.cases.amazon.history import History
from generator.cases.amazon.population import Population
from generator.cases.amazon.value import OrderWorth, discount_factors
from generator.frames import hide
from generator.parameter import listed
from generator.window import END_DAY, START_DAY, instant

GROUPS = ("ARRIVALS", "PURCHASING", "MEMBERSHIP", "FULFILMENT", "RESPONSE", "SURVEYS", "TICKETS", "VALUATION")
YEAR = 12


def _expected_orders(population: Population, future: History) -> Floats:
    """Expected orders in each month after the as-of date, shape (months, customers).

    Membership is held as it stands on that date; the dropout rate is the customer's own, without covariates.
    """
    now = future.timeline.before + 24
    edges, active = future.timeline.edges, future.left_on >= END_DAY
    benefit = np.where(future.member[now], parameters.PURCHASING.membership, 1.0)
    season = np.diff(clock().at(edges[now:]))
    survives = np.exp(-np.outer(np.arange(HORIZON_MONTHS) + 0.5, population.dropout))
    return np.asarray(season[:, None] * survives * (active * population.rate * benefit))


def customer_truth(
    population: Population, future: History, without_benefit: History, worth: OrderWorth, block: Block
) -> Columns:
    """The columns of truth/customers.

    `future` is the history played on for 36 months, `without_benefit` the one in which membership changes nothing.
    """
    now = future.timeline.before + 24
    expected, discount = _expected_orders(population, future), discount_factors(HORIZON_MONTHS)[:, None]
    first = population.buys_at_once & (population.join_day >= START_DAY + 365)
    ends = np.minimum(future.left_on, 1e6)
    stays = future.left_on > future.timeline.edges[-1]
    return {
        "customer_id": block.customer_ids(),
        "orders_per_month": population.rate,
        "dropout_per_month": population.dropout,
        "promotion_only": population.poor,
        "satisfaction": population.satisfaction,
        "attachment": population.attachment,
        "conviction": population.conviction,
        "monthly_plan_churn": population.monthly_churn,
        "annual_plan_churn": population.annual_churn,
        "active": future.left_on >= END_DAY,
        "left_at": hide(instant((np.where(stays, 0.0, ends) * 86_400).astype(np.int64)), stays),
        "order_value": worth.amount,
        "order_margin": worth.margin,
        "expected_orders_12": expected[:YEAR].sum(axis=0),
        "expected_orders_36": expected.sum(axis=0),
        "expected_value_12": worth.margin * (expected * discount)[:YEAR].sum(axis=0),
        "expected_value_36": worth.margin * (expected * discount).sum(axis=0),
        "orders_next_12": future.orders[now : now + YEAR].sum(axis=0),
        "orders_next_36": future.orders[now:].sum(axis=0),
        "orders_last_12": future.orders[now - YEAR : now].sum(axis=0) + first,
        "orders_last_12_without_benefit": without_benefit.orders[now - YEAR : now].sum(axis=0) + first,
    }


def parameter_truth() -> Columns:
    """The columns of truth/parameters: the numbers that model this world, with units and sources."""
    rows = [(group.lower(), item) for group in GROUPS for item in listed(getattr(parameters, group))]
    numbers = [(group, item) for group, item in rows if isinstance(item.value, int | float)]
    text = pa.large_string()
    return {
        "group": pa.array([group for group, _ in numbers], text),
        "name": pa.array([item.name for _, item in numbers], text),
        "value": np.array([float(str(item.value)) for _, item in numbers]),
        "unit": pa.array([item.unit for _, item in numbers], text),
        "source": pa.array([item.source for _, item in numbers], text),
    }
