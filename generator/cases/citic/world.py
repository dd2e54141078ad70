"""One block of the citic case: every stage is worked out once, when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.citic import parameters
from generator.cases.citic.alerts import alerts_table, signals
from generator.cases.citic.calendar import calendar_table
from generator.cases.citic.cycle import HORIZON_MONTHS, Climate, climate
from generator.cases.citic.exits import exits_table
from generator.cases.citic.history import History, live
from generator.cases.citic.holdings import Holdings, hold, holdings_table, products_table
from generator.cases.citic.income import Income, earn, income_table
from generator.cases.citic.loans import Loans, lend, loan_balances_table, loans_table
from generator.cases.citic.parameters import INDUSTRIES, MONTHS_OF_HISTORY, SIZES
from generator.cases.citic.payrolls import Payrolls, pay, payrolls_table
from generator.cases.citic.plans import assignments_table, campaigns_table, service_plans_table
from generator.cases.citic.population import Population, populate
from generator.cases.citic.settlements import Settlements, settle, settlements_table
from generator.cases.citic.surveys import ask
from generator.cases.citic.tickets import tickets_table
from generator.cases.citic.truth import decline_truth, firm_truth, industry_truth, potential_outcomes
from generator.cases.citic.visits import visits_table
from generator.chinese_places import CHINESE_PLACES
from generator.frames import hide, labels
from generator.parameter_table import parameter_groups, parameters_table
from generator.questionnaire import Asked, survey_truth, surveys_table
from generator.streams import Streams
from generator.window import END_DAY, midnight


@dataclass(frozen=True)
class CiticWorld:
    """The firms of a block and what they did."""

    streams: Streams
    block: Block

    def table(self, name: str) -> Columns:
        """The columns of a table; raises KeyError for a table that the case does not have."""
        block, streams = self.block, self.streams
        tables: dict[str, Callable[[], Columns]] = {
            "firms": self._firms,
            "calendar": calendar_table,
            "products": products_table,
            "product_holdings": lambda: holdings_table(self.holdings, block),
            "settlements": lambda: settlements_table(self.books, self.history, block),
            "payrolls": lambda: payrolls_table(self.payrolls, self.history, block),
            "loans": lambda: loans_table(self.loans, self.loan_id, block),
            "loan_balances": lambda: loan_balances_table(self.loans, self.loan_id, self.first_days, block),
            "income": lambda: income_table(self.income, self.books, self.history, block),
            "manager_visits": lambda: visits_table(self.population, self.history, self.manager_id, block, streams),
            "alerts": self._alerts,
            "service_plans": service_plans_table,
            "campaigns": campaigns_table,
            "assignments": lambda: assignments_table(self.history, block),
            "exits": lambda: exits_table(self.history, self.income, block, streams),
            "surveys": lambda: surveys_table(self.asked, "firm_id", block),
            "tickets": lambda: tickets_table(self.population, self.history, block, streams),
            "truth/firms": lambda: firm_truth(self.population, self.climate, self.future, block),
            "truth/assignments": lambda: potential_outcomes(self.population, self.climate, self.future, block),
            "truth/declines": lambda: decline_truth(self.history, block),
            "truth/industries": lambda: industry_truth(self.climate, MONTHS_OF_HISTORY),
            "truth/surveys": lambda: survey_truth(self.asked, "firm_id", block),
            "truth/parameters": lambda: parameters_table(parameter_groups(parameters)),
        }
        return tables[name]()

    @cached_property
    def climate(self) -> Climate:
        return climate(self.streams.shared())

    @cached_property
    def population(self) -> Population:
        return populate(self.streams, self.block)

    @cached_property
    def history(self) -> History:
        return live(self.population, self.climate, self.streams)

    @cached_property
    def future(self) -> History:
        return live(self.population, self.climate, self.streams, future=HORIZON_MONTHS)

    @cached_property
    def loans(self) -> Loans:
        return lend(self.population, self.history, self.streams)

    @cached_property
    def holdings(self) -> Holdings:
        first = [np.full(self.block.size, END_DAY) for _ in range(2)]
        for days, long in zip(first, (False, True), strict=True):
            chosen = self.loans.long == long
            np.minimum.at(days, self.loans.firm[chosen], self.loans.drawn_day[chosen])
        return hold(self.population, self.history, first[0], first[1], self.streams)

    @cached_property
    def books(self) -> Settlements:
        fees = self.holdings.monthly_fees(self.history)
        return settle(self.population, self.climate, self.history, fees, self.streams)

    @cached_property
    def payrolls(self) -> Payrolls:
        return pay(self.population, self.history, self.streams)

    @cached_property
    def income(self) -> Income:
        return earn(self.population, self.books, self.loans)

    @cached_property
    def asked(self) -> Asked:
        return ask(self.population, self.history, self.streams)

    @cached_property
    def loan_id(self) -> Ints:
        return self.block.keys(len(self.loans.firm))

    @cached_property
    def manager_id(self) -> Ints:
        return self.block.keys(int(self.population.manager.max()) + 1)[self.population.manager]

    @property
    def first_days(self) -> Ints:
        """The first day of each month of the window, in days since 1970."""
        return self.history.window(self.history.timeline.edges[:-1])

    def _alerts(self) -> Columns:
        seen = signals(self.history, self.books, self.payrolls, self.loans.past_due, self.loans.prepaid, self.streams)
        return alerts_table(self.history, seen, self.block, self.streams)

    def _firms(self) -> Columns:
        them, places = self.population, CHINESE_PLACES
        group = self.block.keys(int(them.group.max()) + 2)[them.group]
        return {
            "firm_id": self.block.customer_ids(),
            "name": them.name,
            "credit_code": them.code,
            "industry": labels(them.industry, [item.name for item in INDUSTRIES]),
            "size": labels(them.size_class, [item.name for item in SIZES]),
            "region": labels(them.place, [place.region for place in places]),
            "province": labels(them.place, [place.province for place in places]),
            "city": labels(them.place, [place.city for place in places]),
            "group_id": hide(group, ~them.grouped),
            "group_parent": them.parent,
            "employees": hide(them.stated, them.not_stated),
            "registered_capital": hide(them.capital, them.not_stated),
            "founded_on": midnight(them.founded_day),
            "client_since": midnight(them.client_day),
            "manager_id": self.manager_id,
        }
