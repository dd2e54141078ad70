"""What to do for which customer in the month after the as-of date: expectations from what drives each customer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.banking.history import NOW, History, is_open, live
from generator.banking.parameters import Arm, Bank
from generator.banking.population import DEPOSIT, PAYROLL
from generator.banking.treatment import SEGMENTS, Effects, Standing, effects
from generator.banking.truth import expected_path, expected_worth, monthly_worth
from generator.banking.world import BankWorld
from generator.decisions.specification import Action, Prospects
from generator.frames import hide, labels
from generator.schema import Column, Table, Text
from generator.window import END_DAY

CENTS = 100.0
QUARTER, HALF_YEAR = slice(NOW - 3, NOW), slice(NOW - 6, NOW)
UNSTATED = Text("not stated by the customer", "客户未提供")


@dataclass(frozen=True)
class Move:
    """An action that contacts customers: how it is described, through which medium, and what it does."""

    action: Action
    medium: str
    arm: Arm


def _gift(bank: Bank, arm: Arm, reached: Floats, uses: Floats) -> Floats:
    """Expected RMB of gifts taken by those who are reached and active."""
    return np.asarray(arm.gift * bank.response.takes_gift * reached * uses)


def outlook(bank: Bank, world: BankWorld, moves: tuple[Move, ...]) -> tuple[Columns, Prospects]:
    """The features of the customers concerned and what each move, and doing nothing, would bring.

    Value is the discounted margin of the coming months, and what use of the app in July 2026 is worth; not being lost
    at the campaigns' horizon counts as staying.
    """
    deciding, response, population = bank.deciding, bank.response, world.population
    history = live(bank, population, world.streams, outlook=deciding.months)
    state, standing = history.state[NOW - 1], history.standing
    worth = monthly_worth(bank, population, history.habit, NOW - 1)
    usual = history.loyalty[NOW : NOW + deciding.months]
    factors = np.array([*bank.lifecycle.activity, 0.0])[:, None]

    def follows(loyalty: Floats, activity: Floats) -> tuple[Floats, Floats, Floats]:
        """Value, probability of staying and of using the app, if reached by these effects."""
        changed = usual.copy()
        changed[: response.months] += loyalty
        path = expected_path(history, state, NOW, changed)
        uses = (path[0] * -np.expm1(-population.app_rate * np.exp(activity) * factors)).sum(axis=0)
        value = expected_worth(worth, path, bank.valuation.discount) + deciding.active_month * uses
        return value, path[response.horizon - 1, :2].sum(axis=0), uses

    none = np.zeros(population.size)
    plain = follows(none, none)
    value, stays, cost, use = [plain[0]], [plain[1]], [none], [none]
    for move in moves:
        found = _effects(bank, world, move, state, standing)
        q = found.reachable[0]
        touched = follows(found.loyalty[0], found.activity[0])
        value.append(q * touched[0] + (1.0 - q) * plain[0])
        stays.append(q * touched[1] + (1.0 - q) * plain[1])
        contacts = np.full(population.size, float(move.arm.contacts))
        cost.append(move.arm.cost * contacts + _gift(bank, move.arm, q, touched[2]))
        use.append(contacts)
    concerned = is_open(state) & (standing.peak >= response.least * CENTS) & (world.manager == 0)
    rows = np.flatnonzero(concerned)
    columns = {name: values.take(rows) for name, values in _features(bank, world, history).items()}
    matrices = (np.stack(part, axis=1)[rows] for part in (value, cost, use, stays))
    return columns, Prospects(*matrices)


def _effects(bank: Bank, world: BankWorld, move: Move, state: Ints, standing: Standing) -> Effects:
    noise = world.streams.of(f"decision.{move.action.name}").standard_normal(world.population.size)
    return effects(bank, move.medium, (move.arm,), world.population, state, standing, noise)


def _features(bank: Bank, world: BankWorld, history: History) -> Columns:
    them, standing = world.population, history.standing
    held = them.holds(NOW - 1)
    held[DEPOSIT] &= (history.lots.principal > 0).any(axis=0)
    years = np.floor((END_DAY - 1 - them.birth_day) / 365.25)
    return {
        "customer_id": world.block.customer_ids(),
        "segment": labels(standing.segment(bank.response), SEGMENTS),
        "assets": standing.assets / CENTS,
        "peak_assets_6": standing.peak / CENTS,
        "silent_months": standing.silent,
        "sessions_3": standing.sessions,
        "sessions_before": history.sessions[HALF_YEAR].sum(axis=0) - standing.sessions,
        "payments_3": history.payments[QUARTER].sum(axis=0),
        "payments_before": history.payments[HALF_YEAR].sum(axis=0) - history.payments[QUARTER].sum(axis=0),
        "salaries_3": (history.flows["salary"][QUARTER] > 0).sum(axis=0),
        "transfers_in_3": (history.flows["brought"][QUARTER] > 0).sum(axis=0),
        "transferred_out_3": history.flows["sent"][QUARTER].sum(axis=0) / CENTS,
        "products": held.sum(axis=0),
        "payroll": held[PAYROLL],
        "deposit_due": standing.due,
        "contacts_3": standing.recent,
        "days_since_joined": END_DAY - 1 - them.join_day,
        "age": hide(years, them.no_demographics),
        "acquisition_channel": labels(them.channel, [channel.name for channel in bank.channels]),
    }


def customers_table(bank: Bank) -> Table:
    """What a policy sees of each customer."""
    return Table(
        "decision_customers",
        Text(
            "One row a customer without a relationship manager who has not closed and held at least 1,000 RMB at some "
            "month's end since January 2026, as known on the as-of date.",
            "决策客户表：未配备专属客户经理、未销户、且 2026 年 1 月以来至少有一个月末资产达 1,000 元的客户，每人一行，"
            "信息截至数据截止日。",
        ),
        ("customer_id",),
        (
            Column("customer_id", "int", Text("The customer.", "客户编号。"), unique=True),
            Column("segment", "text", Text(
                "silent: no payment, transfer, cash or log-in for three months; slipping: assets below half of "
                "peak_assets_6; else steady.",
                "silent 三个月内无支付、转账、取现或登录；slipping 资产不足 peak_assets_6 的一半；steady 其余。"),
                values=SEGMENTS),
            Column("assets", "money", Text("Assets on the as-of date.", "截止日资产。"), "CNY", low=0),
            Column("peak_assets_6", "money", Text("Highest assets at a month's end since January 2026.",
                                                  "2026 年 1 月以来最高的月末资产。"), "CNY", low=0),
            Column("silent_months", "int", Text(
                "Months since the last payment, transfer, cash withdrawal or log-in; 0 for June.",
                "距上次支付、转账、取现或登录的月数，6 月有动作为 0。"), "months", low=0),
            Column("sessions_3", "int", Text("Log-ins to the app since 1 April 2026.",
                                             "2026 年 4 月 1 日以来的登录次数。"), low=0),
            Column("sessions_before", "int", Text("Log-ins to the app from January to March 2026.",
                                                  "2026 年 1 至 3 月的登录次数。"), low=0),
            Column("payments_3", "int", Text("Card payments since 1 April 2026, without those reversed.",
                                             "2026 年 4 月 1 日以来的消费笔数（不含冲正）。"), low=0),
            Column("payments_before", "int", Text("Card payments from January to March 2026, without those reversed.",
                                                  "2026 年 1 至 3 月的消费笔数（不含冲正）。"), low=0),
            Column("salaries_3", "int", Text("Months since April 2026 in which a salary was paid in.",
                                             "2026 年 4 月以来有工资入账的月数。"), "months", low=0, high=3),
            Column("transfers_in_3", "int", Text("Transfers from other banks since 1 April 2026.",
                                                 "2026 年 4 月 1 日以来的转入笔数。"), low=0),
            Column("transferred_out_3", "money", Text("Transferred to other banks since 1 April 2026.",
                                                      "2026 年 4 月 1 日以来的转出金额。"), "CNY", low=0),
            Column("products", "int", Text("Products held, the current account apart.",
                                           "持有产品数（不含活期）。"), low=0),
            Column("payroll", "bool", Text("Whether the salary has been paid in here.", "是否曾在本行代发工资。")),
            Column("deposit_due", "bool", Text("Whether a deposit falls due in July or August 2026.",
                                               "2026 年 7 月或 8 月是否有定期存款到期。")),
            Column("contacts_3", "int", Text("Contacts of campaigns since 1 April 2026.",
                                             "2026 年 4 月 1 日以来收到的活动触达次数。"), low=0),
            Column("days_since_joined", "int", Text("Days since the first account was opened.", "开户至今的天数。"),
                   low=0),
            Column("age", "number", Text("Age in whole years.", "周岁年龄。"), "years", missing=UNSTATED),
            Column("acquisition_channel", "text", Text("How the customer was won.", "获客渠道。"),
                   values=tuple(channel.name for channel in bank.channels)),
        ),
    )  # fmt: skip
