"""A world in which the value of a policy is known."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property

import numpy as np
import pandas as pd

from generator.arrays import Floats, Ints
from generator.blocks import DEFAULT_CUSTOMERS, blocks
from generator.decisions.allocation import allocate
from generator.decisions.baselines import baselines
from generator.decisions.errors import NobodyConcerned, OverBudget
from generator.decisions.foresight import Expected, find_decision, foresight
from generator.decisions.policy import Policy, chosen
from generator.decisions.scoring import PolicyScore, Yardstick
from generator.decisions.specification import Decision, Prospects
from generator.decisions.value import PolicyValue, Scales
from generator.frames import to_frame
from generator.streams import DEFAULT_SEED, Streams, checked_seed


@dataclass(frozen=True, eq=False)
class Insight:
    """What the features tell, worked out for one world: it takes seconds to learn and may be kept.

    `oracle` is the number of the oracle's action for each customer, `risk` the probability of not staying if nothing is
    done; both of shape (customers,).
    """

    oracle: Ints
    risk: Floats


@dataclass(frozen=True, eq=False)
class DecisionWorld:
    """Customers on the decision date, what can be done for them, and what that would bring.

    `customers` is all that a policy may see; `prospects` are what only the world knows. `size` counts the customers of
    the whole case, those whom the decision does not concern too. `known` is the insight of an earlier time, if kept.
    """

    case: str
    seed: int = field(repr=False)
    decision: Decision = field(repr=False)
    customers: pd.DataFrame = field(repr=False)
    prospects: Prospects = field(repr=False)
    size: int = field(repr=False)
    known: Insight | None = field(default=None, repr=False)

    @property
    def actions(self) -> tuple[str, ...]:
        """The names of the actions; the first is doing nothing."""
        return tuple(action.name for action in self.decision.actions)

    @property
    def budget(self) -> float:
        """What may be used in all, in the unit of the decision's budget."""
        return self.decision.budget.per_customer * len(self.customers)

    @property
    def currency(self) -> str:
        """What money is counted in, such as "USD": as in the table that a policy sees."""
        return next((column.unit for column in self.decision.customers.columns if column.kind == "money"), "")

    @property
    def segments(self) -> pd.Series:
        """The segment of each customer."""
        return self.customers[self.decision.segment]

    @property
    def cost(self) -> pd.DataFrame:
        """What each action is expected to cost for each customer, in money; one column an action."""
        return self._by_action(self.prospects.cost)

    @property
    def use(self) -> pd.DataFrame:
        """What each action takes of the budget for each customer; one column an action."""
        return self._by_action(self.prospects.use)

    def value(self, policy: Policy) -> PolicyValue:
        """What a policy is expected to bring here: exactly, without the noise of what really happens afterwards.

        `policy` is a function that takes the customers and gives each an action, or the actions themselves. Raises
        NotActions, WrongLength, MissingAction, UnknownAction, UnknownFeature, and OverBudget when it uses too much.
        """
        return self._checked(self.chosen(policy))

    def chosen(self, policy: Policy) -> Ints:
        """The number of the action that a policy gives each customer, shape (customers,); raises as `value` does."""
        return chosen(policy, self.customers, self.actions)

    @cached_property
    def expected(self) -> Expected:
        """What the features alone tell of each customer: the gain of each action, and the risk."""
        return foresight(self.case).expect(self.customers)

    @cached_property
    def insight(self) -> Insight:
        """The oracle's actions and each customer's risk: what was kept, or else learned now."""
        if self.known is not None:
            return self.known
        return Insight(allocate(self.expected.gain, self.prospects.use, self.budget), self.expected.risk)

    @cached_property
    def oracle_actions(self) -> pd.Series:
        """What the oracle does: the best use of the budget by someone who knows all that the features can tell."""
        best = np.array(self.actions)[self.insight.oracle]
        return pd.Series(best, index=self.customers.index, name="action", dtype="str")

    @cached_property
    def _oracle(self) -> PolicyValue:
        return self.value(self.oracle_actions)

    @cached_property
    def _baselines(self) -> dict[str, PolicyValue]:
        return baselines(self._scales, self.insight.risk)

    def oracle(self) -> PolicyValue:
        """The value of the best policy that sees only the features."""
        return self._oracle

    def baselines(self) -> dict[str, PolicyValue]:
        """The value of each simple rule: nobody, everybody, at random, highest risk."""
        return dict(self._baselines)

    def clairvoyant(self) -> PolicyValue:
        """The value of the best policy that knows what drives each customer: out of anyone's reach, for tests."""
        net = self.prospects.net
        return self._checked(allocate(net - net[:, :1], self.prospects.use, self.budget))

    def score(self, policy: Policy) -> PolicyScore:
        """The share of the possible gain that a policy reaches here, with an interval.

        Whoever grades takes a world of another seed than those the policy was made from. The same world always gives
        the same interval. Raises what `value` raises.

        >>> world = decision_world("amazon", customers=500, seed=7)
        >>> world.score(world.oracle_actions).score
        1.0
        """
        return self._yardstick.score(self.value(policy))

    @cached_property
    def _yardstick(self) -> Yardstick:
        random = Streams(self.seed, self.case, None).of("decision.bootstrap")
        return Yardstick(self._baselines, self._oracle, random)

    def _by_action(self, matrix: Floats) -> pd.DataFrame:
        return pd.DataFrame(matrix, index=self.customers.index, columns=list(self.actions))

    @cached_property
    def _scales(self) -> Scales:
        return Scales(self.prospects, self.budget, self.segments, self.actions)

    def _checked(self, actions: Ints) -> PolicyValue:
        found = self._scales.weigh(self._scales.certain(actions))
        if not found.within_budget:
            raise OverBudget(found.used, self.budget, self.decision.budget.unit.en)
        return found


def decision_world(
    case: str, customers: int = DEFAULT_CUSTOMERS, seed: int = DEFAULT_SEED, *, known: Insight | None = None
) -> DecisionWorld:
    """The decision of a case, played out among the customers of that size and seed whom it concerns.

    `customers` is the size of the whole case; fewer may be concerned. The same arguments always give the same world.
    `known` is the `insight` of this very world, kept from an earlier time.
    Raises UnknownCase, NoDecision, BadSize, BadSeed, NobodyConcerned when the world is too small.

    >>> world = decision_world("amazon", customers=500, seed=7)
    >>> world.actions
    ('nothing', 'reminder', 'coupon', 'trial')
    >>> world.value(["nothing"] * len(world.customers)).gain
    0.0
    """
    decision, number = find_decision(case), checked_seed(seed)
    parts = [decision.prospects(Streams(number, case, block.index), block) for block in blocks(customers)]
    frames = [to_frame(decision.customers, columns) for columns, _ in parts]
    if not any(len(frame) for frame in frames):
        raise NobodyConcerned(customers)
    names = [item.name for item in fields(Prospects)]
    whole = Prospects(*(np.concatenate([getattr(found, name) for _, found in parts]) for name in names))
    return DecisionWorld(case, number, decision, pd.concat(frames, ignore_index=True), whole, customers, known)
