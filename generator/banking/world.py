"""One block of a bank: every stage is worked out once, when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from generator.arrays import Columns, Ints, Texts
from generator.banking import campaigns, holdings, ledger, managers, sessions, surveys, tickets, truth
from generator.banking.days import calendar_table
from generator.banking.history import History, live
from generator.banking.parameters import Bank
from generator.banking.population import GENDERS, PAYROLL, Population, populate
from generator.blocks import Block
from generator.chinese_places import CHINESE_PLACES
from generator.frames import hide, labels
from generator.locales import Identity, identities
from generator.parameter_table import parameters_table
from generator.places import US_PLACES
from generator.questionnaire import Asked, survey_truth
from generator.streams import Streams
from generator.window import instant, midnight

LOCALES = ("zh_CN", "en_US")
CITIES = tuple(dict.fromkeys([p.city for p in CHINESE_PLACES] + [p.city for p in US_PLACES]))
BRANCHES_PER_CITY = 12


def branches(city: Texts, streams: Streams) -> Ints:
    """The number of each customer's branch, one of those in the city, shape as `city`."""
    place = pc.index_in(city, pa.array(CITIES, pa.large_string())).to_numpy(zero_copy_only=False)
    number = streams.of("identity.branch").integers(1, BRANCHES_PER_CITY + 1, len(city))
    return np.asarray(10_000 + place.astype(np.int64) * 100 + number)


@dataclass(frozen=True)
class BankWorld:
    """The customers of a block of a bank and what they did."""

    bank: Bank
    streams: Streams
    block: Block

    def table(self, name: str) -> Columns:
        """The columns of a table; raises KeyError for a table that the case does not have."""
        return self.tables()[name]()

    def tables(self) -> dict[str, Callable[[], Columns]]:
        """How to make each table, sealed ones named "truth/…"."""
        bank, streams, block = self.bank, self.streams, self.block
        return {
            "customers": self._customers,
            "calendar": calendar_table,
            "accounts": self._accounts,
            "product_holdings": lambda: holdings.holdings_table(self.population, self.history, self.closings, block),
            "monthly_assets": lambda: holdings.monthly_assets_table(self.statement, self.history, block),
            "transactions": self._transactions,
            "app_sessions": lambda: sessions.sessions_table(bank, self.visits, self.history, block, streams),
            "manager_contacts": lambda: managers.manager_contacts_table(bank, self.calls, self.manager, block, streams),
            "tier_history": lambda: holdings.tier_history_table(bank, self.tiers, self.population, self.history, block),
            "closures": lambda: holdings.closures_table(
                bank, self.population, self.history, self.closings, block, streams
            ),
            "campaigns": lambda: campaigns.campaigns_table(bank),
            "campaign_arms": lambda: campaigns.arms_table(bank),
            "assignments": lambda: campaigns.assignments_table(bank, self.history, block),
            "contacts": lambda: campaigns.contacts_table(bank, self.population, self.history, block, streams),
            "surveys": lambda: surveys.surveys_table(self.asked, block),
            "tickets": lambda: tickets.tickets_table(bank, self.population, self.history, block, streams),
            "truth/customers": self._customer_truth,
            "truth/states": lambda: truth.state_truth(self.statement, self.history, block),
            "truth/assignments": lambda: campaigns.assignment_truth(bank, self.history, block),
            "truth/outcomes": lambda: campaigns.potential_outcomes(bank, self.population, self.history, block),
            "truth/surveys": lambda: survey_truth(self.asked, "customer_id", block),
            "truth/parameters": lambda: parameters_table(bank.groups),
        }

    @cached_property
    def population(self) -> Population:
        return populate(self.bank, self.streams, self.block)

    @cached_property
    def person(self) -> Identity:
        them = self.population
        year = them.birth_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        female, locale = (them.gender == 0).astype(np.float64), self.streams.variant.locale or LOCALES[0]
        return identities(locale, self.streams.of("identity"), self.block, female, year)

    @cached_property
    def history(self) -> History:
        return live(self.bank, self.population, self.streams)

    @cached_property
    def manager(self) -> Ints:
        return managers.manager_of(self.bank, self.population, self.block, self.streams)

    @cached_property
    def closings(self) -> ledger.Closings:
        return ledger.closings(self.bank, self.history, self.streams)

    @cached_property
    def calls(self) -> managers.Calls:
        return managers.call(self.bank, self.population, self.history, self.manager, self.closings, self.streams)

    @cached_property
    def accounts(self) -> holdings.Accounts:
        return holdings.accounts(self.population, self.history)

    @cached_property
    def bookings(self) -> ledger.Bookings:
        return ledger.book(self.bank, self.population, self.history, self.closings, self.streams)

    @cached_property
    def statement(self) -> holdings.Statement:
        return holdings.statement(self.population, self.history)

    @cached_property
    def tiers(self) -> holdings.Tiers:
        return holdings.tiers(self.bank, self.population, self.history)

    @cached_property
    def visits(self) -> sessions.Visits:
        return sessions.visit(self.bank, self.population, self.history, self.streams)

    @cached_property
    def asked(self) -> Asked:
        return surveys.ask(self.bank, self.population, self.history, self.streams)

    def _accounts(self) -> Columns:
        size = self.population.size
        return holdings.accounts_table(self.bank, self.accounts, self.closings, size, self.block, self.streams)

    def _transactions(self) -> Columns:
        numbers = self.block.keys(len(self.accounts.customer))
        current = self.accounts.current(numbers, self.population.size)
        return ledger.transactions_table(self.bank, self.bookings, current, self.block, self.streams)

    def _customer_truth(self) -> Columns:
        future = live(self.bank, self.population, self.streams, future=truth.HORIZON)
        return truth.customer_truth(self.bank, self.population, future, self.block)

    def _customers(self) -> Columns:
        them, person, unknown = self.population, self.person, self.population.no_demographics
        channels = self.bank.channels
        return {
            "customer_id": self.block.customer_ids(),
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "address": person.street,
            "city": person.city,
            "province": person.region,
            "postcode": person.postcode,
            "gender": hide(labels(them.gender, GENDERS), unknown),
            "birth_date": hide(midnight(them.birth_day), unknown),
            "joined_at": instant(them.join_day * 86_400 + them.join_second),
            "acquisition_channel": labels(them.channel, [channel.name for channel in channels]),
            "acquisition_cost": np.array([channel.cost for channel in channels])[them.channel],
            "branch_id": branches(person.city, self.streams),
            "manager_id": hide(self.manager, self.manager == 0),
            "payroll_day": hide(self.history.habit.pay_day, ~np.isfinite(them.since[PAYROLL])),
        }
