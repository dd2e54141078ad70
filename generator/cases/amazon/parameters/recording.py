"""How events get into the tables: late, or twice."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Recording:
    """What happens to visits and tickets between the customer and the table."""

    usual_seconds: float = parameter(1.5, "seconds until a visit is recorded, mean", "invented")
    offline: float = parameter(0.035, "share of visits in the app that are recorded late", "invented")
    offline_hours: float = parameter(9.0, "hours until a late visit is recorded, median", "invented")
    offline_spread: float = parameter(1.3, "SD of the log hours", "invented")
    visit_twice: float = parameter(0.009, "share of visits that are sent, and recorded, twice", "invented")
    ticket_twice: float = parameter(0.015, "share of tickets that are filed twice", "invented")


RECORDING = Recording()
