"""The tables of the campaigns: what was planned, who was chosen, what they were sent, and both potential outcomes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.history import History
from generator.cases.amazon.membership import logistic
from generator.cases.amazon.parameters import CAMPAIGNS, RESPONSE
from generator.cases.amazon.population import Population
from generator.cases.amazon.treatment import Assignment
from generator.frames import coded, hide
from generator.streams import Streams
from generator.window import Timeline, instant, midnight

ARMS = ("control", "treated")
SEGMENTS = ("recent", "cooling", "quiet")
MEDIA = ("email", "push", "post")
DESIGNS = ("randomised", "targeted")
AUDIENCES = ("active", "idle", "lapsing", "not_members")


def first_days() -> Ints:
    """The first day of each campaign, in days since 1970, shape (campaigns,)."""
    timeline = Timeline(0, 0)
    return timeline.edges[[timeline.index(campaign.month) for campaign in CAMPAIGNS]]


def campaigns_table() -> Columns:
    """The columns of campaigns, one row a campaign; each lasts a calendar month."""
    timeline = Timeline(0, 0)
    last = timeline.edges[[timeline.index(campaign.month) + 1 for campaign in CAMPAIGNS]] - 1

    def text(field: str) -> pa.Array:
        return pa.array([getattr(campaign, field) for campaign in CAMPAIGNS], pa.large_string())

    return {
        "campaign_id": np.arange(1, len(CAMPAIGNS) + 1),
        "name": text("name"),
        "name_zh": text("zh"),
        "medium": text("medium"),
        "design": text("design"),
        "audience": text("eligible"),
        "starts_on": midnight(first_days()),
        "ends_on": midnight(last),
        "coupon": np.array([campaign.coupon for campaign in CAMPAIGNS]),
        "cost_per_contact": np.array([campaign.cost for campaign in CAMPAIGNS]),
    }


def _stack(assignments: list[Assignment], field: str) -> Floats:
    return np.concatenate([getattr(drawn, field) for drawn in assignments])


def _campaign(assignments: list[Assignment]) -> Ints:
    return np.concatenate([np.full(len(drawn.who), drawn.campaign) for drawn in assignments])


def assignments_table(history: History, block: Block) -> Columns:
    """The columns of assignments: one row a campaign and eligible customer."""
    drawn = history.assignments
    campaign, who = _campaign(drawn), _stack(drawn, "who").astype(np.int64)
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": campaign + 1,
        "customer_id": who + block.first_customer,
        "assigned_on": midnight(first_days()[campaign]),
        "arm": coded(_stack(drawn, "treated").astype(np.int64), ARMS),
        "propensity": _stack(drawn, "propensity"),
    }


def contacts_table(population: Population, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of contacts: one row for each message to a treated customer."""
    drawn = history.assignments
    treated = _stack(drawn, "treated").astype(bool)
    campaign, who = _campaign(drawn)[treated], _stack(drawn, "who").astype(np.int64)[treated]
    day, random = first_days()[campaign], streams.of("contacts")
    uniform = random.random((3, len(treated)))[:, treated]
    waits = random.exponential(1.0, (2, len(treated)))[:, treated]
    begin, length = RESPONSE.sent_from
    sent = day * 86_400 + begin + (uniform[0] * length).astype(np.int64)
    gone = history.left_on[who] < day
    by_response, by_attachment = RESPONSE.interest
    interest = by_response * population.response[who] + by_attachment * population.attachment[who]
    interest += RESPONSE.interest_if_gone * gone
    post = np.array([item.medium == "post" for item in CAMPAIGNS])[campaign]
    arrived = uniform[1] >= RESPONSE.bounced
    chance = logistic(RESPONSE.opened + RESPONSE.opened_on_interest * interest)
    opens = arrived & ~post & (uniform[2] < chance)
    clicks = opens & (uniform[2] < chance * logistic(RESPONSE.clicked + RESPONSE.clicked_on_interest * interest))
    opened = sent + 60 + (waits[0] * RESPONSE.open_hours * 3_600).astype(np.int64)
    clicked = opened + 5 + (waits[1] * RESPONSE.click_seconds).astype(np.int64)
    return {
        "contact_id": block.keys(len(who)),
        "campaign_id": campaign + 1,
        "customer_id": who + block.first_customer,
        "medium": coded(np.array([MEDIA.index(item.medium) for item in CAMPAIGNS])[campaign], MEDIA),
        "sent_at": instant(sent),
        "arrived": arrived,
        "opened_at": hide(instant(opened), ~opens),
        "clicked_at": hide(instant(clicked), ~clicks),
    }


def potential_outcomes(history: History, block: Block) -> Columns:
    """The columns of truth/assignments: what each eligible customer would have done with and without the campaign."""
    drawn, outcomes = history.assignments, history.outcomes

    def stack(field: str) -> Floats:
        return np.concatenate([getattr(outcome, field) for outcome in outcomes])

    who = _stack(drawn, "who").astype(np.int64)
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": _campaign(drawn) + 1,
        "customer_id": who + block.first_customer,
        "segment": coded(stack("segment").astype(np.int64), SEGMENTS),
        "effect": _stack(drawn, "effect"),
        "expected_orders_control": stack("mean_control"),
        "expected_orders_treated": stack("mean_treated"),
        "orders_control": stack("orders_control").astype(np.int64),
        "orders_treated": stack("orders_treated").astype(np.int64),
        "trial_probability_control": stack("trial_control"),
        "trial_probability_treated": stack("trial_treated"),
        "trial_control": stack("trials_control").astype(bool),
        "trial_treated": stack("trials_treated").astype(bool),
    }
