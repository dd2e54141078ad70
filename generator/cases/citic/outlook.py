"""What is to be expected of a firm, without noise: the chance that it goes and the business that it does until then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints
from generator.cases.citic.cycle import Climate
from generator.cases.citic.history import chances
from generator.cases.citic.lifecycle import State, leave_probability, shifted
from generator.cases.citic.parameters import LIFECYCLE
from generator.cases.citic.population import Population
from generator.cases.citic.treatment import effect_on_return

AGES = len(LIFECYCLE.leaves)


@dataclass(frozen=True)
class Outlook:
    """`client` is the probability of still being one at the end of each month, `business` the expected share of a
    healthy firm's business done in it; shapes (months, firms)."""

    client: Floats
    business: Floats

    @property
    def leaves(self) -> Floats:
        """Probability of going within the months, shape (firms,)."""
        return np.asarray(1.0 - self.client[-1])


def look_ahead(population: Population, climate: Climate, start: int, state: State, arms: Ints, months: int) -> Outlook:
    """The exact probabilities of the life of `lifecycle.step`, by a Markov chain over the months of a decline.

    A decline is as deep as its month and the firm's severity make it; the climb back after one is taken as done.

    Parameters: `start`, the month of the timeline that comes first; `state` at its start; `arms`, the plan that runs
    in each month, shape (months, firms).
    """
    size, ages = population.size, np.arange(1, AGES + 1)
    well = np.where(~state.gone & (state.age == 0), 1.0, 0.0)
    ill = np.zeros((2, AGES, size))
    here = np.flatnonzero(~state.gone & (state.age > 0))
    ill[state.distress[here].astype(np.int64), np.minimum(state.age[here], AGES) - 1, here] = 1.0
    depth = population.severity * (1.0 - (1.0 - LIFECYCLE.speed) ** ages[:, None])
    leaving = leave_probability(ages)[:, None]
    client, business = np.zeros((months, size)), np.zeros((months, size))
    for m in range(months):
        arm = arms[m]
        chance = chances(population, climate, start + m, State.fresh(size), arm)
        recovered = np.zeros(size)
        grown = np.zeros_like(ill)
        for reason in range(2):
            stays = ill[reason] * (1.0 - leaving)
            back = np.stack([
                shifted(LIFECYCLE.recovers,
                        effect_on_return(population, arm, np.full(size, age), np.full(size, bool(reason))))
                for age in ages
            ])  # fmt: skip
            recovered += (stays * back).sum(axis=0)
            stays = stays * (1.0 - back)
            grown[reason, 1:] = stays[:-1]
            grown[reason, -1] += stays[-1]
        begins = well * chance.onset
        grown[0, 0] = begins * (1.0 - chance.distress)
        grown[1, 0] = begins * chance.distress
        well, ill = well - begins + recovered, grown
        business[m] = well + (ill * (1.0 - depth)).sum(axis=(0, 1))
        client[m] = well + ill.sum(axis=(0, 1))
    return Outlook(client, business)
