"""What distinguishes this bank: its tiers, four channels, and give-back campaigns in waves.

Every other number is that of `generator.banking.parameters`. "invented" means chosen to hit the bands.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.banking.parameters import (
    Arm,
    Bank,
    Campaign,
    Channel,
    Deciding,
    Lifecycle,
    Products,
    Residents,
    Response,
    Sessions,
    Tier,
    Wealth,
)
from generator.parameter import parameter

PINGAN_2023 = "Ping An Bank annual report 2023, retail customers and assets by tier"

TIERS = (  # public: 财富客户 from 500,000, 私行达标客户 from 6 million RMB; the lower ones invented
    Tier("basic", "大众", 0.0),
    Tier("gold", "黄金", 50_000.0),
    Tier("wealth", "财富", 500_000.0),
    Tier("private", "私行", 6_000_000.0),
)
CHANNELS = (  # share of new customers; RMB a customer; change of the log hazard: invented
    Channel("branch", 0.28, 140.0, -0.10),
    Channel("payroll", 0.14, 75.0, -0.15),
    Channel("app", 0.27, 90.0, 0.20),
    Channel("insurance_agent", 0.19, 110.0, -0.10),
    Channel("partner", 0.12, 170.0, 0.30),
)


@dataclass(frozen=True)
class PinganResidents(Residents):
    """Younger customers, won online more often."""

    new: float = parameter(
        0.20,
        "share of the customers who joined within the window",
        "invented; a growing bank",
        "数据期内新开户的客户占比",
    )
    tenure: tuple[float, float] = parameter(
        (1.2, 4.2), "shape, mean years of the others' tenure", "invented", "其余客户客龄的形状参数与平均年数"
    )
    age_mode: tuple[float, float, float] = parameter(
        (31.0, 0.70, 49.0),
        "young mode, its weight, old mode, years",
        "invented",
        "年轻群的众数、权重与年长群的众数，岁",
    )


@dataclass(frozen=True)
class PinganWealth(Wealth):
    """Fewer rich customers, who are richer."""

    rich: float = parameter(
        0.019,
        "share of customers from 500,000 RMB on",
        f"{PINGAN_2023}: .011; more for the band",
        "资产 50 万元以上的客户占比",
    )
    median: float = parameter(2_000.0, "RMB, median of the others", "invented", "其余客户资产中位数，元")


@dataclass(frozen=True)
class PinganProducts(Products):
    """More insurance, as the group sells it."""

    held: tuple[float, ...] = parameter(
        (-1.9, -1.3, -1.9, -1.2, 0.2, -1.5),
        "log-odds of ever holding each, at 10,000 RMB",
        "invented",
        "资产 1 万元者曾持有各产品的对数几率",
    )


@dataclass(frozen=True)
class PinganLifecycle(Lifecycle):
    """Customers leave a little faster."""

    declines: float = parameter(
        0.0255,
        "hazard per month, active to declining",
        "J.D. Power 9.6 %, Celent 12 % a year",
        "活跃转下滑的每月风险率",
    )


@dataclass(frozen=True)
class PinganSessions(Sessions):
    """The app is used more."""

    users: tuple[float, float] = parameter(
        (1.8, -0.40),
        "log-odds of ever using it, per decade from middle age",
        f"{PINGAN_2023}: app users",
        "曾使用 App 的对数几率及其随年龄（每十岁）的变化",
    )


@dataclass(frozen=True)
class PinganResponse(Response):
    """Messages: short-lived effects, and fatigue with frequency."""

    months: int = parameter(3, "months for which a contact changes the hazards", "invented", "一次触达影响风险率的月数")
    horizon: int = parameter(3, "months after which outcomes are judged", "invented", "衡量结果的月数")
    segments: tuple[float, float, float] = parameter(
        (0.15, 1.35, 0.45), "responsiveness of the steady, the slipping, the silent, where loyalty is concerned",
        "invented", "稳定、下滑、沉默客户的响应度（忠诚方面）",
    )  # fmt: skip
    activity_segments: tuple[float, float, float] = parameter(
        (0.65, 0.90, 0.30), "the same where activity is concerned", "invented", "同上（活跃方面）"
    )
    too_late: float = parameter(
        -0.30,
        "more per log unit of assets lost since the half-year's peak, loyalty",
        "invented",
        "资产较半年峰值每少一个对数单位，忠诚响应度的变化",
    )
    gone: float = parameter(
        -0.15,
        "more per silent month (at most 4), loyalty",
        "invented",
        "每多沉默一个月（最多 4 个月），忠诚响应度的变化",
    )
    maturity: float = parameter(
        0.20, "more if a deposit falls due within two months", "invented", "两个月内有定期到期者响应度的变化"
    )
    fatigue: float = parameter(
        0.11, "less per contact in the three months before", "invented", "此前三个月每多一次触达，响应度的下降"
    )
    frequency: float = parameter(
        0.15,
        "less per contact beyond the first within the campaign",
        "invented",
        "同一活动内首次之后每多一次触达，响应度的下降",
    )
    takes_gift: float = parameter(
        0.75, "share of the reached and active who take the gift", "invented", "触达且活跃者中领取礼品的占比"
    )


@dataclass(frozen=True)
class Journeys:
    """Which channels customers use and how they get things done there. Channels: app, branch, phone, mini-programme."""

    engagement: tuple[float, float] = parameter(
        (0.8, 0.5),
        "weight of the SD of payments and of attachment in engagement",
        "invented: self-selection",
        "支付笔数与依恋在投入度中的权重",
    )
    uses: tuple[float, float, float] = parameter(
        (0.0, -0.6, -0.5),
        "log-odds of using branch, phone, mini-programme at all",
        "invented",
        "使用网点、电话、小程序的对数几率",
    )
    uses_engagement: tuple[float, float, float] = parameter(
        (0.45, 0.50, 0.75), "more per SD of engagement", "invented", "投入度每高一个标准差的变化"
    )
    uses_age: tuple[float, float, float] = parameter(
        (0.35, 0.15, -0.30), "more per decade", "invented", "年龄每大十岁，响应度的变化"
    )
    weights: tuple[float, float, float, float] = parameter(
        (3.0, 0.8, 0.6, 1.2), "mean weight of each channel among those used", "invented", "各渠道在所用渠道中的平均权重"
    )
    needs: tuple[float, float, float] = parameter(
        (0.26, 0.7, 0.30),
        "median journeys a month, SD of the log, log change per SD of engagement",
        "invented",
        "每月旅程数中位数、对数标准差、投入度每个标准差的变化",
    )
    intents: tuple[float, ...] = parameter(
        (0.24, 0.22, 0.16, 0.24, 0.14),
        "share of limits and transfers, product advice, deposit renewal, card service, loan enquiry",
        "invented",
        "额度与转账、产品咨询、存款续期、卡片服务、贷款咨询的占比",
    )
    goes_on: tuple[float, ...] = parameter(
        (0.25, 0.50, 0.35, 0.30, 0.55, 0.60),
        "probability of a further step: the same, and complaints",
        "invented",
        "还有下一步的概率：同上各项及投诉",
    )
    stays: float = parameter(
        0.35, "probability that a further step is in the same channel", "invented", "下一步仍在同一渠道的概率"
    )
    completes: tuple[float, float] = parameter(
        (0.80, -0.08),
        "probability that a journey is completed, per change of channel",
        "invented",
        "旅程办成的概率及每次换渠道的变化",
    )
    gap_hours: tuple[float, float] = parameter(
        (5.0, 1.3), "median hours between steps, SD of the log", "invented", "两步间隔中位数（小时）与其对数的标准差"
    )
    minutes: tuple[float, ...] = parameter(
        (4.0, 24.0, 9.0, 3.0), "median minutes of a step, by channel", "invented", "各渠道每步时长中位数，分钟"
    )
    minutes_spread: float = parameter(0.6, "SD of the log minutes of a step", "invented", "每步时长对数的标准差")
    adopts: float = parameter(
        0.40,
        "share of the reached who take up the mini-programme when invited",
        "invented",
        "收到邀请者中开始使用小程序的占比",
    )


@dataclass(frozen=True)
class PinganDeciding(Deciding):
    """Activity counts, too, and contacts are cheap."""

    active_month: float = parameter(
        40.0,
        "RMB that using the app in the month of the decision is worth",
        "invented",
        "决策当月使用 App 一次的价值，元",
    )
    per_customer: float = parameter(
        0.50, "contacts for each customer concerned", "invented", "每位相关客户对应的触达次数"
    )


JOURNEYS = Journeys()


def _message(name: str, zh: str, share: float, contacts: int, gift: float, activity: float, loyalty: float) -> Arm:
    return Arm(name, zh, share, contacts=contacts, cost=0.06, gift=gift, activity=activity, loyalty=loyalty)


NOBODY = Arm("control", "对照组", 0.34)
GIFTS = (
    NOBODY,
    _message("coupon", "A 组：立减券", 0.33, 1, 12.0, 1.40, 0.45),
    _message("points", "B 组：积分", 0.33, 1, 5.0, 1.05, 0.35),
)
FREQUENCY = (
    Arm("control", "对照组", 0.25),
    _message("once", "发 1 次", 0.25, 1, 8.0, 1.25, 0.45),
    _message("twice", "发 2 次", 0.25, 2, 8.0, 1.25, 0.45),
    _message("four_times", "发 4 次", 0.25, 4, 8.0, 1.25, 0.45),
)
CALL = Arm("call", "客服致电", 1.0, contacts=1, cost=18.0, activity=0.8, loyalty=1.3)
BY_RULE = (Arm("control", "对照组", 0.0), _message("coupon", "立减券", 1.0, 1, 12.0, 1.40, 0.45))
INVITATION = "mini_programme_invitation"
INVITED = (
    Arm("control", "对照组", 0.5),
    Arm("invitation", "邀请", 0.5, contacts=2, cost=0.06, gift=3.0, activity=0.15, loyalty=0.05),
)
CAMPAIGNS = (  # three months apart, so that the outcomes of one do not run into the next
    Campaign("give_back_august_2024", "2024 年 8 月会员回馈", "2024-08", "push", "randomised", "app_users", GIFTS),
    Campaign("double_11_frequency", "2024 双十一：发几次合适", "2024-11", "push", "randomised", "open", FREQUENCY),
    Campaign("spring_give_back_2025", "2025 新春回馈", "2025-02", "push", "randomised", "app_users", GIFTS),
    Campaign(INVITATION, "小程序体验邀请", "2025-05", "sms", "randomised", "open", INVITED),
    Campaign("give_back_august_2025", "2025 年 8 月会员回馈", "2025-08", "push", "randomised", "app_users", GIFTS),
    Campaign("autumn_frequency", "2025 双十一：发几次合适", "2025-11", "push", "randomised", "open", FREQUENCY),
    Campaign("spring_rescue_2026", "2026 新春挽留", "2026-02", "push", "targeted", "open", BY_RULE),
    Campaign("give_back_may_2026", "2026 年 5 月会员回馈", "2026-05", "push", "randomised", "app_users", GIFTS),
)  # fmt: skip

BANK = Bank(
    name="pingan",
    card="6230",
    tiers=TIERS,
    channels=CHANNELS,
    campaigns=CAMPAIGNS,
    residents=PinganResidents(),
    wealth=PinganWealth(),
    products=PinganProducts(),
    lifecycle=PinganLifecycle(),
    sessions=PinganSessions(),
    response=PinganResponse(),
    deciding=PinganDeciding(),
)
