"""The schema of the citic case: every table and column, in both languages."""

from generator.cases.citic.dictionary import accounts, clients, plans, sealed, service
from generator.cases.citic.dictionary.mess import MESS
from generator.parameter_table import PARAMETERS

TABLES = (
    clients.FIRMS,
    clients.CALENDAR,
    accounts.PRODUCTS,
    accounts.PRODUCT_HOLDINGS,
    accounts.SETTLEMENTS,
    accounts.PAYROLLS,
    accounts.LOANS,
    accounts.LOAN_BALANCES,
    accounts.INCOME,
    service.MANAGER_VISITS,
    service.ALERTS,
    plans.SERVICE_PLANS,
    plans.CAMPAIGNS,
    plans.ASSIGNMENTS,
    clients.EXITS,
    service.SURVEYS,
    service.TICKETS,
)
TRUTH = (
    sealed.FIRMS, sealed.ASSIGNMENTS, sealed.DECLINES, sealed.INDUSTRY_TRUTH, sealed.SURVEYS, PARAMETERS
)  # fmt: skip

__all__ = ["MESS", "TABLES", "TRUTH"]
