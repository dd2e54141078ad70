"""Relationship managers: who has one, whom they call of their own accord, and the calls of campaigns."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from generator.arrays import Bools, Columns, Ints
from generator.banking.campaigns import first_days
from generator.banking.days import next_working_day, office_second
from generator.banking.history import BEFORE, NOW, History, is_open
from generator.banking.ledger import Closings
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.banking.treatment import CALL, Assignment, answers_calls
from generator.blocks import Block
from generator.frames import hide, labels
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import END_DAY, instant

TOPICS = ("deposit", "investment", "birthday", "service", "care")
CARE = TOPICS.index("care")
MANAGERS_PER_BLOCK = 1_000


def manager_of(bank: Bank, population: Population, block: Block, streams: Streams) -> Ints:
    """The number of each customer's manager, 0 for none; managers serve customers of one block."""
    has = population.assets >= bank.managers.from_
    count = max(int(np.ceil(has.sum() / bank.managers.customers)), 1)
    number = streams.of("identity.managers").integers(0, count, population.size)
    return np.where(has, (block.index + 1) * MANAGERS_PER_BLOCK + 1 + number, 0)


def _routine(
    bank: Bank, population: Population, history: History, manager: Ints, streams: Streams
) -> tuple[Ints, Ints]:
    """Month of the window and customer of every ordinary contact, more where the bank sees a risk."""
    managers = bank.managers
    served = is_open(history.state[BEFORE - 1 : NOW - 1]) & is_open(history.window(history.state)) & (manager > 0)
    mean = managers.routine * np.exp(
        managers.routine_risk * np.minimum(history.window(history.risk), managers.most_risk)
    )
    uniform = streams.of("timing.routine").random(served.shape)
    counts = poisson(uniform.ravel(), np.where(served, mean, 0.0).ravel()).reshape(served.shape)
    month, who = np.nonzero(counts)
    number = counts[month, who]
    return np.repeat(month, number), np.repeat(who, number)


@dataclass(frozen=True)
class Calls:
    """Calls; one entry a call. `campaign` counts from 1, 0 for ordinary calls."""

    customer: Ints
    moment: Ints
    campaign: Ints
    topic: Ints
    reached: Bools

    def taken(self, rows: Ints) -> Calls:
        """The calls at these positions, in this order."""
        return Calls(*(getattr(self, item.name)[rows] for item in fields(self)))


def _ordinary(bank: Bank, population: Population, history: History, manager: Ints, streams: Streams) -> Calls:
    month, who = _routine(bank, population, history, manager, streams)
    detail = streams.of("contacts.routine").random((4, len(who)))
    edges = history.timeline.edges[BEFORE:]
    day = next_working_day(edges[month] + (detail[0] * (edges[month + 1] - edges[month])).astype(np.int64))
    topic = np.digitize(detail[1], np.cumsum(bank.managers.topics)[:-1])
    moment = day * 86_400 + office_second(bank.timing, detail[3])
    reached = np.asarray(detail[2] < answers_calls(bank, population)[who])
    return Calls(who, moment, np.zeros(len(who), dtype=np.int64), topic, reached)


def _of_campaign(bank: Bank, each: Assignment, size: int, streams: Streams) -> Calls:
    campaign, everyone = bank.campaigns[each.campaign], np.arange(len(each.who))
    draw = streams.of(f"contacts.{campaign.name}").random((2, size))[:, each.who]
    day = first_days(bank)[each.campaign] + (draw[0] * bank.managers.campaign_days).astype(np.int64)
    moment = next_working_day(day) * 86_400 + office_second(bank.timing, draw[1])
    number, topic = np.full(len(each.who), each.campaign + 1), np.full(len(each.who), CARE)
    called = np.array([arm.contacts for arm in campaign.arms])[each.arm] > 0
    calls = Calls(each.who, moment, number, topic, each.reached[each.arm, everyone])
    return calls.taken(np.flatnonzero(called))


def call(
    bank: Bank, population: Population, history: History, manager: Ints, closing: Closings, streams: Streams
) -> Calls:
    """All calls in the order of time: ordinary ones, which change nothing, and those of campaigns; none to customers
    who have closed their accounts."""
    parts = [_ordinary(bank, population, history, manager, streams)]
    for each in history.assignments:
        if bank.campaigns[each.campaign].medium == CALL:
            parts.append(_of_campaign(bank, each, population.size, streams))
    calls = Calls(*(np.concatenate([getattr(part, item.name) for part in parts]) for item in fields(Calls)))
    closed = np.full(population.size, END_DAY * 86_400)
    closed[closing.who] = closing.moment
    kept = np.flatnonzero(calls.moment < closed[calls.customer])
    return calls.taken(kept[np.argsort(calls.moment[kept], kind="stable")])


def manager_contacts_table(bank: Bank, calls: Calls, manager: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of manager_contacts, in the order of time."""
    median, spread = bank.managers.minutes
    minutes = median * np.exp(spread * streams.of("contacts.minutes").standard_normal(len(calls.customer)))
    caller = manager[calls.customer]
    return {
        "manager_contact_id": block.keys(len(calls.customer)),
        "customer_id": calls.customer + block.first_customer,
        "manager_id": hide(caller, np.asarray(caller == 0)),
        "campaign_id": hide(calls.campaign, np.asarray(calls.campaign == 0)),
        "called_at": instant(calls.moment),
        "topic": labels(calls.topic, TOPICS),
        "reached": calls.reached,
        "minutes": hide(np.round(np.maximum(minutes, 0.5), 1), ~calls.reached),
    }
