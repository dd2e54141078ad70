"""What is in the orders and what it costs; money is whole cents, so that totals balance exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.amazon.days import promotion_days
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import BASKETS, CATEGORIES
from generator.cases.amazon.population import Population
from generator.cases.amazon.products import Products
from generator.streams import Streams
from generator.window import START_DAY


@dataclass(frozen=True)
class Lines:
    """The lines of the orders, in the order of the orders; one entry a line, money in cents.

    `order` is the position of each line's order, `first` that of each order's first line, shape (orders,).
    """

    order: Ints
    first: Ints
    product: Ints
    quantity: Ints
    price: Ints
    discount: Ints
    amount: Ints

    def per_order(self, values: Ints) -> Ints:
        """The sum of a value of the lines for each order, shape (orders,)."""
        return np.asarray(np.add.reduceat(values, self.first)) if len(self.first) else np.zeros(0, dtype=np.int64)


def _geometric_extra(random: np.random.Generator, size: int, more: float, most: int) -> Ints:
    """Further pieces after the first: geometric with probability `more` of each next one, up to `most`."""
    extra = random.standard_exponential(size) / -np.log(more)
    return np.asarray(np.minimum(extra.astype(np.int64), most))


def _discount_rates(placed: Placed, lines: Ints, random: np.random.Generator, uses_coupon: Floats) -> Floats:
    """The share of the price taken off each line of the orders, `lines` being the position of its order."""
    uniform = random.random(len(lines))
    rate = np.where(uniform < BASKETS.everyday_share, BASKETS.everyday_rate, 0.0)
    promoted = np.flatnonzero(promotion_days()[placed.day - START_DAY][lines])
    rates = np.array([*BASKETS.promotion_rates, 0.0])
    step = (uniform[promoted] / BASKETS.promotion_share * len(BASKETS.promotion_rates)).astype(np.int64)
    rate[promoted] = rates[np.minimum(step, len(BASKETS.promotion_rates))]
    holders = np.flatnonzero(placed.coupon[lines] > 0.0)
    coupon = np.where(uses_coupon < BASKETS.coupon_share, placed.coupon, 0.0)
    rate[holders] = np.maximum(rate[holders], coupon[lines[holders]])
    return rate


def fill(placed: Placed, population: Population, goods: Products, streams: Streams) -> Lines:
    """Fill the orders: number of lines, category, product, quantity and discount."""
    random, prices = streams.of("amount.baskets"), streams.of("amount.discounts")
    count = 1 + _geometric_extra(random, placed.size, BASKETS.extra_lines, BASKETS.most_lines - 1)
    order = np.repeat(np.arange(placed.size), count)
    customer, size = placed.customer[order], len(order)
    shares = np.cumsum([c.share for c in CATEGORIES])[:-1]
    own, other, uniform = random.random((3, size))
    category = population.favourite[customer]
    elsewhere = np.flatnonzero(own >= BASKETS.favourite)
    category[elsewhere] = np.searchsorted(shares, other[elsewhere], side="right")
    dearer = uniform * np.exp(population.taste)[customer]
    product = goods.choose(category, dearer / (dearer + (1.0 - uniform)))
    quantity = 1 + _geometric_extra(random, size, BASKETS.extra_quantity, BASKETS.most_pieces - 1)
    price = goods.price[product]
    full = quantity * price
    rate = _discount_rates(placed, order, prices, prices.random(placed.size))
    discount = np.round(full * rate).astype(np.int64)
    return Lines(order, np.cumsum(count) - count, product, quantity, price, discount, full - discount)
