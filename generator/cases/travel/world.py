"""One block of the travel case: every stage is worked out once, when something first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.travel import parameters
from generator.cases.travel.bookings import Bookings, book, bookings_table
from generator.cases.travel.calendar import calendar_table
from generator.cases.travel.campaigns import assignments_table, campaigns_table, contacts_table, potential_outcomes
from generator.cases.travel.days import HORIZON_MONTHS
from generator.cases.travel.export import orders_export_table
from generator.cases.travel.history import History, live
from generator.cases.travel.parameters import CHANNELS, DESTINATIONS
from generator.cases.travel.payments import payments_table
from generator.cases.travel.population import GENDERS, Population, populate
from generator.cases.travel.truth import traveller_truth
from generator.cases.travel.voice import surveys_table, tickets_table
from generator.frames import hide, labels
from generator.parameter_table import parameter_groups, parameters_table
from generator.streams import Streams
from generator.window import instant, midnight


@dataclass(frozen=True)
class TravelWorld:
    """The travellers of a block and what they did."""

    streams: Streams
    block: Block

    def table(self, name: str) -> Columns:
        """The columns of a table; raises KeyError for a table that the case does not have."""
        block, streams = self.block, self.streams
        tables: dict[str, Callable[[], Columns]] = {
            "travellers": self._travellers,
            "calendar": calendar_table,
            "destinations": self._destinations,
            "bookings": lambda: bookings_table(self.booked, self.booking_id, block),
            "payments": lambda: payments_table(self.booked, self.booking_id, block, streams),
            "campaigns": campaigns_table,
            "assignments": lambda: assignments_table(self.history, block),
            "contacts": lambda: contacts_table(self.population, self.history, block, streams),
            "surveys": lambda: surveys_table(self.population, self.booked, self.booking_id, block, streams),
            "tickets": lambda: tickets_table(self.population, self.booked, self.booking_id, block, streams),
            "orders_export": lambda: orders_export_table(
                self.booked, self.booking_id, self.population.person.phone, block, streams
            ),
            "truth/travellers": self._truth,
            "truth/assignments": lambda: potential_outcomes(self.history, block),
            "truth/parameters": lambda: parameters_table(parameter_groups(parameters)),
        }
        return tables[name]()

    @cached_property
    def population(self) -> Population:
        return populate(self.streams, self.block)

    @cached_property
    def history(self) -> History:
        return live(self.population, self.streams)

    @cached_property
    def booked(self) -> Bookings:
        return book(self.population, self.history, self.streams)

    @cached_property
    def booking_id(self) -> Ints:
        return self.block.keys(self.booked.size)

    def _truth(self) -> Columns:
        future = live(self.population, self.streams, future=HORIZON_MONTHS)
        return traveller_truth(self.population, future, self.block)

    def _destinations(self) -> Columns:
        text = pa.large_string()
        return {
            "destination_id": np.arange(1, len(DESTINATIONS) + 1),
            "name": pa.array([item.name for item in DESTINATIONS], text),
            "name_zh": pa.array([item.zh for item in DESTINATIONS], text),
            "kind": pa.array([item.kind for item in DESTINATIONS], text),
        }

    def _travellers(self) -> Columns:
        them, person, unknown = self.population, self.population.person, self.population.no_demographics
        return {
            "traveller_id": self.block.customer_ids(),
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "city": person.city,
            "province": person.province,
            "postcode": person.postcode,
            "gender": hide(labels((~them.female).astype(np.int64), GENDERS), unknown),
            "birth_date": hide(midnight(them.birth_day), unknown),
            "joined_at": instant(them.join_day * 86_400 + them.join_second),
            "acquisition_channel": labels(them.channel, [channel.name for channel in CHANNELS]),
            "acquisition_cost": them.cost,
        }
