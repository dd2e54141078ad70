"""How visits and tickets get into their tables: some late, some twice."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from generator.arrays import Columns
from generator.cases.amazon.fulfilment import END_MOMENT
from generator.cases.amazon.parameters import RECORDING
from generator.mess import doubled, taken
from generator.streams import Streams
from generator.window import instant


def recorded_sessions(visits: Columns, streams: Streams) -> Columns:
    """The visits in the order in which they were recorded, with `recorded_at`, up to the as-of date."""
    started = np.asarray(visits["started_at"]).astype("datetime64[s]").astype(np.int64)
    size, random = len(started), streams.of("mess.sessions.late")
    usual = random.exponential(RECORDING.usual_seconds, size).astype(np.int64)
    offline = random.random(size) < RECORDING.offline
    hours = RECORDING.offline_hours * np.exp(RECORDING.offline_spread * random.standard_normal(size))
    twice = streams.of("mess.sessions.twice").random(size) < RECORDING.visit_twice
    prompt = np.minimum(started + usual, END_MOMENT - 1)
    app = np.asarray(pc.equal(visits["device"], "app"))
    late = streams.messy("late") & offline & app
    recorded = np.where(late, started + (hours * 3_600).astype(np.int64), prompt)
    order = np.argsort(recorded, kind="stable")
    order = order[recorded[order] < END_MOMENT]
    arrived = taken({**visits, "recorded_at": instant(recorded)}, order)
    return doubled(arrived, streams.messy("duplicates") & twice[order])


def filed_tickets(tickets: Columns, streams: Streams) -> Columns:
    """The tickets, some of them filed twice."""
    twice = streams.of("mess.tickets.twice").random(len(tickets["ticket_id"])) < RECORDING.ticket_twice
    return doubled(tickets, streams.messy("duplicates") & twice)
