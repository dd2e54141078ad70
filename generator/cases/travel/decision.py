"""Which offer to whom in July 2026: what each can be expected to bring."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.travel.bookings import Bookings
from generator.cases.travel.campaigns import SEGMENTS
from generator.cases.travel.days import clock
from generator.cases.travel.dictionary.decision import ACTIONS, QUESTION, TRAVELLERS
from generator.cases.travel.history import effect_on_rate, segments
from generator.cases.travel.parameters import CAMPAIGNS, CHANNELS, DESTINATIONS, OFFERS, VALUATION
from generator.cases.travel.population import Population
from generator.cases.travel.truth import booking_amount
from generator.cases.travel.world import TravelWorld
from generator.decisions.specification import Budget, Decision, Prospects
from generator.frames import hide, labels
from generator.schema import Text
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, Timeline

YEAR = 12
REPEATED = tuple(next(campaign for campaign in CAMPAIGNS if campaign.name == name) for name in OFFERS.like)


def _months_ago(booked: Bookings) -> Ints:
    """Calendar months from that of each booking to the month of the offers."""
    edges = Timeline(0, 0).edges
    return np.asarray(MONTHS - (np.searchsorted(edges, booked.moment // 86_400, side="right") - 1), dtype=np.int64)


def _features(population: Population, booked: Bookings, since: Ints, block: Block) -> Columns:
    size, who, ago = population.size, booked.traveller, _months_ago(booked)
    far = np.array([item.kind == "abroad" for item in DESTINATIONS])[booked.destination]
    count = np.bincount(who, minlength=size)
    least = np.maximum(count, 1)
    return {
        "traveller_id": block.customer_ids(),
        "segment": labels(segments(since), SEGMENTS),
        "months_since_booking": since,
        "bookings_12": np.bincount(who[ago <= YEAR], minlength=size),
        "bookings_24": count,
        "amount_mean": np.bincount(who, weights=booked.amount / 100.0, minlength=size) / least,
        "share_abroad": np.bincount(who, weights=far, minlength=size) / least,
        "days_since_joined": END_DAY - 1 - population.join_day,
        "age": hide(np.floor(population.age), population.no_demographics),
        "acquisition_channel": labels(population.channel, [channel.name for channel in CHANNELS]),
    }


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the travellers who have booked in the window, and what the offers would do for them.

    Value is the margin of the month's bookings after the price cut; a booking in the month counts as staying.
    """
    world = TravelWorld(streams, block)
    population, history = world.population, world.history
    booked = world.booked.among(np.flatnonzero(world.booked.entered))
    since = np.full(block.size, MONTHS + 1, dtype=np.int64)
    np.minimum.at(since, booked.traveller, _months_ago(booked))
    start = END_DAY
    ends = int((np.datetime64(OFFERS.month, "M") + 1).astype("datetime64[D]").astype(np.int64))
    lasts = float(np.diff(clock().at(np.array([start, ends])))[0])
    stays_on = np.exp(-population.dropout * 0.5) * (history.left_on >= END_DAY)
    mean = population.rate * lasts * stays_on
    amount, columns = booking_amount(population), _features(population, booked, since, block)
    bookings, value = [mean], [mean * amount * VALUATION.margin]
    for action, campaign in zip(ACTIONS[1:], REPEATED, strict=True):
        noise = streams.of(f"decision.{action.name}").standard_normal(block.size)
        more: Floats = mean * np.exp(effect_on_rate(campaign, population, since, noise))
        bookings.append(more)
        value.append(more * amount * (VALUATION.margin - campaign.coupon))
    cost = np.array([0.0, *(campaign.cost for campaign in REPEATED)])
    use = np.r_[0.0, np.ones(len(REPEATED))]
    concerned = np.flatnonzero(since <= MONTHS)
    matrices = (
        np.stack(value, axis=1), np.tile(cost, (block.size, 1)), np.tile(use, (block.size, 1)),
        -np.expm1(-np.stack(bookings, axis=1)),
    )  # fmt: skip
    chosen = {name: values.take(concerned) for name, values in columns.items()}
    return chosen, Prospects(*(matrix[concerned] for matrix in matrices))


DECISION = Decision(
    question=QUESTION,
    customers=TRAVELLERS,
    segment="segment",
    actions=ACTIONS,
    budget=Budget(OFFERS.share, Text("travellers treated", "位旅客")),
    prospects=prospects,
)
