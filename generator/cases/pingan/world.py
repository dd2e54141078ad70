"""One block of the pingan case: the shared bank, with channels and journeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from generator.arrays import Columns
from generator.banking.world import BankWorld
from generator.cases.pingan.channels import Use, channel_truth, use
from generator.cases.pingan.journeys import Journeys, journey_steps_table, journeys_table, travel


@dataclass(frozen=True)
class PinganWorld(BankWorld):
    """The customers of a block of the bank and what they did."""

    def tables(self) -> dict[str, Callable[[], Columns]]:
        return super().tables() | {
            "journeys": lambda: journeys_table(self.journeys, self.block),
            "journey_steps": lambda: journey_steps_table(self.journeys, self.block),
            "truth/channels": lambda: channel_truth(self.channels, self.block),
        }

    @cached_property
    def channels(self) -> Use:
        return use(self.bank, self.population, self.history, self.streams)

    @cached_property
    def journeys(self) -> Journeys:
        return travel(self.bank, self.population, self.history, self.channels, self.streams)
