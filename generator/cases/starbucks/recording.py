"""How events of offers and tickets get into their tables: some late, some twice."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from generator.arrays import Columns
from generator.cases.starbucks.parameters import RECORDING
from generator.mess import doubled, taken
from generator.streams import Streams
from generator.window import END_DAY, instant


def recorded_events(events: Columns, streams: Streams) -> Columns:
    """The events in the order in which they were recorded, with `recorded_at`, up to the as-of date.

    Only views depend on the phone, and so come late or twice.
    """
    happened = np.asarray(events["occurred_at"]).astype("datetime64[s]").astype(np.int64)
    size, random = len(happened), streams.of("mess.events.late")
    usual = random.exponential(RECORDING.usual_seconds, size)
    offline = random.random(size) < RECORDING.late
    waits = np.where(offline & streams.messy("late"), random.exponential(RECORDING.late_hours * 3_600, size), usual)
    twice = streams.of("mess.events.twice").random(size) < RECORDING.twice
    views = np.asarray(pc.equal(events["event"], "viewed"))
    recorded = happened + np.where(views, waits, 0.0).astype(np.int64)
    order = np.argsort(recorded, kind="stable")
    order = order[recorded[order] < END_DAY * 86_400]
    arrived = taken({**events, "recorded_at": instant(recorded)}, order)
    return doubled(arrived, (twice & views)[order] & streams.messy("duplicates"))


def filed_tickets(tickets: Columns, streams: Streams) -> Columns:
    """The tickets, some of them filed twice."""
    twice = streams.of("mess.tickets.twice").random(len(tickets["ticket_id"])) < RECORDING.ticket_twice
    return doubled(tickets, twice & streams.messy("duplicates"))
