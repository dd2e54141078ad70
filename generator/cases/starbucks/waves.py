"""The waves as experiments: who could get an offer, who got which, who looks at it, and what it then changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from generator.arrays import Bools, Floats, Ints
from generator.cases.starbucks.parameters import OFFERS, RESPONSE, WAVES, Wave
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visiting import NO_WAVE, ROOM, Points, wave_days
from generator.processes.logit import logistic
from generator.streams import Streams

Number = TypeVar("Number", bound=np.generic)
NOTHING = -1
NEVER = np.iinfo(np.int64).max // 2
OFFER_NUMBERS = {offer.name: number for number, offer in enumerate(OFFERS)}
SEGMENTS = ("occasional", "regular", "frequent")


@dataclass(frozen=True)
class Standing:
    """What the shop knows of each member on a day: days since the last paid visit, and paid visits in 90 days."""

    absence: Ints
    visits: Ints

    @property
    def segment(self) -> Ints:
        """0 occasional, 1 regular, 2 frequent."""
        return np.digitize(self.visits, RESPONSE.segments)


@dataclass(frozen=True)
class Sent:
    """One wave's draw. `who` are positions in the block; the other arrays have one entry for each of them.

    `offer` is the number of the offer sent, −1 for none. `sent` is in seconds since 1970. Rows of `views_at`
    (seconds since 1970, `NEVER` where it is not looked at) and of `effect` (log rate after viewing) belong to the
    offers of the wave: what would be if that offer were sent. `views` are the probabilities of looking at it at
    all.
    """

    wave: int
    who: Ints
    segment: Ints
    propensity: Floats
    offer: Ints
    sent: Ints
    views: Floats
    views_at: Ints
    effect: Floats

    @property
    def offers(self) -> list[int]:
        """The numbers of the wave's offers."""
        return [OFFER_NUMBERS[name] for name in WAVES[self.wave].offers]

    def of_offer(self, rows: npt.NDArray[Number], nothing: float) -> npt.NDArray[Number]:
        """From one row an offer to the entry of the offer that was sent, `nothing` where none was."""
        chosen = np.full(len(self.who), nothing, dtype=rows.dtype)
        for row, number in zip(rows, self.offers, strict=True):
            here = self.offer == number
            chosen[here] = row[here]
        return chosen


def standing(points: Points, counted: Bools, day: int, size: int) -> Standing:
    """Of all members on a day; `counted` tells which points are visits that took place and were paid."""
    before = np.flatnonzero(counted & (points.day < day))
    last = np.full(size, -NEVER)
    last[points.member[before]] = points.day[before]
    recent = before[points.day[before] >= day - RESPONSE.segment_days]
    return Standing(day - last, np.bincount(points.member[recent], minlength=size))


def effects(number: int, population: Population, segment: Ints) -> Floats:
    """The change of the log rate of visits once an offer has been looked at, without chance, shape (members,)."""
    offer = OFFERS[number]
    kinds = {"bogo": RESPONSE.bogo, "discount": RESPONSE.discount, "informational": RESPONSE.informational}
    ages = dict(zip(kinds, RESPONSE.age, strict=True))
    effect = np.array(kinds[offer.kind])[segment] + ages[offer.kind] * population.decades
    if offer.reward:
        effect = effect + RESPONSE.income * population.wealth + RESPONSE.by_reward * np.log(offer.reward / 5.0)
    return np.asarray(effect)


def bounded(effect: Floats) -> Floats:
    """Effects within the bounds that are allowed for, shape as given."""
    return np.clip(effect, RESPONSE.least, RESPONSE.most)


def viewing(number: int, population: Population) -> Floats:
    """Probability that each member looks at an offer that is sent, if it lasted for ever, shape (members,)."""
    odds = OFFERS[number].seen + RESPONSE.viewed + RESPONSE.viewed_on_age * population.decades
    odds = odds + RESPONSE.viewed_on_response * population.response
    relative = np.log(np.maximum(population.rate, RESPONSE.least_rate) / RESPONSE.centre_rate)
    return logistic(odds + RESPONSE.viewed_on_rate * relative)


def propensities(wave: Wave, known: Standing) -> Floats:
    """Probability that each member gets an offer, were they eligible, shape (members,)."""
    if wave.design == "randomised":
        return np.full(len(known.visits), wave.share)
    odds = wave.on_absence * (np.log1p(np.minimum(known.absence, 10_000)) - RESPONSE.centre_absence)
    odds = odds + wave.on_visits * (np.log1p(known.visits) - RESPONSE.centre_visits)
    return np.clip(logistic(odds), RESPONSE.smallest, 1.0 - RESPONSE.smallest)


def draw(number: int, population: Population, known: Standing, streams: Streams) -> Sent:
    """Draw arms and potential views of wave `number`, from a stream of its own."""
    wave, day = WAVES[number], int(wave_days()[number])
    random = streams.of(f"treatment.{wave.name}")
    arm, which, look, sends = random.random((4, population.size))
    waits, noise = random.exponential(1.0, population.size), random.standard_normal(population.size)
    days = RESPONSE.active_days if wave.design == "randomised" else RESPONSE.recall_days
    who = np.flatnonzero(known.absence <= days)
    propensity, segment = propensities(wave, known)[who], known.segment
    options = np.array([OFFER_NUMBERS[name] for name in wave.offers])
    offer = np.where(arm[who] < propensity, options[(which[who] * len(options)).astype(np.int64)], NOTHING)
    begin, length = RESPONSE.sent_from
    sent = day * 86_400 + begin + (sends[who] * length).astype(np.int64)
    seen_at = sent + 60 + (waits[who] * RESPONSE.view_hours * 3_600).astype(np.int64)
    chance = RESPONSE.spread * noise
    views = np.array([viewing(option, population)[who] for option in options])
    ends = np.array([(day + OFFERS[option].days) * 86_400 for option in options])
    looked = (look[who] < views) & (seen_at < ends[:, None])
    effect = np.array([bounded(effects(option, population, segment) + chance)[who] for option in options])
    return Sent(number, who, segment[who], propensity, offer, sent, views, np.where(looked, seen_at, NEVER), effect)


def takes_place(points: Points, here: Ints, views_at: Ints, ends: Ints, effect: Floats) -> Bools:
    """Which of the points `here` take place; the other arrays have one entry a member of the block.

    `views_at` and `ends` bound, in seconds since 1970, when the effect holds.
    """
    member, moment = points.member[here], points.moment[here]
    holds = (moment >= views_at[member]) & (moment < ends[member])
    return np.asarray(points.mark[here] * ROOM < np.where(holds, np.exp(effect)[member], 1.0))


@dataclass(frozen=True)
class Played:
    """The waves as they went: what was sent, and which points took place."""

    sent: tuple[Sent, ...]
    happened: Bools


def play(points: Points, paid: Bools, population: Population, streams: Streams) -> Played:
    """One wave after the other, since who is eligible depends on what came before. `paid` is known of each point."""
    size, happened, drawn = population.size, points.wave == NO_WAVE, []
    for number in range(len(WAVES)):
        day = int(wave_days()[number])
        sent = draw(number, population, standing(points, happened & paid, day, size), streams)
        views_at, effect, ends = np.full(size, NEVER), np.zeros(size), np.full(size, NEVER)
        views_at[sent.who] = sent.of_offer(sent.views_at, NEVER)
        effect[sent.who] = sent.of_offer(sent.effect, 0.0)
        lasts = np.array([offer.days for offer in OFFERS] + [0])[sent.offer]
        ends[sent.who] = (day + lasts) * 86_400
        here = points.of_wave[number]
        happened[here] = takes_place(points, here, views_at, ends, effect)
        drawn.append(sent)
    return Played(tuple(drawn), happened)
