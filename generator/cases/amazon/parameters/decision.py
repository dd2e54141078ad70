"""The offers of July 2026 and what they are worth. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Offers:
    """Which offer goes to whom in the month after the as-of date; effects and costs are those of earlier campaigns."""

    month: str = parameter("2026-07", "the month of the offers", "the month after the as-of date", "优惠所在月份")
    like: tuple[str, ...] = parameter(
        ("app_reminder", "come_back_2026", "membership_trial"),
        "the campaign that each action but the first repeats",
        "invented",
        "除第一项外各动作所沿用的活动",
    )
    share: float = parameter(
        0.30, "share of the customers who may get an offer", "invented: contacts wear out", "可获优惠的顾客占比"
    )
    fee_kept: float = parameter(
        0.20, "share of a first fee left after the benefits of its term", "invented", "首笔会费扣除当期权益后的留存比例"
    )
    trial_cost: float = parameter(
        5.0, "USD that a trial month costs in parcels and content", "invented", "一个月试用在配送与内容上的成本，美元"
    )


OFFERS = Offers()
