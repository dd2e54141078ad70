"""The life of a client, month by month: it begins to leave without a word, comes back, or goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.citic.parameters import LIFECYCLE


@dataclass(frozen=True)
class State:
    """Where firms stand at the start of a month; one entry a firm.

    `age` counts the months of a decline, 0 while there is none; `distress` tells a decline in distress from one to a
    rival; `depth` is the share of the business that has gone.
    """

    age: Ints
    distress: Bools
    depth: Floats
    gone: Bools

    @staticmethod
    def fresh(size: int) -> State:
        """Clients without a decline."""
        return State(
            np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool), np.zeros(size), np.zeros(size, dtype=bool)
        )

    def of(self, who: Ints) -> State:
        """The state of some of the firms."""
        return State(self.age[who], self.distress[who], self.depth[who], self.gone[who])


@dataclass(frozen=True)
class Chances:
    """The probabilities of a month; one entry a firm. `back` is that of coming back, given a decline."""

    onset: Floats
    distress: Floats
    back: Floats


def leave_probability(age: Ints) -> Floats:
    """Probability of going in a month of the decline (1, 2, …), shape as `age`; 0 without a decline."""
    table = np.r_[0.0, LIFECYCLE.leaves]
    return np.asarray(table[np.minimum(age, len(table) - 1)])


def shifted(probability: Floats | float, log_odds: Floats) -> Floats:
    """The probability after its log-odds have moved, shape as `log_odds`.

    >>> float(shifted(0.5, np.array([0.0]))[0])
    0.5
    """
    odds = probability / (1.0 - probability) * np.exp(log_odds)
    return np.asarray(odds / (1.0 + odds))


def step(state: State, chances: Chances, severity: Floats, present: Bools, uniform: Floats) -> tuple[State, Bools]:
    """One month on: the new state, and who goes in this month.

    Parameters: `present`, who is a client; `uniform`, shape (4, firms), for the beginning, its reason, going, coming
    back. The same uniforms in two worlds keep them comparable: a lower chance of beginning to leave never makes more
    firms begin.
    """
    here = present & ~state.gone
    declining = here & (state.age > 0)
    leaves = declining & (uniform[2] < leave_probability(state.age))
    returns = declining & ~leaves & (uniform[3] < chances.back)
    begins = here & ~declining & (uniform[0] < chances.onset)
    age = np.where(declining & ~leaves & ~returns, state.age + 1, np.where(begins, 1, 0))
    distress = np.where(begins, uniform[1] < chances.distress, state.distress & (age > 0))
    falling = age > 0
    down = state.depth + LIFECYCLE.speed * (severity - state.depth)
    depth = np.where(falling, np.maximum(state.depth, down), state.depth * (1.0 - LIFECYCLE.relief))
    depth = np.where(leaves, state.depth, depth)
    return State(age, distress, depth, state.gone | leaves), leaves
