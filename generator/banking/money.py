"""The money of all customers, month by month and to the cent: what comes in, moves within the bank, and leaves.

Within a month nobody spends more than the current account held when the month began, so that no order of the bookings
overdraws it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.banking.deposits import LADDERS, Ladders, Lots, regime
from generator.banking.lifecycle import ACTIVE, DECLINING, DORMANT
from generator.banking.parameters import Bank
from generator.banking.population import (
    CREDIT_CARD,
    DEPOSIT,
    FUND,
    INSURANCE,
    PAYROLL,
    WEALTH_PRODUCT,
    Population,
)
from generator.streams import Streams
from generator.window import Timeline

CENTS = 100
RAISES_IN = 4
CLASSES = ("demand", "deposits", "wealth", "funds")
FLOWS = (
    "salary", "brought", "interest", "spent", "cash", "card_bill", "premium", "sent", "final", "deposit_interest",
    "gain_wealth", "gain_fund", "bought_wealth", "bought_fund", "sold_wealth", "sold_fund",
)  # fmt: skip
DRAWS = ("salary", "brought", "sent", "portion", "cash", "buy_wealth", "buy_fund", "keep", "shock")
NORMALS = ("spending", "wobble", "bill", "cash_amount", "fund")


@dataclass(frozen=True)
class Habits:
    """What money habits each customer has; amounts in cents per month, shape (size,)."""

    salary: Floats
    bonus: Floats
    spending: Floats
    premium: Ints
    portfolio: Floats
    payroll_leaves: Bools
    pay_day: Ints
    fixed_pay: Bools


def habits(bank: Bank, population: Population, streams: Streams) -> Habits:
    """Draw the habits, each from the customer's wealth and luck."""
    flows, products, size = bank.flows, bank.products, population.size
    random, richness = streams.of("propensity.money"), population.richness
    normal, uniform = random.standard_normal((7, size)), random.random((4, size))
    median, spread, by_wealth = flows.salary
    salary = median * np.exp(spread * normal[0] + by_wealth * richness)
    usual, spread, by_wealth = flows.spending
    spending = usual * np.exp(spread * normal[1] + by_wealth * richness)
    premium, spread = products.premium
    level, by_richness = products.demand_share
    weights = [np.exp(level + by_richness * richness + products.weight_spread * normal[3])]
    weights += [np.exp(w + products.weight_spread * n) for w, n in zip(products.weights, normal[4:], strict=True)]
    paid = np.isfinite(population.since[PAYROLL])
    share, months = flows.bonus
    return Habits(
        salary=np.rint(salary / 10.0) * 10.0 * CENTS,
        bonus=np.where(uniform[0] < share, months, 0.0),
        spending=np.where(paid, flows.spends * salary, spending) * CENTS,
        premium=(np.rint(premium * np.exp(spread * normal[2]) / 100.0) * 100 * CENTS).astype(np.int64),
        portfolio=np.stack(weights),
        payroll_leaves=uniform[1] < bank.lifecycle.payroll_leaves,
        pay_day=np.array(flows.pay_days)[
            np.searchsorted(np.cumsum(flows.pay_day_shares)[:-1], uniform[2], side="right")
        ],
        fixed_pay=uniform[3] < flows.fixed_pay,
    )


def _whole(amount: Floats | Ints, unit: float) -> Ints:
    """Amounts in cents rounded down to whole multiples of `unit` RMB."""
    step = unit * CENTS
    return (np.floor(np.maximum(amount, 0) / step) * step).astype(np.int64)


class Books:
    """The balances of all customers and how a month changes them.

    `balance` has a row for each of CLASSES and a column a customer, in cents; `flows` a matrix (months, size) for each
    of FLOWS, in cents, all positive but gains, which may be losses.
    """

    def __init__(
        self, bank: Bank, population: Population, habit: Habits, ladder: Ladders, streams: Streams, timeline: Timeline,
        months: int, draws: dict[str, Floats], normals: dict[str, Floats], state: Ints,
    ) -> None:  # fmt: skip
        self.bank, self.population, self.habit, self.ladder, self.timeline = bank, population, habit, ladder, timeline
        self.draws, self.normals = draws, normals
        size, life = population.size, bank.lifecycle
        self.flows = {name: np.zeros((months, size), dtype=np.int64) for name in FLOWS}
        self.payments = np.zeros((months, size), dtype=np.int64)
        self.level = np.select(
            [state == ACTIVE, state == DECLINING, state == DORMANT], [1.0, 0.6, population.residue], 0.0
        )
        self.wobble = life.wobble[0] * normals["wobble"][0]
        market = streams.shared().of("market").standard_normal((2, 200))
        self.market = (
            bank.rates.wealth / 12.0 + bank.rates.wealth_spread * market[0],
            bank.rates.fund / 12.0 + bank.rates.fund_spread * market[1],
        )
        self.lots = Lots(
            bank.products.terms, np.zeros((LADDERS, size), dtype=np.int64), np.zeros((LADDERS, size), dtype=np.int64),
            np.zeros((LADDERS, size)),
        )  # fmt: skip
        self.balance = self._first_balances()

    def _wanted(self, month: int) -> Floats:
        """The balances that customers tend to, in cents, shape (classes, size)."""
        total = self.population.assets * self.level * np.exp(self.wobble) * CENTS
        held = self.population.holds(month)
        weights = self.habit.portfolio.copy()
        weights[1] *= held[DEPOSIT]
        weights[2] *= held[WEALTH_PRODUCT]
        weights[3] *= held[FUND]
        return np.asarray(total * weights / weights.sum(axis=0))

    def _term_rate(self, ladder: int, who: Ints, month: int) -> Floats:
        table = np.array(self.bank.rates.deposits[regime(self.bank.rates, self.timeline, month)])
        kind = np.searchsorted(self.bank.products.terms, self.ladder.term[ladder, who])
        return np.asarray(table[kind])

    def _first_balances(self) -> Ints:
        """Balances when the timeline begins: as customers want them, deposits in the lots of their ladders."""
        wanted, unit = self._wanted(0), self.bank.flows.round_to
        deposits = np.zeros(self.population.size, dtype=np.int64)
        for ladder in range(LADDERS):
            start, term = self.ladder.start[ladder], self.ladder.term[ladder]
            principal = _whole(wanted[1] * self.ladder.share[ladder], unit[1])
            who = np.flatnonzero((start < 0) & (principal > 0))
            opened = -1 - (-1 - start[who]) % term[who]
            self.lots.open(ladder, who, 0, principal[who], self._term_rate(ladder, who, 0))
            self.lots.opened[ladder, who] = opened
            deposits[who] += principal[who]
        there = self.population.join_month < 0
        first = [np.rint(wanted[0]), deposits, _whole(wanted[2], unit[1]), _whole(wanted[3], unit[2])]
        return np.stack([np.where(there, part, 0).astype(np.int64) for part in first])

    def _drift(self, month: int, state: Ints, joins: Bools) -> None:
        """How much of their usual assets customers want to hold here this month."""
        life, them = self.bank.lifecycle, self.population
        probability, stays = life.shock
        shock = np.where(self.draws["shock"][month] < probability, stays, 1.0)
        level = np.select(
            [state == ACTIVE, state == DECLINING, state == DORMANT],
            [(self.level + life.returns * (1.0 - self.level)) * shock, self.level * (1.0 - them.outflow),
             np.maximum(self.level * 0.4, np.minimum(them.residue, self.level))],
            0.0,
        )  # fmt: skip
        self.level = np.where(joins, life.ramp, level)
        spread, memory = life.wobble
        self.wobble = memory * self.wobble + np.sqrt(1.0 - memory**2) * spread * self.normals["wobble"][month]

    def step(self, month: int, state: Ints, before: Ints, payments: Ints) -> None:
        """Play one month, given the states of this month and of the one before, and how many payments are made."""
        open_ = (state >= ACTIVE) & (state <= DORMANT)
        joins = self.population.join_month == month
        self._drift(month, state, joins)
        wanted = self._wanted(month)
        usual = open_ & ~joins
        left = np.where(usual, self.balance[0], 0)
        left = self._spend(month, state, usual, payments, left)
        self._earn(month, state, usual)
        left = self._deposit(month, state, usual, wanted, left)
        left = self._invest(month, state, usual, wanted, left)
        self._transfer(month, state, usual, joins, wanted, left)
        self._close(month, (before >= ACTIVE) & (before <= DORMANT) & (state > DORMANT))

    def _put(self, name: str, month: int, amount: Ints, sign: int) -> None:
        """Book an external flow of the current account."""
        self.flows[name][month] += amount
        self.balance[0] += sign * amount

    def _spend(self, month: int, state: Ints, usual: Bools, payments: Ints, left: Ints) -> Ints:
        """Card payments, cash, the bill of the credit card and the premium; returns what is left to use."""
        flows, them, habit = self.bank.flows, self.population, self.habit
        season = flows.season[int(self.timeline.calendar_months[month]) - 1]
        activity = np.select([state == ACTIVE, state == DECLINING], self.bank.lifecycle.activity[:2], 0.0)
        used = np.minimum(payments / np.maximum(them.payments, flows.full_use), flows.most_used)
        wish = habit.spending * season * used * np.exp(flows.spending_wobble * self.normals["spending"][month])
        most = (left * flows.most_spent).astype(np.int64)
        spent = np.where(usual & (payments > 0), np.minimum(wish, most), 0.0).astype(np.int64)
        spent = np.where(spent >= payments * CENTS, spent, 0)
        self.payments[month] = np.where(spent > 0, payments, 0)
        self._put("spent", month, spent, -1)
        left = left - spent
        likely, by_age = flows.cash
        wants = self.draws["cash"][month] < likely * np.exp(by_age * them.decades) * activity
        amount = flows.cash_amount[0] * np.exp(flows.cash_amount[1] * self.normals["cash_amount"][month]) * CENTS
        cash = np.where(usual & wants, np.minimum(_whole(amount, 100.0), _whole(left, 100.0)), 0)
        self._put("cash", month, cash, -1)
        left = left - cash
        holds = them.holds(month)
        share, spread = flows.card_bill
        bill = habit.spending * season * activity * share * np.exp(spread * self.normals["bill"][month])
        bill = np.where(usual & holds[CREDIT_CARD] & (state != DORMANT), np.minimum(bill, left), 0.0).astype(np.int64)
        self._put("card_bill", month, bill, -1)
        left = left - bill
        since = np.where(holds[INSURANCE], them.since[INSURANCE], 0.0).astype(np.int64)
        falls_due = usual & holds[INSURANCE] & ((month - since) % 12 == 0) & (state != DORMANT)
        premium = np.where(falls_due & (left >= habit.premium), habit.premium, 0)
        self._put("premium", month, premium, -1)
        return np.asarray(left - premium)

    def _earn(self, month: int, state: Ints, usual: Bools) -> None:
        """Salary, interest on demand deposits, and the returns of investments."""
        habit, rates, them = self.habit, self.bank.rates, self.population
        calendar_month = int(self.timeline.calendar_months[month])
        pays = usual & them.holds(month)[PAYROLL]
        pays &= (state == ACTIVE) | ((state == DECLINING) & ~habit.payroll_leaves)
        flows, raises = self.bank.flows, int((self.timeline.calendar_months[1 : month + 1] == RAISES_IN).sum())
        base = np.rint(habit.salary * (1.0 + flows.raise_) ** raises / (10 * CENTS)) * (10 * CENTS)
        varies = np.where(habit.fixed_pay, 0.0, flows.pay_varies)
        pay = base * (1.0 + varies * (2.0 * self.draws["salary"][month] - 1.0))
        months = 1.0 + (habit.bonus if calendar_month == 1 else 0.0)
        self._put("salary", month, np.where(pays, np.rint(pay * months), 0).astype(np.int64), 1)
        if calendar_month % 3 == 0:
            rate = rates.demand[regime(rates, self.timeline, month)]
            held = self.balance[0] + self.flows["spent"][month]
            interest = np.where(usual, np.rint(held * rate / 4.0), 0).astype(np.int64)
            self._put("interest", month, np.maximum(interest, 0), 1)
        own = rates.own_spread * self.normals["fund"][month]
        for row, name, gain in (
            (2, "gain_wealth", self.market[0][month]),
            (3, "gain_fund", self.market[1][month] + own),
        ):
            made = np.where(usual, np.rint(self.balance[row] * np.maximum(gain, -0.3)), 0).astype(np.int64)
            self.flows[name][month] = made
            self.balance[row] += made

    def _deposit(self, month: int, state: Ints, usual: Bools, wanted: Floats, left: Ints) -> Ints:
        """Lots that fall due and new ones; returns what is left to use."""
        flows = self.bank.flows
        due = self.ladder.due[month] & usual
        renews = (state == ACTIVE) | ((state == DECLINING) & (self.draws["keep"][month] < flows.keeps_lot))
        for ladder in range(LADDERS):
            old = np.flatnonzero(due[ladder] & (self.lots.principal[ladder] > 0))
            principal, interest = self.lots.mature(ladder, old, month, self.ladder.term[ladder])
            freed = np.zeros(len(left), dtype=np.int64)
            freed[old] = principal + interest
            self.balance[1, old] -= principal
            self.balance[0, old] += freed[old]
            self.flows["deposit_interest"][month, old] += interest
            wish = np.minimum(wanted[1] * self.ladder.share[ladder], freed + left * 0.8)
            lot = np.where(due[ladder] & renews, _whole(wish, flows.round_to[1]), 0)
            new = np.flatnonzero(lot > 0)
            self.lots.open(ladder, new, month, lot[new], self._term_rate(ladder, new, month))
            self.balance[1] += lot
            self.balance[0] -= lot
            left = left - np.maximum(lot - freed, 0)
        return left

    def _invest(self, month: int, state: Ints, usual: Bools, wanted: Floats, left: Ints) -> Ints:
        """Wealth products and funds are bought or sold when they are far from what is wanted."""
        flows = self.bank.flows
        eager = np.where(state == ACTIVE, flows.rebalances, 2.0 * flows.rebalances)
        for row, name, unit in ((2, "wealth", flows.round_to[1]), (3, "fund", flows.round_to[2])):
            held = self.balance[row]
            gap = wanted[row] - held
            acts = usual & (self.draws[f"buy_{name}"][month] < eager) & (np.abs(gap) > flows.tolerance * held)
            buys = np.where(acts & (gap > 0) & (state == ACTIVE), _whole(np.minimum(gap, left * 0.8), unit), 0)
            everything = wanted[row] < unit * CENTS
            sells = np.where(acts & (gap < 0), np.where(everything, held, np.minimum(_whole(-gap, unit), held)), 0)
            self.flows[f"bought_{name}"][month] = buys
            self.flows[f"sold_{name}"][month] = sells
            self.balance[row] += buys - sells
            self.balance[0] += sells - buys
            left = left - buys
        return left

    def _transfer(self, month: int, state: Ints, usual: Bools, joins: Bools, wanted: Floats, left: Ints) -> None:
        """Money from and to other banks, towards the assets that are wanted here."""
        flows = self.bank.flows
        gap = wanted.sum(axis=0) - self.balance.sum(axis=0)
        low, high = flows.portion
        amount = np.abs(gap) * (low + (high - low) * self.draws["portion"][month])
        amount = np.where(amount >= 10 * flows.round_to[0] * CENTS, _whole(amount, flows.round_to[0]), amount)
        brings = usual & (state == ACTIVE) & (gap > 0) & (self.draws["brought"][month] < flows.brings)
        opening = np.maximum(_whole(wanted.sum(axis=0), 1.0), CENTS)
        brought = np.where(joins, opening, np.where(brings, amount, 0)).astype(np.int64)
        likely = np.where(state == ACTIVE, *flows.sends)
        sends = usual & (gap < 0) & (self.draws["sent"][month] < likely)
        most = np.where(left >= 10 * flows.round_to[0] * CENTS, _whole(left, flows.round_to[0]), left)
        sent = np.where(sends, np.minimum(amount, most), 0).astype(np.int64)
        self._put("brought", month, brought, 1)
        self._put("sent", month, sent, -1)

    def _close(self, month: int, closing: Bools) -> None:
        """Customers who close their accounts take everything with them."""
        who = np.flatnonzero(closing)
        rate = self.bank.rates.demand[regime(self.bank.rates, self.timeline, month)]
        for ladder in range(LADDERS):
            here = who[self.lots.principal[ladder, who] > 0]
            principal, interest = self.lots.break_(ladder, here, month, rate)
            self.balance[1, here] -= principal
            self.balance[0, here] += principal + interest
            self.flows["deposit_interest"][month, here] += interest
        for row, name in ((2, "sold_wealth"), (3, "sold_fund")):
            self.flows[name][month, who] += self.balance[row, who]
            self.balance[0, who] += self.balance[row, who]
            self.balance[row, who] = 0
        self.flows["final"][month, who] = self.balance[0, who]
        self.balance[0, who] = 0
