"""The schema of the starbucks case: every table and column, in both languages."""

from generator.cases.starbucks.dictionary import marketing, people, sealed, service, trade
from generator.cases.starbucks.dictionary.mess import MESS
from generator.parameter_table import PARAMETERS

TABLES = (
    people.MEMBERS,
    marketing.CALENDAR,
    trade.MENU,
    trade.VISITS,
    trade.LINE_ITEMS,
    marketing.OFFERS,
    marketing.OFFER_EVENTS,
    trade.STAR_LEDGER,
    people.TIER_HISTORY,
    marketing.CAMPAIGNS,
    marketing.ASSIGNMENTS,
    marketing.CONTACTS,
    service.SURVEYS,
    service.TICKETS,
)
TRUTH = (sealed.MEMBERS, sealed.ASSIGNMENTS, sealed.SURVEYS, PARAMETERS)

__all__ = ["MESS", "TABLES", "TRUTH"]
