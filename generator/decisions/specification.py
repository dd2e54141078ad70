"""What a case says about its decision, and the arrays it supplies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.arrays import Columns, Floats
from generator.blocks import Block
from generator.schema import Table, Text
from generator.streams import Streams


@dataclass(frozen=True)
class Action:
    """One thing that can be done for a customer; `name` is what a policy returns."""

    name: str
    meaning: Text


@dataclass(frozen=True)
class Budget:
    """What may be used up in all: `per_customer` times the number of customers in the world.

    `unit` says in what: customers treated, money, hours of a manager.
    """

    per_customer: float
    unit: Text


@dataclass(frozen=True)
class Prospects:
    """What the actions would do for customers; all of shape (customers, actions).

    - `value`: expected money that the customer brings within the decision's horizon, before the action's cost.
    - `cost`: expected money that the action itself costs; 0 for doing nothing.
    - `use`: how much of the budget the action takes, known in advance; 0 for doing nothing.
    - `retention`: probability that the customer stays, by the case's definition.
    """

    value: Floats
    cost: Floats
    use: Floats
    retention: Floats

    @property
    def net(self) -> Floats:
        """Expected money of each action for each customer after its cost, shape (customers, actions)."""
        return self.value - self.cost


@dataclass(frozen=True)
class Decision:
    """A case's decision: what is decided, what a policy sees, and how a block's prospects are found.

    `customers` describes the features, key first. `segment` names the text feature that results are reported by.
    `actions` begin with doing nothing. `prospects` gives the features of a block's customers, as columns of that table,
    and their prospects; there may be fewer than the block has: those concerned.
    """

    question: Text
    customers: Table
    segment: str
    actions: tuple[Action, ...]
    budget: Budget
    prospects: Callable[[Streams, Block], tuple[Columns, Prospects]]
