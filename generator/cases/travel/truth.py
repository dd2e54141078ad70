"""The sealed truth: what drives each traveller, how long they stay, and what they will be worth."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats
from generator.blocks import Block
from generator.cases.travel.days import HORIZON_MONTHS, clock
from generator.cases.travel.history import History
from generator.cases.travel.parameters import BOOKINGS, DESTINATIONS, VALUATION
from generator.cases.travel.population import Population
from generator.frames import hide
from generator.window import END_DAY, MONTHS, instant

YEAR = 12


def booking_amount(population: Population) -> Floats:
    """CNY that a booking of each traveller costs on average, price cuts and season apart, shape (size,)."""
    weight = np.array([item.weight for item in DESTINATIONS])
    far = np.array([item.kind == "abroad" for item in DESTINATIONS])
    fare, night = (np.array([getattr(item, name) for item in DESTINATIONS]) for name in ("fare", "night"))
    each = (1.0 - BOOKINGS.products[2]) * fare + (1.0 + np.where(far, BOOKINGS.nights[1], BOOKINGS.nights[0])) * night
    at_home, abroad = (float((each * weight * here).sum() / (weight * here).sum()) for here in (~far, far))
    mean = (1.0 - population.abroad) * at_home + population.abroad * abroad
    return np.asarray((1.0 + population.party) * mean * np.exp(population.spend + BOOKINGS.price_spread**2 / 2.0))


def traveller_truth(population: Population, future: History, block: Block) -> Columns:
    """The columns of truth/travellers; `future` is the history played on for 36 months."""
    now, edges = future.timeline.before + MONTHS, future.timeline.edges
    active = future.left_on >= END_DAY
    season = np.diff(clock().at(edges[now:]))
    survives = np.exp(-np.outer(np.arange(HORIZON_MONTHS) + 0.5, population.dropout))
    expected = season[:, None] * survives * (active * population.rate)
    discount = (1.0 + VALUATION.discount) ** (-(np.arange(HORIZON_MONTHS) + 0.5) / 12.0)
    amount = booking_amount(population)
    value = VALUATION.margin * amount * expected * discount[:, None]
    stays = future.left_on > edges[-1]
    return {
        "traveller_id": block.customer_ids(),
        "bookings_per_month": population.rate,
        "dropout_per_month": population.dropout,
        "satisfaction": population.satisfaction,
        "share_abroad": population.abroad,
        "active": active,
        "left_at": hide(
            instant((np.where(stays, 0.0, np.minimum(future.left_on, 1e6)) * 86_400).astype(np.int64)), stays
        ),
        "booking_amount": amount,
        "expected_bookings_12": expected[:YEAR].sum(axis=0),
        "expected_value_12": value[:YEAR].sum(axis=0),
        "expected_value_36": value.sum(axis=0),
        "bookings_next_12": future.bookings[now : now + YEAR].sum(axis=0),
        "bookings_next_36": future.bookings[now:].sum(axis=0),
    }
