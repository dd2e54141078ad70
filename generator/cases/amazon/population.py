"""Who the customers are and what drives them, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.days import second_of_day
from generator.cases.amazon.parameters import (
    ARRIVALS,
    BROWSING,
    CATEGORIES,
    CHANNELS,
    DEMOGRAPHICS,
    MEMBERSHIP,
    MONTHS_OF_HISTORY,
    PURCHASING,
    SEASON,
)
from generator.identity import Person, people
from generator.places import US_PLACES
from generator.processes.pareto_nbd import ParetoNBD
from generator.processes.shifted_beta_geometric import ShiftedBetaGeometric
from generator.streams import Streams
from generator.window import END_DAY, Timeline

GENDERS = ("female", "male", "other")


def purchasing_model() -> ParetoNBD:
    """The Pareto/NBD that the purchase and dropout rates come from, before any covariate."""
    return ParetoNBD(PURCHASING.r, PURCHASING.r / PURCHASING.mean_rate, PURCHASING.s, PURCHASING.beta)


@dataclass(frozen=True)
class Population:
    """The customers of a block, in the order in which they opened their accounts; one entry a customer."""

    channel: Ints
    poor: Bools
    join_day: Ints
    join_second: Ints
    gender: Ints
    birth_day: Ints
    age: Floats
    rate: Floats
    dropout: Floats
    satisfaction: Floats
    attachment: Floats
    conviction: Floats
    taste: Floats
    favourite: Ints
    browsing: Floats
    response: Floats
    monthly_churn: Floats
    annual_churn: Floats
    buys_at_once: Bools
    acquisition_cost: Floats
    referred_by: Ints
    no_demographics: Bools
    person: Person

    @property
    def size(self) -> int:
        return len(self.rate)

    @property
    def birth_year(self) -> Ints:
        """The year of birth."""
        return self.birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970

    @cached_property
    def decades(self) -> Floats:
        """Age in decades from the age at which its effects are nil."""
        return decades(self.age)

    @cached_property
    def remote(self) -> Bools:
        """Whether the customer lives where deliveries take long."""
        return np.array([place.remote for place in US_PLACES])[self.person.place]


def decades(age: Floats) -> Floats:
    """Ages in decades from the age at which effects of age are nil, shape as `age`."""
    return (age - DEMOGRAPHICS.middle_age) / 10.0


def _join_days(random: np.random.Generator, size: int) -> Ints:
    timeline = Timeline(MONTHS_OF_HISTORY, 0)
    edges, months = timeline.edges, timeline.calendar_months
    wave = np.where(months == 11, ARRIVALS.november_wave, np.where(months == 12, ARRIVALS.december_wave, 1.0))
    weight = (1.0 + ARRIVALS.growth) ** np.arange(timeline.months) * wave
    per_day = np.repeat(weight / np.diff(edges), np.diff(edges))
    days = np.arange(edges[0], END_DAY)
    per_day = per_day * np.array(SEASON.weekdays)[(days + 3) % 7]
    cumulative = np.r_[0.0, np.cumsum(per_day)]
    return np.asarray(np.searchsorted(cumulative, random.random(size) * cumulative[-1], side="right") - 1 + edges[0])


def _ages(random: np.random.Generator, size: int) -> Floats:
    young, weight, old = DEMOGRAPHICS.age_mode
    is_young = random.random(size) < weight
    spread = np.where(is_young, *DEMOGRAPHICS.age_spread)
    return np.asarray(
        np.clip(np.where(is_young, young, old) + spread * random.standard_normal(size), *DEMOGRAPHICS.ages)
    )


def correlated(trait: Floats, correlation: float, random: np.random.Generator) -> Floats:
    """A standard normal trait with a correlation to another one, shape as `trait`."""
    own = np.sqrt(1.0 - correlation**2) * random.standard_normal(len(trait))
    return np.asarray(correlation * trait + own)


def _referrers(random: np.random.Generator, satisfaction: Floats, referred: Bools) -> Ints:
    """The position of an earlier customer for those who were referred, −1 for the others; the satisfied refer more."""
    weight = np.cumsum(np.exp(ARRIVALS.referral_satisfaction * satisfaction))
    before = np.r_[0.0, weight[:-1]]
    found = np.searchsorted(weight, random.random(len(weight)) * before, side="right")
    return np.where(referred & (np.arange(len(weight)) > 0), found, -1)


def populate(streams: Streams, block: Block) -> Population:
    """Draw the customers of a block; identity, arrival, propensity and mess come from streams apart."""
    size = block.size
    arrival, traits, mess = streams.of("arrival"), streams.of("propensity"), streams.of("mess.customers")
    joined = np.sort(_join_days(arrival, size) * 86_400 + second_of_day(arrival.random(size)))
    join_day, join_second = joined // 86_400, joined % 86_400
    channel = np.searchsorted(np.cumsum([c.share for c in CHANNELS])[:-1], arrival.random(size), side="right")
    month = join_day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    poor = np.isin(month, (11, 12)) & (arrival.random(size) < ARRIVALS.wave_poor)
    cost, spread = (np.array([getattr(c, field) for c in CHANNELS])[channel] for field in ("cost", "cost_spread"))
    cost = cost * np.exp(spread * arrival.standard_normal(size))

    demographic = streams.of("demographics")
    age = np.maximum(_ages(demographic, size), DEMOGRAPHICS.ages[0] + (END_DAY - join_day) / 365.25)
    birth_day = END_DAY - 1 - np.ceil(age * 365.25).astype(np.int64)
    gender = np.where(
        demographic.random(size) < DEMOGRAPHICS.other, 2, (demographic.random(size) >= DEMOGRAPHICS.female).astype(int)
    )

    model, shares = purchasing_model(), np.cumsum([c.share for c in CATEGORIES])[:-1]
    satisfaction = traits.standard_normal(size)
    attachment = correlated(satisfaction, DEMOGRAPHICS.attachment, traits)
    conviction = correlated(satisfaction, DEMOGRAPHICS.conviction, traits)
    quality_rate, quality_dropout = (
        np.array([getattr(c, field) for c in CHANNELS])[channel] for field in ("rate", "dropout")
    )
    rate = model.purchase_rates(traits, size) * quality_rate * np.where(poor, ARRIVALS.poor_rate, 1.0)
    rate *= np.exp(PURCHASING.age_on_rate * decades(age))
    dropout = model.dropout_rates(traits, size) * quality_dropout * np.where(poor, ARRIVALS.poor_dropout, 1.0)
    dropout *= np.exp(PURCHASING.satisfaction_on_dropout * satisfaction)

    social = np.isin(channel, [i for i, c in enumerate(CHANNELS) if c.name in ("social_ads", "affiliate")])
    missing = DEMOGRAPHICS.missing * np.where(social, DEMOGRAPHICS.missing_social, DEMOGRAPHICS.missing_other)
    plan = streams.of("propensity.membership")
    year = (birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)) + 1970
    return Population(
        channel=channel,
        poor=poor,
        join_day=join_day,
        join_second=join_second,
        gender=gender,
        birth_day=birth_day,
        age=age,
        rate=rate,
        dropout=dropout,
        satisfaction=satisfaction,
        attachment=attachment,
        conviction=conviction,
        taste=PURCHASING.spend_spread * traits.standard_normal(size),
        favourite=np.searchsorted(shares, streams.of("propensity.category").random(size), side="right"),
        browsing=traits.gamma(BROWSING.spread, 1.0 / BROWSING.spread, size),
        response=streams.of("propensity.response").standard_normal(size),
        monthly_churn=ShiftedBetaGeometric(MEMBERSHIP.monthly_a, MEMBERSHIP.monthly_b).churn_probabilities(plan, size),
        annual_churn=ShiftedBetaGeometric(MEMBERSHIP.annual_a, MEMBERSHIP.annual_b).churn_probabilities(plan, size),
        buys_at_once=streams.of("timing.first").random(size) < ARRIVALS.first_purchase,
        acquisition_cost=cost,
        referred_by=_referrers(
            streams.of("referral"), satisfaction, channel == [c.name for c in CHANNELS].index("referral")
        ),
        no_demographics=(mess.random(size) < missing) & streams.messy("missing"),
        person=people(streams.of("identity"), block, np.array(DEMOGRAPHICS.feminine_names)[gender], year),
    )
