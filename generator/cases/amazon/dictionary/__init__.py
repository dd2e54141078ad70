"""The schema of the amazon case: every table and column, in both languages."""

from generator.cases.amazon.dictionary import marketing, people, sealed, service, trade
from generator.cases.amazon.dictionary.mess import MESS
from generator.parameter_table import PARAMETERS

TABLES = (
    people.CUSTOMERS,
    marketing.CALENDAR,
    trade.PRODUCTS,
    trade.ORDERS,
    trade.ORDER_ITEMS,
    trade.DELIVERIES,
    trade.RETURNS,
    trade.SESSIONS,
    people.MEMBERSHIP_EVENTS,
    marketing.CAMPAIGNS,
    marketing.ASSIGNMENTS,
    marketing.CONTACTS,
    service.SURVEYS,
    service.TICKETS,
)
TRUTH = (sealed.CUSTOMERS, sealed.ASSIGNMENTS, sealed.SURVEYS, PARAMETERS)

__all__ = ["MESS", "TABLES", "TRUTH"]
