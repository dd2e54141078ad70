"""The offers, the waves in which they are sent, and how members respond. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.parameter import parameter


class Offer(NamedTuple):
    """An offer: kind, USD off the bill, USD that the bill must reach, days, and the log-odds that it is looked at."""

    name: str
    zh: str
    kind: str
    reward: float
    spend: float
    days: int
    seen: float


# Kinds, rewards, thresholds and days: Starbucks offer data set (10 offers). Log-odds of being viewed: invented, after
# the share viewed there, which is higher for offers sent by every channel.
OFFERS = (
    Offer("bogo_10_week", "买一送一 10 美元（7 天）", "bogo", 10.0, 10.0, 7, 1.30),
    Offer("bogo_10_short", "买一送一 10 美元（5 天）", "bogo", 10.0, 10.0, 5, 1.45),
    Offer("news_4", "新品资讯（4 天）", "informational", 0.0, 0.0, 4, 0.75),
    Offer("bogo_5_week", "买一送一 5 美元（7 天）", "bogo", 5.0, 5.0, 7, 1.10),
    Offer("discount_5_of_20", "满 20 减 5（10 天）", "discount", 5.0, 20.0, 10, 0.55),
    Offer("discount_3_of_7", "满 7 减 3（7 天）", "discount", 3.0, 7.0, 7, 1.55),
    Offer("discount_2_of_10", "满 10 减 2（10 天）", "discount", 2.0, 10.0, 10, 1.20),
    Offer("news_3", "新品资讯（3 天）", "informational", 0.0, 0.0, 3, 1.10),
    Offer("bogo_5_short", "买一送一 5 美元（5 天）", "bogo", 5.0, 5.0, 5, 1.45),
    Offer("discount_2_week", "满 10 减 2（7 天）", "discount", 2.0, 10.0, 7, 0.90),
)


@dataclass(frozen=True)
class Wave:
    """One wave: the day it is sent, how members were chosen, and which offers they could get. All invented.

    `share` is the probability of any offer when `design` is "randomised"; the targeted wave follows `on_*`.
    """

    name: str
    zh: str
    day: str
    design: str
    offers: tuple[str, ...]
    medium: str = "push"
    share: float = 0.70
    cost: float = 0.02
    on_absence: float = 0.0
    on_visits: float = 0.0


WAVES = (
    Wave("autumn_2024", "2024 秋季优惠", "2024-10-08", "randomised", ("bogo_5_week", "discount_2_week")),
    Wave("thanks_2024", "2024 感恩优惠", "2024-11-12", "randomised", ("bogo_10_week", "discount_3_of_7", "news_4")),
    Wave("new_year_2025", "2025 新年优惠", "2025-01-07", "randomised", ("bogo_5_week", "discount_5_of_20"),
         medium="email"),
    Wave("late_winter_2025", "2025 冬末优惠", "2025-02-11", "randomised",
         ("bogo_10_week", "discount_2_of_10", "news_3")),
    Wave("spring_2025", "2025 春季优惠", "2025-04-08", "randomised", ("bogo_5_week", "discount_3_of_7")),
    Wave("we_miss_you", "想念您（唤回）", "2025-05-13", "targeted", ("bogo_10_week",), medium="email",
         on_absence=1.10, on_visits=-0.55),
    Wave("summer_2025", "2025 夏季优惠", "2025-07-08", "randomised", ("bogo_5_week", "discount_2_week", "news_4")),
    Wave("back_to_work_2025", "2025 返工优惠", "2025-09-09", "randomised", ("bogo_10_short", "discount_2_of_10"),
         medium="email"),
    Wave("autumn_2025", "2025 秋季优惠", "2025-10-14", "randomised", ("bogo_5_week", "discount_2_of_10")),
    Wave("new_year_2026", "2026 新年优惠", "2026-01-06", "randomised", ("bogo_5_short", "discount_2_of_10", "news_3")),
    Wave("spring_2026", "2026 春季优惠", "2026-03-17", "randomised", ("bogo_10_week", "discount_2_of_10")),
    Wave("early_summer_2026", "2026 初夏优惠", "2026-05-12", "randomised",
         ("bogo_5_week", "discount_3_of_7", "discount_2_of_10")),
)  # fmt: skip


@dataclass(frozen=True)
class Response:
    """Who is eligible, who looks at an offer, and what it then changes."""

    days: int = parameter(
        10, "days after sending in which outcomes are counted", "the longest offer", "发送后统计结果的天数"
    )
    active_days: int = parameter(
        42, "days within which members must have come to be eligible", "invented", "候选会员：须在多少天内来过"
    )
    recall_days: int = parameter(150, "the same for the targeted wave", "invented", "按规则挑选批次的同一天数")
    segment_days: int = parameter(90, "days whose visits make the segment", "invented", "据以分段的天数")
    segments: tuple[int, int] = parameter(
        (6, 16), "visits from which a member is regular, frequent", "invented", "达到常客、高频的到店次数"
    )
    bogo: tuple[float, float, float] = parameter(
        (0.64, 0.42, -0.20),
        "log rate of visits after viewing, occasional, regular, frequent members",
        "invented",
        "查看后到店频率对数的变化：偶尔、常客、高频会员",
    )
    discount: tuple[float, float, float] = parameter(
        (0.62, 0.46, -0.06), "the same for discounts", "invented", "满减优惠的同一变化"
    )
    informational: tuple[float, float, float] = parameter(
        (0.08, 0.16, -0.10), "the same for news", "invented", "资讯的同一变化"
    )
    by_reward: float = parameter(
        0.26,
        "log rate per log unit of the reward from 5 USD",
        "invented",
        "奖励（以 5 美元为基准）每多一个对数单位，频率对数的变化",
    )
    income: float = parameter(
        -0.14,
        "log rate per SD of log income, offers with a reward",
        "invented",
        "收入每高一个对数标准差，频率对数的变化（有奖励的优惠）",
    )
    age: tuple[float, float, float] = parameter(
        (-0.11, 0.03, -0.05),
        "log rate per decade from the middle age: bogo, discount, informational",
        "invented",
        "年龄（以中年为基准）每大十岁，频率对数的变化：买一送一、满减、资讯",
    )
    spread: float = parameter(
        0.16, "SD of the log rate that nothing observed explains", "invented", "可观测因素无法解释的频率对数标准差"
    )
    most: float = parameter(0.69, "greatest log rate that an offer can add", "invented", "优惠最多能增加的频率对数")
    least: float = parameter(-0.60, "least log rate", "invented", "频率对数的下限")
    viewed: float = parameter(
        0.22,
        "log-odds of viewing, added to those of the offer",
        "same data set: .757 viewed",
        "查看的对数几率，加在各优惠自身之上",
    )
    viewed_on_age: float = parameter(
        -0.12, "log-odds of viewing per decade", "invented", "年龄每大十岁，查看的对数几率变化"
    )
    viewed_on_response: float = parameter(
        0.55, "log-odds of viewing per SD of responsiveness", "invented", "响应度每高一个标准差，查看的对数几率变化"
    )
    viewed_on_rate: float = parameter(
        -1.45, "log-odds of viewing per log unit of the visit rate: the habitual order without looking",
        "same data set: .30 of completions never viewed", "到店频率每高一个对数单位，查看的对数几率变化：熟客不看就点",
    )  # fmt: skip
    centre_rate: float = parameter(
        4.8, "visits per month at which that is nil", "invented", "上述效应为零时的每月到店次数"
    )
    least_rate: float = parameter(
        0.3, "visits per month below which it does not grow further", "invented", "低于此每月到店次数时效应不再增加"
    )
    view_hours: float = parameter(
        16.0, "mean hours from sending to viewing", "same data set: most within two days", "发送到查看的平均小时数"
    )
    view_quantiles: int = parameter(
        4, "nodes with which the truth averages over the time of viewing", "numerics", "真实值对查看时间取平均的节点数"
    )
    sent_from: tuple[int, int] = parameter(
        (21_600, 5_400),
        "second of the day when sending begins, and its length",
        "invented",
        "开始发送的时刻（秒）与持续秒数",
    )
    smallest: float = parameter(
        0.05, "least probability of treatment, targeted wave", "invented: overlap", "按规则挑选批次的最低干预概率"
    )
    centre_absence: float = parameter(
        2.9,
        "log(1 + days since the last visit) at which the rule is neutral",
        "invented",
        "规则中性时的 log(1＋距上次到店天数)",
    )
    centre_visits: float = parameter(
        1.9,
        "log(1 + visits in 90 days) at which the rule is neutral",
        "invented",
        "规则中性时的 log(1＋90 天内到店次数)",
    )
    bounced: float = parameter(
        0.021, "share of messages that do not arrive", "public: 2 % of e-mails", "未送达消息的占比"
    )
    through_message: float = parameter(
        0.62, "share of views that begin at the message", "invented", "从消息开始的查看占比"
    )
    clicked: float = parameter(
        0.40, "share of opened messages whose link is followed", "invented", "打开消息后点击链接的占比"
    )
    click_seconds: float = parameter(45.0, "mean seconds from opening to click", "invented", "打开到点击的平均秒数")


@dataclass(frozen=True)
class Recording:
    """What goes wrong when the app's events are recorded."""

    usual_seconds: float = parameter(3.0, "mean seconds from event to record", "invented", "事件到入库的平均秒数")
    late: float = parameter(
        0.035,
        "share of views recorded late, when the phone is online again",
        "invented",
        "手机重新联网后才补录的查看占比",
    )
    late_hours: float = parameter(30.0, "mean hours of such a delay", "invented", "补录延迟的平均小时数")
    twice: float = parameter(0.008, "share of views recorded twice", "invented", "重复入库的查看占比")
    ticket_twice: float = parameter(0.015, "share of tickets that are filed twice", "invented", "重复提交的工单占比")


RESPONSE = Response()
RECORDING = Recording()
