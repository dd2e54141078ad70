"""Which lever moves a customer's value most? CLV as a formula of five numbers, and what a little more of each brings.

A customer is won at a cost, brings a margin at the start of each year, and is still there a year later with the same
chance each time. With m the yearly margin, r the retention rate and i the discount rate, the margins are worth
m × (1 + i) ÷ (1 + i − r): Gupta, Lehmann & Stuart, "Valuing Customers" (Journal of Marketing Research 41(1), 2004,
7–18), with the first margin today instead of in a year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVERS: Final = ("orders", "margin", "retention", "rate", "cost")
BETTER: Final = 0.10
"""By which part each lever is moved for the better: more orders, margin and retention, a lower rate and cost."""


@dataclass(frozen=True)
class Levers:
    """The five numbers.

    Parameters
    ----------
    orders : orders in a year, above 0
    margin : USD an order
    retention : share of customers who are customers a year later, from 0 to below 1
    rate : discount rate a year, 0 or more
    cost : USD to win the customer, 0 or more

    Raises
    ------
    ValueError : for numbers beyond these bounds
    """

    orders: float
    margin: float
    retention: float
    rate: float
    cost: float

    def __post_init__(self) -> None:
        if not (self.orders > 0 and 0 <= self.retention < 1 and self.rate >= 0 and self.cost >= 0):
            raise ValueError("orders must be above 0, retention from 0 to below 1, rate and cost 0 or more")

    def value(self) -> float:
        """What the customer is worth beyond the cost of winning them, USD.

        >>> Levers(orders=2, margin=10, retention=0.55, rate=0.1, cost=5).value()
        35.0
        """
        return self.orders * self.margin * (1 + self.rate) / (1 + self.rate - self.retention) - self.cost

    def account(self, years: int) -> Floats:
        """The customer's account after the margin of year 0, 1 … `years`, discounted, beginning below zero; USD."""
        year = np.arange(years + 1)
        margins = self.orders * self.margin * (self.retention / (1 + self.rate)) ** year
        return np.asarray(np.cumsum(margins) - self.cost)

    def better(self, lever: str) -> Levers:
        """The same customer with one lever moved by a tenth for the better; retention stays below 1."""
        now = float(getattr(self, lever))
        if lever in ("rate", "cost"):
            return replace(self, **{lever: now * (1 - BETTER)})
        moved = now * (1 + BETTER)
        return replace(self, **{lever: min(moved, 0.99) if lever == "retention" else moved})

    def gains(self) -> dict[str, float]:
        """What a tenth better in each lever adds to the value, USD; the order is that of `LEVERS`."""
        return {lever: self.better(lever).value() - self.value() for lever in LEVERS}
