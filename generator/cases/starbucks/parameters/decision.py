"""The wave after the as-of date. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class NextWave:
    """Which offer goes to whom in the first days of July 2026; effects are those of the earlier waves."""

    like: tuple[str, ...] = parameter(
        ("bogo_10_week", "bogo_5_week", "discount_3_of_7", "discount_2_of_10", "news_4"),
        "the offer that each action but the first sends",
        "invented",
        "除“不发”外各动作发送的优惠",
    )
    share: float = parameter(
        0.35, "share of the members who may get an offer", "invented: messages wear out", "可获优惠的会员占比"
    )
    cost: float = parameter(0.02, "USD that a message costs", "as in the earlier waves", "每条通知成本，美元")
    active_days: int = parameter(
        90, "days within which members must have come to be concerned", "invented", "纳入决策的会员：须在多少天内来过"
    )


NEXT_WAVE = NextWave()
