"""The offers of July 2026. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Offers:
    """Which offer goes to whom in the month after the as-of date; effects and costs are those of earlier campaigns."""

    month: str = parameter("2026-07", "the month of the offers", "the month after the as-of date", "优惠所在月份")
    like: tuple[str, ...] = parameter(
        ("national_day_2025", "wake_up_2026", "old_friends_2025"),
        "the campaign that each action repeats",
        "invented",
        "各动作所沿用的活动",
    )
    share: float = parameter(
        0.25, "share of the travellers who may get an offer", "invented: contacts wear out", "可获优惠的旅客占比"
    )


OFFERS = Offers()
