"""Which firms are clients and what drives them, before anything happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints, Texts
from generator.blocks import Block
from generator.cases.citic.names import CODES, MARKS, credit_codes, firm_names
from generator.cases.citic.parameters import (
    ACCOUNTS,
    CYCLE,
    GROUPS,
    INDUSTRIES,
    LIFECYCLE,
    PAYROLLS,
    REGISTER,
    SIZES,
    TREATMENT,
)
from generator.chinese_places import CHINESE_PLACES
from generator.streams import Streams
from generator.window import END_DAY, START_DAY

EARLIEST = int(np.datetime64("1980-01-01", "D").astype(int))

SCALE = 1e6


def by_industry(field: str) -> Floats:
    """A number of each industry, in the order of INDUSTRIES."""
    return np.array([getattr(item, field) for item in INDUSTRIES], dtype=np.float64)


def by_size(field: str) -> Floats:
    """A number of each class of size, in the order of SIZES."""
    return np.array([getattr(item, field) for item in SIZES], dtype=np.float64)


@dataclass(frozen=True)
class Population:
    """The firms of a block, in the order in which they became clients; one entry a firm.

    `group` is the number of the group in the block, −1 for none; `head` the position of the group's parent, or of the
    firm itself. `volume` is the usual inflow of a month in CNY; `severity` how far a decline goes, 0 to 1; `onset` the
    hazard of beginning to leave, a month, before the cycle.
    """

    industry: Ints
    size_class: Ints
    place: Ints
    group: Ints
    head: Ints
    client_day: Ints
    founded_day: Ints
    employees: Ints
    capital: Floats
    not_stated: Bools
    manager: Ints
    stated: Ints
    satisfaction: Floats
    onset: Floats
    severity: Floats
    growth: Floats
    volume: Floats
    days_kept: Floats
    payroll: Bools
    moved_at: Floats
    response: Floats
    name: Texts
    code: Texts

    @property
    def size(self) -> int:
        return len(self.industry)

    @property
    def grouped(self) -> Bools:
        return self.group >= 0

    @property
    def parent(self) -> Bools:
        """Whether the firm heads a group."""
        return np.asarray(self.grouped & (self.head == np.arange(self.size)))

    @property
    def log_size(self) -> Floats:
        """Employees on a log scale, 0 where the effects of size are nil."""
        return np.log(self.employees / TREATMENT.middle)

    @property
    def micro(self) -> Bools:
        return np.asarray(self.size_class == 0)

    @property
    def leverage(self) -> Floats:
        return by_industry("leverage")[self.industry]


def _choose(random: np.random.Generator, weights: Floats, size: int) -> Ints:
    edges = np.cumsum(weights / weights.sum())[:-1]
    return np.asarray(np.searchsorted(edges, random.random(size), side="right"), dtype=np.int64)


def _groups(random: np.random.Generator, employees: Ints, weight: Floats) -> tuple[Ints, Ints]:
    """The group of each firm (−1 for none) and the position of its largest member, or of the firm itself."""
    size = len(employees)
    group, head = np.full(size, -1), np.arange(size)
    many = int(GROUPS.share * size)
    fewest, most = GROUPS.members
    ends = np.cumsum(random.integers(fewest, most + 1, size // fewest + 1))
    order = np.argsort(random.exponential(1.0, size) / weight, kind="stable")[: max(many, 1)]
    order = random.permutation(order)
    ends = ends[ends <= many]
    if not len(ends):
        return group, head
    number = np.searchsorted(ends, np.arange(ends[-1]), side="right")
    group[order[: ends[-1]]] = number
    members = np.flatnonzero(group >= 0)
    ranked = members[np.lexsort((-employees[members], group[members]))]
    largest = ranked[np.r_[True, np.diff(group[ranked]) > 0]]
    head[members] = largest[group[members]]
    return group, head


def _arrival_days(random: np.random.Generator, size: int) -> Ints:
    """The days on which firms became clients, ascending."""
    old = random.random(size) < REGISTER.old
    years = np.minimum(random.exponential(REGISTER.tenure, size), REGISTER.longest) + 2.0 * random.random(size) / 365
    new = START_DAY + (random.random(size) * (END_DAY - START_DAY)).astype(np.int64)
    return np.sort(_weekdays(np.where(old, START_DAY - 1 - (years * 365.25).astype(np.int64), new), random))


def _weekdays(days: Ints, random: np.random.Generator) -> Ints:
    """Each day itself or, of weekends, a weekday of the same week: registers and back offices are closed."""
    weekday = (days + 3) % 7
    return np.where(weekday < 5, days, days - weekday + (5 * random.random(len(days))).astype(np.int64))


def _founding_days(random: np.random.Generator, client_day: Ints, employees: Ints) -> Ints:
    """When firms were founded: large ones longer before they came, and none before private firms were allowed."""
    size = len(client_day)
    years = (
        REGISTER.founded * (employees / REGISTER.usual_size) ** REGISTER.founded_on_size * random.exponential(1.0, size)
    )
    most = (client_day - EARLIEST) / 365.25
    years = np.where(years < most, years, most * random.random(size))
    return _weekdays(client_day - 30 - (365.25 * years).astype(np.int64), random)


def _as_stated(random: np.random.Generator, employees: Ints) -> Ints:
    """Staff as firms state it: often a round number."""
    unit = np.array((1, 5, 10, 50, 100))[np.digitize(employees, (10, 50, 200, 1_000))]
    rounded = np.maximum(np.round(employees / unit).astype(np.int64) * unit, 1)
    return np.where(random.random(len(employees)) < REGISTER.rounds, rounded, employees)


def populate(streams: Streams, block: Block) -> Population:
    """Draw the firms of a block; register, propensity and mess come from streams apart."""
    size, register = block.size, streams.of("register")
    client_day = _arrival_days(streams.of("arrival"), size)
    industry = _choose(register, by_industry("share"), size)
    size_class = _choose(register, by_size("share"), size)
    spread = by_size("spread")[size_class] * register.standard_normal(size)
    employees = np.maximum(1, np.round(by_size("employees")[size_class] * np.exp(spread))).astype(np.int64)
    group, head = _groups(streams.of("groups"), employees, by_size("grouped")[size_class])
    like_parent = streams.of("groups.industry").random(size) < GROUPS.one_industry
    industry = np.where((group >= 0) & like_parent, industry[head], industry)
    people = np.array([place.ten_thousands for place in CHINESE_PLACES], dtype=np.float64)
    place = _choose(register, people**REGISTER.location, size)
    founded = _founding_days(streams.of("register.founding"), client_day, employees)
    capital = employees * REGISTER.capital * np.exp(REGISTER.capital_spread * register.standard_normal(size))
    magnitude = 10.0 ** np.floor(np.log10(capital))
    capital = np.maximum(np.round(capital / magnitude) * magnitude, 30_000.0)
    managers = max(1, round(size / REGISTER.managers))
    missing = REGISTER.not_stated * np.where(size_class == 0, REGISTER.not_stated_micro, REGISTER.not_stated_other)
    missing = np.minimum(missing, REGISTER.not_stated_most)

    traits, money = streams.of("propensity"), streams.of("propensity.money")
    satisfaction = traits.standard_normal(size)
    onset = LIFECYCLE.onset * traits.gamma(LIFECYCLE.frailty, 1.0 / LIFECYCLE.frailty, size)
    onset *= by_industry("hazard")[industry] * by_size("hazard")[size_class]
    onset *= np.exp(LIFECYCLE.on_satisfaction * satisfaction)
    onset *= np.exp(LIFECYCLE.on_tenure * np.maximum(START_DAY - client_day, 0) / 3_652.5)
    onset *= np.where(group >= 0, LIFECYCLE.in_group, 1.0)
    wallet = money.beta(*ACCOUNTS.wallet, size)
    volume = employees * by_industry("revenue")[industry] * wallet
    volume *= np.exp(ACCOUNTS.volume_spread * money.standard_normal(size))
    shallow, deep = PAYROLLS.moved

    names = streams.of("identity")
    shift = int(streams.shared().of("identity.shift").integers(0, MARKS**2))
    code_shift = int(streams.shared().of("identity.code").integers(0, CODES))
    firm_id = block.customer_ids()
    parent = (group >= 0) & (head == np.arange(size))
    return Population(
        industry=industry,
        size_class=size_class,
        place=place,
        group=group,
        head=head,
        client_day=client_day,
        founded_day=founded,
        employees=employees,
        stated=_as_stated(streams.of("register.stated"), employees),
        capital=capital,
        not_stated=(streams.of("mess.firms").random(size) < missing) & streams.messy("missing"),
        manager=(register.random(size) * managers).astype(np.int64),
        satisfaction=satisfaction,
        onset=onset,
        severity=np.clip(traits.beta(*LIFECYCLE.severity, size), *LIFECYCLE.severity_range),
        growth=CYCLE.growth + CYCLE.growth_spread * traits.standard_normal(size),
        volume=volume,
        days_kept=ACCOUNTS.days * np.exp(ACCOUNTS.days_spread * money.standard_normal(size)),
        payroll=money.random(size) < by_industry("payroll")[industry],
        moved_at=shallow + (deep - shallow) * traits.random(size),
        response=streams.of("propensity.response").standard_normal(size),
        name=firm_names(names, firm_id[head] - 1, place, industry, parent, shift),
        code=credit_codes(firm_id, place, code_shift),
    )
