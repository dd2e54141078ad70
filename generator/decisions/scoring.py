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


def score(
    policy: PolicyValue, rivals: Mapping[str, PolicyValue], oracle: PolicyValue, random: np.random.Generator
) -> PolicyScore:
    """(value − best baseline) ÷ (oracle − best baseline), from 0 to 1.

    Baselines beyond the budget are no rivals. The interval is the percentile bootstrap over customers (Efron &
    Tibshirani 1993, "An Introduction to the Bootstrap", ch. 13), the best baseline being found anew in each draw.
    """
    within = {name: found for name, found in rivals.items() if found.within_budget}
    size = len(policy.each)
    weights = random.multinomial(size, np.full(size, 1.0 / size), DRAWS).astype(np.float64)
    others = np.stack([found.each for found in within.values()], axis=1)
    drawn = _share(weights @ policy.each, (weights @ others).max(axis=1), weights @ oracle.each)
    baseline = max(within, key=lambda name: within[name].value)
    best = within[baseline].value
    low, high = np.quantile(drawn, [(1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0])
    reached = _share(np.array(policy.value), np.array(best), np.array(oracle.value))
    return PolicyScore(float(reached), float(low), float(high), policy.value, best, oracle.value, baseline)
