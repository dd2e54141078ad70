"""The lives of the customers of a block, month by month: states, money, activity, campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.banking.deposits import Ladders, Lots, ladders
from generator.banking.lifecycle import ACTIVE, DECLINING, DORMANT, NOT_YET, Hazards, first_states, hazards
from generator.banking.money import DRAWS, FLOWS, NORMALS, Books, Habits, habits
from generator.banking.parameters import Bank, Lifecycle
from generator.banking.population import BEFORE, Population
from generator.banking.treatment import Ahead, Assignment, Standing, activity_factor, assign, risk_score
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import MONTHS, Timeline

Number = TypeVar("Number", bound=np.generic)
NOW = BEFORE + MONTHS


@dataclass
class History:
    """What happened; matrices have one row a month of the timeline and one column a customer.

    `state` holds during each month, `balance` at its end, in cents, by class; `flows` as in `Books`. `loyalty` is what
    campaigns did to the log hazards, `risk` the bank's risk score at the start of each month, `standing` what it knows
    on the as-of date. `ahead` is what the outcomes of each assignment depend on.
    """

    timeline: Timeline
    habit: Habits
    ladder: Ladders
    hazards: Hazards
    state: Ints
    balance: Ints
    flows: dict[str, Ints]
    payments: Ints
    sessions: Ints
    incident: Bools
    lots: Lots
    loyalty: Floats
    risk: Floats
    standing: Standing
    assignments: list[Assignment] = field(default_factory=list)
    ahead: list[Ahead] = field(default_factory=list)

    def window(self, matrix: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """The rows of a matrix that belong to the 24 months of the data."""
        return matrix[BEFORE:NOW]

    @property
    def closing_month(self) -> Ints:
        """The month in which each customer closed; beyond the timeline for those who have not."""
        closed = self.state == len(("not_yet", "active", "declining", "dormant"))
        return np.where(closed.any(axis=0), closed.argmax(axis=0), len(self.state) + 10**6)


def _draws(streams: Streams, aspect: str, after: int, size: int, normal: bool = False) -> Floats:
    """Numbers for every month and customer; those of the future come from a stream of their own."""
    parts = []
    for name, months in ((aspect, NOW), (aspect + ".future", after)):
        random = streams.of(name)
        parts.append(random.standard_normal((months, size)) if normal else random.random((months, size)))
    return np.concatenate(parts) if after else parts[0]


def _paces(life: Lifecycle, normal: Floats) -> Floats:
    """Times the usual number of payments, of mean 1, shape as `normal`: log-normal, an autoregression of order one."""
    spread, memory = life.pace
    level = np.empty_like(normal)
    level[0] = normal[0]
    for month in range(1, len(normal)):
        level[month] = memory * level[month - 1] + np.sqrt(1.0 - memory**2) * normal[month]
    return np.exp(spread * level - 0.5 * spread**2)


def _standing(
    books: Books, totals: Ints, signs: Ints, sessions: Ints, contacts: Ints, month: int, ladder: Ladders
) -> Standing:
    recent = totals[max(month - 6, 0) : month]
    due = (ladder.due[month] | ladder.due[month + 1]) & (books.lots.principal > 0)
    held = books.population.holds(month - 1).sum(axis=0)
    return Standing(
        assets=totals[month - 1],
        peak=recent.max(axis=0),
        silent=month - 1 - signs,
        sessions=sessions[max(month - 3, 0) : month].sum(axis=0),
        products=held,
        due=due.any(axis=0),
        recent=contacts[max(month - 3, 0) : month].sum(axis=0),
    )


def live(bank: Bank, population: Population, streams: Streams, *, future: int = 0, outlook: int = 0) -> History:
    """Play the customers' lives from a year before the window to the as-of date, and `future` months beyond.

    `outlook` is for how many months beyond the hazards are worked out without playing them.

    Leaving is a Markov chain in monthly steps (Schweidel, Bradlow & Fader 2011, "Portfolio dynamics for customers of a
    multiservice provider", Management Science 57(3), p. 471-486) whose hazards differ between customers; money and
    activity follow the state. Nothing that happens to the money changes the state, so that the same chain can be
    played again under another treatment with the same random numbers.
    """
    size, response = population.size, bank.response
    after = max(future, outlook, response.horizon)
    months = NOW + future
    timeline = Timeline(BEFORE, after)
    uniform, seen = (_draws(streams, name, after, size) for name in ("lifecycle.step", "timing.sessions"))
    incident = _draws(streams, "lifecycle.incident", after, size) < bank.lifecycle.incidents
    paying = _draws(streams, "timing.payments", future, size)
    pace = _paces(bank.lifecycle, _draws(streams, "timing.pace", future, size, normal=True))
    draws = {name: _draws(streams, f"money.{name}", future, size) for name in DRAWS}
    normals = {name: _draws(streams, f"money.{name}", future, size, normal=True) for name in NORMALS}
    ladder, habit = ladders(bank, population, streams, timeline.months), habits(bank, population, streams)
    due = np.asarray(ladder.due[: timeline.months].any(axis=1))
    chain = hazards(bank.lifecycle, response, population, timeline, incident, due)
    state = first_states(bank.lifecycle, population, streams.of("lifecycle.first").random(size))
    books = Books(bank, population, habit, ladder, streams, timeline, months, draws, normals, state)

    states = np.zeros((months, size), dtype=np.int64)
    balances = np.zeros((months, *books.balance.shape), dtype=np.int64)
    totals, sessions, contacts = (np.zeros((months, size), dtype=np.int64) for _ in range(3))
    risk = np.zeros((months, size))
    loyalty, boost = np.zeros((timeline.months, size)), np.zeros((months, size))
    signs = np.maximum(population.join_month, -1)
    campaigns = {timeline.index(item.month): number for number, item in enumerate(bank.campaigns)}
    drawn_all, ahead_all = [], []

    for month in range(months):
        if month:
            standing = _standing(books, totals, signs, sessions, contacts, month, ladder)
            risk[month] = risk_score(response, standing)
        if month in campaigns:
            drawn = assign(campaigns[month], bank, population, state, standing, streams)
            drawn_all.append(drawn)
            ahead_all.append(Ahead(month, state, chain, uniform, seen, loyalty, response.horizon))
            loyalty[month : month + response.months, drawn.who] += drawn.given(drawn.loyalty)
            boost[month, drawn.who] = drawn.given(drawn.activity)
            number = np.array([arm.contacts for arm in bank.campaigns[drawn.campaign].arms])
            contacts[month, drawn.who] = number[drawn.arm]
        before = state
        state = chain.step(month, state, loyalty[month], uniform[month])
        state = np.where((state == NOT_YET) & (population.join_month == month), ACTIVE, state)
        activity = activity_factor(bank, state) * np.exp(boost[month])
        sessions[month] = poisson(seen[month], population.app_rate * activity)
        books.step(month, state, before, poisson(paying[month], population.payments * activity * pace[month]))
        states[month], balances[month], totals[month] = state, books.balance, books.balance.sum(axis=0)
        flows = books.flows
        moved = flows["spent"][month] + flows["sent"][month] + flows["brought"][month] + flows["cash"][month]
        signs = np.where((sessions[month] > 0) | (moved > 0), month, signs)
    last = _standing(books, totals, signs, sessions, contacts, months, ladder)
    return History(
        timeline, habit, ladder, chain, states, balances, books.flows, books.payments, sessions, incident, books.lots,
        loyalty, risk, last, drawn_all, ahead_all,
    )  # fmt: skip


def is_live(state: Ints) -> Bools:
    """Whether customers are active or declining, shape as `state`."""
    return np.asarray((state == ACTIVE) | (state == DECLINING))


def is_open(state: Ints) -> Bools:
    """Whether customers have joined and not closed, shape as `state`."""
    return np.asarray((state >= ACTIVE) & (state <= DORMANT))


__all__ = ["BEFORE", "FLOWS", "NOW", "History", "is_live", "is_open", "live"]
