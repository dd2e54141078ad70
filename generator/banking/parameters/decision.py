"""What is decided on the as-of date. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Deciding:
    """Whom a decision concerns and what counts."""

    months: int = parameter(36, "months over which what customers bring is counted", "invented", "计入客户收益的月数")
    active_month: float = parameter(
        0.0,
        "RMB that using the app in the month of the decision is worth",
        "invented",
        "决策当月使用 App 一次的价值，元",
    )
    per_customer: float = parameter(
        0.10, "of the budget's unit for each customer concerned", "invented", "每位相关客户对应的预算单位数"
    )
