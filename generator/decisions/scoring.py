"""How much of what is possible beyond the baselines a policy reaches, with an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats
from generator.decisions.value import PolicyValue

DRAWS = 1_000
CONFIDENCE = 0.95
TINY = 1e-9

_AT_A_TIME = 100
_WEIGHT = np.uint8
"""How often one customer is drawn: a handful of times; draws of 10,000 customers are kept in 10 MB."""


@dataclass(frozen=True)
class PolicyScore:
    """The share of the possible gain: 0 for the best baseline or less, 1 for the oracle or more.

    `low` and `high` bound a 95 % interval over the customers whom the world might have had instead. `baseline` names
    the best baseline; `value`, `best_baseline` and `oracle` are in money.
    """

    score: float
    low: float
    high: float
    value: float
    best_baseline: float
    oracle: float
    baseline: str


def _share(value: Floats, best: Floats, oracle: Floats) -> Floats:
    possible = oracle - best
    share = (value - best) / np.where(possible > TINY, possible, 1.0)
    return np.clip(np.where(possible > TINY, share, value >= best), 0.0, 1.0)


class Yardstick:
    """What policies in one world are measured by; the customers whom the world might have had are drawn once.

    Baselines beyond the budget are no rivals. The interval is the percentile bootstrap over customers (Efron &
    Tibshirani 1993, "An Introduction to the Bootstrap", ch. 13), the best baseline being found anew in each draw.

    Parameters
    ----------
    rivals : the baselines, by name
    oracle : the best policy
    random : where the draws come from
    """

    def __init__(self, rivals: Mapping[str, PolicyValue], oracle: PolicyValue, random: np.random.Generator) -> None:
        self._rivals = {name: found for name, found in rivals.items() if found.within_budget}
        self._oracle = oracle
        size = len(oracle.each)
        chances = np.full(size, 1.0 / size)
        sizes = (min(_AT_A_TIME, DRAWS - begin) for begin in range(0, DRAWS, _AT_A_TIME))
        some = (random.multinomial(size, chances, count) for count in sizes)
        self._weights = [weights.astype(_WEIGHT) for weights in some]
        self._others = np.max([self._drawn(found) for found in self._rivals.values()], axis=0)
        self._most = self._drawn(oracle)

    def score(self, policy: PolicyValue) -> PolicyScore:
        """(value − best baseline) ÷ (oracle − best baseline), from 0 to 1."""
        drawn = _share(self._drawn(policy), self._others, self._most)
        baseline = max(self._rivals, key=lambda name: self._rivals[name].value)
        best = self._rivals[baseline].value
        low, high = np.quantile(drawn, [(1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0])
        reached = _share(np.array(policy.value), np.array(best), np.array(self._oracle.value))
        return PolicyScore(float(reached), float(low), float(high), policy.value, best, self._oracle.value, baseline)

    def _drawn(self, found: PolicyValue) -> Floats:
        return np.concatenate([weights.astype(np.float64) @ found.each for weights in self._weights])
