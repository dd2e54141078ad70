"""Customer service: complaints follow late and returned orders, and come from those who buy much."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.amazon.baskets import Lines
from generator.cases.amazon.fulfilment import END_MOMENT, Fate
from generator.cases.amazon.orders import Placed
from generator.cases.amazon.parameters import TICKETS
from generator.cases.amazon.population import Population
from generator.chronology import in_order
from generator.frames import coded
from generator.service_desk import handled
from generator.streams import Streams
from generator.window import instant

TOPICS = ("late_delivery", "return_or_refund", "damaged", "payment", "product_question")
MEDIA = ("chat", "phone", "email")
ABOUT_LATE, ABOUT_RETURN, ABOUT_OTHER = range(3)
EVENING = 20 * 3_600


def tickets_table(
    population: Population, placed: Placed, lines: Lines, fate: Fate, order_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of tickets, in the order of time; at most one ticket an order."""
    random, returned = streams.of("tickets"), lines.per_order(fate.line_returned.astype(np.int64)) > 0
    voice = np.exp(TICKETS.voice * streams.of("propensity.voice").standard_normal(population.size))[placed.customer]
    kind = np.where(placed.late, ABOUT_LATE, np.where(returned, ABOUT_RETURN, ABOUT_OTHER))
    chance = np.array([TICKETS.if_late, TICKETS.if_returned, TICKETS.otherwise])[kind] * voice
    chosen = np.flatnonzero(random.random(placed.size) < chance)
    uniform, spread = random.random((4, len(chosen))), random.standard_normal((2, len(chosen)))
    opened = _since(placed, fate, kind, chosen) + (TICKETS.first_hours * 3_600 * np.exp(spread[0])).astype(np.int64)
    rows = in_order(opened)
    rows = rows[opened[rows] < END_MOMENT]
    chosen, opened, uniform, spread = chosen[rows], opened[rows], uniform[:, rows], spread[:, rows]
    customer, late, kind = placed.customer[chosen], placed.late[chosen], kind[chosen]
    hours = TICKETS.solve_hours * np.exp(TICKETS.solve_spread * spread[1])
    topic = 2 + np.digitize(uniform[0], np.cumsum(TICKETS.topics))
    topic[kind == ABOUT_RETURN] = 1
    topic[late] = uniform[0][late] >= TICKETS.about_late
    by_satisfaction, by_hours, if_late = TICKETS.rating_mood
    mean, per_mood, chance_range = TICKETS.rating
    mood = (
        by_satisfaction * population.satisfaction[customer]
        + by_hours * TICKETS.solve_spread * spread[1]
        + if_late * late
    )
    stars = mean + per_mood * mood + chance_range * (uniform[1] - 0.5)
    return {
        "ticket_id": block.keys(len(chosen)),
        "customer_id": customer + block.first_customer,
        "order_id": order_id[chosen],
        "opened_at": instant(opened),
        "topic": coded(topic, TOPICS),
        "medium": coded(np.digitize(uniform[3], np.cumsum(TICKETS.media)), MEDIA),
        **handled(opened, hours, stars, uniform[2] < TICKETS.rated),
    }


def _since(placed: Placed, fate: Fate, kind: Ints, chosen: Ints) -> Ints:
    """What some customers' questions follow: the evening of a broken promise, a return, else the order itself."""
    kind = kind[chosen]
    since = np.where(kind == ABOUT_RETURN, fate.returned_moment[chosen], placed.moment[chosen])
    return np.where(kind == ABOUT_LATE, fate.promised_day[chosen] * 86_400 + EVENING, since)
