"""One block of the amazon case: every stage is worked out once, when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Codes, Columns, Ints
from generator.blocks import Block
from generator.cases.amazon import parameters
from generator.cases.amazon.baskets import Lines, fill
from generator.cases.amazon.calendar import calendar_table
from generator.cases.amazon.campaigns import assignments_table, campaigns_table, contacts_table, potential_outcomes
from generator.cases.amazon.days import HORIZON_MONTHS
from generator.cases.amazon.fulfilment import STATUSES, Fate, deliveries_table, fulfil, returns_table
from generator.cases.amazon.history import YEAR, History, Life, Luck
from generator.cases.amazon.orders import Placed, place
from generator.cases.amazon.parameters import BASKETS, CHANNELS, DEMOGRAPHICS, FULFILMENT, MONTHS_OF_HISTORY
from generator.cases.amazon.population import GENDERS, Population, populate
from generator.cases.amazon.products import Products, products
from generator.cases.amazon.recording import filed_tickets
from generator.cases.amazon.sessions import DEVICES, devices, sessions_table
from generator.cases.amazon.spells import Moments, membership_table, moments
from generator.cases.amazon.surveys import ask, surveys_table
from generator.cases.amazon.tickets import tickets_table
from generator.cases.amazon.truth import customer_truth
from generator.cases.amazon.value import order_worth
from generator.cases.amazon.without_benefit import orders_without_benefit
from generator.frames import coded, hide
from generator.locales import Identity, identities
from generator.parameter_table import parameter_groups, parameters_table
from generator.questionnaire import Asked, survey_truth
from generator.streams import Streams
from generator.window import MONTHS, Timeline, instant, midnight


@dataclass(frozen=True)
class AmazonWorld:
    """The customers of a block and what they did."""

    streams: Streams
    block: Block

    def table(self, name: str) -> Columns:
        """The columns of a table; raises KeyError for a table that the case does not have."""
        tables: dict[str, Callable[[], Columns]] = {
            "customers": self._customers,
            "products": self.products.table,
            "orders": self._orders,
            "order_items": self._order_items,
            "deliveries": lambda: deliveries_table(
                self.placed, self.fate, self.lines, self.order_id, self.block, self.streams
            ),
            "returns": lambda: returns_table(
                self.placed, self.fate, self.lines, self.order_id, self.item_id, self.block, self.streams
            ),
            "calendar": calendar_table,
            "campaigns": campaigns_table,
            "assignments": lambda: assignments_table(self.history, self.block),
            "contacts": lambda: contacts_table(self.population, self.history, self.block, self.streams),
            "surveys": lambda: surveys_table(self.asked, self.block),
            "tickets": self._tickets,
            "truth/customers": self._customer_truth,
            "truth/assignments": lambda: potential_outcomes(self.history, self.block),
            "truth/surveys": lambda: survey_truth(self.asked, "customer_id", self.block),
            "truth/parameters": lambda: parameters_table(parameter_groups(parameters)),
            "membership_events": lambda: membership_table(self.moments, self.block),
            "sessions": lambda: sessions_table(
                self.population, self.history, self.placed, self.order_id, self.device, self.block, self.streams
            ),
        }
        return tables[name]()

    @cached_property
    def population(self) -> Population:
        return populate(self.streams, self.block)

    @cached_property
    def luck(self) -> Luck:
        return Luck(self.population, self.streams, Timeline(MONTHS_OF_HISTORY, HORIZON_MONTHS))

    @cached_property
    def life(self) -> Life:
        return Life(self.luck)

    @cached_property
    def history(self) -> History:
        return self.life.play(MONTHS_OF_HISTORY + MONTHS)

    @cached_property
    def products(self) -> Products:
        return products(self.streams.shared())

    @cached_property
    def moments(self) -> Moments:
        return moments(self.history.events, self.streams)

    @cached_property
    def placed(self) -> Placed:
        return place(self.history, self.moments, self.streams)

    @cached_property
    def lines(self) -> Lines:
        return fill(self.placed, self.population, self.products, self.streams)

    @cached_property
    def fate(self) -> Fate:
        return fulfil(self.placed, self.lines, self.products, self.streams)

    @cached_property
    def asked(self) -> Asked:
        return ask(self.population, self.history, self.streams)

    @cached_property
    def order_id(self) -> Ints:
        return self.block.keys(self.placed.size)

    @cached_property
    def item_id(self) -> Ints:
        return self.block.keys(len(self.lines.order))

    @cached_property
    def device(self) -> Codes:
        uniform = self.streams.of("orders.device").random(self.placed.size)
        return devices(self.population, self.placed.customer, uniform)

    def _customer_truth(self) -> Columns:
        now = MONTHS_OF_HISTORY + MONTHS
        without = orders_without_benefit(self.luck, self.history, now - YEAR, now)
        future = self.life.play(self.luck.timeline.months)
        member = future.member[now].astype(np.float64)
        worth = order_worth(
            self.products, self.population.taste, self.population.favourite, member,
            cancelled=FULFILMENT.cancelled * self.streams.messy("cancellations"),
            sends_back=FULFILMENT.sends_back * self.streams.messy("refunds"),
        )  # fmt: skip
        return customer_truth(self.population, future, without, worth, self.block)

    def _identity(self) -> Identity:
        """Who the customers are on paper. Another locale changes that and nothing else: where they live counts."""
        them, locale = self.population, self.streams.variant.locale
        if locale is None:
            who = them.person
            return Identity(who.name, who.email, who.phone, who.street, who.city, who.state, who.postcode)
        female = np.array(DEMOGRAPHICS.feminine_names)[them.gender]
        return identities(locale, self.streams.of(f"identity.{locale}"), self.block, female, them.birth_year)

    def _customers(self) -> Columns:
        them, person, unknown = self.population, self._identity(), self.population.no_demographics
        return {
            "customer_id": self.block.customer_ids(),
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "street": person.street,
            "city": person.city,
            "state": person.region,
            "postcode": person.postcode,
            "gender": hide(coded(them.gender, GENDERS), unknown),
            "birth_date": hide(midnight(them.birth_day), unknown),
            "joined_at": instant(them.join_day * 86_400 + them.join_second),
            "acquisition_channel": coded(them.channel, [channel.name for channel in CHANNELS]),
            "acquisition_cost": them.acquisition_cost,
            "referred_by": hide(them.referred_by + self.block.first_customer, them.referred_by < 0),
        }

    def _tickets(self) -> Columns:
        opened = tickets_table(
            self.population, self.placed, self.lines, self.fate, self.order_id, self.block, self.streams
        )
        return filed_tickets(opened, self.streams)

    def _orders(self) -> Columns:
        placed, lines = self.placed, self.lines
        amount = lines.per_order(lines.amount)
        free = placed.member | (amount >= BASKETS.free_shipping_from * 100)
        return {
            "order_id": self.order_id,
            "customer_id": placed.customer + self.block.first_customer,
            "ordered_at": placed.time,
            "status": coded(self.fate.status, STATUSES),
            "channel": coded(self.device, DEVICES),
            "items": lines.per_order(lines.quantity),
            "amount": amount,
            "discount": lines.per_order(lines.discount),
            "shipping_fee": np.where(free, 0, round(BASKETS.shipping_fee * 100)),
            "member": placed.member,
        }

    def _order_items(self) -> Columns:
        lines = self.lines
        return {
            "order_item_id": self.item_id,
            "order_id": self.order_id[lines.order],
            "product_id": self.products.ids(lines.product),
            "quantity": lines.quantity,
            "unit_price": lines.price,
            "discount": lines.discount,
            "amount": lines.amount,
        }
