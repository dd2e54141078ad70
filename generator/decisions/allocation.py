"""The best use of a budget when the gain of each action for each customer is known."""

from __future__ import annotations

import numpy as np

from generator.arrays import Floats, Ints

HALVINGS = 80


def _best_at(gain: Floats, use: Floats, price: float) -> Ints:
    """What each customer should get when a unit of the budget has a price, shape (customers,)."""
    return np.asarray((gain - price * use).argmax(axis=1), dtype=np.int64)


def allocate(gain: Floats, use: Floats, limit: float) -> Ints:
    """The number of the action for each customer that gains most in all within `limit`, shape (customers,).

    Parameters: `gain` over doing nothing in money and `use` of the budget, both of shape (customers, actions), the
    first action being nothing at all (0 and 0); `limit` in the unit of `use`. This is a knapsack with several choices
    for each item: a price of the budget is found at which the demand just fits (Everett 1963, "Generalized Lagrange
    multiplier method", Operations Research 11(3), p. 401), then what is left is spent in the order of gain per use.
    Exact where all actions use the same; else short of the optimum by less than the gain of one customer.

    >>> allocate(np.array([[0, 3.0], [0, 5.0], [0, -1.0]]), np.array([[0, 1.0], [0, 1.0], [0, 1.0]]), 1.0).tolist()
    [0, 1, 0]
    """
    rows = np.arange(len(gain))
    choice = _best_at(gain, use, 0.0)
    if use[rows, choice].sum() <= limit:
        return choice
    low, high = 0.0, float((gain[:, 1:] / np.maximum(use[:, 1:], 1e-12)).max()) * 2.0 + 1.0
    for _ in range(HALVINGS):
        price = (low + high) / 2.0
        choice = _best_at(gain, use, price)
        low, high = (price, high) if use[rows, choice].sum() > limit else (low, price)
    choice, wanted = _best_at(gain, use, high), _best_at(gain, use, low)
    left = limit - use[rows, choice].sum()
    more, extra = gain[rows, wanted] - gain[rows, choice], use[rows, wanted] - use[rows, choice]
    for row in np.argsort(-more / np.maximum(extra, 1e-12), kind="stable")[: int((wanted != choice).sum())]:
        if more[row] > 0.0 and extra[row] <= left:
            choice[row], left = wanted[row], left - extra[row]
    return choice
