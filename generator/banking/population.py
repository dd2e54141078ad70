"""Who the customers of a bank are and what drives them, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.banking.days import office_second, second_of_day
from generator.banking.parameters import Bank, Residents
from generator.banking.parameters.customers import CHANNELS_ONLINE
from generator.banking.wealth import usual_assets
from generator.blocks import Block
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, START_DAY

GENDERS = ("female", "male")
PRODUCTS = ("time_deposit", "wealth_product", "fund", "insurance", "credit_card", "payroll")
DEPOSIT, WEALTH_PRODUCT, FUND, INSURANCE, CREDIT_CARD, PAYROLL = range(len(PRODUCTS))
BEFORE = 12
YEAR_DAYS = 365.25
BASE_ASSETS = 10_000.0
LATEST_JOIN = 86_400 - 600


@dataclass(frozen=True)
class Population:
    """The customers of a block, in the order in which they joined; one entry a customer.

    `join_month` counts months of the timeline, below 0 for those who joined before it. `since` has a row a product:
    the month from which it is held (infinite: never). `richness` is the log of usual assets over 10,000 RMB.
    """

    join_day: Ints
    join_second: Ints
    join_month: Ints
    birth_day: Ints
    age: Floats
    gender: Ints
    channel: Ints
    assets: Floats
    satisfaction: Floats
    attachment: Floats
    frailty: Floats
    outflow: Floats
    residue: Floats
    since: Floats
    app_rate: Floats
    payments: Floats
    interest: Floats
    no_demographics: Bools
    middle_age: float

    @property
    def size(self) -> int:
        return len(self.join_day)

    @property
    def decades(self) -> Floats:
        """Decades from middle age."""
        return (self.age - self.middle_age) / 10.0

    @property
    def richness(self) -> Floats:
        return np.asarray(np.log(self.assets / BASE_ASSETS))

    def tenure(self, day: int) -> Floats:
        """Years with the bank on a day, at least a month."""
        return np.asarray(np.maximum((day - self.join_day) / YEAR_DAYS, 1.0 / 12.0))

    def holds(self, month: int) -> Bools:
        """Which products are held in a month of the timeline, while the customer has not left, (products, size)."""
        return np.asarray(self.since <= month)


def _joins(residents: Residents, random: np.random.Generator, size: int) -> Ints:
    shape, mean = residents.tenure
    years = random.gamma(shape, mean / shape, size)
    years = np.where(years > residents.longest, residents.longest * random.random(size), years)
    old = START_DAY - 1 - (years * YEAR_DAYS).astype(np.int64)
    new = START_DAY + (random.random(size) * (END_DAY - START_DAY)).astype(np.int64)
    days = np.where(random.random(size) < residents.new, new, old)
    weekday = (days + 3) % 7
    moved = days - weekday + (5 * random.random(size)).astype(np.int64)
    earlier = (weekday >= 5) & (random.random(size) < residents.not_on_weekends)
    return np.sort(np.where(earlier, moved, days))


def _ages(residents: Residents, random: np.random.Generator, join_day: Ints) -> Floats:
    size = len(join_day)
    young, weight, old = residents.age_mode
    mode = random.random(size) < weight
    age = np.where(mode, young, old) + np.where(mode, *residents.age_spread) * random.standard_normal(size)
    low, high = residents.ages
    tenure = (END_DAY - join_day) / YEAR_DAYS
    age = age + np.where(join_day >= START_DAY, residents.new_age, 0.0) + residents.tenure_age * tenure
    return np.asarray(np.clip(low + np.abs(age - low), low + tenure, high))


def _since(
    bank: Bank, streams: Streams, richness: Floats, decades: Floats, join_month: Ints, by_employer: Bools
) -> Floats:
    """The month from which each product is held, shape (products, size)."""
    table, random, size = bank.products, streams.of("propensity.products"), len(richness)
    uniform, wait = random.random((2, len(PRODUCTS), size)), random.exponential(table.wait, (len(PRODUCTS), size))
    odds = np.array(table.held)[:, None] + np.outer(table.by_wealth, richness) + np.outer(table.by_age, decades)
    odds[PAYROLL] += table.by_employer * by_employer
    early = np.full(len(PRODUCTS), table.early)
    early[PAYROLL] = table.payroll_early
    taken = join_month + np.where(uniform[1] < early[:, None], 0.0, np.ceil(wait))
    return np.asarray(np.where(uniform[0] < logistic(odds), taken, np.inf))


def _rates(bank: Bank, streams: Streams, richness: Floats, decades: Floats) -> tuple[Floats, Floats]:
    """Sessions and card payments of each customer per month of usual activity."""
    sessions, flows, random, size = bank.sessions, bank.flows, streams.of("propensity.activity"), len(decades)
    uniform, noise = random.random(size), random.standard_normal((2, size))
    level, by_age = sessions.users
    median, spread = sessions.rate
    log = np.log(median) + spread * noise[0] + sessions.by_age * decades + sessions.by_wealth * richness
    payments = np.log(flows.payments[0]) + flows.payments[1] * noise[1] + flows.payments_age * decades
    return np.where(uniform < logistic(level + by_age * decades), np.exp(log), 0.0), np.exp(payments)


def populate(bank: Bank, streams: Streams, block: Block) -> Population:
    """The customers of a block: those who banked here when the window began and those who joined since."""
    size, residents, channels = block.size, bank.residents, bank.channels
    arrival, demographic, traits = streams.of("arrival"), streams.of("demographics"), streams.of("propensity.traits")
    join_day = _joins(residents, arrival, size)
    months = join_day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = np.datetime64(START_DAY, "D").astype("datetime64[M]").astype(np.int64) - BEFORE
    join_month = months - int(first)
    age = _ages(residents, demographic, join_day)
    names = [c.name for c in channels]
    channel = np.searchsorted(np.cumsum([c.share for c in channels])[:-1], arrival.random(size), side="right")
    is_online = np.isin(channel, [names.index(name) for name in CHANNELS_ONLINE])
    too_early = is_online & (join_day < int(np.datetime64(residents.online_since, "D").astype(int)))
    channel = np.where(too_early, names.index("branch"), channel)
    tenure = np.maximum((END_DAY - join_day) / YEAR_DAYS, 0.1)
    assets = usual_assets(bank.wealth, streams.of("propensity.wealth"), age, tenure)
    richness, decades = np.log(assets / BASE_ASSETS), (age - residents.middle_age) / 10.0
    clock = arrival.random(size)
    satisfaction = traits.standard_normal(size)
    share = residents.attachment
    attachment = share * satisfaction + np.sqrt(1.0 - share**2) * traits.standard_normal(size)
    life, noise = bank.lifecycle, traits.standard_normal((2, size))
    app_rate, payments = _rates(bank, streams, richness, decades)
    missing = residents.missing * np.where(is_online & ~too_early, residents.missing_online, residents.missing_other)
    frailty = traits.gamma(life.frailty, 1.0 / life.frailty, size)
    return Population(
        join_day=join_day,
        join_second=np.where(
            is_online & ~too_early,
            np.minimum(second_of_day(bank.timing, clock), LATEST_JOIN),
            office_second(bank.timing, clock),
        ),
        join_month=join_month,
        birth_day=END_DAY - 1 - np.ceil(age * YEAR_DAYS).astype(np.int64),
        age=age,
        gender=(demographic.random(size) >= residents.female).astype(np.int64),
        channel=channel.astype(np.int64),
        assets=assets,
        satisfaction=satisfaction,
        attachment=attachment,
        frailty=frailty * np.exp(np.array([c.hazard for c in channels])[channel]),
        outflow=np.clip(life.outflow[0] * np.exp(life.outflow[1] * noise[0]), *life.outflow_range),
        residue=np.clip(life.residue[0] * np.exp(life.residue[1] * noise[1]), *life.residue_range),
        since=_since(bank, streams, richness, decades, join_month, channel == names.index("payroll")),
        app_rate=app_rate,
        payments=payments,
        interest=streams.of("propensity.response").standard_normal(size),
        no_demographics=(streams.of("mess").random(size) < missing) & streams.messy("missing"),
        middle_age=residents.middle_age,
    )
