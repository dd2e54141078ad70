"""What is on the bill of each visit: a coffee alone, a meal for company, or an order for a group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.cases.starbucks.parameters import BILLS, CATEGORIES, MENU
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visiting import Points
from generator.frames import labels
from generator.streams import Streams

SMALL, MEAL, GROUP = range(3)
TABLE = 4_096
NODES = 2_000


@dataclass(frozen=True)
class Bills:
    """The lines of all points, in their order; one entry a line, amounts in cents. `gross` has one entry a point."""

    kind: Ints
    lines: Ints
    item: Ints
    quantity: Ints
    price: Ints
    gross: Ints

    @property
    def pieces(self) -> Ints:
        """Pieces on the bill of each point."""
        return sums(self.quantity, self.lines)


@cache
def prices() -> Ints:
    """Cents of each item of the menu."""
    return np.array([item.price for item in MENU])


@cache
def costs() -> Ints:
    """Cents that the goods of each item cost the shop."""
    return np.array([item.cost for item in MENU])


@cache
def choices(field: str) -> Ints:
    """Items in proportion to their weight ("small" or "meal"), shape (4096,), each entry equally likely."""
    weight = np.cumsum([getattr(item, field) for item in MENU])
    return np.asarray(np.searchsorted(weight, (np.arange(TABLE) + 0.5) / TABLE * weight[-1]), dtype=np.int64)


def group_pieces(normal: Floats) -> Ints:
    """Pieces of a line of a group order from standard normals, shape as given."""
    mean, spread = BILLS.group_pieces
    more = np.floor(np.exp(mean + spread * normal)).astype(np.int64)
    return np.minimum(BILLS.least_group + more, BILLS.most_group)


def sums(values: Ints, lines: Ints) -> Ints:
    """The sum of a value of the lines for each bill, shape as `lines` (each at least 1)."""
    return np.add.reduceat(values, np.cumsum(lines) - lines) if len(lines) else np.zeros(0, dtype=np.int64)


def fill(points: Points, population: Population, streams: Streams) -> Bills:
    """Put the lines on the bills: kind of visit, number of lines, items and pieces."""
    random, which = streams.of("amount.kind"), streams.of("amount.items")
    uniform, who = random.random(points.size), points.member
    meal = BILLS.group_order + (1.0 - BILLS.group_order) * population.meal
    kind = np.where(uniform < BILLS.group_order, GROUP, (uniform < meal[who]).astype(np.int64))
    third = random.random(points.size) < population.third_line[who]
    lines = np.where(kind == SMALL, 1, 2 + third)
    of_line = np.repeat(kind, lines)
    step = which.integers(0, TABLE, len(of_line), dtype=np.uint16)
    small = of_line == SMALL
    item = choices("meal")[step]
    alone = np.flatnonzero(small)
    usual = which.random(len(alone)) < BILLS.usual
    buyer = who[kind == SMALL]
    item[alone] = np.where(usual, population.usual[buyer], choices("small")[step[alone]])
    pairs = np.where(kind == SMALL, 0.0, population.two_pieces[who])
    quantity = 1 + (which.random(len(of_line)) < np.repeat(pairs, lines))
    large = np.flatnonzero(of_line == GROUP)
    quantity[large] = group_pieces(streams.of("amount.groups").standard_normal(len(large)))
    price = prices()[item]
    return Bills(kind, lines, item, quantity, price, sums(quantity * price, lines))


def spread_over_lines(reward: Ints, lines: Ints, gross: Ints) -> Ints:
    """What is taken off each line, so that the first lines of a bill are used up first; all in cents.

    Parameters: `reward` and `lines` (at least 1), one entry a bill; `gross`, one entry a line, bills in order.

    >>> spread_over_lines(np.array([500, 0]), np.array([2, 1]), np.array([300, 400, 250])).tolist()
    [300, 200, 0]
    """
    taken = np.zeros(len(gross), dtype=np.int64)
    some = np.flatnonzero(reward)
    first, left = (np.cumsum(lines) - lines)[some], reward[some].copy()
    for place in range(int(lines[some].max(initial=0))):
        here = np.flatnonzero(lines[some] > place)
        line = first[here] + place
        taken[line] = np.minimum(left[here], gross[line])
        left[here] -= taken[line]
    return taken


@dataclass(frozen=True)
class BillWorth:
    """Expected bill and expected margin on goods of a visit of each member, in USD."""

    amount: Floats
    margin: Floats


def _group_pieces() -> float:
    """Expected pieces of a line of a group order."""
    nodes = (np.arange(NODES) + 0.5) / NODES
    normal = np.sqrt(2.0) * _inverse_error(2.0 * nodes - 1.0)
    return float(group_pieces(normal).mean())


def _inverse_error(value: Floats) -> Floats:
    """The inverse error function by Newton's method on a starting value of Winitzki 2008."""
    log = np.log(1.0 - value**2)
    half = 2.0 / (np.pi * 0.147) + log / 2.0
    found = np.sign(value) * np.sqrt(np.sqrt(half**2 - log / 0.147) - half)
    return np.asarray(found)


def bill_worth(population: Population) -> BillWorth:
    """Worked out from the menu and the member's habits, not from what was drawn; before any reward."""
    expected = []
    for values in (prices() / 100.0, (prices() - costs()) / 100.0):
        small = BILLS.usual * values[population.usual] + (1.0 - BILLS.usual) * values[choices("small")].mean()
        lines = (2.0 + population.third_line) * values[choices("meal")].mean()
        visit = population.meal * lines * (1.0 + population.two_pieces) + (1.0 - population.meal) * small
        expected.append((1.0 - BILLS.group_order) * visit + BILLS.group_order * lines * _group_pieces())
    return BillWorth(*expected)


@cache
def _meals(cents: int, lines: int) -> tuple[float, ...]:
    """Probability that a meal reaches an amount, exactly, if none, one, … of its lines has two pieces."""
    value = prices()[choices("meal")]
    single, double = np.zeros(cents), np.zeros(cents)
    for line, amounts in ((single, value), (double, 2 * value)):
        np.add.at(line, amounts[amounts < cents], 1.0 / TABLE)
    found = []
    for doubles in range(lines + 1):
        below = np.eye(1, cents)[0]
        for line in [double] * doubles + [single] * (lines - doubles):
            below = np.convolve(below, line)[:cents]
        found.append(1.0 - float(below.sum()))
    return tuple(found)


def _mean_over_pairs(by_doubles: tuple[float, ...], pair: Floats) -> Floats:
    """The mean of a value over the number of lines with two pieces, each with probability `pair`, shape as it."""
    lines = len(by_doubles) - 1
    terms = [comb(lines, k) * pair**k * (1.0 - pair) ** (lines - k) * value for k, value in enumerate(by_doubles)]
    return np.asarray(np.sum(terms, axis=0))


def reaches(population: Population, dollars: float) -> Floats:
    """Probability that a bill of each member reaches an amount in USD, shape (members,).

    A group order always does; the others by convolution of the prices.
    """
    cents = round(dollars * 100)
    dear = prices() >= cents
    small = BILLS.usual * dear[population.usual] + (1.0 - BILLS.usual) * dear[choices("small")].mean()
    two, three = (_mean_over_pairs(_meals(cents, lines), population.two_pieces) for lines in (2, 3))
    meal = two + (three - two) * population.third_line
    visit = population.meal * meal + (1.0 - population.meal) * small
    return np.asarray(BILLS.group_order + (1.0 - BILLS.group_order) * visit)


def menu_table() -> Columns:
    """The columns of menu, one row an item."""
    names = [name for name, _ in CATEGORIES]
    every = np.arange(len(MENU))
    return {
        "item_id": every + 1,
        "name": labels(every, [item.name for item in MENU]),
        "name_zh": labels(every, [item.zh for item in MENU]),
        "category": labels(np.array([names.index(item.category) for item in MENU]), names),
        "price": prices() / 100,
        "unit_cost": costs() / 100,
    }
