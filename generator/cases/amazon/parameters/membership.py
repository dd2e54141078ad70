"""Trials, plans, prices, renewals, payment failures and returns. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Membership:
    """Trials, plans, renewals, payment failures and returns."""

    trial_base: float = parameter(-3.1, "log-odds of starting a trial in a month", "invented")
    trial_on_rate: float = parameter(0.05, "log-odds per log unit of purchase rate: heavy buyers join", "invented")
    trial_on_age: float = parameter(-0.10, "log-odds per decade from 42 years", "invented")
    trial_seasonal: float = parameter(0.75, "log-odds in July and November", "invented")
    convert_base: float = parameter(0.68, "log-odds that a trial turns into a paid plan", "CIRP: .65 to .75 convert")
    convert_on_orders: float = parameter(0.45, "log-odds per log(1 + orders during the trial)", "invented")
    annual_base: float = parameter(0.35, "log-odds of the annual plan", "invented; CIRP: most pay yearly")
    annual_on_rate: float = parameter(0.25, "log-odds of the annual plan per log unit of purchase rate", "invented")
    monthly_a: float = parameter(0.55, "a of Beta(a, b), monthly churn", "invented; Fader & Hardie 2007: .67 to .70")
    monthly_b: float = parameter(4.2, "b of Beta(a, b), monthly churn", "invented; Fader & Hardie 2007: 1.2 to 3.8")
    annual_a: float = parameter(0.029, "a of Beta(a, b), yearly churn", "CIRP: .90 to .94, then .95 to .98 renew")
    annual_b: float = parameter(0.45, "b of Beta(a, b), yearly churn", "CIRP: .90 to .94, then .95 to .98 renew")
    late_on_churn: float = parameter(
        0.55, "log-odds per late delivery in the last three months (at most 3)", "invented"
    )
    price_rise_on_churn: float = parameter(0.80, "log-odds at the first renewal at a higher price", "invented")
    use_on_churn: float = parameter(-0.30, "log-odds per log(1 + orders in the last three months), centred", "invented")
    use_centre: float = parameter(1.4, "log(1 + orders in three months) of a typical member", "invented")
    payment_fails: float = parameter(
        0.022, "probability that a renewal payment fails", "invented; industry talk 2 to 5 %"
    )
    payment_recovers: float = parameter(0.65, "probability that a failed payment is mended in time", "invented")
    grace_days: int = parameter(14, "days to mend a failed payment", "invented")
    rejoin_base: float = parameter(-4.2, "log-odds that a former member rejoins in a month", "invented")
    rejoin_on_rate: float = parameter(0.35, "log-odds of rejoining per log unit of purchase rate", "invented")
    eagerness: tuple[float, float] = parameter(
        (-4.0, 2.5), "bounds of the log relative purchase rate that counts", "invented"
    )
    late_most: int = parameter(3, "late deliveries that count at most", "invented")


class Price(tuple[str, float, float]):
    """From which month, USD a month, USD a year."""


PRICES = (
    Price(("2018-05", 12.99, 119.0)),  # public: Amazon, May 2018
    Price(("2022-03", 14.99, 139.0)),  # public: Amazon, February 2022
    Price(("2025-10", 16.99, 159.0)),  # invented, so that a price rise falls into the window
)


MEMBERSHIP = Membership()
