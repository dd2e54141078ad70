"""What is in the orders and what it costs; money is whole cents, so that totals balance exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.amazon.days import promotion_names
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import BASKETS, CATEGORIES
from generator.cases.amazon.population import Population
from generator.cases.amazon.products import Products
from generator.streams import Streams
from generator.window import END_DAY, START_DAY


@dataclass(frozen=True)
class Lines:
    """The lines of the orders, in the order of the orders; one entry a line, money in cents. `order` is a position."""

    order: Ints
    product: Ints
    quantity: Ints
    price: Ints
    discount: Ints

    @property
    def amount(self) -> Ints:
        """Cents to pay for each line after its discount."""
        return self.quantity * self.price - self.discount

    def per_order(self, values: Ints, orders: int) -> Ints:
        """The sum of a value of the lines for each order, shape (orders,)."""
        return np.bincount(self.order, weights=values, minlength=orders).round().astype(np.int64)


def _geometric_extra(uniform: Floats, more: float) -> Ints:
    """Further pieces after the first: geometric with probability `more` of each next one."""
    return np.asarray(np.floor(np.log1p(-uniform) / np.log(more)), dtype=np.int64)


def _discount_rates(placed: Placed, order: Ints, random: np.random.Generator, uses_coupon: Floats) -> Floats:
    days = np.arange(START_DAY, END_DAY + 1)
    promoted = np.array([name is not None for name in promotion_names(days)])[placed.day - START_DAY][order]
    uniform, which = random.random(len(order)), random.integers(0, len(BASKETS.promotion_rates), len(order))
    rate = np.where(promoted & (uniform < BASKETS.promotion_share), np.array(BASKETS.promotion_rates)[which], 0.0)
    rate = np.where(~promoted & (uniform < BASKETS.everyday_share), BASKETS.everyday_rate, rate)
    coupon = np.where(uses_coupon < BASKETS.coupon_share, placed.coupon, 0.0)[order]
    return np.maximum(rate, coupon)


def fill(placed: Placed, population: Population, goods: Products, streams: Streams) -> Lines:
    """Fill the orders: number of lines, category, product, quantity and discount."""
    random, prices = streams.of("amount.baskets"), streams.of("amount.discounts")
    count = 1 + np.minimum(_geometric_extra(random.random(placed.size), BASKETS.extra_lines), BASKETS.most_lines - 1)
    order = np.repeat(np.arange(placed.size), count)
    customer = placed.customer[order]
    shares = np.cumsum([c.share for c in CATEGORIES])[:-1]
    category = np.searchsorted(shares, random.random(len(order)), side="right")
    category = np.where(random.random(len(order)) < BASKETS.favourite, population.favourite[customer], category)
    uniform = random.random(len(order))
    with np.errstate(divide="ignore"):
        rank = 1.0 / (1.0 + (1.0 - uniform) / uniform * np.exp(-population.taste[customer]))
    product = goods.choose(category, rank)
    quantity = 1 + np.minimum(
        _geometric_extra(random.random(len(order)), BASKETS.extra_quantity), BASKETS.most_pieces - 1
    )
    price = goods.price[product]
    rate = _discount_rates(placed, order, prices, prices.random(placed.size))
    return Lines(order, product, quantity, price, np.round(quantity * price * rate).astype(np.int64))
