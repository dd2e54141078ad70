"""The rules of the stars, and how members use them. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.parameter import parameter

TIERS = ("green", "gold", "reserve")


class Level(NamedTuple):
    """What can be had: stars, the greatest worth in USD, and the first day."""

    stars: int
    worth: float
    since: str


LEVELS = (  # stars, first day: public rules of Starbucks Rewards; worth: 2 and 20 USD are public, the others invented
    Level(25, 1.00, "2024-07-01"),
    Level(60, 2.00, "2026-03-10"),
    Level(100, 3.75, "2024-07-01"),
    Level(200, 7.00, "2024-07-01"),
    Level(300, 9.50, "2024-07-01"),
    Level(400, 20.00, "2024-07-01"),
)


@dataclass(frozen=True)
class Stars:
    """How stars are earned, kept and spent."""

    change: str = parameter(
        "2026-03-10", "day on which the rules change", "public: the reimagined programme", "规则变更日"
    )
    per_dollar: float = parameter(1.0, "stars per USD before the change", "public", "变更前每美元星星数")
    per_dollar_card: float = parameter(
        2.0, "stars per USD paid with a preloaded card before the change", "public", "变更前用储值卡支付每美元星星数"
    )
    by_tier: tuple[float, float, float] = parameter(
        (1.0, 1.2, 1.7), "stars per USD by tier since the change", "public", "变更后各等级每美元星星数"
    )
    from_stars: tuple[int, int] = parameter(
        (500, 2_500), "stars in 12 months for gold, reserve", "public", "12 个月内达到金级、臻选级所需星星数"
    )
    placed_by: str = parameter(
        "2025", "calendar year whose stars decide the first tier", "public", "据以首次定级的日历年"
    )
    months: int = parameter(
        6, "months after the month of earning until stars expire", "public", "获得当月之后多少个月过期"
    )
    kept_range: tuple[float, float] = parameter(
        (0.0, 2.0), "range of a member's share about that mean", "invented", "各会员占比围绕该均值的范围"
    )
    kept_before: tuple[float, ...] = parameter(
        (0.05, 0.10, 0.16, 0.26, 0.40, 0.62),
        "mean share of the stars of January to June 2024 still there in July",
        "invented",
        "2024 年上半年所得星星到七月仍未用的平均占比",
    )
    redeems: float = parameter(
        1.0, "log-odds of redeeming at an occasion, two a month", "invented", "每次机会（每月两次）兑换的对数几率"
    )
    redeems_spread: float = parameter(
        1.5,
        "SD of a member's log-odds: some never redeem",
        "public: breakage about 15 %",
        "会员之间对数几率的标准差：有人从不兑换",
    )
    aims: tuple[float, ...] = parameter(
        (0.04, 0.04, 0.18, 0.50, 0.17, 0.07),
        "share of members who save up for each level",
        "invented",
        "以各兑换档为目标攒星的会员占比",
    )
    worth_it: float = parameter(
        0.5,
        "share of a level's worth that the bill must reach for members to use it",
        "invented",
        "账单须达到兑换价值的多大比例会员才肯用",
    )
    impatient: float = parameter(
        0.15, "share of occasions at which less than the aim will do", "invented", "退而求其次也行的机会占比"
    )


STARS = Stars()
