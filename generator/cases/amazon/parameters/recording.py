"""How events get into the tables: late, or twice."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Recording:
    """What happens to visits and tickets between the customer and the table."""

    usual_seconds: float = parameter(1.5, "seconds until a visit is recorded, mean", "invented", "访问入库前的平均秒数")
    offline: float = parameter(
        0.035, "share of visits in the app that are recorded late", "invented", "应用内访问中延迟入库的占比"
    )
    offline_hours: float = parameter(
        9.0, "hours until a late visit is recorded, median", "invented", "延迟入库的小时数，中位数"
    )
    offline_spread: float = parameter(1.3, "SD of the log hours", "invented", "小时数对数的标准差")
    visit_twice: float = parameter(
        0.009, "share of visits that are sent, and recorded, twice", "invented", "重复发送并入库的访问占比"
    )
    ticket_twice: float = parameter(0.015, "share of tickets that are filed twice", "invented", "重复提交的工单占比")


RECORDING = Recording()
