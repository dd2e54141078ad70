"""Every number that models the amazon case, with its unit and source: one table, in parts by subject."""

from generator.cases.amazon.parameters.customers import (
    ARRIVALS,
    BROWSING,
    CHANNELS,
    DEMOGRAPHICS,
    MONTHS_OF_HISTORY,
    PURCHASING,
    SEASON,
)
from generator.cases.amazon.parameters.decision import OFFERS
from generator.cases.amazon.parameters.marketing import CAMPAIGNS, RESPONSE, Campaign
from generator.cases.amazon.parameters.membership import MEMBERSHIP, PRICES
from generator.cases.amazon.parameters.orders import BASKETS, CATEGORIES, FULFILMENT, VALUATION
from generator.cases.amazon.parameters.recording import RECORDING
from generator.cases.amazon.parameters.voice import SURVEYS, TICKETS

__all__ = [
    "ARRIVALS",
    "BASKETS",
    "BROWSING",
    "CAMPAIGNS",
    "CATEGORIES",
    "CHANNELS",
    "DEMOGRAPHICS",
    "FULFILMENT",
    "MEMBERSHIP",
    "MONTHS_OF_HISTORY",
    "OFFERS",
    "PRICES",
    "PURCHASING",
    "RECORDING",
    "RESPONSE",
    "SEASON",
    "SURVEYS",
    "TICKETS",
    "VALUATION",
    "Campaign",
]
