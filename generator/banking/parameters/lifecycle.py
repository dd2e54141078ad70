"""How customers leave: active, declining, dormant, closed. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Lifecycle:
    """Monthly hazards between the states, and what they do to money and activity."""

    at_first: tuple[float, float, float] = parameter(
        (0.86, 0.05, 0.09), "share active, declining, dormant a year before the window", "invented"
    )
    declines: float = parameter(0.0250, "hazard per month, active to declining", "J.D. Power 9.6 %, Celent 12 % a year")
    closes_at_once: float = parameter(0.0004, "hazard per month, active to closed", "invented")
    fades: float = parameter(0.135, "hazard per month, declining to dormant", "invented")
    closes_declining: float = parameter(0.012, "hazard per month, declining to closed", "invented")
    recovers: float = parameter(0.05, "hazard per month, declining to active", "invented")
    closes_dormant: float = parameter(0.022, "hazard per month, dormant to closed", "invented")
    wakes: float = parameter(0.007, "hazard per month, dormant to active", "invented")
    frailty: float = parameter(3.0, "shape of the Gamma spread of the hazard of declining", "invented")
    satisfaction: float = parameter(-0.45, "log hazard per SD of satisfaction", "invented")
    product: float = parameter(-0.55, "log hazard per product held (from 1)", "invented")
    payroll: float = parameter(-0.40, "log hazard if the salary is paid in, beyond the product", "invented")
    age: float = parameter(-0.12, "log hazard per decade from middle age", "invented")
    tenure: float = parameter(-0.60, "log hazard per log year of tenure (from 3 years)", "invented")
    payments: float = parameter(-0.60, "log hazard per log unit of usual payments (from 3 a month)", "invented")
    app: float = parameter(-0.60, "log hazard if the customer uses the app at all", "invented")
    maturity: float = parameter(0.95, "log hazard in a month in which a deposit falls due", "invented")
    incident: float = parameter(1.0, "log hazard in the two months after a failure of service", "invented")
    season: tuple[float, ...] = parameter(
        (0.15, 0.20, 0.25, -0.05, -0.05, 0.10, -0.05, -0.10, 0.05, -0.05, -0.15, -0.10),
        "log hazard in January to December",
        "invented; rivals collect deposits at quarter ends, bonuses are spent after the Spring Festival",
    )
    incidents: float = parameter(0.013, "probability of a failure of service per month", "invented")
    outflow: tuple[float, float] = parameter(
        (0.27, 0.40), "median share of assets that leaves per month of decline, SD of its log", "invented"
    )
    residue: tuple[float, float] = parameter(
        (0.012, 1.0), "median share of assets left when dormant, SD of its log", "invented"
    )
    outflow_range: tuple[float, float] = parameter((0.05, 0.80), "least and largest share that leaves", "invented")
    residue_range: tuple[float, float] = parameter((0.0, 0.10), "least and largest share left", "invented")
    returns: float = parameter(0.25, "share of the gap to usual assets closed per month while active", "invented")
    ramp: float = parameter(0.25, "share of usual assets that new customers bring at once", "invented")
    shock: tuple[float, float] = parameter(
        (0.011, 0.40), "probability per month that money is needed elsewhere (a house, say), share that stays",
        "invented",
    )  # fmt: skip
    wobble: tuple[float, float] = parameter(
        (0.18, 0.80), "SD of the log assets around the usual, correlation from month to month", "invented"
    )
    pace: tuple[float, float] = parameter(
        (0.35, 0.75), "SD of the log number of payments around the usual, correlation from month to month", "invented"
    )
    activity: tuple[float, float, float] = parameter(
        (1.0, 0.35, 0.03), "times the usual activity: active, declining, dormant", "invented"
    )
    payroll_leaves: float = parameter(0.70, "share of the declining whose salary goes elsewhere", "invented")
