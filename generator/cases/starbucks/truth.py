"""The sealed truth: what drives each member, how long they will stay, and what they will be worth."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.activity import Interest, expected_factors, interest
from generator.cases.starbucks.bills import bill_worth
from generator.cases.starbucks.days import HORIZON_MONTHS, clock
from generator.cases.starbucks.parameters import VALUATION
from generator.cases.starbucks.population import DAYS_A_MONTH, Population
from generator.cases.starbucks.visits import paid_share
from generator.frames import hide
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, Timeline, instant

YEAR = 12


def expected_visits(population: Population, known: Interest, streams: Streams, months: int) -> Floats:
    """Expected paid visits in each of the next `months` months, without offers, shape (months, members)."""
    edges = Timeline(0, months).edges[MONTHS:]
    factor = expected_factors(population, known.paused[MONTHS - 1], known.drift[MONTHS - 1], months)
    middle = (edges[:-1] + edges[1:]) / 2.0 - END_DAY
    survives = np.exp(-np.outer(middle / DAYS_A_MONTH, population.leaving)) * (population.left_on >= END_DAY)
    season = np.diff(clock().at(edges))[:, None]
    return np.asarray(season * survives * factor * population.rate * paid_share(population, streams))


def _played_out(population: Population, streams: Streams) -> Ints:
    """Visits in each month of one future, shape (months, members); from streams of its own."""
    edges = clock().at(Timeline(0, HORIZON_MONTHS).edges[MONTHS:])
    factor = interest(population, streams, HORIZON_MONTHS).factor[MONTHS:]
    leaves = clock().at(population.left_on)
    length = np.maximum(np.minimum(edges[1:, None], leaves) - edges[:-1, None], 0.0)
    mean = population.rate * factor * length * paid_share(population, streams)
    return np.asarray(streams.of("timing.future").poisson(mean), dtype=np.int64)


def member_truth(population: Population, known: Interest, streams: Streams, block: Block) -> Columns:
    """The columns of truth/members. The future is one without offers."""
    expected, worth = expected_visits(population, known, streams, HORIZON_MONTHS), bill_worth(population)
    years = (np.arange(HORIZON_MONTHS) + 0.5) / 12.0
    discount = (1.0 + VALUATION.discount) ** (-years[:, None])
    future = _played_out(population, streams)
    horizon = Timeline(0, HORIZON_MONTHS).edges[-1]
    stays = population.left_on >= horizon
    return {
        "member_id": block.customer_ids(),
        "visits_per_month": population.rate,
        "leaving_per_month": population.leaving,
        "pausing_per_month": population.pausing,
        "satisfaction": population.satisfaction,
        "attachment": population.attachment,
        "conviction": population.conviction,
        "responsiveness": population.response,
        "income": population.income,
        "age": population.age,
        "meal_probability": population.meal,
        "active": population.left_on >= END_DAY,
        "paused": known.paused[MONTHS - 1] & (population.left_on >= END_DAY),
        "left_at": hide(instant((np.where(stays, 0.0, population.left_on) * 86_400).astype(np.int64)), stays),
        "bill": worth.amount,
        "margin": worth.margin,
        "expected_visits_12": expected[:YEAR].sum(axis=0),
        "expected_visits_36": expected.sum(axis=0),
        "expected_value_12": worth.margin * (expected * discount)[:YEAR].sum(axis=0),
        "expected_value_36": worth.margin * (expected * discount).sum(axis=0),
        "visits_next_12": future[:YEAR].sum(axis=0),
        "visits_next_36": future.sum(axis=0),
    }
