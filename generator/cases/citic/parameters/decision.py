"""The service plans of July 2026. "invented" means chosen to make a decision worth thinking about."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Planning:
    """Which firm gets which plan after the as-of date; effects and costs are those of the earlier waves."""

    hours: float = parameter(
        2.4, "hours of the managers per firm that may get a plan", "invented", "每家可进专案企业对应的客户经理工时"
    )
    months: int = parameter(12, "months of income that count", "invented", "计入的收益月数")


PLANNING = Planning()
