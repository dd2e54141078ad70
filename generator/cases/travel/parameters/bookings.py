"""When people book and travel, what trips cost, and what becomes of them. "invented" means chosen to be credible."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Season:
    """When people depart, relative to an ordinary day, and when they book."""

    months: tuple[float, ...] = parameter(
        (0.85, 0.95, 0.80, 0.95, 1.00, 0.95, 1.45, 1.50, 0.90, 1.05, 0.75, 0.80),
        "weight of departures by month",
        "invented",
    )
    holidays: tuple[tuple[str, float], ...] = parameter(
        (("spring_festival", 2.6), ("national_day", 3.4), ("labour_day", 2.6), ("new_year", 1.8),
         ("tomb_sweeping", 1.6),
         ("dragon_boat", 1.6), ("mid_autumn", 1.6)),
        "weight of departures on the days of a holiday", "invented; peaks as in the ministry's holiday reports",
    )  # fmt: skip
    weekdays: tuple[float, ...] = parameter(
        (0.85, 0.80, 0.85, 0.95, 1.25, 1.30, 1.00), "weight of departures, Monday to Sunday", "invented"
    )
    booking_weekdays: tuple[float, ...] = parameter(
        (1.08, 1.08, 1.05, 1.02, 0.95, 0.88, 0.94), "weight of bookings, Monday to Sunday", "invented"
    )
    hours: tuple[float, ...] = parameter(
        (10, 5, 3, 2, 2, 3, 7, 16, 32, 46, 54, 56, 55, 50, 48, 47, 45, 42, 44, 56, 68, 70, 52, 26),
        "weight of bookings in each hour from midnight", "invented",
    )  # fmt: skip
    habit: float = parameter(
        1.5, "how closely everyone keeps to a time of day of their own; 0 for not at all", "invented"
    )
    advance: tuple[float, float] = parameter((17.0, 48.0), "median days ahead, at home and abroad", "invented")
    advance_spread: tuple[float, float] = parameter((1.0, 0.75), "SD of the log of that", "invented")
    longest: int = parameter(240, "days ahead at most", "invented")


@dataclass(frozen=True)
class Bookings:
    """What is booked."""

    channels: tuple[float, ...] = parameter(
        (0.46, 0.24, 0.12, 0.08, 0.10), "app, mini-programme, web, phone, shop", "invented"
    )
    shop_hours: tuple[float, float] = parameter((9.0, 10.0), "hour at which shops open, and for how many", "invented")
    on_age: float = parameter(0.35, "log-odds of phone or shop per decade from 40 years", "invented")
    products: tuple[float, ...] = parameter((0.38, 0.30, 0.32), "package, hotel and journey, hotel only", "invented")
    nights: tuple[float, float] = parameter((2.1, 4.2), "mean nights beyond the first, at home and abroad", "invented")
    peak_price: float = parameter(1.32, "times the price in holidays", "invented")
    summer_price: float = parameter(1.12, "times the price in July and August", "invented")
    price_spread: float = parameter(0.22, "SD of the log price of a trip", "invented")
    endings: tuple[float, float, float] = parameter(
        (0.34, 0.20, 0.26), "share of packages whose price ends in 9, 8, 0", "invented; public: prices in shop windows"
    )
    least: float = parameter(60.0, "CNY, least price of a booking", "invented")
    favourite: float = parameter(
        0.30, "share of trips to the kind of place one likes best, in its season more", "invented"
    )
    deposit: float = parameter(0.30, "share paid with the booking, packages booked long ahead", "invented")
    deposit_from: int = parameter(30, "days ahead from which a deposit will do", "invented")
    balance_days: int = parameter(15, "days before departure when the rest is due", "invented")
    promotion: tuple[float, float] = parameter(
        (0.14, 0.05), "share of bookings with a price cut, and the cut", "invented"
    )
    late_shop: float = parameter(0.15, "share of shop bookings that are entered days later", "invented")
    late_days: float = parameter(3.0, "mean days until those are entered", "invented")


@dataclass(frozen=True)
class Cancelling:
    """Cancellations and what they cost."""

    base: float = parameter(-2.45, "log-odds of cancelling a trip booked two weeks ahead", "invented")
    on_advance: float = parameter(0.35, "log-odds per log unit of days ahead over 14", "invented")
    abroad: float = parameter(0.15, "log-odds more for trips abroad", "invented")
    when: float = parameter(1.4, "power that puts cancellations near the booking", "invented")
    steps: tuple[int, ...] = parameter(
        (2, 4, 8, 16), "days before departure at which the fee falls", "usual conditions"
    )
    fees: tuple[float, ...] = parameter(
        (0.80, 0.60, 0.40, 0.20, 0.0), "share of the price kept, by those steps", "usual conditions"
    )
    reasons: tuple[float, ...] = parameter(
        (0.40, 0.18, 0.16, 0.12, 0.14), "plans, illness, price, visa, weather", "invented"
    )
    refund_days: float = parameter(4.0, "mean days until money is back", "invented")


@dataclass(frozen=True)
class Valuation:
    """What trips earn."""

    margin: float = parameter(0.18, "share of the price that the agency keeps", "invented")
    fee_margin: float = parameter(0.30, "share of cancellation fees that the agency keeps", "invented")
    discount: float = parameter(0.10, "yearly discount rate", "invented")


SEASON = Season()
BOOKINGS = Bookings()
CANCELLING = Cancelling()
VALUATION = Valuation()
