"""The offers of July 2026 and what they are worth. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Offers:
    """Which offer goes to whom in the month after the as-of date; effects and costs are those of earlier campaigns."""

    month: str = parameter("2026-07", "the month of the offers", "the month after the as-of date")
    like: tuple[str, ...] = parameter(
        ("app_reminder", "come_back_2026", "membership_trial"),
        "the campaign that each action but the first repeats",
        "invented",
    )
    share: float = parameter(0.30, "share of the customers who may get an offer", "invented: contacts wear out")
    fee_kept: float = parameter(0.20, "share of a first fee left after the benefits of its term", "invented")
    trial_cost: float = parameter(5.0, "USD that a trial month costs in parcels and content", "invented")


OFFERS = Offers()
