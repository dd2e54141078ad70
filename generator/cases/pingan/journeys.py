"""Journeys: what customers want and through which channels they go to get it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.banking.days import clock, next_working_day, office_second, second_of_day
from generator.banking.history import BEFORE, NOW, History, is_open
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.banking.treatment import activity_factor
from generator.blocks import Block
from generator.cases.pingan.channels import CHANNELS, Use
from generator.cases.pingan.parameters import JOURNEYS
from generator.frames import labels
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import END_DAY, instant

INTENTS = ("limits_and_transfers", "product_advice", "deposit_renewal", "card_service", "loan_enquiry", "complaint")
COMPLAINT = INTENTS.index("complaint")
STEPS = 4
BRANCH = CHANNELS.index("branch")


@dataclass(frozen=True)
class Journeys:
    """All journeys, in the order of their start; `channel` and `moment`, (journeys, STEPS), count where `there`."""

    customer: Ints
    intent: Ints
    channel: Ints
    moment: Ints
    minutes: Floats
    there: Bools
    completed: Bools

    @property
    def steps(self) -> Ints:
        return np.asarray(self.there.sum(axis=1))


def _choose(weight: Floats, uniform: Floats) -> Ints:
    """A channel for each journey by weights of shape (channels, journeys)."""
    edges = np.cumsum(weight, axis=0)
    return np.asarray((uniform * edges[-1] >= edges[:-1]).sum(axis=0), dtype=np.int64)


def travel(bank: Bank, population: Population, history: History, used: Use, streams: Streams) -> Journeys:
    """Play all journeys of the window."""
    size, random = population.size, streams.of("journeys.counts")
    median, spread, by_engagement = JOURNEYS.needs
    rate = median * np.exp(
        spread * streams.of("propensity.journeys").standard_normal(size) + by_engagement * used.engagement
    )
    state = history.window(history.state)
    there = is_open(state) & is_open(history.state[BEFORE - 1 : NOW - 1])
    mean = np.where(there, rate * activity_factor(bank, state), 0.0)
    counts = poisson(random.random(mean.size), mean.ravel()).reshape(mean.shape)
    failed = history.incident[BEFORE:NOW] & there
    counts = counts + failed
    month, who = np.nonzero(counts)
    number = counts[month, who]
    last = np.cumsum(number) - 1
    complains = np.zeros(int(number.sum()), dtype=bool)
    complains[last] = failed[month, who]
    month, who = np.repeat(month, number), np.repeat(who, number)

    detail, total = streams.of("journeys.detail"), len(who)
    uniform, normal = detail.random((4 + 3 * STEPS, total)), detail.standard_normal((2 * STEPS, total))
    intent = np.where(complains, COMPLAINT, np.digitize(uniform[0], np.cumsum(JOURNEYS.intents)[:-1]))
    weight = used.weight[:, who] * (used.since[:, who] <= month + BEFORE)
    weight = np.where(weight.sum(axis=0) > 0.0, weight, np.eye(len(CHANNELS))[BRANCH][:, None])
    channel, present = np.empty((STEPS, total), dtype=np.int64), np.ones((STEPS, total), dtype=bool)
    channel[0] = _choose(weight, uniform[1])
    goes_on = np.array(JOURNEYS.goes_on)[intent]
    for step in range(1, STEPS):
        draws = uniform[4 + 3 * step : 7 + 3 * step]
        present[step] = present[step - 1] & (draws[0] < goes_on)
        channel[step] = np.where(draws[1] < JOURNEYS.stays, channel[step - 1], _choose(weight, draws[2]))
    changes = (present[1:] & (channel[1:] != channel[:-1])).sum(axis=0)
    base, per_change = JOURNEYS.completes
    start = clock(bank.timing).day_of(month + uniform[2]) * 86_400 + second_of_day(bank.timing, uniform[3])
    hours, sd = JOURNEYS.gap_hours
    gaps = np.where(np.arange(STEPS)[:, None] > 0, 1_200 + hours * 3_600 * np.exp(sd * normal[:STEPS]), 0.0)
    moment = start + np.cumsum(gaps, axis=0).astype(np.int64)
    moment = _in_office_hours(bank, moment, channel, uniform[5])
    minutes = np.array(JOURNEYS.minutes)[channel] * np.exp(JOURNEYS.minutes_spread * normal[STEPS:])
    kept = np.where(present, moment, 0).max(axis=0) < END_DAY * 86_400
    order = np.flatnonzero(kept)[np.argsort(moment[0, kept], kind="stable")]
    completed = uniform[4] < base + per_change * changes
    return Journeys(who[order], intent[order], channel[:, order].T, moment[:, order].T, minutes[:, order].T,
                    present[:, order].T, completed[order])  # fmt: skip


def _in_office_hours(bank: Bank, moment: Ints, channel: Ints, uniform: Floats) -> Ints:
    """Visits to a branch take place in office hours of a working day; steps stay in their order."""
    found = moment.copy()
    for step in range(len(moment)):
        if step:
            found[step] = np.maximum(found[step], found[step - 1] + 900)
        day, second = found[step] // 86_400, found[step] % 86_400
        opens, closes = (int(hour * 3_600) for hour in bank.timing.office)
        shut = (second < opens) | (second > closes) | (next_working_day(day) != day)
        following = next_working_day(np.where(second > opens, day + 1, day))
        visit = following * 86_400 + office_second(bank.timing, uniform)
        found[step] = np.where((channel[step] == BRANCH) & shut, visit, found[step])
    return found


def journeys_table(found: Journeys, block: Block) -> Columns:
    """The columns of journeys, in the order of time."""
    steps, rows = found.steps, np.arange(len(found.customer))
    uses = [(found.there & (found.channel == number)).any(axis=1) for number in range(len(CHANNELS))]
    return {
        "journey_id": block.keys(len(rows)),
        "customer_id": found.customer + block.first_customer,
        "intent": labels(found.intent, INTENTS),
        "started_at": instant(found.moment[:, 0]),
        "ended_at": instant(found.moment[rows, steps - 1]),
        "steps": steps,
        "channels": np.sum(uses, axis=0),
        "first_channel": labels(found.channel[:, 0], CHANNELS),
        "last_channel": labels(found.channel[rows, steps - 1], CHANNELS),
        "completed": found.completed,
    }


def journey_steps_table(found: Journeys, block: Block) -> Columns:
    """The columns of journey_steps, in the order of journey and step."""
    journey, step = np.nonzero(found.there)
    return {
        "journey_id": block.keys(len(found.customer))[journey],
        "step": step + 1,
        "customer_id": found.customer[journey] + block.first_customer,
        "channel": labels(found.channel[journey, step], CHANNELS),
        "at": instant(found.moment[journey, step]),
        "minutes": np.maximum(found.minutes[journey, step], 0.1),
    }
