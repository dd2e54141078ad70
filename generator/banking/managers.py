"""Relationship managers: who has one, whom they call of their own accord, and the calls of campaigns."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.banking.campaigns import first_days
from generator.banking.days import next_working_day, office_second
from generator.banking.history import BEFORE, NOW, History, is_open
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.banking.treatment import CALL, answers_calls
from generator.blocks import Block
from generator.frames import hide, labels
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import END_DAY, START_DAY, instant

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


def manager_contacts_table(
    bank: Bank, population: Population, history: History, manager: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of manager_contacts, in the order of time: ordinary contacts, which change nothing, and the calls
    of campaigns."""
    month, who = _routine(bank, population, history, manager, streams)
    detail = streams.of("contacts.routine").random((4, len(who)))
    edges = history.timeline.edges[BEFORE:]
    day = edges[month] + (detail[0] * (edges[month + 1] - edges[month])).astype(np.int64)
    joined = population.join_day[who] + 1
    day = np.maximum(next_working_day(np.maximum(day, START_DAY)), joined)
    topic = np.digitize(detail[1], np.cumsum(bank.managers.topics)[:-1])
    reached = detail[2] < answers_calls(bank, population)[who]
    parts = [
        (who, day * 86_400 + office_second(bank.timing, detail[3]), np.zeros(len(who), dtype=np.int64), topic, reached)
    ]
    for each in history.assignments:
        campaign = bank.campaigns[each.campaign]
        if campaign.medium != CALL:
            continue
        draw = streams.of(f"contacts.{campaign.name}").random((2, population.size))[:, each.who]
        called = np.array([arm.contacts for arm in campaign.arms])[each.arm] > 0
        first = first_days(bank)[each.campaign]
        day = next_working_day(first + (draw[0] * bank.managers.campaign_days).astype(np.int64))
        moment = day * 86_400 + office_second(bank.timing, draw[1])
        meets = each.reached[each.arm, np.arange(len(each.who))]
        count = int(called.sum())
        parts.append(
            (each.who[called], moment[called], np.full(count, each.campaign + 1), np.full(count, CARE), meets[called])
        )
    customer, moment, campaign_, topic, reached = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = moment < END_DAY * 86_400
    order = np.flatnonzero(kept)[np.argsort(moment[kept], kind="stable")]
    customer, moment, campaign_, topic, reached = (
        column[order] for column in (customer, moment, campaign_, topic, reached)
    )
    median, spread = bank.managers.minutes
    minutes = median * np.exp(spread * streams.of("contacts.minutes").standard_normal(len(order)))
    caller = manager[customer]
    return {
        "manager_contact_id": block.keys(len(order)),
        "customer_id": customer + block.first_customer,
        "manager_id": hide(caller, np.asarray(caller == 0)),
        "campaign_id": hide(campaign_, np.asarray(campaign_ == 0)),
        "called_at": instant(moment),
        "topic": labels(topic, TOPICS),
        "reached": reached,
        "minutes": hide(np.round(np.maximum(minutes, 0.5), 1), ~reached),
    }
