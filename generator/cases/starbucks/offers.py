"""The tables of the offers: the offers themselves, the waves, who got what, and what became of it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.parameters import OFFERS, RESPONSE, WAVES
from generator.cases.starbucks.visiting import wave_days
from generator.cases.starbucks.visits import Visits
from generator.cases.starbucks.waves import NEVER, NOTHING, Played
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, instant, midnight

KINDS = ("bogo", "discount", "informational")
ARMS = ("control", "treated")
MEDIA = ("push", "email")
DESIGNS = ("randomised", "targeted")
EVENTS = ("received", "viewed", "completed")


def offers_table() -> Columns:
    """The columns of offers, one row an offer."""

    def text(field: str) -> pa.Array:
        return pa.array([getattr(offer, field) for offer in OFFERS], pa.large_string())

    return {
        "offer_id": np.arange(1, len(OFFERS) + 1),
        "name": text("name"),
        "name_zh": text("zh"),
        "kind": text("kind"),
        "reward": np.array([offer.reward for offer in OFFERS]),
        "spend": np.array([offer.spend for offer in OFFERS]),
        "days": np.array([offer.days for offer in OFFERS]),
    }


def campaigns_table() -> Columns:
    """The columns of campaigns, one row a wave."""

    def text(field: str) -> pa.Array:
        return pa.array([getattr(wave, field) for wave in WAVES], pa.large_string())

    return {
        "campaign_id": np.arange(1, len(WAVES) + 1),
        "name": text("name"),
        "name_zh": text("zh"),
        "medium": text("medium"),
        "design": text("design"),
        "starts_on": midnight(wave_days()),
        "ends_on": midnight(wave_days() + RESPONSE.days - 1),
        "cost_per_contact": np.array([wave.cost for wave in WAVES]),
    }


def stack(played: Played, field: str) -> Floats:
    """A field of all waves, one after the other."""
    return np.concatenate([getattr(sent, field) for sent in played.sent])


def wave_of(played: Played) -> Ints:
    """The wave of each assignment, in the order of `stack`."""
    return np.concatenate([np.full(len(sent.who), sent.wave) for sent in played.sent])


def viewed_at(played: Played) -> Ints:
    """When each assignment's offer was looked at, in seconds since 1970; `NEVER` if not."""
    return np.concatenate([sent.of_offer(sent.views_at, NEVER) for sent in played.sent])


def assignments_table(played: Played, block: Block) -> Columns:
    """The columns of assignments: one row a wave and eligible member."""
    wave, who = wave_of(played), stack(played, "who").astype(np.int64)
    offer = stack(played, "offer").astype(np.int64)
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": wave + 1,
        "member_id": who + block.first_customer,
        "assigned_on": midnight(wave_days()[wave]),
        "arm": labels((offer != NOTHING).astype(np.int64), ARMS),
        "offer_id": hide(offer + 1, offer == NOTHING),
        "propensity": stack(played, "propensity"),
    }


def contacts_table(played: Played, block: Block, streams: Streams) -> Columns:
    """The columns of contacts: one row for each message that announced an offer."""
    got = stack(played, "offer") != NOTHING
    wave, who, sent = wave_of(played)[got], stack(played, "who")[got].astype(np.int64), stack(played, "sent")[got]
    seen, random = viewed_at(played)[got], streams.of("contacts")
    uniform = random.random((3, len(got)))[:, got]
    waits = random.exponential(RESPONSE.click_seconds, len(got))[got]
    opens = (seen < NEVER) & (uniform[0] < RESPONSE.through_message)
    arrived = opens | (uniform[1] >= RESPONSE.bounced)
    clicks = opens & (uniform[2] < RESPONSE.clicked)
    opened = np.where(opens, seen - 2, 0)
    clicked = np.minimum(opened + 5 + waits.astype(np.int64), END_DAY * 86_400 - 1)
    return {
        "contact_id": block.keys(len(who)),
        "campaign_id": wave + 1,
        "member_id": who + block.first_customer,
        "medium": labels(np.array([MEDIA.index(item.medium) for item in WAVES])[wave], MEDIA),
        "sent_at": instant(sent.astype(np.int64)),
        "arrived": arrived,
        "opened_at": hide(instant(opened), ~opens),
        "clicked_at": hide(instant(np.where(clicks, clicked, 0)), ~clicks),
    }


def offer_events_table(played: Played, visits: Visits, visit_id: Ints, block: Block) -> Columns:
    """The columns of offer_events, in the order in which they happened, before they are recorded."""
    got = stack(played, "offer") != NOTHING
    wave, who = wave_of(played), stack(played, "who").astype(np.int64)
    offer, seen = stack(played, "offer").astype(np.int64), viewed_at(played)
    sent, looks, done = np.flatnonzero(got), np.flatnonzero(got & (seen < NEVER)), np.flatnonzero(visits.offer >= 0)
    parts = (
        (wave[sent], who[sent], offer[sent], stack(played, "sent")[sent].astype(np.int64)),
        (wave[looks], who[looks], offer[looks], seen[looks]),
        (visits.wave[done], visits.member[done], visits.offer[done], visits.moment[done]),
    )
    waves, members, offers, moment = (np.concatenate([part[i] for part in parts]) for i in range(4))
    kind = np.repeat(np.arange(len(EVENTS)), [len(part[0]) for part in parts])
    visit = np.concatenate([np.full(len(moment) - len(done), -1), done])
    order = np.lexsort((members, kind, moment))
    visit = visit[order]
    reward = np.array([item.reward for item in OFFERS])[offers[order]]
    return {
        "event_id": block.keys(len(order)),
        "member_id": members[order] + block.first_customer,
        "campaign_id": waves[order] + 1,
        "offer_id": offers[order] + 1,
        "event": labels(kind[order], EVENTS),
        "occurred_at": instant(moment[order]),
        "visit_id": hide(visit_id[np.maximum(visit, 0)] if len(visit_id) else visit, visit < 0),
        "reward": hide(reward, visit < 0),
    }
