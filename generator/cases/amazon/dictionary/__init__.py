"""The schema of the amazon case: every table and column, in both languages."""

from generator.cases.amazon.dictionary.people import CUSTOMERS, MEMBERSHIP_EVENTS
from generator.cases.amazon.dictionary.trade import DELIVERIES, ORDER_ITEMS, ORDERS, PRODUCTS, RETURNS, SESSIONS

TABLES = (CUSTOMERS, PRODUCTS, ORDERS, ORDER_ITEMS, DELIVERIES, RETURNS, MEMBERSHIP_EVENTS, SESSIONS)
TRUTH = ()

__all__ = ["TABLES", "TRUTH"]
