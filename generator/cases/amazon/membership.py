"""Memberships month by month: trial, plan, renewal, payment failure, win-back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from generator.arrays import Bools, Codes, Counts, Floats, Ints, Words
from generator.cases.amazon.parameters import MEMBERSHIP, PRICES, PURCHASING
from generator.cases.amazon.population import Population
from generator.chronology import in_order
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
DAY_BITS = 20
LOW_BITS = np.uint64(2**20 - 1)
MOST_LIKELY = 1.0 - 2.0**-53
NOTHING_DUE = np.iinfo(np.int64).max


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
    order = in_order(customer << DAY_BITS | day)
    return MembershipEvents(
        customer[order], day[order], kind[order], plan[order], price[order].astype(np.float64), until[order]
    )


@dataclass(frozen=True)
class Month:
    """What a month tells about the customers: its number, and one entry a customer.

    `joined` is the month in which each opened the account, `left_on` the day on which they leave for good, `ends` the
    first day after the month. `bought` and `tardy` count the orders and late deliveries of each month of the
    timeline up to this one, one row a month. `words` holds 64 random bits for each customer, from which three uniforms
    are read. `trial_effect` is what a campaign adds to the log-odds of a trial, None where there is none.
    """

    number: int
    ends: int
    joined: Ints
    left_on: Floats
    bought: Counts
    tardy: Counts
    words: Words
    trial_effect: Floats | None = None

    def stays(self, who: Ints) -> Bools:
        """Which of `who` are customers to the end of the month."""
        return np.asarray((self.left_on[who] >= self.ends) & (self.joined[who] <= self.number))

    def within(self, counts: Counts, months: int, who: Ints) -> Counts:
        """How many of what is counted fell into the `months` before this one, for each of `who`."""
        since = max(self.number - months, 0)
        return np.asarray(np.take(counts[since : self.number], who, axis=1).sum(axis=0))

    def event(self, who: Ints) -> Floats:
        """The uniform that decides what happens to each of `who`: all 64 bits, of which the first 24 matter."""
        return np.asarray(self.words[who] * 2.0**-64)

    def second(self, who: Ints) -> Floats:
        """The uniform that decides what then follows: the next 20 bits."""
        return np.asarray((self.words[who] >> np.uint64(20) & LOW_BITS) * 2.0**-20)

    def day(self, who: Ints) -> Floats:
        """The uniform that decides on the day: the last 20 bits."""
        return np.asarray((self.words[who] & LOW_BITS) * 2.0**-20)


@dataclass
class Memberships:
    """The state of every customer's membership; `step` moves it on by a month and notes the events."""

    population: Population
    timeline: Timeline
    status: Codes = field(init=False)
    due: Ints = field(init=False)
    anchor: Ints = field(init=False)
    paid: Floats = field(init=False)
    ended: Ints = field(init=False)
    noted: list[Noted] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        size = self.population.size
        self.status = np.full(size, NEVER, dtype=np.int8)
        self.due = np.full(size, NOTHING_DUE)
        self.anchor = np.ones(size, dtype=np.int64)
        self.paid = np.zeros(size)
        self.ended = np.zeros(size, dtype=np.int64)
        self.starts = Timeline(self.timeline.before, self.timeline.after + 14).edges
        self.season = np.isin(self.timeline.calendar_months, (7, 11))
        relative = np.log(self.population.rate / PURCHASING.mean_rate + 1e-9)
        self.eagerness = np.clip(relative, *MEMBERSHIP.eagerness)
        self.trial_odds = (
            MEMBERSHIP.trial_base
            + MEMBERSHIP.trial_on_rate * self.eagerness
            + MEMBERSHIP.trial_on_age * self.population.decades
        )
        everyone, nothing = np.arange(size), np.zeros(size)
        self.trial_limits = tuple(
            (np.minimum(self._trial_probability(peak, nothing, everyone), MOST_LIKELY) * 2.0**64).astype(np.uint64)
            for peak in (False, True)
        )
        self.rejoins = logistic(MEMBERSHIP.rejoin_base + MEMBERSHIP.rejoin_on_rate * self.eagerness)
        self.chooses_annual = logistic(MEMBERSHIP.annual_base + MEMBERSHIP.annual_on_rate * self.eagerness)
        own = np.stack([self.population.monthly_churn, self.population.annual_churn])
        self.churn_odds = np.log(own / (1.0 - own))
        self.prices = [(self.timeline.index(month), monthly, annual) for month, monthly, annual in PRICES]

    @property
    def members(self) -> Bools:
        """Who enjoys the benefits now, on trial or paying."""
        return np.asarray((self.status - TRIAL).view(np.uint8) <= ANNUAL - TRIAL)

    def price(self, month: int, status: Codes) -> Floats:
        """USD for a term of each status (MONTHLY or ANNUAL) that begins in a month, shape as `status`."""
        _, monthly, annual = [price for price in self.prices if price[0] <= month][-1]
        return np.array([0.0, 0.0, monthly, annual])[status]

    def _trial_probability(self, peak: bool, effect: Floats, who: Ints) -> Floats:
        return logistic(self.trial_odds[who] + MEMBERSHIP.trial_seasonal * peak + effect)

    def trial_probability(self, month: int, effect: Floats, who: Ints) -> Floats:
        """Probability that each of `who` starts a trial in a month if they may; `effect` in log-odds, as `who`."""
        return self._trial_probability(bool(self.season[month]), effect, who)

    def may_start_trial(self, month: Month, who: Ints) -> Bools:
        """Which of `who` may start a trial: active customers who never had one, from the month after they joined."""
        never = (self.status[who] == NEVER) & (month.joined[who] < month.number)
        return np.asarray(never & month.stays(who))

    def _note(self, who: Ints, day: Ints, kind: int, until: Ints) -> None:
        if len(who):
            plan = np.minimum(np.maximum(self.status[who] - TRIAL, 0), 2)
            self.noted.append((who, day, kind, plan, self.paid[who].copy(), until))

    def _begin_terms(self, month: int, parts: Sequence[tuple[Ints, Ints, int]]) -> None:
        """Terms of the plans that customers have now: parts of who, the day on which they pay, and the kind of event.

        No customer is in two parts.
        """
        who = np.concatenate([part[0] for part in parts])
        status = self.status[who]
        paid, due = self.price(month, status), self.starts[month + TERM_MONTHS[status]] + self.anchor[who] - 1
        self.paid[who], self.due[who] = paid, due
        first = 0
        for customers, paid_on, kind in parts:
            end = first + len(customers)
            if end > first:
                here = slice(first, end)
                self.noted.append((customers, paid_on, kind, status[here] - TRIAL, paid[here], due[here]))
            first = end

    def _stop(self, who: Ints) -> None:
        self.status[who], self.due[who] = FORMER, NOTHING_DUE

    def _choose_plan(self, who: Ints, second: Floats) -> None:
        self.status[who] = np.where(second < self.chooses_annual[who], ANNUAL, MONTHLY)

    def _end_trials(self, who: Ints, month: Month) -> tuple[Ints, Ints]:
        """End the trials of `who`; those who convert, and the day on which they pay first."""
        odds = MEMBERSHIP.convert_base + MEMBERSHIP.convert_on_orders * np.log1p(month.within(month.bought, 1, who))
        converts = month.event(who) < logistic(odds)
        stay, go = who[converts], who[~converts]
        paid_on, ended = self.due[stay], self.due[go]
        self._note(go, ended, TRIAL_ENDED, ended)
        self._stop(go)
        self._choose_plan(stay, month.second(stay))
        self.anchor[stay] = np.minimum(paid_on - self.starts[month.number] + 1, 28)
        return stay, paid_on

    def churn_probability(self, who: Ints, month: Month) -> Floats:
        """Probability that each of `who`, due now, cancels: beta heterogeneity and covariates on the log-odds."""
        odds = self.churn_odds[self.status[who] - MONTHLY, who] + MEMBERSHIP.late_on_churn * np.minimum(
            month.within(month.tardy, RECENT_MONTHS, who), MEMBERSHIP.late_most
        )
        odds += MEMBERSHIP.price_rise_on_churn * (self.price(month.number, self.status[who]) > self.paid[who])
        odds += MEMBERSHIP.use_on_churn * (
            np.log1p(month.within(month.bought, RECENT_MONTHS, who)) - MEMBERSHIP.use_centre
        )
        return logistic(odds)

    def _renew(self, who: Ints, month: Month) -> tuple[Ints, Ints]:
        """Renew the plans of `who`, or end them; those who go on, and the day on which they pay."""
        cancels = month.event(who) < self.churn_probability(who, month)
        gone = who[cancels]
        self._note(gone, self.due[gone], CANCELLED, self.due[gone])
        who = who[~cancels]
        second, due = month.second(who), self.due[who]
        fails = second < MEMBERSHIP.payment_fails
        mended = second < MEMBERSHIP.payment_fails * MEMBERSHIP.payment_recovers
        self._note(who[fails], due[fails], PAYMENT_FAILED, due[fails])
        lost = fails & ~mended
        self.ended[who[lost]] = due[lost] + MEMBERSHIP.grace_days
        self._note(who[lost], self.ended[who[lost]], LAPSED, due[lost])
        self._stop(gone)
        self._stop(who[lost])
        delay = np.where(mended, 1 + (month.day(who) * (MEMBERSHIP.grace_days - 2)).astype(np.int64), 0)
        return who[~lost], (due + delay)[~lost]

    def _start_trials(self, month: Month) -> None:
        number = month.number
        if month.trial_effect is None:
            tries = np.flatnonzero(month.words < self.trial_limits[int(self.season[number])])
        else:
            everyone = np.arange(self.population.size)
            tries = np.flatnonzero(month.event(everyone) < self.trial_probability(number, month.trial_effect, everyone))
        new = tries[self.may_start_trial(month, tries)]
        started = self.starts[number] + 1 + (month.day(new) * 27).astype(np.int64)
        self.status[new], self.paid[new], self.due[new] = TRIAL, 0.0, started + TRIAL_DAYS
        self._note(new, started, TRIAL_STARTED, self.due[new])

    def step(self, month: Month) -> None:
        """Move all memberships on by one month and note what happened."""
        number = month.number
        due_now = np.flatnonzero(self.due < self.starts[number + 1])
        on_trial = self.status[due_now] == TRIAL
        former = np.flatnonzero(self.status == FORMER)
        back = former[month.event(former) < self.rejoins[former]]
        back = back[(self.ended[back] < self.starts[number]) & month.stays(back)]
        self._start_trials(month)
        converted = self._end_trials(due_now[on_trial], month)
        renewed = self._renew(due_now[~on_trial], month)
        self._choose_plan(back, month.second(back))
        self.anchor[back] = 2 + (month.day(back) * 27).astype(np.int64)
        first_day = self.starts[number] + self.anchor[back] - 1
        self._begin_terms(number, ((*converted, PLAN_STARTED), (*renewed, RENEWED), (back, first_day, REJOINED)))
