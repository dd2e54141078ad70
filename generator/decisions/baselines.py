"""The four simple rules that a policy has to beat."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.arrays import Floats
from generator.decisions.value import PolicyValue, Scales

TINY = 1e-12


def _best_action(scales: Scales, treated: Callable[[Floats], Floats]) -> PolicyValue:
    """The value of the action that does best when each customer gets it with the probability that `treated` says.

    `treated` is told what the action uses of the budget for each customer.
    """
    uses = scales.prospects.use
    found = [
        scales.weigh(scales.one_action(action, treated(uses[:, action]))) for action in range(1, len(scales.actions))
    ]
    return max(found, key=lambda value: value.value)


def baselines(scales: Scales, risk: Floats) -> dict[str, PolicyValue]:
    """The value of each baseline; each takes the one action that serves it best.

    - "nobody": doing nothing.
    - "everybody": the action for all, whatever the budget; a rival only where the budget allows it.
    - "at random": the action by lot, as far as the budget goes; the mean over all draws.
    - "highest risk": the action for those most likely to leave, by `risk`, as far as the budget goes.
    """
    riskiest = np.argsort(-risk, kind="stable")

    def by_lot(use: Floats) -> Floats:
        return np.full(len(use), min(1.0, scales.budget / max(float(use.sum()), TINY)))

    def by_risk(use: Floats) -> Floats:
        share = np.zeros(len(use))
        share[riskiest] = np.cumsum(use[riskiest]) <= scales.budget
        return share

    return {
        "nobody": _best_action(scales, np.zeros_like),
        "everybody": _best_action(scales, np.ones_like),
        "at random": _best_action(scales, by_lot),
        "highest risk": _best_action(scales, by_risk),
    }
