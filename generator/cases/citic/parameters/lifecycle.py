"""How firms fare: the cycle of their industry, how they begin to leave, recover or go. "invented" as chosen."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 15


@dataclass(frozen=True)
class Cycle:
    """What an industry goes through together."""

    period: float = parameter(
        38.0, "months of a business cycle", "invented; inventory cycles of about 40 months", "行业周期长度，月"
    )
    persistence: float = parameter(
        0.75, "autocorrelation of the industry's own news, a month", "invented", "行业自身消息的月度自相关"
    )
    news: float = parameter(0.03, "SD of the industry's own news, log", "invented", "行业自身消息的标准差（对数）")
    growth: float = parameter(0.003, "mean log growth of a firm, a month", "invented", "企业每月对数增长的均值")
    growth_spread: float = parameter(0.008, "SD of that over firms", "invented", "各企业之间的标准差")
    noise: float = parameter(0.27, "SD of the log of a firm's month", "invented", "企业单月活跃度对数的标准差")
    shock: float = parameter(0.020, "probability of a passing setback, a month", "invented", "每月遇到暂时挫折的概率")
    shock_depth: tuple[float, float] = parameter(
        (0.35, 1.10), "least and largest log fall of a setback", "invented", "挫折造成的对数跌幅，最小与最大"
    )
    shock_fades: float = parameter(0.60, "share of a setback left after a month", "invented", "一个月后挫折残留的比例")


@dataclass(frozen=True)
class Lifecycle:
    """From client to former client: a firm begins to leave, silently; it comes back or goes."""

    onset: float = parameter(
        0.0170,
        "hazard of beginning to leave, a month",
        "invented; yearly attrition 9.6 to 12 %",
        "每月开始流失的风险率",
    )
    frailty: float = parameter(1.6, "shape of its Gamma spread over firms", "invented", "企业间伽马分布的形状参数")
    on_cycle: float = parameter(
        -2.2,
        "log hazard per log unit of the industry's cycle",
        "invented",
        "行业周期每升一个对数单位，风险率对数的变化",
    )
    on_satisfaction: float = parameter(
        -0.30, "log hazard per SD of satisfaction", "invented", "满意度每高一个标准差，风险率对数的变化"
    )
    on_tenure: float = parameter(
        -0.25, "log hazard per decade as a client", "invented", "客龄每多十年，风险率对数的变化"
    )
    in_group: float = parameter(0.80, "times the hazard for members of a group", "invented", "集团成员的风险率为几倍")
    distress: float = parameter(
        0.34,
        "share that leaves in distress, not for a rival, mean industry",
        "invented",
        "因困境（而非转往他行）流失的占比，平均行业",
    )
    distress_on_cycle: float = parameter(
        -2.5,
        "log-odds of distress per log unit of the cycle",
        "invented",
        "行业周期每升一个对数单位，陷入困境的对数几率变化",
    )
    distress_on_leverage: float = parameter(
        0.9,
        "log-odds of distress per unit of leverage over 1",
        "invented",
        "杠杆每高于 1 一个单位，陷入困境的对数几率变化",
    )
    recovers: float = parameter(0.075, "probability of coming back, a month", "invented", "每月恢复的概率")
    leaves: tuple[float, ...] = parameter(
        (0.0, 0.0, 0.03, 0.08, 0.14, 0.20, 0.25, 0.28),
        "probability of going, by month since the beginning",
        "invented",
        "每月离开的概率，按下滑开始后的月份",
    )
    severity: tuple[float, float] = parameter(
        (5.0, 2.2), "a and b of the Beta of how far it falls", "invented", "下滑幅度所服从贝塔分布的 a、b"
    )
    severity_range: tuple[float, float] = parameter(
        (0.05, 0.98), "least and largest severity", "invented", "严重程度的下限与上限"
    )
    speed: float = parameter(0.26, "share of the way down, a month", "invented", "每月下滑的进度")
    relief: float = parameter(0.45, "share of the way back up, a month", "invented", "每月回升的进度")


CYCLE = Cycle()
LIFECYCLE = Lifecycle()
