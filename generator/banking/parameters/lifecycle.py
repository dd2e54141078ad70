"""How customers leave: active, declining, dormant, closed. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Lifecycle:
    """Monthly hazards between the states, and what they do to money and activity."""

    at_first: tuple[float, float, float] = parameter(
        (0.87, 0.04, 0.09), "share active, declining, dormant a year before the window", "invented"
    )
    declines: float = parameter(0.0165, "hazard per month, active to declining", "J.D. Power 9.6 %, Celent 12 % a year")
    closes_at_once: float = parameter(0.0006, "hazard per month, active to closed", "invented")
    fades: float = parameter(0.20, "hazard per month, declining to dormant", "invented")
    closes_declining: float = parameter(0.012, "hazard per month, declining to closed", "invented")
    recovers: float = parameter(0.10, "hazard per month, declining to active", "invented")
    closes_dormant: float = parameter(0.022, "hazard per month, dormant to closed", "invented")
    wakes: float = parameter(0.007, "hazard per month, dormant to active", "invented")
    frailty: float = parameter(1.3, "shape of the Gamma spread of the hazard of declining", "invented")
    satisfaction: float = parameter(-0.35, "log hazard per SD of satisfaction", "invented")
    product: float = parameter(-0.22, "log hazard per product held (from 1)", "invented")
    payroll: float = parameter(-0.30, "log hazard if the salary is paid in, beyond the product", "invented")
    age: float = parameter(-0.12, "log hazard per decade from middle age", "invented")
    tenure: float = parameter(-0.30, "log hazard per log year of tenure (from 3 years)", "invented")
    maturity: float = parameter(0.95, "log hazard in a month in which a deposit falls due", "invented")
    incident: float = parameter(1.0, "log hazard in the two months after a failure of service", "invented")
    season: tuple[float, ...] = parameter(
        (0.15, 0.20, 0.25, -0.05, -0.05, 0.10, -0.05, -0.10, 0.05, -0.05, -0.15, -0.10),
        "log hazard in January to December",
        "invented; rivals collect deposits at quarter ends, bonuses are spent after the Spring Festival",
    )
    incidents: float = parameter(0.013, "probability of a failure of service per month", "invented")
    outflow: tuple[float, float] = parameter(
        (0.30, 0.45), "median share of assets that leaves per month of decline, SD of its log", "invented"
    )
    residue: tuple[float, float] = parameter(
        (0.012, 1.0), "median share of assets left when dormant, SD of its log", "invented"
    )
    returns: float = parameter(0.25, "share of the gap to usual assets closed per month while active", "invented")
    ramp: float = parameter(0.25, "share of usual assets that new customers bring at once", "invented")
    shock: tuple[float, float] = parameter(
        (0.016, 0.40), "probability per month that money is needed elsewhere (a house, say), share that stays",
        "invented",
    )  # fmt: skip
    wobble: tuple[float, float] = parameter(
        (0.22, 0.80), "SD of the log assets around the usual, correlation from month to month", "invented"
    )
    activity: tuple[float, float, float] = parameter(
        (1.0, 0.55, 0.03), "times the usual activity: active, declining, dormant", "invented"
    )
    payroll_leaves: float = parameter(0.55, "share of the declining whose salary goes elsewhere", "invented")
