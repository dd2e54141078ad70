"""What would have been ordered had membership not changed how much people buy."""

from __future__ import annotations

import numpy as np

from generator.arrays import Bools, Ints
from generator.cases.amazon.history import History, Luck
from generator.cases.amazon.parameters import PURCHASING
from generator.cases.amazon.possibilities import MOST, Possible, put_together


def _taken_anyway(possible: Possible, history: History) -> Bools:
    """Which possible orders take place, while customers are there, at the rate of those who aren't members."""
    taken = possible.mark < 1.0 / MOST
    for month, fewer, _ in history.swayed:
        here = slice(*possible.months[month : month + 2])
        taken[here] &= possible.mark[here] < fewer[possible.customer[here]] / MOST
    return taken


def orders_without_benefit(luck: Luck, history: History, first: int, end: int) -> Ints:
    """How many orders each customer would have placed from month `first` up to month `end`, shape (customers,).

    Memberships are as they were, and so is whom the campaigns reached: gone are the orders that members place because
    they are members, and with them the late deliveries that drove some away.
    """
    possible, departures, edges = luck.possible, luck.departures(), luck.timeline.edges
    size, taken = luck.population.size, _taken_anyway(luck.possible, history)
    more = put_together([NOTHING, *(each.more.of(each.more.mark < 1.0 / MOST) for each in history.swayed)])
    late = put_together([possible.of(taken & possible.late), more.of(more.late)]).sorted()
    months = np.searchsorted(late.when, edges)
    for month in range(1, end):
        last = late.of(slice(*months[month - 1 : month + 1]))
        there = last.when < departures.left_on[last.customer]
        departures.hasten(np.bincount(last.customer[there], minlength=size), PURCHASING.late_on_dropout, month)
    here, on_top = slice(*possible.months[[first, end]]), (more.when >= edges[first]) & (more.when < edges[end])
    placed = put_together([possible.of(here).of(taken[here]), more.of(on_top)])
    there = placed.when < departures.left_on[placed.customer]
    return np.bincount(placed.customer[there], minlength=size)


NOTHING = Possible(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, bool), np.zeros(0, np.int64))
