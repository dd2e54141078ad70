"""Which service plan for which firm after the as-of date: what each can be expected to bring."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.dictionary.decision import ACTIONS, FIRMS, QUESTION
from generator.cases.citic.outlook import look_ahead
from generator.cases.citic.parameters import INDUSTRIES, PLANNING, PLANS, SIZES, SURVEYS, TREATMENT
from generator.cases.citic.truth import discount_factors, healthy_income
from generator.cases.citic.world import CiticWorld
from generator.decisions.specification import Budget, Decision, Prospects
from generator.frames import hide, labels
from generator.schema import Text
from generator.streams import Streams
from generator.window import END_DAY, MONTHS

RECENT, YEAR, HALF = 3, 12, 6
LARGE = len(SIZES) - 1


def _loans(world: CiticWorld) -> tuple[Floats, Ints]:
    """What each firm owes on the as-of date, in CNY, and the longest delay in days."""
    loans, size = world.loans, world.population.size
    last = loans.month == MONTHS - 1
    owed = np.bincount(loans.firm[loans.loan[last]], weights=loans.ledger["closing"][last] / 100.0, minlength=size)
    return owed.astype(np.float64), loans.past_due[-1]


def _satisfaction(world: CiticWorld) -> tuple[Ints, Ints]:
    """The answer of each firm to the last survey, and whether there is none (1) or one (0)."""
    asked, size = world.asked, world.population.size
    day = world.history.timeline.edges[world.history.timeline.index(SURVEYS.waves[-1])]
    mine = asked.answers & (asked.sent >= day * 86_400)
    answer = np.zeros(size, dtype=np.int64)
    answer[asked.who[mine]] = asked.said["satisfaction"][mine]
    return answer, (answer == 0).astype(np.int64)


def _tickets(world: CiticWorld) -> Ints:
    """Tickets of each firm in the last six months."""
    columns = world.table("tickets")
    opened, firm = np.asarray(columns["opened_at"]), np.asarray(columns["firm_id"]) - world.block.first_customer
    since = world.history.window(world.history.timeline.edges[:-1])[MONTHS - HALF]
    recent = opened >= np.datetime64(int(since), "D")
    return np.bincount(firm[recent].astype(np.int64), minlength=world.population.size)


def _features(world: CiticWorld) -> Columns:
    """The columns that describe each firm of the block on the as-of date."""
    population, books = world.population, world.books
    received = books.received / 100.0
    known = books.active[-YEAR:-RECENT]
    recent = received[-RECENT:].mean(axis=0)
    before = received[-YEAR:-RECENT].sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    owed, delay = _loans(world)
    answer, silent = _satisfaction(world)
    ratio = recent / np.where(before > 0, before, 1.0)
    return {
        "firm_id": world.block.customer_ids(),
        "industry": labels(population.industry, [item.name for item in INDUSTRIES]),
        "size": labels(population.size_class, [item.name for item in SIZES]),
        "in_group": population.grouped,
        "days_as_client": END_DAY - 1 - population.client_day,
        "inflow_3": recent,
        "inflow_ratio": hide(ratio, before <= 0),
        "balance": books.closing[-1] / 100.0,
        "payroll_months": world.payrolls.paid[-RECENT:].sum(axis=0),
        "payroll_months_before": world.payrolls.paid[-YEAR:-RECENT].sum(axis=0),
        "loans": owed,
        "days_past_due": delay,
        "income_12": world.income.own[-YEAR:].sum(axis=0) / 100.0,
        "tickets_6": _tickets(world),
        "satisfaction": hide(answer, silent.astype(bool)),
    }


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the clients without a plan that are not large, and what each plan would do for them.

    Value is the expected income of twelve months, discounted; staying means still being a client at their end.
    """
    world = CiticWorld(streams, block)
    population, history, months = world.population, world.history, PLANNING.months
    now, income = history.timeline.before + MONTHS, healthy_income(population)
    value, stays = np.zeros((block.size, len(ACTIONS))), np.zeros((block.size, len(ACTIONS)))
    for number in range(len(ACTIONS)):
        arms = np.zeros((months, block.size), dtype=np.int64)
        arms[: TREATMENT.months] = number
        outlook = look_ahead(population, world.climate, now, history.last, arms, months)
        value[:, number] = income * (outlook.business * discount_factors(months)[:, None]).sum(axis=0)
        stays[:, number] = outlook.client[-1]
    cost, hours = (np.array([0.0, *(getattr(plan, name) for plan in PLANS)]) for name in ("cost", "hours"))
    concerned = np.flatnonzero((history.left >= now) & (history.arm[now - 1] == 0) & (population.size_class < LARGE))
    matrices = (value, np.tile(cost, (block.size, 1)), np.tile(hours, (block.size, 1)), np.clip(stays, 0.0, 1.0))
    columns = {name: values.take(concerned) for name, values in _features(world).items()}
    return columns, Prospects(*(matrix[concerned] for matrix in matrices))


DECISION = Decision(
    question=QUESTION,
    customers=FIRMS,
    segment="industry",
    actions=ACTIONS,
    budget=Budget(PLANNING.hours, Text("hours of the managers", "客户经理工时")),
    prospects=prospects,
)
