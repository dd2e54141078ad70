"""Who banks here, how rich they are and what they hold. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

CMB_2021 = "CMB annual report 2021, retail customers and assets by tier"


@dataclass(frozen=True)
class Channel:
    """One way in: its share of new customers, what a customer costs (RMB), and the change of the log hazard."""

    name: str
    share: float
    cost: float
    hazard: float


@dataclass(frozen=True)
class Residents:
    """Who the customers are."""

    new: float = parameter(0.17, "share of the customers who joined within the window", "invented; about 9 % a year")
    tenure: tuple[float, float] = parameter((1.4, 5.0), "shape, mean years of the others' tenure", "invented")
    longest: float = parameter(25.0, "years, longest tenure", "invented")
    tenure_age: float = parameter(0.35, "years of age more per year of tenure", "invented")
    online_since: str = parameter("2013-01-01", "first day on which customers are won online", "public: mobile banking")
    not_on_weekends: float = parameter(0.45, "share who open an account on a weekday instead of a weekend", "invented")
    new_age: float = parameter(-6.0, "years by which those who join in the window are younger", "invented")
    female: float = parameter(0.51, "share of women", "China census 2020: .49 of all; invented for a bank")
    age_mode: tuple[float, float, float] = parameter(
        (33.0, 0.64, 52.0), "young mode, its weight, old mode, years", "invented"
    )
    age_spread: tuple[float, float] = parameter((8.0, 10.5), "SD of each mode, years", "invented")
    ages: tuple[float, float] = parameter((18.0, 90.0), "youngest and oldest age, years", "invented")
    middle_age: float = parameter(40.0, "years, where effects of age are nil", "invented")
    missing: float = parameter(0.115, "share without demographics", "Starbucks set: .128")
    missing_online: float = parameter(1.4, "times that for customers won online", "invented")
    missing_other: float = parameter(0.8, "times that for the others", "invented")
    attachment: float = parameter(0.5, "correlation of attachment with satisfaction", "invented")


@dataclass(frozen=True)
class Wealth:
    """Assets that a customer brings to the bank in quiet times."""

    rich: float = parameter(0.022, "share of customers from 500,000 RMB on", f"{CMB_2021}: .0212")
    from_: float = parameter(500_000.0, "RMB, where the Pareto tail begins", f"{CMB_2021}: tier 金葵花")
    alpha: float = parameter(1.22, "exponent of the Pareto tail", f"{CMB_2021}: private banking .033 of the rich")
    most: float = parameter(2.0e8, "RMB, end of the tail", "invented")
    median: float = parameter(2_300.0, "RMB, median of the others", f"{CMB_2021}: their mean is about 11,000")
    spread: float = parameter(1.8, "SD of their log assets", "invented")
    rich_age: float = parameter(0.45, "log weight in the draw of the rich per decade (until 60)", "invented")
    rich_tenure: float = parameter(0.45, "the same per log year of tenure", "invented")
    body_age: float = parameter(0.28, "log assets of the others per decade", "invented")


@dataclass(frozen=True)
class Products:
    """Which products customers hold and since when; arrays run over time deposit, wealth product, fund,
    insurance, credit card, payroll."""

    held: tuple[float, ...] = parameter(
        (-1.7, -1.3, -2.0, -2.6, -0.2, -1.3), "log-odds of ever holding each, at 10,000 RMB", "invented"
    )
    by_wealth: tuple[float, ...] = parameter(
        (0.65, 0.75, 0.60, 0.45, 0.10, 0.12), "log-odds per log unit of assets", "invented"
    )
    by_age: tuple[float, ...] = parameter(
        (0.35, 0.05, -0.20, 0.10, -0.20, -0.30), "log-odds per decade from middle age", "invented"
    )
    by_employer: float = parameter(3.5, "log-odds of payroll more if won through the employer", "invented")
    early: float = parameter(0.62, "share taken up at once with the first account", "invented")
    wait: float = parameter(30.0, "mean months to the others", "invented")
    payroll_early: float = parameter(0.9, "the share taken up at once, payroll", "invented")
    terms: tuple[int, ...] = parameter((3, 6, 12, 24, 36), "months, terms of time deposits", "public: usual terms")
    term_shares: tuple[float, ...] = parameter((0.14, 0.18, 0.32, 0.14, 0.22), "share of each term", "invented")
    second_ladder: float = parameter(80_000.0, "RMB from which deposits are split in two", "invented")
    demand_share: tuple[float, float] = parameter(
        (0.55, -0.22), "log weight of demand deposits, per log unit from 10,000 RMB", "invented"
    )
    weights: tuple[float, float, float] = parameter(
        (0.75, 0.75, -0.25), "log weight of time deposits, wealth products, funds in a portfolio", "invented"
    )
    weight_spread: float = parameter(0.6, "SD of the log weights", "invented")
    premium: tuple[float, float] = parameter((5_000.0, 0.6), "RMB, median yearly premium, SD of its log", "invented")


CHANNELS_ONLINE = ("app", "partner")
