"""How visits and tickets get into their tables: some late, some twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Ints
from generator.cases.amazon.fulfilment import END_MOMENT
from generator.cases.amazon.parameters import RECORDING
from generator.chronology import in_order
from generator.mess import doubled
from generator.streams import Streams


@dataclass(frozen=True)
class Recorded:
    """The rows of a log up to the as-of date, in the order of recording; one entry a row, some visits twice.

    `rows` are positions of visits, `rank` says which visit it was in the order of time, `moment` when it was recorded.
    """

    rows: Ints
    rank: Ints
    moment: Ints


def recorded_visits(started: Ints, app: Bools, streams: Streams) -> Recorded:
    """The log of visits that `started` at some moments; some of those in the `app` reach it late."""
    size, random = len(started), streams.of("mess.sessions.late")
    usual = (random.standard_exponential(size) * RECORDING.usual_seconds).astype(np.int64)
    moment = np.minimum(started + usual, END_MOMENT - 1)
    offline = np.flatnonzero(random.random(size) < RECORDING.offline)
    hours = RECORDING.offline_hours * np.exp(RECORDING.offline_spread * random.standard_normal(len(offline)))
    twice = streams.of("mess.sessions.twice").random(size) < RECORDING.visit_twice
    if streams.messy("late"):
        late = app[offline]
        moment[offline[late]] = started[offline[late]] + (hours[late] * 3_600).astype(np.int64)
    in_time = in_order(started)
    rank = in_order(moment[in_time])
    rank = rank[: np.count_nonzero(moment < END_MOMENT)]
    rows = in_time[rank]
    if streams.messy("duplicates"):
        times = 1 + twice[rows]
        rows, rank = np.repeat(rows, times), np.repeat(rank, times)
    return Recorded(rows, rank, moment[rows])


def filed_tickets(tickets: Columns, streams: Streams) -> Columns:
    """The tickets, some of them filed twice."""
    twice = streams.of("mess.tickets.twice").random(len(tickets["ticket_id"])) < RECORDING.ticket_twice
    return doubled(tickets, streams.messy("duplicates") & twice)
