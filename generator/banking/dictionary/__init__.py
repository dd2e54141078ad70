"""The schema of a retail bank: every table and column, in both languages."""

from generator.banking.dictionary import marketing, money, people, sealed, service
from generator.banking.dictionary.mess import MESS
from generator.banking.parameters import Bank
from generator.parameter_table import PARAMETERS
from generator.schema import Table


def bank_tables(bank: Bank) -> tuple[Table, ...]:
    """The tables of a bank, as learners get them."""
    return (
        people.customers(bank),
        people.CALENDAR,
        money.ACCOUNTS,
        money.PRODUCT_HOLDINGS,
        money.MONTHLY_ASSETS,
        money.TRANSACTIONS,
        service.APP_SESSIONS,
        service.MANAGER_CONTACTS,
        money.tier_history(bank),
        money.CLOSURES,
        marketing.campaigns(bank),
        marketing.campaign_arms(bank),
        marketing.assignments(bank),
        marketing.contacts(bank),
        service.SURVEYS,
        service.TICKETS,
    )


def bank_truth(bank: Bank) -> tuple[Table, ...]:
    """The tables of the sealed truth of a bank."""
    return (
        sealed.CUSTOMERS,
        sealed.BEHIND,
        sealed.ASSIGNMENTS,
        sealed.outcomes(bank),
        sealed.SURVEYS,
        PARAMETERS,
    )


__all__ = ["MESS", "bank_tables", "bank_truth"]
