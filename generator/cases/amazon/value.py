"""What a customer's orders are worth on average, worked out from the parameters rather than from what was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.amazon.days import clock, promotion_names
from generator.cases.amazon.parameters import BASKETS, CATEGORIES, FULFILMENT, VALUATION
from generator.cases.amazon.products import Products
from generator.window import END_DAY, START_DAY

TASTES = np.linspace(-4.0, 4.0, 81)


@dataclass(frozen=True)
class OrderWorth:
    """Expected worth of an order of each customer, in USD; one entry a customer.

    `amount` is the total after discount of an order as placed; `margin` is what is left of it after cancellations,
    returns, the cost of the goods and the parcel.
    """

    amount: Floats
    margin: Floats


@lru_cache(maxsize=64)
def mean_discount(first_day: int, end_day: int, coupon: float = 0.0) -> float:
    """The expected share of the price that is taken off between two days, for customers who hold a coupon (a share)."""
    days = np.arange(first_day, end_day + 1)
    weight = np.diff(clock().at(days))
    promoted = np.array([name is not None for name in promotion_names(days[:-1])])

    def taken_off(least: float) -> Floats:
        cut, everyday = np.maximum(BASKETS.promotion_rates, least), max(BASKETS.everyday_rate, least)
        on_promotion = BASKETS.promotion_share * np.mean(cut) + (1.0 - BASKETS.promotion_share) * least
        other = BASKETS.everyday_share * everyday + (1.0 - BASKETS.everyday_share) * least
        return np.asarray((weight * np.where(promoted, on_promotion, other)).sum() / weight.sum())

    return float(taken_off(0.0) + BASKETS.coupon_share * (taken_off(coupon) - taken_off(0.0)))


def _by_taste(goods: Products, values: Floats) -> Floats:
    """The mean of a value of the products chosen, by taste and category, shape (tastes, categories)."""
    table = np.zeros((len(TASTES), len(CATEGORIES)))
    for number, chance in enumerate(goods.chance):
        edges = np.clip(chance, 1e-12, 1.0 - 1e-12)
        odds = np.log(edges / (1.0 - edges))[:-1]
        below = 1.0 / (1.0 + np.exp(-(odds[None, :] - TASTES[:, None])))
        share = np.diff(np.hstack([np.zeros((len(TASTES), 1)), below, np.ones((len(TASTES), 1))]), axis=1)
        first = goods.first[number]
        table[:, number] = share @ values[first : first + len(chance)]
    return table


@lru_cache(maxsize=32)
def _piece(goods: Products, kept_price: float, sends_back: float) -> tuple[Floats, Floats]:
    """What is paid for a piece, and what is left of it, in USD: means by taste and category, as of `_by_taste`."""
    shares, factors = (np.array([getattr(c, field) for c in CATEGORIES]) for field in ("share", "returns"))
    factor = (factors / (factors * shares).sum())[goods.category]
    kept = 1.0 - sends_back * factor * FULFILMENT.line_comes_back
    paid = np.asarray(goods.price * kept_price / 100.0, dtype=np.float64)
    return _by_taste(goods, paid), _by_taste(goods, np.asarray(kept * (paid - goods.cost / 100.0)))


def _mixed(table: Floats, taste: Floats, favourite: Ints) -> Floats:
    """Each customer's mean over the categories, from a table by taste and category."""
    shares = np.array([c.share for c in CATEGORIES])
    overall = np.interp(taste, TASTES, table @ (shares / shares.sum()))
    own = np.empty(len(taste))
    for number in range(len(CATEGORIES)):
        here = favourite == number
        own[here] = np.interp(taste[here], TASTES, table[:, number])
    return np.asarray(BASKETS.favourite * own + (1.0 - BASKETS.favourite) * overall)


def order_worth(
    goods: Products,
    taste: Floats,
    favourite: Ints,
    member: Floats,
    discount: float | None = None,
    cancelled: float = FULFILMENT.cancelled,
    sends_back: float = FULFILMENT.sends_back,
) -> OrderWorth:
    """Expected amount and margin of an order of each customer.

    Parameters: `taste` and `favourite` as in the population, `member` 1.0 for members and 0.0 for others; shapes equal.
    `discount` is the expected share of the price taken off; that of the whole window if it is None.
    `cancelled` and `sends_back` are shares of the orders.
    """
    pieces = 1.0 / (1.0 - BASKETS.extra_quantity) / (1.0 - BASKETS.extra_lines)
    kept_price = 1.0 - (mean_discount(START_DAY, END_DAY) if discount is None else discount)
    price, gain = _piece(goods, kept_price, sends_back)
    parcel = FULFILMENT.parcel_cost + FULFILMENT.fast_cost * member + FULFILMENT.per_piece_cost * pieces
    amount = pieces * _mixed(price, taste, favourite)
    margin = pieces * _mixed(gain, taste, favourite) - parcel
    return OrderWorth(amount, (1.0 - cancelled) * margin)


def discount_factors(months: int) -> Floats:
    """What a dollar in the middle of each of the next months is worth today, shape (months,)."""
    return np.asarray((1.0 + VALUATION.discount) ** (-(np.arange(months) + 0.5) / 12.0))
