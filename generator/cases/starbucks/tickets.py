"""Customer service: questions and complaints about visits, more often after trouble at the counter."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.starbucks.parameters import TICKETS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visits import PAID, Visits
from generator.frames import labels
from generator.service_desk import handled
from generator.streams import Streams
from generator.window import END_DAY, instant

TOPICS = ("wrong_order", "stars_missing", "app", "staff_or_store")
MEDIA = ("chat", "phone", "email")


def tickets_table(population: Population, visits: Visits, visit_id: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of tickets, in the order of time; at most one ticket a visit."""
    voice = np.exp(TICKETS.voice * streams.of("propensity.voice").standard_normal(population.size))
    trouble = visits.status != PAID
    chance = np.where(trouble, TICKETS.if_trouble, TICKETS.otherwise) * voice[visits.member]
    about = np.flatnonzero(streams.of("tickets").random(visits.size) < chance)
    detail = streams.of("tickets.detail")
    uniform, spread = detail.random((4, len(about))), detail.standard_normal((2, len(about)))
    opened = visits.moment[about] + (TICKETS.first_hours * 3_600 * np.exp(spread[0])).astype(np.int64)
    hours = TICKETS.solve_hours * np.exp(TICKETS.solve_spread * spread[1])
    order = np.argsort(opened, kind="stable")
    order = order[opened[order] < END_DAY * 86_400]
    about, opened, hours, uniform = about[order], opened[order], hours[order], uniform[:, order]
    topic = np.where(
        trouble[about],
        np.digitize(uniform[0], np.cumsum(TICKETS.topics_trouble)),
        np.digitize(uniform[0], np.cumsum(TICKETS.topics)),
    )
    by_satisfaction, by_hours = TICKETS.rating_mood
    mean, per_mood, range_ = TICKETS.rating
    mood = by_satisfaction * population.satisfaction[visits.member[about]] + by_hours * np.log(
        hours / TICKETS.solve_hours
    )
    stars = mean + per_mood * mood + range_ * (uniform[1] - 0.5)
    return {
        "ticket_id": block.keys(len(about)),
        "member_id": visits.member[about] + block.first_customer,
        "visit_id": visit_id[about],
        "opened_at": instant(opened),
        "topic": labels(topic, TOPICS),
        "medium": labels(np.digitize(uniform[2], np.cumsum(TICKETS.media)), MEDIA),
        **handled(opened, hours, stars, uniform[3] < TICKETS.rated),
    }
