"""The tables of the campaigns: what was planned, who was chosen, what they were sent, and both potential outcomes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.travel.history import Assignment, History
from generator.cases.travel.parameters import CAMPAIGNS, RESPONSE
from generator.cases.travel.population import Population
from generator.frames import hide, labels
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import Timeline, instant, midnight

ARMS = ("control", "treated")
SEGMENTS = ("recent", "cooling", "quiet")
MEDIA = ("sms", "call")
DESIGNS = ("randomised", "targeted")
AUDIENCES = ("all", "quiet")


def first_days() -> Ints:
    """The first day of each campaign, in days since 1970, shape (campaigns,)."""
    timeline = Timeline(0, 0)
    return timeline.edges[[timeline.index(campaign.month) for campaign in CAMPAIGNS]]


def campaigns_table() -> Columns:
    """The columns of campaigns, one row a campaign; each lasts a calendar month."""
    timeline, text = Timeline(0, 0), pa.large_string()
    last = timeline.edges[[timeline.index(campaign.month) + 1 for campaign in CAMPAIGNS]] - 1
    texts = {"name": "name", "name_zh": "zh", "medium": "medium", "design": "design", "audience": "eligible"}
    return {
        "campaign_id": np.arange(1, len(CAMPAIGNS) + 1),
        **{name: pa.array([getattr(item, field) for item in CAMPAIGNS], text) for name, field in texts.items()},
        "starts_on": midnight(first_days()),
        "ends_on": midnight(last),
        "coupon": np.array([campaign.coupon for campaign in CAMPAIGNS]),
        "cost_per_contact": np.array([campaign.cost for campaign in CAMPAIGNS]),
    }


def _stack(drawn: list[Assignment], field: str) -> Floats:
    return np.concatenate([getattr(one, field) for one in drawn])


def _keys(drawn: list[Assignment], block: Block) -> dict[str, Ints]:
    who = _stack(drawn, "who").astype(np.int64)
    number = np.concatenate([np.full(len(one.who), one.campaign + 1) for one in drawn])
    return {"assignment_id": block.keys(len(who)), "campaign_id": number, "traveller_id": who + block.first_customer}


def assignments_table(history: History, block: Block) -> Columns:
    """The columns of assignments: one row a campaign and traveller who could be chosen."""
    drawn, keys = history.assignments, _keys(history.assignments, block)
    return {
        **keys,
        "assigned_on": midnight(first_days()[keys["campaign_id"] - 1]),
        "arm": labels(_stack(drawn, "treated").astype(np.int64), ARMS),
        "propensity": _stack(drawn, "propensity"),
    }


def contacts_table(population: Population, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of contacts: one row for each message or call to a treated traveller."""
    drawn, keys, random = history.assignments, _keys(history.assignments, block), streams.of("contacts")
    treated = _stack(drawn, "treated").astype(bool)
    uniform = random.random((3, len(treated)))[:, treated]
    wait = random.exponential(5.0, len(treated))[treated]
    campaign, traveller = keys["campaign_id"][treated] - 1, keys["traveller_id"][treated]
    who, day = traveller - block.first_customer, first_days()[campaign]
    sent = day * 86_400 + 36_000 + (uniform[0] * 28_800).astype(np.int64)
    arrived = uniform[1] < RESPONSE.arrived
    odds = RESPONSE.clicked + RESPONSE.clicked_on_interest * population.interest[who]
    clicks = arrived & (uniform[2] < logistic(odds + RESPONSE.if_gone * (history.left_on[who] < day)))
    clicked = sent + 20 + (wait * 3_600).astype(np.int64)
    return {
        "contact_id": block.keys(len(who)),
        "campaign_id": campaign + 1,
        "traveller_id": traveller,
        "medium": labels(np.array([MEDIA.index(item.medium) for item in CAMPAIGNS])[campaign], MEDIA),
        "sent_at": instant(sent),
        "arrived": arrived,
        "responded_at": hide(instant(clicked), ~clicks),
    }


def potential_outcomes(history: History, block: Block) -> Columns:
    """The columns of truth/assignments: what each traveller would have booked with and without the campaign."""
    drawn = history.assignments
    mean, effect = _stack(drawn, "mean"), _stack(drawn, "effect")
    return {
        **_keys(drawn, block),
        "segment": labels(_stack(drawn, "segment").astype(np.int64), SEGMENTS),
        "effect": effect,
        "expected_bookings_control": mean,
        "expected_bookings_treated": mean * np.exp(effect),
        "bookings_control": _stack(drawn, "without").astype(np.int64),
        "bookings_treated": _stack(drawn, "within").astype(np.int64),
    }
