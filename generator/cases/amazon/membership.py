"""Memberships month by month: trial, plan, renewal, payment failure, win-back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from generator.arrays import Bools, Counts, Floats, Ints
from generator.cases.amazon.parameters import MEMBERSHIP, PRICES, PURCHASING
from generator.cases.amazon.population import Population
from generator.window import Timeline

NEVER, TRIAL, MONTHLY, ANNUAL, FORMER = range(5)
PLANS = ("trial", "monthly", "annual")
EVENTS = (
    "trial_started", "trial_ended", "plan_started", "renewed", "payment_failed", "cancelled", "lapsed", "rejoined",
)  # fmt: skip
TRIAL_STARTED, TRIAL_ENDED, PLAN_STARTED, RENEWED, PAYMENT_FAILED, CANCELLED, LAPSED, REJOINED = range(8)
TRIAL_DAYS = 30
RECENT_MONTHS = 3
TERM_MONTHS = np.array([0, 0, 1, 12])


def logistic(log_odds: Floats) -> Floats:
    """Probability of a log-odds, shape as given."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.minimum(np.maximum(log_odds, -40.0), 40.0))))


@dataclass(frozen=True)
class MembershipEvents:
    """Events in the order of customers and time; one entry an event. `customer` is a position in the block."""

    customer: Ints
    day: Ints
    kind: Ints
    plan: Ints
    price: Floats
    paid_until: Ints


Noted: TypeAlias = tuple[Ints, Ints, int, Ints, Floats, Ints]


def sorted_events(noted: Sequence[Noted]) -> MembershipEvents:
    """Events as they were noted, month by month, sorted by customer and time."""
    if not noted:
        empty = np.zeros(0, dtype=np.int64)
        return MembershipEvents(empty, empty, empty, empty, np.zeros(0), empty)
    customer, day, plan, price, until = (np.concatenate([n[i] for n in noted]) for i in (0, 1, 3, 4, 5))
    kind = np.concatenate([np.full(len(n[0]), n[2]) for n in noted])
    order = np.lexsort((np.arange(len(day)), day, customer))
    return MembershipEvents(
        customer[order], day[order], kind[order], plan[order], price[order].astype(np.float64), until[order]
    )


@dataclass(frozen=True)
class Month:
    """What a month tells about the customers: its number, and one entry a customer.

    `bought` and `tardy` count the orders and late deliveries before each month of the timeline, one row a month.
    """

    number: int
    alive: Bools
    bought: Counts
    tardy: Counts
    trial_effect: Floats
    event: Floats
    second: Floats
    day: Floats

    def within(self, counts: Counts, months: int, who: Ints) -> Counts:
        """How many of what is counted fell into the `months` before this one, for each of `who`."""
        return np.asarray(counts[self.number, who] - counts[max(self.number - months, 0), who])


@dataclass
class Memberships:
    """The state of every customer's membership; `step` moves it on by a month and notes the events."""

    population: Population
    timeline: Timeline
    status: Ints = field(init=False)
    due: Ints = field(init=False)
    anchor: Ints = field(init=False)
    paid: Floats = field(init=False)
    ended: Ints = field(init=False)
    noted: list[Noted] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        size = self.population.size
        self.status = np.full(size, NEVER)
        self.due = np.zeros(size, dtype=np.int64)
        self.anchor = np.ones(size, dtype=np.int64)
        self.paid = np.zeros(size)
        self.ended = np.zeros(size, dtype=np.int64)
        self.starts = Timeline(self.timeline.before, self.timeline.after + 14).edges
        self.join_month = np.searchsorted(self.starts, self.population.join_day, side="right") - 1
        self.season = np.isin(self.timeline.calendar_months, (7, 11))
        relative = np.log(self.population.rate / PURCHASING.mean_rate + 1e-9)
        self.eagerness = np.clip(relative, *MEMBERSHIP.eagerness)
        self.trial_odds = (
            MEMBERSHIP.trial_base
            + MEMBERSHIP.trial_on_rate * self.eagerness
            + MEMBERSHIP.trial_on_age * self.population.decades
        )
        self.prices = np.array([(self.timeline.index(month), monthly, annual) for month, monthly, annual in PRICES])

    @property
    def members(self) -> Bools:
        """Who enjoys the benefits now, on trial or paying."""
        return (self.status >= TRIAL) & (self.status <= ANNUAL)

    def price(self, month: int, status: Ints) -> Floats:
        """USD for a term of each status (MONTHLY or ANNUAL) that begins in a month, shape as `status`."""
        valid = self.prices[self.prices[:, 0] <= month][-1]
        return np.where(status == ANNUAL, valid[2], np.where(status == MONTHLY, valid[1], 0.0))

    def trial_probability(self, month: int, effect: Floats, who: Ints) -> Floats:
        """Probability that each of `who` starts a trial in a month if they may; `effect` in log-odds, as `who`."""
        odds = self.trial_odds[who] + MEMBERSHIP.trial_seasonal * self.season[month] + effect
        return logistic(odds)

    def may_start_trial(self, month: int, alive: Bools) -> Bools:
        """Who may start a trial: active customers who never had one, from the month after they joined."""
        return np.asarray((self.status == NEVER) & alive & (self.join_month < month))

    def _note(self, who: Ints, day: Ints, kind: int, until: Ints) -> None:
        if len(who):
            plan = np.minimum(np.maximum(self.status[who] - TRIAL, 0), 2)
            self.noted.append((who, day, kind, plan, self.paid[who].copy(), until))

    def _begin_term(self, who: Ints, month: int, paid_on: Ints, kind: int) -> None:
        self.paid[who] = self.price(month, self.status[who])
        self.due[who] = self.starts[month + TERM_MONTHS[self.status[who]]] + self.anchor[who] - 1
        self._note(who, paid_on, kind, self.due[who])

    def _choose_plan(self, who: Ints, second: Floats) -> None:
        annual = logistic(MEMBERSHIP.annual_base + MEMBERSHIP.annual_on_rate * self.eagerness[who])
        self.status[who] = np.where(second < annual, ANNUAL, MONTHLY)

    def _end_trials(self, who: Ints, month: Month) -> None:
        odds = MEMBERSHIP.convert_base + MEMBERSHIP.convert_on_orders * np.log1p(month.within(month.bought, 1, who))
        converts = month.event[who] < logistic(odds)
        stay, go, paid_on = who[converts], who[~converts], self.due[who[converts]]
        self._note(go, self.due[go], TRIAL_ENDED, self.due[go])
        self.status[go] = FORMER
        self._choose_plan(stay, month.second[stay])
        self.anchor[stay] = np.minimum(paid_on - self.starts[month.number] + 1, 28)
        self._begin_term(stay, month.number, paid_on, PLAN_STARTED)

    def churn_probability(self, who: Ints, month: Month) -> Floats:
        """Probability that each of `who`, due now, cancels: beta heterogeneity and covariates on the log-odds."""
        own = np.where(
            self.status[who] == ANNUAL, self.population.annual_churn[who], self.population.monthly_churn[who]
        )
        odds = np.log(own / (1.0 - own)) + MEMBERSHIP.late_on_churn * np.minimum(
            month.within(month.tardy, RECENT_MONTHS, who), MEMBERSHIP.late_most
        )
        odds += MEMBERSHIP.price_rise_on_churn * (self.price(month.number, self.status[who]) > self.paid[who])
        odds += MEMBERSHIP.use_on_churn * (
            np.log1p(month.within(month.bought, RECENT_MONTHS, who)) - MEMBERSHIP.use_centre
        )
        return logistic(odds)

    def _renew(self, who: Ints, month: Month) -> None:
        cancels = month.event[who] < self.churn_probability(who, month)
        gone = who[cancels]
        self._note(gone, self.due[gone], CANCELLED, self.due[gone])
        who = who[~cancels]
        fails = month.second[who] < MEMBERSHIP.payment_fails
        mended = month.second[who] < MEMBERSHIP.payment_fails * MEMBERSHIP.payment_recovers
        due = self.due[who]
        self._note(who[fails], due[fails], PAYMENT_FAILED, due[fails])
        lost = fails & ~mended
        self.ended[who[lost]] = due[lost] + MEMBERSHIP.grace_days
        self._note(who[lost], self.ended[who[lost]], LAPSED, due[lost])
        self.status[np.concatenate([gone, who[lost]])] = FORMER
        delay = np.where(mended, 1 + (month.day[who] * (MEMBERSHIP.grace_days - 2)).astype(np.int64), 0)
        self._begin_term(who[~lost], month.number, (due + delay)[~lost], RENEWED)

    def step(self, month: Month) -> None:
        """Move all memberships on by one month and note what happened."""
        number = month.number
        due_now = self.members & (self.due < self.starts[number + 1])
        on_trial, paying = due_now & (self.status == TRIAL), due_now & (self.status > TRIAL)
        idle = (self.status == FORMER) & month.alive & (self.ended < self.starts[number])
        may_try = np.flatnonzero(self.may_start_trial(number, month.alive))
        self._end_trials(np.flatnonzero(on_trial), month)
        self._renew(np.flatnonzero(paying), month)

        chance = self.trial_probability(number, month.trial_effect[may_try], may_try)
        new = may_try[month.event[may_try] < chance]
        started = self.starts[number] + 1 + (month.day[new] * 27).astype(np.int64)
        self.status[new], self.paid[new], self.due[new] = TRIAL, 0.0, started + TRIAL_DAYS
        self._note(new, started, TRIAL_STARTED, self.due[new])

        former = np.flatnonzero(idle)
        chance = logistic(MEMBERSHIP.rejoin_base + MEMBERSHIP.rejoin_on_rate * self.eagerness[former])
        back = former[month.event[former] < chance]
        self._choose_plan(back, month.second[back])
        self.anchor[back] = 2 + (month.day[back] * 27).astype(np.int64)
        self._begin_term(back, number, self.starts[number] + self.anchor[back] - 1, REJOINED)
