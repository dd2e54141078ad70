"""The numbers that model a retail bank, each with its unit and source; a case overrides what differs in its bank."""

from generator.banking.parameters.bank import Bank, Tier
from generator.banking.parameters.bookings import Bookings
from generator.banking.parameters.customers import Channel, Products, Residents, Wealth
from generator.banking.parameters.decision import Deciding
from generator.banking.parameters.engagement import Managers, Sessions, Timing
from generator.banking.parameters.lifecycle import Lifecycle
from generator.banking.parameters.marketing import Arm, Campaign, Response
from generator.banking.parameters.money import Flows, Rates, Valuation
from generator.banking.parameters.voice import Surveys, Tickets

__all__ = [
    "Arm",
    "Bank",
    "Bookings",
    "Campaign",
    "Channel",
    "Deciding",
    "Flows",
    "Lifecycle",
    "Managers",
    "Products",
    "Rates",
    "Residents",
    "Response",
    "Sessions",
    "Surveys",
    "Tickets",
    "Tier",
    "Timing",
    "Valuation",
    "Wealth",
]
