"""Both sides of every treatment: what each eligible member would do without an offer and with each of the wave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.activity import Interest
from generator.cases.starbucks.bills import Bills, bill_worth, reaches
from generator.cases.starbucks.days import clock
from generator.cases.starbucks.parameters import OFFERS, RESPONSE
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visiting import Points, cells, presence, wave_days
from generator.cases.starbucks.visits import paid_share, qualifying
from generator.cases.starbucks.waves import NEVER, NOTHING, SEGMENTS, Played, Sent, takes_place
from generator.frames import hide, labels
from generator.streams import Streams

SECONDS = 86_400.0


@dataclass(frozen=True)
class Expected:
    """Expected outcomes in the ten days of a wave; one entry a member concerned.

    `visits` counts visits that end paid, `comes` is the probability of at least one, `completes` that of completing the
    offer.
    """

    visits: Floats
    comes: Floats
    completes: Floats


def expect(
    number: int, rate: Floats, opens: Floats, closes: Floats, day: int, sent: Floats, views: Floats, effect: Floats,
    reach: Floats, paid: Floats,
) -> Expected:  # fmt: skip
    """Expected outcomes under offer `number` (−1 for none), averaged over whether and when the offer is looked at.

    Parameters: `rate` in visits per seasonal month; `opens` and `closes`, the seasonal times between which the
    member may come; `sent` in days since 1970; `views`, the probability of looking; `effect`, the log rate after
    that; `reach`, the probability that a bill is large enough (0 without a reward); `paid`, that a visit ends paid;
    shapes equal. Completions are a thinned Poisson process, so the first comes with probability 1 − exp(−mean)
    (Ross 2014, "Introduction to Probability Models", p. 317).
    """
    seasonal = clock()

    def weight(start: Floats, end: Floats) -> Floats:
        clipped = np.clip(seasonal.at(end), opens, closes) - np.clip(seasonal.at(start), opens, closes)
        return np.asarray(rate * paid * np.maximum(clipped, 0.0))

    begin, whole = np.full(len(rate), float(day)), np.full(len(rate), float(day + RESPONSE.days))
    plain = weight(begin, whole)
    if number == NOTHING:
        return Expected(plain, -np.expm1(-plain), np.zeros(len(rate)))
    ends = np.full(len(rate), float(day + OFFERS[number].days))
    valid, able = weight(begin, ends), reach
    visits, absent = (1.0 - views) * plain, (1.0 - views) * np.exp(-plain)
    misses = (1.0 - views) * np.exp(-able * valid)
    nodes = (np.arange(RESPONSE.view_quantiles) + 0.5) / RESPONSE.view_quantiles
    for wait in -np.log1p(-nodes) * RESPONSE.view_hours / 24.0:
        more = np.expm1(effect) * weight(np.minimum(sent + wait, ends), ends)
        visits = visits + views / len(nodes) * (plain + more)
        absent = absent + views / len(nodes) * np.exp(-(plain + more))
        misses = misses + views / len(nodes) * np.exp(-able * (valid + more))
    return Expected(visits, np.clip(1.0 - absent, 0.0, 1.0), np.clip(1.0 - misses, 0.0, 1.0))


@dataclass(frozen=True)
class Option:
    """One option of a wave: the offer (−1 for none), what is expected of everyone, and what would have been."""

    sent: Sent
    offer: int
    effect: Floats
    views: Floats
    viewed: Bools
    expected: Expected
    visits: Floats
    spent: Floats
    completed: Bools


def _options(
    sent: Sent, population: Population, interest: Interest, points: Points, bills: Bills, paid: Bools, share: Floats
) -> list[Option]:
    who, day, grid = sent.who, int(wave_days()[sent.wave]), cells()
    month = int(grid.month[np.flatnonzero(grid.wave == sent.wave)[0]])
    opens, closes = presence(population)
    rate = (population.rate * interest.factor[month])[who]
    here = points.of_wave[sent.wave]
    here = here[paid[here]]
    nothing = np.zeros(len(who))
    rows = [(NOTHING, np.full(len(who), NEVER), nothing, nothing)]
    rows += list(zip(sent.offers, sent.views_at, sent.effect, sent.views, strict=True))
    found = []
    for number, seen, effect, views in rows:
        views_at, size = np.full(population.size, NEVER), population.size
        views_at[who] = seen
        full = np.zeros(size)
        full[who] = effect
        ends = np.full(size, (day + (OFFERS[number].days if number != NOTHING else 0)) * 86_400)
        would = here[takes_place(points, here, views_at, ends, full)]
        done = np.zeros(size, dtype=bool)
        if number != NOTHING:
            done[points.member[qualifying(points, bills, would, day, number)]] = True
        rewards = number != NOTHING and OFFERS[number].reward > 0
        reach = reaches(population, OFFERS[number].spend)[who] if rewards else nothing
        expected = expect(
            number, rate, opens[who], closes[who], day, sent.sent / SECONDS, views, effect,
            reach, share[who],
        )  # fmt: skip
        counted = np.bincount(points.member[would], minlength=size)[who].astype(np.float64).astype(np.float64)
        summed = np.bincount(points.member[would], weights=bills.gross[would] / 100, minlength=size)[who]
        money = np.asarray(summed, dtype=np.float64)
        found.append(Option(sent, number, effect, views, seen < NEVER, expected, counted, money, done[who]))
    return found


def potential_outcomes(
    population: Population,
    interest: Interest,
    points: Points,
    bills: Bills,
    paid: Bools,
    played: Played,
    block: Block,
    streams: Streams,
) -> Columns:
    """The columns of truth/assignments: one row an assignment and option, under common random numbers."""
    options: list[Option] = []
    share = paid_share(population, streams)
    ids: list[Ints] = []
    keys = block.keys(sum(len(sent.who) for sent in played.sent))
    for sent in played.sent:
        made = _options(sent, population, interest, points, bills, paid, share)
        options += made
        ids += [keys[: len(sent.who)]] * len(made)
        keys = keys[len(sent.who) :]
    who = np.concatenate([option.sent.who for option in options])
    offer = np.concatenate([np.full(len(option.sent.who), option.offer) for option in options])
    visits = np.concatenate([option.expected.visits for option in options])
    completes = np.concatenate([option.expected.completes for option in options])
    worth, reward = bill_worth(population), np.array([item.reward for item in OFFERS] + [0.0])[offer]

    def stack(field: str) -> Floats:
        return np.concatenate([getattr(option, field) for option in options])

    done = stack("completed").astype(bool)
    return {
        "assignment_id": np.concatenate(ids),
        "campaign_id": np.concatenate([np.full(len(option.sent.who), option.sent.wave + 1) for option in options]),
        "member_id": who + block.first_customer,
        "offer_id": hide(offer + 1, offer == NOTHING),
        "segment": labels(np.concatenate([option.sent.segment for option in options]), SEGMENTS),
        "view_probability": stack("views"),
        "effect": stack("effect"),
        "expected_visits": visits,
        "visit_probability": np.concatenate([option.expected.comes for option in options]),
        "expected_spend": visits * worth.amount[who],
        "completion_probability": completes,
        "expected_reward": completes * reward,
        "expected_profit": visits * worth.margin[who] - completes * reward,
        "viewed": stack("viewed").astype(bool),
        "visits": stack("visits").astype(np.int64),
        "spend": stack("spent"),
        "completed": done,
        "reward": np.where(done, reward, 0.0),
    }
