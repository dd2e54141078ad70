"""How firms fare: the cycle of their industry, how they begin to leave, recover or go. "invented" as chosen."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 15


@dataclass(frozen=True)
class Cycle:
    """What an industry goes through together."""

    period: float = parameter(38.0, "months of a business cycle", "invented; inventory cycles of about 40 months")
    persistence: float = parameter(0.75, "autocorrelation of the industry's own news, a month", "invented")
    news: float = parameter(0.03, "SD of the industry's own news, log", "invented")
    growth: float = parameter(0.003, "mean log growth of a firm, a month", "invented")
    growth_spread: float = parameter(0.008, "SD of that over firms", "invented")
    noise: float = parameter(0.27, "SD of the log of a firm's month", "invented")
    shock: float = parameter(0.020, "probability of a passing setback, a month", "invented")
    shock_depth: tuple[float, float] = parameter((0.35, 1.10), "least and largest log fall of a setback", "invented")
    shock_fades: float = parameter(0.60, "share of a setback left after a month", "invented")


@dataclass(frozen=True)
class Lifecycle:
    """From client to former client: a firm begins to leave, silently; it comes back or goes."""

    onset: float = parameter(0.0170, "hazard of beginning to leave, a month", "invented; yearly attrition 9.6 to 12 %")
    frailty: float = parameter(1.6, "shape of its Gamma spread over firms", "invented")
    on_cycle: float = parameter(-2.2, "log hazard per log unit of the industry's cycle", "invented")
    on_satisfaction: float = parameter(-0.30, "log hazard per SD of satisfaction", "invented")
    on_tenure: float = parameter(-0.25, "log hazard per decade as a client", "invented")
    in_group: float = parameter(0.80, "times the hazard for members of a group", "invented")
    distress: float = parameter(0.34, "share that leaves in distress, not for a rival, mean industry", "invented")
    distress_on_cycle: float = parameter(-2.5, "log-odds of distress per log unit of the cycle", "invented")
    distress_on_leverage: float = parameter(0.9, "log-odds of distress per unit of leverage over 1", "invented")
    recovers: float = parameter(0.075, "probability of coming back, a month", "invented")
    leaves: tuple[float, ...] = parameter(
        (0.0, 0.0, 0.03, 0.08, 0.14, 0.20, 0.25, 0.28), "probability of going, by month since the beginning", "invented"
    )
    severity: tuple[float, float] = parameter((5.0, 2.2), "a and b of the Beta of how far it falls", "invented")
    severity_range: tuple[float, float] = parameter((0.05, 0.98), "least and largest severity", "invented")
    speed: float = parameter(0.26, "share of the way down, a month", "invented")
    relief: float = parameter(0.45, "share of the way back up, a month", "invented")


CYCLE = Cycle()
LIFECYCLE = Lifecycle()
