"""The sealed truth: what drives each customer, how long they will stay, and what they will be worth."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon import parameters
from generator.cases.amazon.days import HORIZON_MONTHS, clock
from generator.cases.amazon.history import YEAR, History
from generator.cases.amazon.population import Population
from generator.cases.amazon.value import OrderWorth, discount_factors
from generator.frames import hide
from generator.window import END_DAY, MONTHS, instant


def _expected(population: Population, future: History) -> tuple[Floats, Floats, Floats, Floats]:
    """Expected orders after the as-of date: in 12 and 36 months, then each discounted; shapes (customers,).

    Membership is held as it stands on that date; the dropout rate is the customer's own, without covariates.
    """
    now = future.timeline.before + MONTHS
    active = np.flatnonzero(future.left_on >= END_DAY)
    season, discounts = np.diff(clock().at(future.timeline.edges[now:])), discount_factors(HORIZON_MONTHS)
    rate = population.rate[active] * np.where(future.member[now, active], parameters.PURCHASING.membership, 1.0)
    survives, monthly = np.exp(-0.5 * population.dropout[active]), np.exp(-population.dropout[active])
    sums = np.zeros((4, population.size))
    orders, worth = np.zeros(len(active)), np.zeros(len(active))
    for month in range(HORIZON_MONTHS):
        here = rate * (season[month] * survives)
        orders += here
        worth += here * discounts[month]
        survives = survives * monthly
        if month + 1 == YEAR:
            sums[0, active], sums[2, active] = orders, worth
    sums[1, active], sums[3, active] = orders, worth
    return sums[0], sums[1], sums[2], sums[3]


def customer_truth(
    population: Population, future: History, without_benefit: Ints, worth: OrderWorth, block: Block
) -> Columns:
    """The columns of truth/customers.

    `future` is the history played on for 36 months, `without_benefit` the orders of the last twelve months in the world
    in which membership changes nothing, shape (customers,).
    """
    now = future.timeline.before + MONTHS
    soon, later, worth_soon, worth_later = _expected(population, future)
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
        "expected_orders_12": soon,
        "expected_orders_36": later,
        "expected_value_12": worth.margin * worth_soon,
        "expected_value_36": worth.margin * worth_later,
        "orders_next_12": future.orders(now, now + YEAR),
        "orders_next_36": future.orders(now, future.timeline.months),
        "orders_last_12": future.orders(now - YEAR, now),
        "orders_last_12_without_benefit": without_benefit,
    }
