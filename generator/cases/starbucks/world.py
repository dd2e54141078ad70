"""One block of the starbucks case: every stage is worked out once, when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.starbucks import parameters
from generator.cases.starbucks.activity import Interest, interest
from generator.cases.starbucks.bills import Bills, fill, menu_table, spread_over_lines
from generator.cases.starbucks.calendar import calendar_table
from generator.cases.starbucks.ledger import ledger_table, tier_table
from generator.cases.starbucks.offers import (
    assignments_table,
    campaigns_table,
    contacts_table,
    offer_events_table,
    offers_table,
)
from generator.cases.starbucks.outcomes import potential_outcomes
from generator.cases.starbucks.parameters import DEMOGRAPHICS, WAYS_IN
from generator.cases.starbucks.population import GENDERS, Population, populate
from generator.cases.starbucks.recording import filed_tickets, recorded_events
from generator.cases.starbucks.stars import Accounts, keep
from generator.cases.starbucks.surveys import ask
from generator.cases.starbucks.tickets import tickets_table
from generator.cases.starbucks.truth import member_truth
from generator.cases.starbucks.visiting import Points, potential_visits
from generator.cases.starbucks.visits import (
    CHANNELS,
    PAYMENTS,
    STATUSES,
    AtCounter,
    Visits,
    at_counter,
    take_place,
)
from generator.cases.starbucks.waves import Played, play
from generator.frames import hide, labels
from generator.locales import Identity, identities
from generator.parameter_table import parameter_groups, parameters_table
from generator.questionnaire import Asked, survey_truth, surveys_table
from generator.streams import Streams
from generator.window import instant, midnight


@dataclass(frozen=True)
class StarbucksWorld:
    """The members of a block and what they did."""

    streams: Streams
    block: Block

    def table(self, name: str) -> Columns:
        """The columns of a table; raises KeyError for a table that the case does not have."""
        block, streams = self.block, self.streams
        tables: dict[str, Callable[[], Columns]] = {
            "members": self._members,
            "calendar": calendar_table,
            "menu": menu_table,
            "visits": self._visits,
            "line_items": self._line_items,
            "offers": offers_table,
            "offer_events": lambda: recorded_events(
                offer_events_table(self.played, self.visits, self.visit_id, block), streams
            ),
            "star_ledger": lambda: ledger_table(self.visits, self.accounts, self.visit_id, block, streams),
            "tier_history": lambda: tier_table(self.population, self.accounts, block),
            "campaigns": campaigns_table,
            "assignments": lambda: assignments_table(self.played, block),
            "contacts": lambda: contacts_table(self.played, block, streams),
            "surveys": lambda: surveys_table(self.asked, "member_id", block),
            "tickets": lambda: filed_tickets(
                tickets_table(self.population, self.visits, self.visit_id, block, streams), streams
            ),
            "truth/members": lambda: member_truth(self.population, self.interest, streams, block),
            "truth/assignments": lambda: potential_outcomes(
                self.population, self.interest, self.points, self.bills, self.counter.paid, self.played, block, streams
            ),
            "truth/surveys": lambda: survey_truth(self.asked, "member_id", block),
            "truth/parameters": lambda: parameters_table(parameter_groups(parameters)),
        }
        return tables[name]()

    @cached_property
    def population(self) -> Population:
        return populate(self.streams, self.block)

    @cached_property
    def interest(self) -> Interest:
        return interest(self.population, self.streams)

    @cached_property
    def points(self) -> Points:
        return potential_visits(self.population, self.interest, self.streams)

    @cached_property
    def bills(self) -> Bills:
        return fill(self.points, self.population, self.streams)

    @cached_property
    def counter(self) -> AtCounter:
        return at_counter(self.points, self.population, self.streams)

    @cached_property
    def played(self) -> Played:
        return play(self.points, self.counter.paid, self.population, self.streams)

    @cached_property
    def visits(self) -> Visits:
        return take_place(self.points, self.bills, self.counter, self.played, self.block.size)

    @cached_property
    def accounts(self) -> Accounts:
        return keep(self.population, self.interest, self.visits, self.streams)

    @cached_property
    def asked(self) -> Asked:
        return ask(self.population, self.visits, self.streams)

    @cached_property
    def visit_id(self) -> Ints:
        return self.block.keys(self.visits.size)

    def _identity(self) -> Identity:
        """Who the members are on paper. Another locale changes that and nothing else."""
        them, locale = self.population, self.streams.variant.locale
        if locale is None:
            who = them.person
            return Identity(who.name, who.email, who.phone, who.street, who.city, who.state, who.postcode)
        female = np.array(DEMOGRAPHICS.feminine_names)[them.gender]
        return identities(locale, self.streams.of(f"identity.{locale}"), self.block, female, them.birth_year)

    def _members(self) -> Columns:
        them, person, unknown = self.population, self._identity(), self.population.no_demographics
        return {
            "member_id": self.block.customer_ids(),
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "street": person.street,
            "city": person.city,
            "state": person.region,
            "postcode": person.postcode,
            "gender": hide(labels(them.gender, GENDERS), unknown),
            "birth_date": hide(midnight(them.birth_day), unknown),
            "income": hide(them.income, unknown),
            "joined_at": instant(them.join_day * 86_400 + them.join_second),
            "joined_via": labels(them.joined_via, [way.name for way in WAYS_IN]),
        }

    def _visits(self) -> Columns:
        visits, accounts = self.visits, self.accounts
        return {
            "visit_id": self.visit_id,
            "member_id": visits.member + self.block.first_customer,
            "visited_at": instant(visits.moment),
            "channel": labels(visits.channel, CHANNELS),
            "payment": labels((~visits.card).astype(np.int64), PAYMENTS),
            "status": labels(visits.status, STATUSES),
            "items": self.bills.pieces[visits.point],
            "gross": visits.gross / 100,
            "offer_reward": visits.reward / 100,
            "star_reward": accounts.worth / 100,
            "amount": (visits.gross - visits.reward - accounts.worth) / 100,
        }

    def _line_items(self) -> Columns:
        visits, bills = self.visits, self.bills
        kept = np.repeat(self.played.happened, bills.lines)
        quantity, price, item = bills.quantity[kept], bills.price[kept], bills.item[kept]
        lines = bills.lines[visits.point]
        gross = quantity * price
        discount = spread_over_lines(visits.reward + self.accounts.worth, lines, gross)
        return {
            "line_item_id": self.block.keys(len(item)),
            "visit_id": np.repeat(self.visit_id, lines),
            "item_id": item + 1,
            "quantity": quantity,
            "unit_price": price / 100,
            "discount": discount / 100,
            "amount": (gross - discount) / 100,
        }
