"""What firms ask or complain about: more while they are on their way out."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import TICKETS
from generator.cases.citic.population import Population
from generator.frames import labels
from generator.processes.poisson import poisson
from generator.service_desk import handled
from generator.streams import Streams
from generator.window import END_DAY, instant

TOPICS = ("payment_failed", "online_banking", "fees", "loan_process", "account_change")
MEDIA = ("phone", "online", "branch")


def tickets_table(population: Population, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of tickets, in the order of time."""
    random, active = streams.of("tickets"), history.window(history.active)
    voice = TICKETS.voice * random.standard_normal(population.size)
    log_rate = TICKETS.on_size * population.log_size + voice + TICKETS.on_decline * history.window(history.depth)
    rate = np.where(active, TICKETS.rate * np.exp(log_rate), 0.0)
    counts = poisson(random.random(rate.size), rate.ravel()).reshape(rate.shape)
    month, firm = np.nonzero(counts)
    times = counts[month, firm]
    month, firm = np.repeat(month, times), np.repeat(firm, times)
    size, detail = len(month), streams.of("tickets.detail")
    uniform, spread = detail.random((6, size)), detail.standard_normal((2, size))
    edges = history.timeline.edges[history.timeline.before :]
    length = edges[month + 1] - edges[month]
    begins, lasts = TICKETS.hours
    opened = (edges[month] + (uniform[0] * length).astype(np.int64)) * 86_400 + (
        (begins + lasts * uniform[1]) * 3_600
    ).astype(np.int64)
    hours = TICKETS.solve_hours * np.exp(TICKETS.solve_spread * spread[0])
    here = (opened >= population.client_day[firm] * 86_400) & (opened < history.left_day[firm] * 86_400)
    kept = np.flatnonzero(here & (opened < END_DAY * 86_400))
    kept = kept[np.argsort(opened[kept], kind="stable")]
    mood = population.satisfaction[firm] + TICKETS.slow * np.log(hours / TICKETS.solve_hours) + spread[1]
    mean, points = TICKETS.rating
    return {
        "ticket_id": block.keys(len(kept)),
        "firm_id": firm[kept] + block.first_customer,
        "opened_at": instant(opened[kept]),
        "topic": labels(np.digitize(uniform[3], np.cumsum(TICKETS.topics)[:-1])[kept], TOPICS),
        "medium": labels(np.digitize(uniform[4], np.cumsum(TICKETS.media)[:-1])[kept], MEDIA),
        **handled(opened[kept], hours[kept], (mean + points * mood)[kept], uniform[2][kept] < TICKETS.rated),
    }
