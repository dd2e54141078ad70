"""Every number that models the starbucks case, with its unit and source: one table, in parts by subject."""

from generator.cases.starbucks.parameters.decision import NEXT_WAVE
from generator.cases.starbucks.parameters.members import (
    DEMOGRAPHICS,
    JOINING,
    MONTHS_OF_HISTORY,
    VISITING,
    WAYS_IN,
)
from generator.cases.starbucks.parameters.menu import CATEGORIES, MENU
from generator.cases.starbucks.parameters.offers import OFFERS, RECORDING, RESPONSE, WAVES, Offer, Wave
from generator.cases.starbucks.parameters.stars import LEVELS, STARS, TIERS
from generator.cases.starbucks.parameters.visits import BILLS, COUNTER, SEASON, VALUATION
from generator.cases.starbucks.parameters.voice import SURVEYS, TICKETS

__all__ = [
    "BILLS",
    "CATEGORIES",
    "COUNTER",
    "DEMOGRAPHICS",
    "JOINING",
    "LEVELS",
    "MENU",
    "MONTHS_OF_HISTORY",
    "NEXT_WAVE",
    "OFFERS",
    "RECORDING",
    "RESPONSE",
    "SEASON",
    "STARS",
    "SURVEYS",
    "TICKETS",
    "TIERS",
    "VALUATION",
    "VISITING",
    "WAVES",
    "WAYS_IN",
    "Offer",
    "Wave",
]
