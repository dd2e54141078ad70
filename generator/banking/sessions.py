"""Use of the app: one row a session, more look-ups of the balance while a customer is leaving."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Columns, Ints
from generator.banking.days import clock, own_hours, own_second
from generator.banking.history import BEFORE, History
from generator.banking.lifecycle import ACTIVE
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.blocks import Block
from generator.frames import labels
from generator.streams import Streams
from generator.window import instant

PURPOSES = ("balance", "payment", "invest", "offers", "service")


@dataclass(frozen=True)
class Visits:
    """The sessions of the window in the order of time; `month` counts those of the window."""

    customer: Ints
    month: Ints
    moment: Ints


def visit(bank: Bank, population: Population, history: History, streams: Streams) -> Visits:
    """When every session began."""
    counts = history.window(history.sessions)
    month, who = np.nonzero(counts)
    number = counts[month, who]
    month, who = np.repeat(month, number), np.repeat(who, number)
    uniform = streams.of("timing.sessions.day").random((2, len(who)))
    first = population.join_month[who] - BEFORE == month
    day = clock(bank.timing).day_of(month + uniform[0])
    moment = day * 86_400 + own_second(bank.timing, uniform[1], own_hours(streams, population.size)[who])
    joined = population.join_day[who] * 86_400 + population.join_second[who]
    end = history.timeline.edges[BEFORE:][month + 1] * 86_400 - 1
    later = joined + 600 + (uniform[0] * np.maximum(end - joined - 600, 0)).astype(np.int64)
    moment = np.where(first, np.minimum(later, end), moment)
    order = np.argsort(moment, kind="stable")
    return Visits(who[order], month[order], moment[order])


def sessions_table(bank: Bank, visits: Visits, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of app_sessions, in the order of time."""
    sessions, random, size = bank.sessions, streams.of("sessions.detail"), len(visits.customer)
    uniform = random.random((2, size))
    screens = 1 + np.floor(np.log1p(-uniform[0]) / np.log1p(-1.0 / sessions.screens)).astype(np.int64)
    median, spread = sessions.seconds
    seconds = (screens * median * np.exp(spread * random.standard_normal(size))).astype(np.int64)
    shares = np.array(sessions.purposes)
    leaving = shares * np.r_[sessions.leaving, np.ones(len(shares) - 1)]
    steady = history.state[visits.month + BEFORE, visits.customer] == ACTIVE
    edges, edges_leaving = (np.cumsum(part / part.sum())[:-1] for part in (shares, leaving))
    purpose = np.where(steady, np.digitize(uniform[1], edges), np.digitize(uniform[1], edges_leaving))
    return {
        "session_id": block.keys(size),
        "customer_id": visits.customer + block.first_customer,
        "started_at": instant(visits.moment),
        "purpose": labels(purpose, PURPOSES),
        "screens": screens,
        "seconds": seconds,
    }
