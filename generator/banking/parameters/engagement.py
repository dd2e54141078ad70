"""How customers use the bank, and when. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Sessions:
    """Use of the app."""

    users: tuple[float, float] = parameter(
        (1.6, -0.45), "log-odds of ever using it, per decade from middle age", "public: about 7 in 10 customers"
    )
    rate: tuple[float, float] = parameter((2.1, 0.85), "median sessions a month of users, SD of the log", "invented")
    by_age: float = parameter(-0.22, "log sessions per decade", "invented")
    by_wealth: float = parameter(0.08, "log sessions per log unit of assets", "invented")
    screens: float = parameter(5.5, "mean screens of a session", "invented")
    seconds: tuple[float, float] = parameter((17.0, 0.7), "median seconds on a screen, SD of the log", "invented")
    purposes: tuple[float, ...] = parameter(
        (0.44, 0.19, 0.15, 0.12, 0.10), "share of balance, payment, invest, offers, service", "invented"
    )
    leaving: float = parameter(2.0, "times the share of balance look-ups while declining", "invented")


@dataclass(frozen=True)
class Timing:
    """When in the week and day things happen, relative to an ordinary day or hour."""

    weekdays: tuple[float, ...] = parameter(
        (1.02, 0.99, 0.99, 1.00, 1.08, 1.05, 0.92), "weight Monday to Sunday", "invented"
    )
    holiday: float = parameter(1.25, "weight of a public holiday, payments", "invented; public: National Day spending")
    eve: float = parameter(1.6, "weight of the ten days before the Spring Festival", "invented")
    festival: float = parameter(0.75, "weight of the days of the Spring Festival", "invented")
    shopping: float = parameter(2.2, "weight of Double 11, Double 12 and 18 June", "invented; public: Double 11")
    pay_day: float = parameter(1.25, "weight of the 10th and the 15th, and the day after", "invented")
    hours: tuple[float, ...] = parameter(
        (6, 3, 2, 1, 1, 2, 8, 22, 38, 48, 52, 54, 58, 46, 42, 44, 46, 50, 54, 56, 58, 52, 36, 16),
        "weight of each hour from midnight",
        "invented; peaks at noon and in the evening",
    )
    habit: float = parameter(
        2.0, "how closely everyone keeps to a time of day of their own; 0 for not at all", "invented"
    )
    office: tuple[float, float] = parameter((9.0, 17.5), "hours in which branches and managers work", "public")


@dataclass(frozen=True)
class Managers:
    """Relationship managers and their ordinary contacts, which change nothing."""

    from_: float = parameter(50_000.0, "RMB of usual assets from which a customer has a manager", "public: gold tier")
    customers: int = parameter(300, "customers per manager", "public: 200 to 500")
    routine: float = parameter(0.045, "contacts per month of customers with a manager", "invented")
    routine_risk: float = parameter(0.75, "log rate per unit of the bank's risk score", "invented: confounding")
    most_risk: float = parameter(3.0, "largest risk score that counts", "invented")
    campaign_days: int = parameter(18, "days within which a campaign's calls are made", "invented")
    reached: float = parameter(0.35, "log-odds that a call reaches the customer", "public: about 6 in 10")
    reached_age: float = parameter(0.18, "log-odds per decade", "invented")
    reached_attachment: float = parameter(0.30, "log-odds per SD of attachment", "invented")
    minutes: tuple[float, float] = parameter((4.0, 0.7), "median minutes of a call, SD of the log", "invented")
    topics: tuple[float, ...] = parameter(
        (0.35, 0.30, 0.20, 0.15), "share of deposit, investment, birthday, service", "invented"
    )
