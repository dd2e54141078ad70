"""A bank as a table of parameters."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.banking.parameters.bookings import Bookings
from generator.banking.parameters.customers import Channel, Products, Residents, Wealth
from generator.banking.parameters.decision import Deciding
from generator.banking.parameters.engagement import Managers, Sessions, Timing
from generator.banking.parameters.lifecycle import Lifecycle
from generator.banking.parameters.marketing import Campaign, Response
from generator.banking.parameters.money import Flows, Rates, Valuation
from generator.banking.parameters.voice import Surveys, Tickets


@dataclass(frozen=True)
class Tier:
    """A tier of customers: its name, its name in Chinese, and the least monthly average assets, in RMB."""

    name: str
    zh: str
    least: float


@dataclass(frozen=True)
class Bank:
    """All that distinguishes one bank from another; `card` is the start of its card numbers."""

    name: str
    card: str
    tiers: tuple[Tier, ...]
    channels: tuple[Channel, ...]
    campaigns: tuple[Campaign, ...]
    residents: Residents = field(default_factory=Residents)
    wealth: Wealth = field(default_factory=Wealth)
    products: Products = field(default_factory=Products)
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    flows: Flows = field(default_factory=Flows)
    bookings: Bookings = field(default_factory=Bookings)
    rates: Rates = field(default_factory=Rates)
    sessions: Sessions = field(default_factory=Sessions)
    timing: Timing = field(default_factory=Timing)
    managers: Managers = field(default_factory=Managers)
    response: Response = field(default_factory=Response)
    surveys: Surveys = field(default_factory=Surveys)
    tickets: Tickets = field(default_factory=Tickets)
    deciding: Deciding = field(default_factory=Deciding)
    valuation: Valuation = field(default_factory=Valuation)

    @property
    def groups(self) -> dict[str, object]:
        """The groups of parameters with units and sources, by name."""
        names = (
            "residents", "wealth", "products", "lifecycle", "flows", "bookings", "rates", "sessions", "timing",
            "managers", "response", "surveys", "tickets", "valuation", "deciding",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}
