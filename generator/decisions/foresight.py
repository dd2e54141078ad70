"""What can be expected of customers from their features alone, learned from customers of other worlds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from generator.arrays import Floats
from generator.blocks import Block
from generator.case import cases, find_case
from generator.decisions.errors import NoDecision
from generator.decisions.regression import Forest, fit
from generator.decisions.specification import Decision
from generator.frames import to_frame
from generator.streams import SEED_BITS, Streams

WORLDS = 5
CUSTOMERS_PER_WORLD = 10_000
FIRST_SEED = 2**SEED_BITS - 1


def find_decision(case: str) -> Decision:
    """The decision of a case; raises UnknownCase, NoDecision."""
    found = find_case(case).decision
    if found is None:
        raise NoDecision(case, [name for name in cases() if find_case(name).decision is not None])
    return found


@dataclass(frozen=True)
class Expected:
    """What features tell of customers.

    `gain` is the expected money of each action over doing nothing, after its cost, shape (customers, actions); `risk`
    the probability of not staying if nothing is done, shape (customers,).
    """

    gain: Floats
    risk: Floats


@dataclass(frozen=True)
class Foresight:
    """From features to what can be expected of customers."""

    forest: Forest
    key: str

    def expect(self, features: pd.DataFrame) -> Expected:
        """What can be expected of customers with these features."""
        found = self.forest.predict(features.drop(columns=self.key))
        return Expected(np.hstack([np.zeros((len(found), 1)), found[:, :-1]]), np.clip(1.0 - found[:, -1], 0.0, 1.0))


@cache
def foresight(case: str) -> Foresight:
    """Learn from several large worlds of the case, which no seed in use will ever give; once a process.

    The outcomes learned from are expectations too, so that only what the features leave open is noise.
    Raises UnknownCase, NoDecision.
    """
    decision = find_decision(case)
    seen, outcomes = [], []
    for number in range(WORLDS):
        block = Block(0, CUSTOMERS_PER_WORLD)
        columns, prospects = decision.prospects(Streams(FIRST_SEED - number, case, 0), block)
        net = prospects.net
        seen.append(to_frame(decision.customers, columns))
        outcomes.append(np.hstack([net[:, 1:] - net[:, :1], prospects.retention[:, :1]]))
    features, key = pd.concat(seen, ignore_index=True), decision.customers.key[0]
    random = Streams(FIRST_SEED, case, None).of("decision.foresight")
    return Foresight(fit(features.drop(columns=key), np.concatenate(outcomes), random), key)
