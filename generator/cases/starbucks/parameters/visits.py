"""When members come, what is on the bill, and how they pay. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Season:
    """When in the year, week and day members come, relative to an ordinary day."""

    months: tuple[float, ...] = parameter(
        (0.95, 0.97, 1.00, 1.00, 1.02, 0.99, 0.96, 0.98, 1.04, 1.05, 1.04, 1.02),
        "weight of January to December",
        "invented; company reports: autumn and holiday drinks",
    )
    weekdays: tuple[float, ...] = parameter(
        (1.02, 1.05, 1.06, 1.07, 1.10, 0.92, 0.78), "weight Monday to Sunday", "invented; commuters"
    )
    pay_day: float = parameter(1.06, "weight of a pay day and the day after", "invented")
    public_holiday: float = parameter(0.72, "weight of a public holiday", "invented; commuters stay at home")
    christmas: float = parameter(0.30, "weight of Christmas Day and Thanksgiving", "public: shortened hours")
    promotion: float = parameter(1.30, "weight of a promotion day", "invented")
    habit: float = parameter(
        2.0, "how closely everyone keeps to a time of day of their own; 0 for not at all", "invented"
    )
    weekday_hours: tuple[float, ...] = parameter(
        (0, 0, 0, 0, 0.2, 2.5, 7, 13, 14, 10.5, 8, 6.5, 7, 6.5, 6, 6, 5, 3.6, 2.6, 1.8, 1.2, 0.5, 0, 0),
        "weight of each hour from midnight, Monday to Friday",
        "invented; public: the morning is half of the day's sales",
    )
    weekend_hours: tuple[float, ...] = parameter(
        (0, 0, 0, 0, 0, 0.8, 3, 6.5, 10, 12.5, 13, 11.5, 9.5, 8, 7, 6, 4.6, 3.2, 2.2, 1.5, 0.9, 0.3, 0, 0),
        "the same, Saturday and Sunday",
        "invented",
    )


@dataclass(frozen=True)
class Bills:
    """Two kinds of visits, a coffee alone or a meal for company, and now and then a large order."""

    meal: float = parameter(0.90, "log-odds that a visit is a meal, median income", "Starbucks offer data set: ~60 %")
    meal_on_income: float = parameter(1.30, "log-odds of a meal per SD of log income", "same: 67 → 188 USD a month")
    meal_spread: float = parameter(0.35, "SD of a member's log-odds of a meal", "invented")
    usual: float = parameter(0.62, "share of small visits at which the usual item is bought", "invented")
    third_line: float = parameter(-0.45, "log-odds of a third line on the bill of a meal", "bills of about 19 USD")
    third_on_income: float = parameter(1.00, "log-odds of a third line per SD of log income", "same: 67 → 188 USD")
    two_pieces: float = parameter(-0.30, "log-odds of two pieces on a line of a meal", "bills of about 19 USD")
    two_on_income: float = parameter(0.55, "log-odds of two pieces per SD of log income", "same: 67 → 188 USD")
    group_order: float = parameter(0.003, "share of visits with an order for a group", "same: bills of up to 1,000 USD")
    group_pieces: tuple[float, float] = parameter(
        (1.45, 0.75), "mean and SD of the log of further pieces of each line of such an order", "invented"
    )
    least_group: int = parameter(4, "pieces of each line of a group order, at least", "invented")
    most_group: int = parameter(60, "pieces of each line of a group order, at most", "invented")


@dataclass(frozen=True)
class Counter:
    """Channels, payment, and what goes wrong at the counter."""

    mobile: float = parameter(-0.75, "log-odds of ordering ahead by phone at the middle age", "company: 31 % of orders")
    mobile_on_age: float = parameter(-0.35, "log-odds of ordering ahead per decade", "invented")
    mobile_spread: float = parameter(1.0, "SD of a member's log-odds of ordering ahead", "invented")
    drive_through: float = parameter(0.58, "share of the drive-through among other visits", "company: about half")
    card: float = parameter(0.1, "log-odds of paying with a preloaded card", "company: 44 % of sales on the card")
    card_spread: float = parameter(2.6, "SD of a member's log-odds of the card", "invented")
    cancelled: float = parameter(0.020, "share of orders ahead that are cancelled", "invented")
    refunded: float = parameter(0.007, "share of visits refunded", "invented")
    refund_minutes: tuple[int, int] = parameter((4, 40), "minutes from visit to refund: least, further", "invented")


@dataclass(frozen=True)
class Valuation:
    """How the truth values the future."""

    discount: float = parameter(0.10, "per year", "convention; Gupta & Lehmann 2003 use 12 %")


SEASON = Season()
BILLS = Bills()
COUNTER = Counter()
VALUATION = Valuation()
