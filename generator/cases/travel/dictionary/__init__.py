"""The schema of the travel case: every table and column, in both languages."""

from generator.cases.travel.dictionary import marketing, people, sealed, trips
from generator.cases.travel.dictionary.export import ORDERS_EXPORT
from generator.cases.travel.dictionary.mess import MESS
from generator.parameter_table import PARAMETERS

TABLES = (
    people.TRAVELLERS,
    people.CALENDAR,
    trips.DESTINATIONS,
    trips.BOOKINGS,
    trips.PAYMENTS,
    marketing.CAMPAIGNS,
    marketing.ASSIGNMENTS,
    marketing.CONTACTS,
    trips.SURVEYS,
    trips.TICKETS,
    ORDERS_EXPORT,
)
TRUTH = (sealed.TRAVELLERS, sealed.ASSIGNMENTS, PARAMETERS)

__all__ = ["MESS", "TABLES", "TRUTH"]
