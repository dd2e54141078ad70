"""States and the monthly hazards between them; all that they depend on is known before anybody is treated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.banking.parameters import Lifecycle, Response
from generator.banking.population import PAYROLL, Population
from generator.window import Timeline

STATES = ("not_yet", "active", "declining", "dormant", "closed")
NOT_YET, ACTIVE, DECLINING, DORMANT, CLOSED = range(len(STATES))
UNLIKELY = 1e-12
USUAL_PAYMENTS = 3.0


@dataclass(frozen=True)
class Hazards:
    """What drives leaving in every month: `declining` is the hazard active → declining, (months, size).

    The other hazards are the same for all. `loyalty` in the methods is the change of the log hazards by treatment:
    positive keeps customers, negative drives them away; shape (size,).
    """

    life: Lifecycle
    steady_share: float
    rescue_share: float
    declining: Floats

    def chances(self, month: int, loyalty: Floats) -> tuple[Floats, ...]:
        """Probabilities per month: active → declining, active → closed, declining → dormant, declining → closed,
        declining → active, dormant → closed, dormant → active; each of shape (size,)."""
        life, keeps = self.life, np.exp(self.rescue_share * loyalty)
        falls = self.declining[month] * np.exp(-self.steady_share * loyalty)
        alone = np.ones_like(keeps)
        hazards = (
            falls, life.closes_at_once * alone, life.fades / keeps, life.closes_declining / keeps,
            life.recovers * keeps, life.closes_dormant * alone, life.wakes * keeps,
        )  # fmt: skip
        return tuple(-np.expm1(-hazard) for hazard in hazards)

    def step(self, month: int, state: Ints, loyalty: Floats, uniform: Floats) -> Ints:
        """The states a month later. One uniform decides: low ones leave, high ones come back, so that a treatment
        that keeps customers makes nobody leave who would have stayed."""
        falls, at_once, fades, closes, recovers, ends, wakes = self.chances(month, loyalty)
        low = [uniform < at_once, uniform < at_once + falls, uniform < closes, uniform < closes + fades, uniform < ends]
        active, declining, dormant = (state == kind for kind in (ACTIVE, DECLINING, DORMANT))
        return np.select(
            [active & low[0], active & low[1], declining & low[2], declining & low[3],
             declining & (uniform > 1.0 - recovers), dormant & low[4], dormant & (uniform > 1.0 - wakes)],
            [CLOSED, DECLINING, CLOSED, DORMANT, ACTIVE, CLOSED, ACTIVE],
            state,
        )  # fmt: skip

    def spread(self, month: int, shares: Floats, loyalty: Floats) -> Floats:
        """The expected shares of active, declining, dormant, closed a month later, shapes (4, size)."""
        falls, at_once, fades, closes, recovers, ends, wakes = self.chances(month, loyalty)
        active, declining, dormant, closed = shares
        return np.stack([
            active * (1.0 - falls - at_once) + declining * recovers + dormant * wakes,
            active * falls + declining * (1.0 - fades - closes - recovers),
            declining * fades + dormant * (1.0 - ends - wakes),
            closed + active * at_once + declining * closes + dormant * ends,
        ])  # fmt: skip


def first_states(life: Lifecycle, population: Population, uniform: Floats) -> Ints:
    """The states of all customers when the timeline begins."""
    edges = np.cumsum(life.at_first)[:-1]
    there = np.digitize(uniform, edges) + ACTIVE
    return np.where(population.join_month < 0, there, NOT_YET)


def shares_of(state: Ints) -> Floats:
    """One-hot shares of active, declining, dormant, closed, shape (4, size)."""
    return np.stack([(state == kind).astype(np.float64) for kind in (ACTIVE, DECLINING, DORMANT, CLOSED)])


def hazards(
    life: Lifecycle, response: Response, population: Population, timeline: Timeline, incident: Bools, due: Bools
) -> Hazards:
    """The hazards of every customer and month.

    Parameters: `incident` and `due`, (months, size): failures of service and deposits that fall due.
    """
    fixed = np.log(life.declines * population.frailty + UNLIKELY) + life.satisfaction * population.satisfaction
    fixed = fixed + life.age * population.decades + life.app * (population.app_rate > 0.0)
    fixed = fixed + life.payments * np.log(population.payments / USUAL_PAYMENTS)
    logs = np.empty((timeline.months, population.size))
    for month in range(timeline.months):
        held = population.holds(month)
        logs[month] = fixed + life.product * (held.sum(axis=0) - 1.0) + life.payroll * held[PAYROLL]
        logs[month] += life.tenure * np.log(population.tenure(int(timeline.edges[month])) / 3.0 + 0.1)
    logs += np.array(life.season)[timeline.calendar_months - 1][:, None] + life.maturity * due
    before = np.zeros_like(incident)
    before[1:] = incident[:-1]
    before[2:] |= incident[:-2]
    logs += life.incident * before
    return Hazards(life, response.steady_share, response.rescue_share, np.exp(np.minimum(logs, 0.0)))
