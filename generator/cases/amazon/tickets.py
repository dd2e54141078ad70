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
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import instant

TOPICS = ("late_delivery", "return_or_refund", "damaged", "payment", "product_question")
MEDIA = ("chat", "phone", "email")


def tickets_table(
    population: Population, placed: Placed, lines: Lines, fate: Fate, order_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of tickets, in the order of time; at most one ticket an order."""
    random, size = streams.of("tickets"), placed.size
    voice = np.exp(TICKETS.voice * streams.of("propensity.voice").standard_normal(population.size))[placed.customer]
    uniform, spread = random.random((5, size)), random.standard_normal((2, size))
    returned = np.bincount(lines.order, weights=fate.line_returned, minlength=size) > 0
    kind = np.select([placed.late, returned], [0, 1], 2)
    chance = np.array([TICKETS.if_late, TICKETS.if_returned, TICKETS.otherwise])[kind] * voice
    since = np.where(placed.late, fate.promised_day * 86_400 + 72_000, placed.moment)
    since = np.where(~placed.late & returned, fate.returned_moment, since)
    opened = since + (TICKETS.first_hours * 3_600 * np.exp(spread[0])).astype(np.int64)
    chosen = np.flatnonzero((uniform[0] < chance) & (opened < END_MOMENT))
    chosen = chosen[np.argsort(opened[chosen], kind="stable")]
    resolved = opened + (TICKETS.solve_hours * 3_600 * np.exp(TICKETS.solve_spread * spread[1])).astype(np.int64)
    other = 2 + np.digitize(uniform[1], np.cumsum(TICKETS.topics))
    topic = np.select([kind == 0, kind == 1], [np.where(uniform[1] < TICKETS.about_late, 0, 1), 1], other)
    hours = np.log((resolved - opened) / 3_600.0 / TICKETS.solve_hours)
    by_satisfaction, by_hours, if_late = TICKETS.rating_mood
    mean, per_mood, chance_range = TICKETS.rating
    mood = by_satisfaction * population.satisfaction[placed.customer] + by_hours * hours + if_late * placed.late
    score = np.clip(np.round(mean + per_mood * mood + chance_range * (uniform[2] - 0.5)), 1, 5).astype(np.int64)
    solved = resolved < END_MOMENT
    rated = solved & (uniform[3] < TICKETS.rated)
    return {
        "ticket_id": block.keys(len(chosen)),
        "customer_id": placed.customer[chosen] + block.first_customer,
        "order_id": order_id[chosen],
        "opened_at": instant(opened[chosen]),
        "topic": labels(topic[chosen], TOPICS),
        "medium": labels(np.digitize(uniform[4][chosen], np.cumsum(TICKETS.media)), MEDIA),
        "resolved_at": hide(instant(resolved[chosen]), ~solved[chosen]),
        "rating": hide(score[chosen], ~rated[chosen]),
    }
