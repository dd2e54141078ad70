"""Who comes, who they are, how often and when they buy and browse. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 36


@dataclass(frozen=True)
class Arrivals:
    """When accounts are opened and where they come from."""

    growth: float = parameter(0.03, "growth of new accounts per month", "invented")
    november_wave: float = parameter(
        2.2, "times the usual new accounts in November", "invented; UCI Online Retail peak"
    )
    december_wave: float = parameter(1.5, "times the usual new accounts in December", "invented")
    wave_poor: float = parameter(0.55, "share of the wave's customers who only came for the promotion", "invented")
    poor_rate: float = parameter(0.35, "times the usual purchase rate, promotion-only customers", "invented")
    poor_dropout: float = parameter(3.0, "times the usual dropout rate, promotion-only customers", "invented")
    first_purchase: float = parameter(0.72, "share who buy within the hour of opening the account", "invented")
    referral_satisfaction: float = parameter(0.8, "log-odds of referring per SD of satisfaction", "invented")
    first_wait_seconds: tuple[int, int] = parameter(
        (90, 3_000), "shortest wait to the first order, and its range", "invented"
    )


@dataclass(frozen=True)
class Channel:
    """One way in: its share of new accounts, what an account costs, and how good its customers are."""

    name: str
    share: float
    cost: float
    cost_spread: float
    rate: float
    dropout: float


CHANNELS = (  # share; USD per account; SD of log cost; times the usual purchase rate; times the usual dropout: invented
    Channel("organic", 0.30, 0.0, 0.0, 1.15, 0.80),
    Channel("search_ads", 0.26, 24.0, 0.45, 1.00, 1.00),
    Channel("social_ads", 0.20, 17.0, 0.55, 0.75, 1.45),
    Channel("referral", 0.14, 12.0, 0.20, 1.20, 0.70),
    Channel("affiliate", 0.10, 30.0, 0.35, 0.85, 1.25),
)


@dataclass(frozen=True)
class Demographics:
    """Who the customers are."""

    female: float = parameter(0.52, "share of women", "invented")
    other: float = parameter(0.012, "share who state neither female nor male", "invented")
    missing: float = parameter(0.115, "share without demographics", "Starbucks set: .128")
    missing_social: float = parameter(1.5, "times that for social_ads and affiliate", "invented")
    age_mode: tuple[float, float, float] = parameter(
        (34.0, 0.62, 52.0), "young mode, its weight, old mode, years", "invented"
    )
    age_spread: tuple[float, float] = parameter((8.5, 12.0), "SD of each mode, years", "invented")
    missing_other: float = parameter(0.8, "times that for the other channels", "invented")
    ages: tuple[float, float] = parameter((18.0, 91.0), "youngest age at joining, oldest age, years", "invented")
    feminine_names: tuple[float, float, float] = parameter(
        (0.97, 0.03, 0.5), "share by gender stated: female, male, other", "invented"
    )
    attachment: float = parameter(0.5, "correlation of attachment with satisfaction", "invented")
    conviction: float = parameter(0.4, "correlation of conviction with satisfaction", "invented")
    middle_age: float = parameter(42.0, "years, where effects of age are nil", "invented")


@dataclass(frozen=True)
class Purchasing:
    """How often an active customer buys (Pareto/NBD, times season and membership)."""

    r: float = parameter(0.75, "shape of the purchase rates", "invented; CDNOW .55 (Fader et al. 2005)")
    mean_rate: float = parameter(
        0.76, "orders per month while active", "invented; so that members spend 1,200 to 1,400 USD a year (CIRP)"
    )
    s: float = parameter(0.60, "shape of the dropout rates", "CDNOW .61 (Fader et al. 2005)")
    beta: float = parameter(4.0, "months, scale of the dropout rates", "CDNOW 11.7 weeks; invented for this shop")
    satisfaction_on_dropout: float = parameter(-0.35, "log hazard per SD of satisfaction", "invented")
    late_on_dropout: float = parameter(0.60, "log hazard per late delivery in the month before", "invented")
    age_on_rate: float = parameter(-0.12, "log rate per decade from 42 years", "invented")
    membership: float = parameter(
        1.30, "times the purchase rate while a member", "invented; so that ≥ 30 % is selection"
    )
    spend_spread: float = parameter(0.6, "SD of customers' taste for dear goods, logit of the price rank", "invented")


@dataclass(frozen=True)
class Season:
    """When in the year, week and month people buy, relative to an ordinary day."""

    months: tuple[float, ...] = parameter(
        (0.90, 0.86, 0.92, 0.91, 0.95, 0.94, 1.02, 0.97, 0.95, 1.03, 1.25, 1.22),
        "weight of January to December",
        "shape after US Census e-commerce, UCI Online Retail",
    )
    weekdays: tuple[float, ...] = parameter(
        (1.10, 1.06, 1.03, 1.00, 0.94, 0.90, 0.98), "weight Monday to Sunday", "invented"
    )
    pay_day: float = parameter(1.12, "weight of a pay day and the day after", "invented")
    public_holiday: float = parameter(0.80, "weight of a public holiday", "invented")
    member_days: float = parameter(2.6, "weight of the member days", "invented; public facts on Prime Day")
    black_friday: float = parameter(4.6, "weight of Black Friday and Cyber Monday", "invented; Adobe holiday reports")
    cyber_week: float = parameter(2.3, "weight of the other days of that week", "invented")
    before_christmas: float = parameter(1.45, "weight of 1 to 17 December", "invented")
    after_christmas: float = parameter(0.65, "weight of 18 to 31 December", "invented")
    hours: tuple[float, ...] = parameter(
        (9, 5, 3, 2, 2, 4, 9, 17, 27, 37, 44, 48, 50, 47, 44, 43, 44, 47, 52, 60, 66, 62, 44, 22),
        "weight of each hour from midnight",
        "invented; two peaks, noon and evening",
    )


@dataclass(frozen=True)
class Browsing:
    """Visits to the shop, with and without an order."""

    visits_per_order: float = parameter(1.6, "visits without an order for each order", "invented")
    spread: float = parameter(1.2, "shape of the Gamma spread of visits over customers", "invented")
    pages: float = parameter(5.0, "mean pages of a visit without an order", "invented")
    order_pages: float = parameter(11.0, "mean pages of a visit with an order", "invented")
    seconds_per_page: float = parameter(34.0, "median seconds on a page", "invented")
    pace_spread: float = parameter(0.7, "SD of the log seconds on a page", "invented")
    app: float = parameter(0.25, "log-odds of using the app at 42 years", "invented")
    app_on_age: float = parameter(-0.30, "log-odds of using the app per decade", "invented")
    web: float = parameter(0.65, "share of the web among visits without the app", "invented")


ARRIVALS = Arrivals()
DEMOGRAPHICS = Demographics()
PURCHASING = Purchasing()
SEASON = Season()
BROWSING = Browsing()
