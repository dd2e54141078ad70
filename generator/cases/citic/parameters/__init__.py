"""Every number that models the citic case, with its unit and source: one table, in parts by subject."""

from generator.cases.citic.parameters.banking import ACCOUNTS, INCOME, LOANS, PAYROLLS, PRODUCTS, Product
from generator.cases.citic.parameters.decision import PLANNING
from generator.cases.citic.parameters.firms import GROUPS, REGISTER, SIZES, Size
from generator.cases.citic.parameters.industries import INDUSTRIES, Industry
from generator.cases.citic.parameters.lifecycle import CYCLE, LIFECYCLE, MONTHS_OF_HISTORY
from generator.cases.citic.parameters.service import (
    ALERTS,
    PLANS,
    SURVEYS,
    TICKETS,
    TREATMENT,
    VISITS,
    WAVES,
    Plan,
    Wave,
)

__all__ = [
    "ACCOUNTS",
    "ALERTS",
    "CYCLE",
    "GROUPS",
    "INCOME",
    "INDUSTRIES",
    "LIFECYCLE",
    "LOANS",
    "MONTHS_OF_HISTORY",
    "PAYROLLS",
    "PLANNING",
    "PLANS",
    "PRODUCTS",
    "REGISTER",
    "SIZES",
    "SURVEYS",
    "TICKETS",
    "TREATMENT",
    "VISITS",
    "WAVES",
    "Industry",
    "Plan",
    "Product",
    "Size",
    "Wave",
]
