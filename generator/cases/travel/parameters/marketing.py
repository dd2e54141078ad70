"""Campaigns, surveys, tickets and the export. "invented" means chosen to make a credible travel agency."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Campaign:
    """One campaign, of one month: who may get it, how they are chosen, what it costs and does. All invented.

    `effects` are log booking rates for travellers who last booked under 4, 4 to 9, and 10 or more months ago.
    """

    name: str
    zh: str
    month: str
    medium: str
    design: str
    eligible: str
    coupon: float
    cost: float
    effects: tuple[float, float, float]
    share: float = 0.5
    on_recency: float = 0.0


CAMPAIGNS = (
    Campaign("national_day_2024", "2024 国庆早订礼", "2024-09", "sms", "randomised", "all", 0.02, 0.06,
             (-0.05, 0.30, 0.15)),
    Campaign("spring_2025", "2025 春节早鸟券", "2024-12", "sms", "randomised", "all", 0.03, 0.06, (-0.05, 0.42, 0.30)),
    Campaign("old_friends_2025", "2025 老友重逢", "2025-05", "call", "targeted", "all", 0.05, 6.0, (-0.05, 0.60, 0.40),
             on_recency=0.28),
    Campaign("national_day_2025", "2025 国庆早订礼", "2025-09", "sms", "randomised", "all", 0.02, 0.06,
             (-0.05, 0.30, 0.15)),
    Campaign("wake_up_2026", "2026 唤醒券", "2026-03", "sms", "randomised", "quiet", 0.04, 0.06, (-0.05, 0.42, 0.60)),
)  # fmt: skip


@dataclass(frozen=True)
class Response:
    """How effects differ, and how messages are noticed."""

    spread: float = parameter(
        0.15, "SD of the log rate that nothing observed explains", "invented", "可观测因素无法解释的频率对数标准差"
    )
    young: float = parameter(
        -0.06, "log rate per decade from 40 years", "invented", "年龄（以 40 岁为基准）每大十岁，频率对数的变化"
    )
    centre: float = parameter(
        6.0, "months since the last booking at which the rule is neutral", "invented", "规则中性时距上次预订的月数"
    )
    smallest: float = parameter(
        0.05, "least probability of treatment by rule", "invented: overlap", "按规则干预的最低概率"
    )
    arrived: float = parameter(
        0.955, "share of messages and calls that arrive", "invented", "送达（接通）的消息与电话占比"
    )
    clicked: float = parameter(-2.6, "log-odds of a click or a talk", "invented", "点击或接听的对数几率")
    clicked_on_interest: float = parameter(
        0.8, "log-odds of that per SD of interest", "invented", "兴趣每高一个标准差，其对数几率的变化"
    )
    if_gone: float = parameter(-1.5, "log-odds more for those who have left", "invented", "已流失者的对数几率增量")


@dataclass(frozen=True)
class Surveys:
    """The question after a trip, and who answers."""

    answers: float = parameter(-1.25, "log-odds of answering", "invented", "作答的对数几率")
    on_mood: float = parameter(
        0.45, "log-odds of answering per SD of mood", "invented", "心情每高一个标准差，作答的对数几率变化"
    )
    noise: float = parameter(0.9, "SD of mood on a trip", "invented", "一次行程中心情的标准差")
    recommend: tuple[float, float] = parameter(
        (7.4, 1.7), "mean of the 0 to 10 answer, points per SD", "invented", "0–10 分题的均值、每个标准差的分数"
    )
    rating: tuple[float, float] = parameter(
        (4.0, 0.75), "mean of the 1 to 5 answer, points per SD", "invented", "1–5 分题的均值、每个标准差的分数"
    )
    days: float = parameter(3.0, "mean days from the return to the answer", "invented", "返程到作答的平均天数")


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints."""

    usual: float = parameter(0.07, "share of the bookings with a ticket", "invented", "有工单的预订占比")
    if_cancelled: float = parameter(0.30, "the same of those cancelled", "invented", "已取消预订的同一占比")
    topics: tuple[float, ...] = parameter(
        (0.34, 0.26, 0.22, 0.18), "change, invoice, hotel, journey", "invented", "改签退订、发票、酒店、交通"
    )
    solve_hours: float = parameter(9.0, "median hours to the solution", "invented", "解决时间中位数，小时")
    solve_spread: float = parameter(1.0, "SD of the log of that", "invented", "其对数的标准差")
    rated: float = parameter(0.35, "share of the solved that are rated", "invented", "已解决工单中被评分的占比")
    rating: tuple[float, float] = parameter(
        (3.8, 0.8), "mean rating, points per SD of mood", "invented", "平均评分、心情每个标准差的分数"
    )


@dataclass(frozen=True)
class Export:
    """How untidy the flat file is that the company exports."""

    doubled: float = parameter(0.012, "share of rows that stand twice", "invented", "重复行的占比")
    slashes: float = parameter(
        0.30, "share of rows with dates like 2025/3/4 14:05", "invented", "日期写作 2025/3/4 14:05 的行占比"
    )
    currency: float = parameter(
        0.12,
        "share of amounts with a sign and commas, like ¥1,280.00",
        "invented",
        "带货币符号与千分位（如 ¥1,280.00）的金额占比",
    )
    blank: float = parameter(0.06, "share of rows without a channel", "invented", "缺少渠道的行占比")
    spaces: float = parameter(
        0.05, "share of product names with a space at an end", "invented", "产品名末尾带空格的占比"
    )
    status: float = parameter(
        0.15, "share of rows with another word for the same state", "invented", "同一状态写法不同的行占比"
    )
    tests: float = parameter(
        0.002,
        "share of rows that somebody made to test the system, of amount 0.01",
        "invented",
        "测试系统所下的 0.01 元订单占比",
    )


RESPONSE = Response()
SURVEYS = Surveys()
TICKETS = Tickets()
EXPORT = Export()
