"""The campaigns, and how customers respond. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Campaign:
    """One campaign: who may get it, how they were chosen, what it costs and does. All invented.

    `share` is the probability of treatment when `design` is "randomised"; targeted campaigns follow `on_*`.
    `effects` are log purchase rates for customers who last bought under 2, 2 to 5, and 6 or more months ago.
    """

    name: str
    zh: str
    month: str
    medium: str
    design: str
    eligible: str
    share: float = 0.5
    coupon: float = 0.0
    cost: float = 0.02
    effects: tuple[float, float, float] = (0.0, 0.0, 0.0)
    member_effect: float = 0.0
    trial: float = 0.0
    on_recency: float = 0.0
    on_frequency: float = 0.0


COME_BACK = (-0.05, 0.84, 0.36)


CAMPAIGNS = (
    Campaign("come_back_2024", "2024 秋季回归券", "2024-09", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
    Campaign("black_friday_preview", "黑五抢先看", "2024-11", "email", "randomised", "active", share=0.8,
             effects=(0.26, 0.52, 0.40), member_effect=-0.46),
    Campaign("winter_rescue", "冬季挽留", "2025-02", "email", "targeted", "idle", coupon=0.15,
             cost=0.35, effects=(-0.06, 0.88, 0.60), member_effect=-0.25, on_recency=0.55, on_frequency=-0.60),
    Campaign("membership_trial", "会员试用邀请", "2025-04", "email", "randomised", "not_members", cost=0.05,
             effects=(0.06, 0.56, -0.20), trial=1.3),
    Campaign("app_reminder", "应用推送提醒", "2025-06", "push", "randomised", "idle",
             effects=(0.14, 0.56, 0.30), member_effect=-0.42),
    Campaign("come_back_2025", "2025 秋季回归券", "2025-09", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
    Campaign("best_customers", "优质顾客答谢", "2026-01", "post", "targeted", "active", coupon=0.10,
             cost=1.20, effects=(0.25, 0.60, 0.30), member_effect=-0.40, on_recency=-0.45, on_frequency=0.80),
    Campaign("come_back_2026", "2026 春季回归券", "2026-03", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
)  # fmt: skip


@dataclass(frozen=True)
class Response:
    """How effects differ between customers, and how contacts are noticed."""

    social: float = parameter(
        0.15,
        "log rate more for customers from social_ads and affiliate",
        "invented",
        "社交广告与联盟推广来的顾客频率对数的增量",
    )
    age: float = parameter(
        -0.08, "log rate per decade from 42 years", "invented", "年龄（以 42 岁为基准）每大十岁，购买率对数的变化"
    )
    spread: float = parameter(
        0.15, "SD of the log rate that nothing observed explains", "invented", "可观测因素无法解释的频率对数标准差"
    )
    smallest: float = parameter(
        0.05,
        "least probability of treatment, targeted campaigns",
        "invented: overlap",
        "按规则挑选的活动的最低干预概率",
    )
    bounced: float = parameter(
        0.021, "share of contacts that do not arrive", "invented; 2 % of e-mails, usual talk", "未送达的触达占比"
    )
    opened: float = parameter(
        -0.55,
        "log-odds of opening at average interest",
        "invented; open rates 20 to 40 %, usual talk",
        "兴趣居中者打开的对数几率",
    )
    opened_on_interest: float = parameter(
        0.9, "log-odds of opening per SD of interest", "invented", "兴趣每高一个标准差，打开的对数几率变化"
    )
    clicked: float = parameter(
        -1.5,
        "log-odds of a click after opening",
        "invented; click to open 10 to 20 %, usual talk",
        "打开后点击的对数几率",
    )
    centre_recency: float = parameter(
        3.0, "months since the last order at which a rule is neutral", "invented", "规则中性时距上次下单的月数"
    )
    centre_frequency: float = parameter(
        1.5, "log(1 + orders of the year) at which a rule is neutral", "invented", "规则中性时的 log(1＋年订单数)"
    )
    interest: tuple[float, float] = parameter(
        (0.7, 0.5), "weight of responsiveness and of attachment in interest", "invented", "兴趣中响应度与依恋的权重"
    )
    interest_if_gone: float = parameter(
        -1.5, "SD of interest for those who have left", "invented", "已流失者的兴趣，标准差"
    )
    clicked_on_interest: float = parameter(
        0.5, "log-odds of a click per SD of interest", "invented", "兴趣每高一个标准差，点击的对数几率变化"
    )
    sent_from: tuple[int, int] = parameter(
        (32_400, 10_800),
        "second of the day when sending begins, and its length",
        "invented",
        "开始发送的时刻（秒）与持续秒数",
    )
    open_hours: float = parameter(8.0, "mean hours to the opening", "invented", "打开前的平均小时数")
    click_seconds: float = parameter(
        90.0, "mean seconds from the opening to the click", "invented", "打开到点击的平均秒数"
    )


RESPONSE = Response()
