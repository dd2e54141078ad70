"""Which offer to whom after the as-of date: what each offer can be expected to bring from each member."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.activity import interest
from generator.cases.starbucks.bills import bill_worth, reaches
from generator.cases.starbucks.dictionary.decision import ACTIONS, CUSTOMERS, QUESTION
from generator.cases.starbucks.outcomes import Expected, expect
from generator.cases.starbucks.parameters import NEXT_WAVE, OFFERS, RESPONSE, TIERS, WAYS_IN
from generator.cases.starbucks.population import DAYS_A_MONTH, GENDERS, Population
from generator.cases.starbucks.stars import GOLD, GREEN, RESERVE
from generator.cases.starbucks.visits import PAID, paid_share
from generator.cases.starbucks.waves import (
    NEVER,
    NOTHING,
    OFFER_NUMBERS,
    SEGMENTS,
    Standing,
    bounded,
    effects,
    standing,
    viewing,
)
from generator.cases.starbucks.world import StarbucksWorld
from generator.decisions.specification import Budget, Decision, Prospects
from generator.frames import hide, labels
from generator.schema import Text
from generator.streams import Streams
from generator.window import END_DAY, MONTHS

OPTIONS = (NOTHING, *(OFFER_NUMBERS[name] for name in NEXT_WAVE.like))
LARGE = 1_000
ALWAYS = 1e9


def _expected(world: StarbucksWorld, known: Standing) -> list[Expected]:
    """What each action can be expected to do in the ten days after the as-of date, for all members of the block."""
    population, streams, size = world.population, world.streams, world.block.size
    factor = interest(population, streams, future=1).factor[MONTHS]
    leaving = -np.expm1(-population.leaving * RESPONSE.days / DAYS_A_MONTH)
    rate = population.rate * factor * (population.left_on >= END_DAY) * (1.0 - leaving / 2.0)
    begin, length = RESPONSE.sent_from
    sent = np.full(size, END_DAY + (begin + length / 2.0) / 86_400)
    chance = RESPONSE.spread * streams.of("decision.response").standard_normal(size)
    found = []
    for number in OPTIONS:
        nothing = np.zeros(size)
        views, effect, reach = nothing, nothing, nothing
        if number != NOTHING:
            views = viewing(number, population)
            effect = bounded(effects(number, population, known.segment) + chance)
            reach = reaches(population, OFFERS[number].spend) if OFFERS[number].reward else nothing
        opens, closes = np.zeros(size), np.full(size, ALWAYS)
        share = paid_share(population, streams)
        found.append(expect(number, rate, opens, closes, END_DAY, sent, views, effect, reach, share))
    return found


def _offers_so_far(world: StarbucksWorld) -> tuple[Ints, Ints, Ints]:
    """Offers received, viewed and completed by each member of the block."""
    size = world.block.size
    received, viewed = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for sent in world.played.sent:
        received[sent.who] += sent.offer != NOTHING
        viewed[sent.who] += sent.of_offer(sent.views_at, NEVER) < NEVER
    visits = world.visits
    return received, viewed, np.bincount(visits.member[visits.offer >= 0], minlength=size)


def _tiers(world: StarbucksWorld) -> Ints:
    """The tier of each member on the as-of date."""
    accounts = world.accounts
    tier = np.maximum(accounts.placed, GREEN)
    tier = np.where(accounts.gold_on >= 0, np.maximum(tier, GOLD), tier)
    return np.where(accounts.reserve_on >= 0, RESERVE, tier)


def _features(world: StarbucksWorld, known: Standing) -> Columns:
    population, visits, size = world.population, world.visits, world.block.size
    paid, ago = visits.status == PAID, END_DAY - visits.moment // 86_400

    def within(days: int, weights: Floats | None = None) -> Floats:
        here = paid & (ago <= days)
        chosen = None if weights is None else weights[here]
        return np.asarray(np.bincount(visits.member[here], weights=chosen, minlength=size), dtype=np.float64)

    year, unknown = within(365), population.no_demographics
    received, viewed, completed = _offers_so_far(world)
    return {
        "member_id": world.block.customer_ids(),
        "segment": labels(known.segment, SEGMENTS),
        "days_since_visit": known.absence,
        "visits_30": within(30).astype(np.int64),
        "visits_90": known.visits,
        "visits_365": year.astype(np.int64),
        "gross_365": within(365, visits.gross / 100.0),
        "large_share": within(365, (visits.gross >= LARGE).astype(np.float64)) / np.maximum(year, 1.0),
        "offers_received": received,
        "offers_viewed": viewed,
        "offers_completed": completed,
        "tier": labels(_tiers(world), TIERS),
        "days_since_joined": END_DAY - 1 - population.join_day,
        "age": hide(_age(population), unknown),
        "income": hide(population.income, unknown),
        "gender": hide(labels(population.gender, GENDERS), unknown),
        "joined_via": labels(population.joined_via, [way.name for way in WAYS_IN]),
    }


def _age(population: Population) -> Floats:
    return np.asarray(np.floor((END_DAY - 1 - population.birth_day) / 365.25))


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the members who came within 90 days, and what the offers would do for them.

    Value is the margin of the visits of ten days, cost the expected reward and the message; a paid visit within the ten
    days counts as staying. All follows from what drives each member and how things stand on 1 July 2026.
    """
    world = StarbucksWorld(streams, block)
    points = world.points
    known = standing(points, world.played.happened & world.counter.paid, END_DAY, block.size)
    found = _expected(world, known)
    rewards = np.array([OFFERS[number].reward if number != NOTHING else 0.0 for number in OPTIONS])
    message = np.array([0.0 if number == NOTHING else NEXT_WAVE.cost for number in OPTIONS])
    value = np.stack([each.visits for each in found], axis=1) * bill_worth(world.population).margin[:, None]
    cost = np.stack([each.completes for each in found], axis=1) * rewards + message
    use = np.tile(np.array([float(number != NOTHING) for number in OPTIONS]), (block.size, 1))
    stays = np.stack([each.comes for each in found], axis=1)
    concerned = np.flatnonzero(known.absence <= NEXT_WAVE.active_days)
    columns = {name: values.take(concerned) for name, values in _features(world, known).items()}
    return columns, Prospects(*(matrix[concerned] for matrix in (value, cost, use, stays)))


DECISION = Decision(
    question=QUESTION,
    customers=CUSTOMERS,
    segment="segment",
    actions=ACTIONS,
    budget=Budget(NEXT_WAVE.share, Text("members treated", "位会员")),
    prospects=prospects,
)
