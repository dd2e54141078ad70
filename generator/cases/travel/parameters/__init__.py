"""Every number that models the travel case, with its unit and source: one table, in parts by subject."""

from generator.cases.travel.parameters.bookings import BOOKINGS, CANCELLING, SEASON, VALUATION
from generator.cases.travel.parameters.decision import OFFERS
from generator.cases.travel.parameters.destinations import DESTINATIONS, KINDS, Destination
from generator.cases.travel.parameters.marketing import CAMPAIGNS, EXPORT, RESPONSE, SURVEYS, TICKETS, Campaign
from generator.cases.travel.parameters.travellers import (
    CHANNELS,
    DEMOGRAPHICS,
    MONTHS_OF_HISTORY,
    TRAVELLING,
    Channel,
)

__all__ = [
    "BOOKINGS",
    "CAMPAIGNS",
    "CANCELLING",
    "CHANNELS",
    "DEMOGRAPHICS",
    "DESTINATIONS",
    "EXPORT",
    "KINDS",
    "MONTHS_OF_HISTORY",
    "OFFERS",
    "RESPONSE",
    "SEASON",
    "SURVEYS",
    "TICKETS",
    "TRAVELLING",
    "VALUATION",
    "Campaign",
    "Channel",
    "Destination",
]
