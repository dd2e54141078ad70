"""Who the travellers are and what drives them, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.blocks import Block
from generator.cases.travel.days import second_of_day
from generator.cases.travel.parameters import CHANNELS, DEMOGRAPHICS, KINDS, MONTHS_OF_HISTORY, TRAVELLING
from generator.chinese_identity import Resident, residents
from generator.processes.pareto_nbd import ParetoNBD
from generator.streams import Streams
from generator.window import END_DAY, Timeline

GENDERS = ("female", "male")
MIDDLE_AGE = 40.0


def booking_model() -> ParetoNBD:
    """The Pareto/NBD that booking and dropout rates come from, before any covariate."""
    return ParetoNBD(TRAVELLING.r, TRAVELLING.r / TRAVELLING.mean_rate, TRAVELLING.s, TRAVELLING.beta)


@dataclass(frozen=True)
class Population:
    """The travellers of a block, in the order in which they registered; one entry a traveller."""

    channel: Ints
    join_day: Ints
    join_second: Ints
    female: Bools
    birth_day: Ints
    age: Floats
    rate: Floats
    dropout: Floats
    satisfaction: Floats
    interest: Floats
    abroad: Floats
    spend: Floats
    party: Floats
    favourite: Ints
    books_at_once: Bools
    cost: Floats
    no_demographics: Bools
    person: Resident

    @property
    def size(self) -> int:
        return len(self.rate)

    @property
    def decades(self) -> Floats:
        """Age in decades from the age at which its effects are nil."""
        return (self.age - MIDDLE_AGE) / 10.0


def _join_days(random: np.random.Generator, size: int) -> Ints:
    timeline = Timeline(MONTHS_OF_HISTORY, 0)
    edges = timeline.edges
    weight = (1.0 + DEMOGRAPHICS.growth) ** np.arange(timeline.months) / np.diff(edges)
    cumulative = np.r_[0.0, np.cumsum(np.repeat(weight, np.diff(edges)))]
    found = np.searchsorted(cumulative, random.random(size) * cumulative[-1], side="right") - 1 + edges[0]
    return np.asarray(found, dtype=np.int64)


def populate(streams: Streams, block: Block) -> Population:
    """Draw the travellers of a block; identity, arrival, propensity and mess come from streams apart."""
    size = block.size
    arrival, traits, who = streams.of("arrival"), streams.of("propensity"), streams.of("demographics")
    joined = np.sort(_join_days(arrival, size) * 86_400 + second_of_day(arrival.random(size)))
    channel = np.searchsorted(np.cumsum([c.share for c in CHANNELS])[:-1], arrival.random(size), side="right")
    cost, rate, dropout = (
        np.array([getattr(c, name) for c in CHANNELS])[channel] for name in ("cost", "rate", "dropout")
    )
    mean, spread = DEMOGRAPHICS.age
    youngest, oldest = DEMOGRAPHICS.ages
    age = mean + spread * who.standard_normal(size) + 0.5 * who.exponential(spread, size)
    age = oldest - np.abs(oldest - youngest - np.abs(age - youngest))
    birth_day = END_DAY - 1 - np.ceil(age * 365.25).astype(np.int64)
    female = who.random(size) < DEMOGRAPHICS.female
    young, old = DEMOGRAPHICS.family
    satisfaction, model = traits.standard_normal(size), booking_model()
    year = birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return Population(
        channel=channel,
        join_day=joined // 86_400,
        join_second=joined % 86_400,
        female=female,
        birth_day=birth_day,
        age=age,
        rate=model.purchase_rates(traits, size) * rate,
        dropout=model.dropout_rates(traits, size) * dropout * np.exp(TRAVELLING.satisfaction * satisfaction),
        satisfaction=satisfaction,
        interest=traits.standard_normal(size),
        abroad=traits.beta(*DEMOGRAPHICS.abroad, size),
        spend=DEMOGRAPHICS.spend * traits.standard_normal(size),
        party=np.where((age > young) & (age < old), DEMOGRAPHICS.family_party, DEMOGRAPHICS.party),
        favourite=(traits.random(size) * (len(KINDS) - 1)).astype(np.int64),
        books_at_once=arrival.random(size) < TRAVELLING.first,
        cost=cost * np.exp(0.3 * arrival.standard_normal(size)),
        no_demographics=(streams.of("mess.travellers").random(size) < DEMOGRAPHICS.missing) & streams.messy("missing"),
        person=residents(streams.of("identity"), block, female, year),
    )
