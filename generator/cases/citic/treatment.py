"""Service plans as experiments: who was given which, by lot or by rule, and what a plan does to a firm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.citic.lifecycle import State
from generator.cases.citic.parameters import INDUSTRIES, PLANS, TREATMENT, WAVES
from generator.cases.citic.population import Population
from generator.streams import Streams

ARMS = ("control", *(plan.name for plan in PLANS))


@dataclass(frozen=True)
class Assignment:
    """One wave's draw; `who` are positions in the block, the other arrays have one entry for each of them.

    `arm` is 0 for none, else the number of the plan from 1; `propensity` has a row for each arm.
    """

    wave: int
    who: Ints
    lottery: Bools
    arm: Ints
    propensity: Floats


def fitting_plan(industry: Ints) -> Ints:
    """The number (from 1) of the plan that meets the needs of each industry, shape as `industry`."""
    return np.array([ARMS.index(item.fit) for item in INDUSTRIES])[industry]


def effect_on_onset(population: Population, arm: Ints) -> Floats:
    """The change of the log hazard of beginning to leave while a plan runs, one entry a firm; 0 without a plan."""
    fits = fitting_plan(population.industry) == arm
    credit = arm == ARMS.index("credit")
    unwanted = credit & (population.leverage < TREATMENT.hardly)
    effect = np.where(fits, TREATMENT.fits, np.where(unwanted, TREATMENT.unwanted, TREATMENT.misfits))
    effect = effect + TREATMENT.spread * population.response
    return np.where(arm == 0, 0.0, effect * np.where(population.micro, TREATMENT.micro, 1.0))


def effect_on_return(population: Population, arm: Ints, age: Ints, distress: Bools) -> Floats:
    """The change of the log-odds of coming back while a plan runs, one entry a firm; 0 without a plan."""
    fits = fitting_plan(population.industry) == arm
    effect = np.where(fits, TREATMENT.rescues, TREATMENT.rescues_misfit)
    effect = effect * np.where(age >= TREATMENT.late_month, TREATMENT.too_late, 1.0)
    effect = effect * np.where(distress, TREATMENT.in_distress, 1.0)
    return np.where(arm == 0, 0.0, effect * np.where(population.micro, TREATMENT.micro, 1.0))


def assign(
    number: int, population: Population, state: State, present: Bools, fall: Floats, streams: Streams
) -> Assignment:
    """Draw the arms of wave `number` for all clients, from a stream of its own.

    Parameters: `fall`, log units that the inflow of each firm has fallen, as the bank can see it.
    """
    wave = WAVES[number]
    uniform = streams.of(f"treatment.{wave.name}").random((2, population.size))
    who = np.flatnonzero(present & ~state.gone)
    lottery = uniform[0][who] < wave.lottery
    odds = TREATMENT.base + TREATMENT.on_fall * fall[who] + TREATMENT.on_size * population.log_size[who]
    by_rule = np.clip(1.0 / (1.0 + np.exp(-odds)), TREATMENT.smallest, 1.0 - TREATMENT.smallest)
    treated = np.where(lottery, TREATMENT.treated, by_rule)
    shares = np.where(lottery, 1.0 / len(PLANS), np.array(TREATMENT.habit)[:, None])
    propensity = np.vstack([1.0 - treated, treated * shares])
    arm = (uniform[1][who] >= np.cumsum(propensity, axis=0)[:-1]).sum(axis=0)
    return Assignment(number, who, lottery, arm, propensity)
