"""The star accounts: what each visit earns, what is redeemed when, what expires, and which tier members reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from generator.arrays import Bools, Ints
from generator.cases.starbucks.activity import Interest
from generator.cases.starbucks.bills import bill_worth
from generator.cases.starbucks.days import clock
from generator.cases.starbucks.parameters import LEVELS, STARS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visits import PAID, REFUNDED, Visits
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, START_DAY, Timeline

GREEN, GOLD, RESERVE = range(3)
CARRIED = STARS.months
YEAR = 12


def change_day() -> int:
    """The day on which the rules change, in days since 1970."""
    return int(np.datetime64(STARS.change, "D").astype(int))


@cache
def steps() -> tuple[Ints, Ints]:
    """The first days of the half-months between which members redeem once at most, and the month of each.

    They begin on the 1st and the 16th; in the month of the change on the 1st and the day of the change.
    """
    months = Timeline(0, 0).edges
    middles = months[:-1] + 15
    changed = np.searchsorted(months, change_day(), side="right") - 1
    middles[changed] = change_day()
    first = np.sort(np.r_[months[:-1], middles])
    return first, np.searchsorted(months, first, side="right") - 1


@cache
def step_of_day() -> Ints:
    """The half-month of each day of the window, shape (days,)."""
    return np.asarray(np.searchsorted(steps()[0], np.arange(START_DAY, END_DAY), side="right") - 1, dtype=np.int64)


@dataclass(frozen=True)
class Accounts:
    """What happens on the star accounts; amounts in stars.

    `earned`, `redeemed` (stars) and `worth` (cents taken off the bill) have one entry a visit. `carried` has one
    row each of the six months before the window: what is left of the stars of that month. `expired` has one row a
    month of the window and one column a member. `placed` is the tier on the day of the change (−1 for those who
    join later), `gold_on` and `reserve_on` the month of the window at whose start a member goes up, −1 for never.
    `tier` has one entry a visit, −1 before the change.
    """

    earned: Ints
    redeemed: Ints
    worth: Ints
    carried: Ints
    expired: Ints
    placed: Ints
    gold_on: Ints
    reserve_on: Ints
    tier: Ints


def _carried(population: Population, interest: Interest, streams: Streams) -> Ints:
    """Stars brought into the window by month of earning, shape (6, members): earned at the own rate, partly used."""
    random, edges = streams.of("stars.carried"), clock().at(Timeline(CARRIED, 0).edges[: CARRIED + 1])
    arrives, leaves = clock().at(population.join_day + 1), clock().at(population.left_on)
    present = np.maximum(np.minimum(edges[1:, None], leaves) - np.maximum(edges[:-1, None], arrives), 0.0)
    rate = population.rate * interest.factor[0] * bill_worth(population).amount
    per_dollar = np.where(population.card > 0.5, STARS.per_dollar_card, STARS.per_dollar)
    about = random.uniform(*STARS.kept_range, (CARRIED, population.size))
    kept = np.minimum(np.array(STARS.kept_before)[:, None] * about, 1.0)
    return np.asarray(np.floor(present * rate * per_dollar * kept), dtype=np.int64)


def earnings(cents: Ints, card: Bools, tier: Ints | int) -> Ints:
    """Whole stars for amounts paid, shape as `cents`; `tier` is −1 where the old rules hold."""
    old = np.where(card, round(10 * STARS.per_dollar_card), round(10 * STARS.per_dollar))
    new = np.array([round(10 * rate) for rate in STARS.by_tier])
    tenths = np.where(np.less(tier, 0), old, new[np.maximum(tier, 0)])
    return np.asarray(cents * tenths // 1_000, dtype=np.int64)


@dataclass(frozen=True)
class Occasions:
    """The visit of each member and half-month at which stars may be redeemed, and what the other visits earn.

    `visit` is its position, −1 for none, shape (steps, members). `before` and `others` sum what the visits of the
    half-month earn that come before it, and all but it, by tier since the change; shape (tiers, steps, members).
    """

    visit: Ints
    before: Ints
    others: Ints


def _occasions(visits: Visits, size: int, streams: Streams) -> Occasions:
    first, _ = steps()
    paid = np.flatnonzero(visits.status == PAID)
    step = step_of_day()[visits.moment[paid] // 86_400 - START_DAY]
    count = np.bincount(visits.member[paid] * len(first) + step, minlength=size * len(first))
    start = np.cumsum(count) - count
    pick = start + (streams.of("stars.occasion").random(len(count)) * count).astype(np.int64)
    bill, card = (visits.gross - visits.reward)[paid], visits.card[paid]
    late = np.flatnonzero(step >= np.searchsorted(first, change_day()))
    gain = earnings(bill, card, -1)
    sums = []
    for tier in range(len(STARS.by_tier)):
        gain[late] = earnings(bill[late], card[late], tier)
        total = np.r_[0, np.cumsum(gain)]
        own = np.where(count > 0, np.r_[gain, 0][pick], 0)
        sums.append((total[pick] - total[start], total[start + count] - total[start] - own))
    shape = (size, len(first))
    before, others = (np.array([pair[i].reshape(shape).T for pair in sums]) for i in range(2))
    return Occasions(np.where(count > 0, np.r_[paid, -1][pick], -1).reshape(shape).T, before, others)


def _choose(balance: Ints, bill: Ints, aim: Ints, patient: Bools, step: int) -> Ints:
    """The number of the level redeemed, −1 for none: the aim, or for the impatient the highest that is worth it.

    The stars must do, and the bill must be large enough for the level to be worth it; `aim` is a level's number.
    """
    first, _ = steps()
    chosen = np.full(len(balance), -1)
    for number, level in enumerate(LEVELS):
        known = int(np.datetime64(level.since, "D").astype(int)) <= first[step]
        able = (balance >= level.stars) & (bill >= round(level.worth * STARS.worth_it * 100)) & known
        wanted = np.where(patient, aim == number, number <= aim)
        chosen = np.where(able & wanted, number, chosen)
    return chosen


def keep(population: Population, interest: Interest, visits: Visits, streams: Streams) -> Accounts:
    """Play all accounts half-month by half-month.

    Stars go first in, first out. So what expires of a month's stars is what had been earned up to that month less
    all that has left the account since, if that is more than nothing: no single star need be followed.
    """
    size = population.size
    first, month_of = steps()
    random, temper = streams.of("stars.redeem"), streams.of("propensity.stars")
    willing = logistic(STARS.redeems + STARS.redeems_spread * temper.standard_normal(size))
    aim = np.searchsorted(np.cumsum(STARS.aims)[:-1], temper.random(size), side="right")
    occasion, carried = _occasions(visits, size, streams), _carried(population, interest, streams)
    uniform = random.random((2, len(first), size))
    changed, bill = change_day(), visits.gross - visits.reward
    thresholds = np.array(STARS.from_stars)

    by_month = np.zeros((CARRIED + MONTHS + 1, size), dtype=np.int64)
    by_month[1 : CARRIED + 1] = np.cumsum(carried, axis=0)
    out, inflow = np.zeros(size, dtype=np.int64), by_month[CARRIED].copy()
    expired = np.zeros((MONTHS, size), dtype=np.int64)
    tier = np.full(size, GREEN)
    placed, gold_on, reserve_on = (np.full(size, -1) for _ in range(3))
    redeemed, worth = np.zeros(visits.size, dtype=np.int64), np.zeros(visits.size, dtype=np.int64)
    came_this_month = came_last_month = np.zeros(size, dtype=bool)
    everyone, year = np.arange(size), int(STARS.placed_by)
    tier_at = np.full((len(first), size), -1)

    for step in range(len(first)):
        month, new_rules = int(month_of[step]), first[step] >= changed
        if first[step] == changed:
            span = [Timeline(0, 0).index(f"{y}-01") + CARRIED for y in (year, year + 1)]
            placed = np.where(
                population.join_day < changed,
                np.digitize(by_month[span[1]] - by_month[span[0]], thresholds),
                -1,
            )
            tier = np.maximum(placed, GREEN)
        if step == 0 or month != month_of[step - 1]:
            came_last_month, came_this_month = came_this_month, np.zeros(size, dtype=bool)
            safe = (tier > GREEN) | came_last_month if new_rules else np.zeros(size, dtype=bool)
            due = np.where(safe, 0, np.maximum(by_month[month] - out, 0))
            expired[month] = due
            out = out + due
            if new_rules:
                recent = by_month[month + CARRIED] - by_month[month + CARRIED - YEAR]
                reached = np.maximum(np.digitize(recent, thresholds), tier)
                gold_on = np.where((tier == GREEN) & (reached == GOLD), month, gold_on)
                reserve_on = np.where((tier < RESERVE) & (reached == RESERVE), month, reserve_on)
                tier = reached
        if new_rules:
            tier_at[step] = tier
        before, others = occasion.before[tier, step, everyone], occasion.others[tier, step, everyone]
        visit = occasion.visit[step]
        has = visit >= 0
        to_pay = np.where(has, bill[visit], 0) if visits.size else np.zeros(size, dtype=np.int64)
        wants = has & (uniform[0, step] < willing)
        level = _choose(inflow + before - out, to_pay, aim, uniform[1, step] >= STARS.impatient, step)
        uses = np.flatnonzero(wants & (level >= 0))
        used = np.array([item.stars for item in LEVELS])[level[uses]]
        most = np.array([round(item.worth * 100) for item in LEVELS])[level[uses]]
        redeemed[visit[uses]], worth[visit[uses]] = used, np.minimum(most, to_pay[uses])
        out[uses] += used
        to_pay[uses] -= worth[visit[uses]]
        if visits.size:
            at_it = earnings(to_pay, visits.card[visit], tier if new_rules else -1)
            inflow = inflow + others + np.where(has, at_it, 0)
        came_this_month = came_this_month | has
        by_month[CARRIED + month + 1] = inflow

    tier_of_visit = tier_at[step_of_day()[visits.moment // 86_400 - START_DAY], visits.member]
    earned = earnings(bill - worth, visits.card, tier_of_visit)
    earned = np.where((visits.status == PAID) | (visits.status == REFUNDED), earned, 0)
    return Accounts(earned, redeemed, worth, carried, expired, placed, gold_on, reserve_on, tier_of_visit)
