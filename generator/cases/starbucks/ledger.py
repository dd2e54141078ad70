"""The tables of the star accounts: every entry with the balance after it, and the tiers."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.starbucks.parameters import COUNTER, STARS, TIERS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.stars import CARRIED, GOLD, GREEN, RESERVE, Accounts, change_day
from generator.cases.starbucks.visiting import BEYOND
from generator.cases.starbucks.visits import REFUNDED, Visits, first_of_each
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import START_DAY, Timeline, instant, midnight

ENTRIES = ("opening", "expired", "redeemed", "earned", "reversed")
OPENING, EXPIRED, REDEEMED, EARNED, REVERSED = range(5)
REASONS = ("placed", "joined", "upgraded")
NO_VISIT = -1


def refunded_at(visits: Visits, which: Ints, streams: Streams) -> Ints:
    """The moment at which visits are refunded, in seconds since 1970, shape as `which`."""
    least, further = COUNTER.refund_minutes
    uniform = streams.of("mess.refunds").random(len(which))
    return np.asarray(visits.moment[which] + ((least + further * uniform) * 60).astype(np.int64))


def _expires_on(day: Ints) -> Ints:
    """The day on which stars earned on a day expire: the first of the seventh month after."""
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + STARS.months + 1
    return np.asarray(month.astype("datetime64[M]").astype("datetime64[D]"), dtype=np.int64)


def ledger_table(visits: Visits, accounts: Accounts, visit_id: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of star_ledger, sorted by member and time; the balance follows from the entries."""
    earns, uses = np.flatnonzero(accounts.earned > 0), np.flatnonzero(accounts.redeemed > 0)
    back = np.flatnonzero((accounts.earned > 0) & (visits.status == REFUNDED))
    before, months = Timeline(CARRIED, 0).edges, Timeline(0, 0).edges
    old_month, old_member = np.nonzero(accounts.carried)
    lost_month, loser = np.nonzero(accounts.expired)
    parts = (
        (
            OPENING,
            old_member,
            np.full(len(old_member), START_DAY * 86_400),
            accounts.carried[old_month, old_member],
            None,
        ),
        (EXPIRED, loser, months[lost_month] * 86_400, -accounts.expired[lost_month, loser], None),
        (REDEEMED, visits.member[uses], visits.moment[uses], -accounts.redeemed[uses], uses),
        (EARNED, visits.member[earns], visits.moment[earns], accounts.earned[earns], earns),
        (REVERSED, visits.member[back], refunded_at(visits, back, streams), -accounts.earned[back], back),
    )
    member, moment, stars = (np.concatenate([part[place] for part in parts]) for place in (1, 2, 3))
    visit = np.concatenate([np.full(len(part[1]), NO_VISIT) if part[4] is None else part[4] for part in parts])
    kind = np.repeat(np.arange(len(ENTRIES)), [len(part[1]) for part in parts])
    lasts = np.full(len(member), -1)
    lasts[kind == OPENING] = _expires_on(before[old_month])
    lasts[kind == EARNED] = np.where(accounts.tier[earns] > GREEN, -1, _expires_on(visits.moment[earns] // 86_400))
    order = np.argsort((member * BEYOND + moment) * len(ENTRIES) + kind, kind="stable")
    member, stars, visit, lasts = member[order], stars[order], visit[order], lasts[order]
    total, first = np.cumsum(stars), first_of_each(member)
    opening = np.repeat(total[first] - stars[first], np.diff(np.r_[first, len(member)]))
    return {
        "entry_id": block.keys(len(member)),
        "member_id": member + block.first_customer,
        "posted_at": instant(moment[order]),
        "entry": labels(kind[order], ENTRIES),
        "stars": stars,
        "balance": total - opening,
        "visit_id": hide(visit_id[np.maximum(visit, 0)] if len(visit_id) else visit, visit < 0),
        "expires_on": hide(midnight(lasts), lasts < 0),
    }


def tier_table(population: Population, accounts: Accounts, block: Block) -> Columns:
    """The columns of tier_history, sorted by member and time: each tier with its first and last day."""
    everyone, edges = np.arange(population.size), Timeline(0, 0).edges
    late = accounts.placed < 0
    begin = np.where(late, population.join_day, change_day())
    up = [(GOLD, accounts.gold_on), (RESERVE, accounts.reserve_on)]
    who = [np.flatnonzero(months >= 0) for _, months in up]
    member = np.concatenate([everyone, *who])
    day = np.concatenate([begin, *(edges[months[w]] for (_, months), w in zip(up, who, strict=True))])
    tier = np.concatenate(
        [np.maximum(accounts.placed, GREEN), *(np.full(len(w), t) for (t, _), w in zip(up, who, strict=True))]
    )
    reason = np.concatenate([late.astype(np.int64), np.full(sum(map(len, who)), 2)])
    order = np.lexsort((tier, day, member))
    member, day, tier, reason = member[order], day[order], tier[order], reason[order]
    last = np.r_[member[1:] != member[:-1], True]
    until = np.where(last, 0, np.r_[day[1:], 0] - 1)
    return {
        "tier_id": block.keys(len(member)),
        "member_id": member + block.first_customer,
        "tier": labels(tier, TIERS),
        "valid_from": midnight(day),
        "valid_to": hide(midnight(until), last),
        "reason": labels(reason, REASONS),
    }
