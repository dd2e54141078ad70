"""Who joins, who they are, how often they come and when they stop. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 36


@dataclass(frozen=True)
class WayIn:
    """One way of joining: its share, times the usual rate of visits, times the usual rate of leaving."""

    name: str
    share: float
    rate: float
    leaving: float


WAYS_IN = (  # share of new members; times the usual rates: invented
    WayIn("store", 0.34, 1.05, 0.85),
    WayIn("app", 0.36, 1.05, 1.00),
    WayIn("web", 0.12, 0.90, 1.10),
    WayIn("friend", 0.10, 1.10, 0.75),
    WayIn("social_media", 0.08, 0.75, 1.80),
)


@dataclass(frozen=True)
class Joining:
    """When members join."""

    growth: float = parameter(0.025, "growth of new members per month", "invented; company reports: 4 to 15 % a year")
    weekdays: tuple[float, ...] = parameter(
        (1.0, 1.0, 1.0, 1.02, 1.08, 1.10, 0.95), "weight Monday to Sunday", "invented"
    )


@dataclass(frozen=True)
class Demographics:
    """Who the members are."""

    female: float = parameter(0.47, "share of women", "Starbucks offer data set: .41 female, .57 male")
    other: float = parameter(0.014, "share who state neither female nor male", "Starbucks offer data set: .014")
    feminine_names: tuple[float, float, float] = parameter(
        (0.97, 0.03, 0.5), "share by gender stated: female, male, other", "invented"
    )
    missing: float = parameter(0.128, "share without demographics", "Starbucks offer data set: .128")
    missing_social: float = parameter(1.6, "times that for members won by social media", "invented")
    missing_other: float = parameter(0.95, "times that for the other ways in", "invented")
    age_mode: tuple[float, float, float] = parameter(
        (33.0, 0.50, 57.0), "young mode, its weight, old mode, years", "Starbucks offer data set: mean 54; invented"
    )
    age_spread: tuple[float, float] = parameter((8.0, 11.0), "SD of each mode, years", "invented")
    ages: tuple[float, float] = parameter((17.0, 92.0), "youngest age at joining, oldest age, years", "invented")
    middle_age: float = parameter(46.0, "years, where effects of age are nil", "invented")
    income: float = parameter(63_000.0, "USD a year, median income", "Starbucks offer data set: median 64,000")
    income_spread: float = parameter(0.38, "SD of the log income", "Starbucks offer data set: .33, cut at 120,000")
    income_on_age: float = parameter(0.05, "log income per decade from the middle age", "Starbucks offer data set")
    incomes: tuple[float, float] = parameter((18_000.0, 250_000.0), "USD, least and greatest income", "invented")
    income_step: float = parameter(1_000.0, "USD, to which incomes are stated", "Starbucks offer data set")
    attachment: float = parameter(0.5, "correlation of attachment with satisfaction", "invented")
    conviction: float = parameter(0.4, "correlation of conviction with satisfaction", "invented")


@dataclass(frozen=True)
class Visiting:
    """How often members come, when they pause, and when they leave for good."""

    shape: float = parameter(2.6, "shape of the Gamma visit rates", "Starbucks offer data set: visits SD ÷ mean .6")
    mean_rate: float = parameter(6.0, "visits per month while active", "Starbucks offer data set: 8 in 30 days")
    income_on_rate: float = parameter(
        -0.175, "log rate per SD of log income", "Starbucks offer data set: 10 → 6 visits from low to high income"
    )
    age_on_rate: float = parameter(-0.02, "log rate per decade from the middle age", "invented")
    drift: float = parameter(0.30, "SD of a member's log rate around its level", "invented")
    persistence: float = parameter(0.86, "correlation of that from month to month", "invented")
    pause: float = parameter(0.060, "mean probability per month that a member pauses", "invented")
    pause_shape: float = parameter(0.9, "shape of the Gamma pausing rates", "invented")
    resume: float = parameter(0.12, "probability per month that a pause ends", "invented; a pause lasts 8 months")
    paused: float = parameter(0.03, "times the usual rate during a pause", "invented")
    leave_shape: float = parameter(0.9, "shape of the Gamma leaving rates", "Pareto model, Schmittlein et al. 1987")
    leave_rate: float = parameter(0.007, "mean probability per month of leaving", "invented; loyalty keeps members")
    satisfaction_on_leaving: float = parameter(-0.35, "log rate of leaving per SD of satisfaction", "invented")
    most_pauses: float = parameter(0.5, "greatest probability per month of a pause", "invented")


JOINING = Joining()
DEMOGRAPHICS = Demographics()
VISITING = Visiting()
