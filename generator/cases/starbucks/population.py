"""Who the members are and what drives them, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.days import second_of_day
from generator.cases.starbucks.parameters import (
    BILLS,
    COUNTER,
    DEMOGRAPHICS,
    JOINING,
    MENU,
    MONTHS_OF_HISTORY,
    VISITING,
    WAYS_IN,
)
from generator.identity import Person, people
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, Timeline

GENDERS = ("female", "male", "other")
DAYS_A_MONTH = 365.25 / 12.0


@dataclass(frozen=True)
class Population:
    """The members of a block, in the order in which they joined; one entry a member.

    `wealth` is the log income in SD from the median; `rate` is in visits a month, `leaving` in hazard a month;
    `left_on` is in days since 1970. `meal`, `third_line`, `two_pieces`, `mobile` and `card` are probabilities.
    """

    joined_via: Ints
    join_day: Ints
    join_second: Ints
    gender: Ints
    birth_day: Ints
    age: Floats
    income: Floats
    wealth: Floats
    rate: Floats
    leaving: Floats
    left_on: Floats
    pausing: Floats
    satisfaction: Floats
    attachment: Floats
    conviction: Floats
    response: Floats
    meal: Floats
    third_line: Floats
    two_pieces: Floats
    usual: Ints
    mobile: Floats
    card: Floats
    no_demographics: Bools
    person: Person

    @property
    def size(self) -> int:
        return len(self.rate)

    @property
    def birth_year(self) -> Ints:
        """The year of birth."""
        return self.birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970

    @property
    def decades(self) -> Floats:
        """Age in decades from the age at which its effects are nil."""
        return (self.age - DEMOGRAPHICS.middle_age) / 10.0


def _joined(random: np.random.Generator, size: int) -> Ints:
    """The seconds since 1970 at which members join, sorted."""
    timeline = Timeline(MONTHS_OF_HISTORY, 0)
    edges = timeline.edges
    per_day = np.repeat((1.0 + JOINING.growth) ** np.arange(timeline.months) / np.diff(edges), np.diff(edges))
    days = np.arange(edges[0], END_DAY)
    cumulative = np.r_[0.0, np.cumsum(per_day * np.array(JOINING.weekdays)[(days + 3) % 7])]
    day = np.searchsorted(cumulative, random.random(size) * cumulative[-1], side="right") - 1 + edges[0]
    return np.sort(day * 86_400 + second_of_day(day, random.random(size)))


def _ages(random: np.random.Generator, size: int) -> Floats:
    young, weight, old = DEMOGRAPHICS.age_mode
    is_young = random.random(size) < weight
    age = np.where(is_young, young, old) + np.where(is_young, *DEMOGRAPHICS.age_spread) * random.standard_normal(size)
    return np.asarray(np.clip(age, *DEMOGRAPHICS.ages))


def _correlated(trait: Floats, correlation: float, random: np.random.Generator) -> Floats:
    own = np.sqrt(1.0 - correlation**2) * random.standard_normal(len(trait))
    return np.asarray(correlation * trait + own)


def populate(streams: Streams, block: Block) -> Population:
    """Draw the members of a block; identity, arrival, propensity and mess come from streams apart."""
    size = block.size
    arrival, who, traits = streams.of("arrival"), streams.of("demographics"), streams.of("propensity")
    joined = _joined(arrival, size)
    join_day, join_second = joined // 86_400, joined % 86_400
    shares = np.cumsum([way.share for way in WAYS_IN])[:-1]
    joined_via = np.searchsorted(shares, arrival.random(size), side="right")

    age = np.maximum(_ages(who, size), DEMOGRAPHICS.ages[0] + (END_DAY - join_day) / 365.25)
    birth_day = END_DAY - 1 - np.ceil(age * 365.25).astype(np.int64)
    year = birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    male = (who.random(size) >= DEMOGRAPHICS.female).astype(np.int64)
    gender = np.where(who.random(size) < DEMOGRAPHICS.other, 2, male)
    decades = (age - DEMOGRAPHICS.middle_age) / 10.0
    log_income = DEMOGRAPHICS.income_on_age * decades + DEMOGRAPHICS.income_spread * who.standard_normal(size)
    step = DEMOGRAPHICS.income_step
    income = np.round(np.clip(DEMOGRAPHICS.income * np.exp(log_income), *DEMOGRAPHICS.incomes) / step) * step
    wealth = np.log(income / DEMOGRAPHICS.income) / DEMOGRAPHICS.income_spread

    way_rate, way_leaving = (
        np.array([getattr(way, field) for way in WAYS_IN])[joined_via] for field in ("rate", "leaving")
    )
    satisfaction = traits.standard_normal(size)
    rate = traits.gamma(VISITING.shape, VISITING.mean_rate / VISITING.shape, size) * way_rate
    rate *= np.exp(VISITING.income_on_rate * wealth + VISITING.age_on_rate * decades)
    leaving = traits.gamma(VISITING.leave_shape, VISITING.leave_rate / VISITING.leave_shape, size) * way_leaving
    leaving = np.maximum(leaving * np.exp(VISITING.satisfaction_on_leaving * satisfaction), 1e-9)
    stays = streams.of("timing.leaving").exponential(1.0, size) / leaving * DAYS_A_MONTH
    pausing = traits.gamma(VISITING.pause_shape, VISITING.pause / VISITING.pause_shape, size)
    taste, counter = streams.of("propensity.taste"), streams.of("propensity.counter")
    meal = BILLS.meal + BILLS.meal_on_income * wealth + BILLS.meal_spread * taste.standard_normal(size)
    weight = np.array([item.small for item in MENU])
    mobile = COUNTER.mobile + COUNTER.mobile_on_age * decades + COUNTER.mobile_spread * counter.standard_normal(size)
    social = joined_via == [way.name for way in WAYS_IN].index("social_media")
    missing = DEMOGRAPHICS.missing * np.where(social, DEMOGRAPHICS.missing_social, DEMOGRAPHICS.missing_other)
    return Population(
        joined_via=joined_via,
        join_day=join_day,
        join_second=join_second,
        gender=gender,
        birth_day=birth_day,
        age=age,
        income=income,
        wealth=wealth,
        rate=rate,
        leaving=leaving,
        left_on=join_day + 1.0 + stays,
        pausing=np.minimum(pausing, VISITING.most_pauses),
        satisfaction=satisfaction,
        attachment=_correlated(satisfaction, DEMOGRAPHICS.attachment, traits),
        conviction=_correlated(satisfaction, DEMOGRAPHICS.conviction, traits),
        response=streams.of("propensity.response").standard_normal(size),
        meal=logistic(meal),
        third_line=logistic(BILLS.third_line + BILLS.third_on_income * wealth),
        two_pieces=logistic(BILLS.two_pieces + BILLS.two_on_income * wealth),
        usual=np.searchsorted(np.cumsum(weight / weight.sum())[:-1], taste.random(size), side="right"),
        mobile=logistic(mobile),
        card=logistic(COUNTER.card + COUNTER.card_spread * counter.standard_normal(size)),
        no_demographics=(streams.of("mess.members").random(size) < missing) & streams.messy("missing"),
        person=people(streams.of("identity"), block, np.array(DEMOGRAPHICS.feminine_names)[gender], year),
    )
