"""What distinguishes this bank: tiers, channels, and managers who call the customers that they worry about.

Every other number is that of `generator.banking.parameters`. "invented" means chosen to hit the bands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.banking.parameters import Arm, Bank, Campaign, Channel, Lifecycle, Response, Tier
from generator.parameter import parameter

ASCARZA = "invented; Ascarza 2018: the riskiest are not the most persuadable"

TIERS = (  # public: monthly average assets for 金卡, 金葵花, 钻石, 私人银行
    Tier("basic", "普卡", 0.0),
    Tier("gold", "金卡", 50_000.0),
    Tier("sunflower", "金葵花", 500_000.0),
    Tier("diamond", "钻石", 5_000_000.0),
    Tier("private", "私人银行", 10_000_000.0),
)
CHANNELS = (  # share of new customers; RMB a customer; change of the log hazard: invented
    Channel("branch", 0.42, 130.0, -0.10),
    Channel("payroll", 0.24, 70.0, -0.15),
    Channel("app", 0.20, 85.0, 0.25),
    Channel("referral", 0.09, 60.0, -0.15),
    Channel("partner", 0.05, 160.0, 0.35),
)


@dataclass(frozen=True)
class CmbLifecycle(Lifecycle):
    """Customers leave a little faster, as calls keep some."""

    declines: float = parameter(
        0.0265,
        "hazard per month, active to declining",
        "J.D. Power 9.6 %, Celent 12 % a year",
        "活跃转下滑的每月风险率",
    )


@dataclass(frozen=True)
class CmbResponse(Response):
    """Calls: they prevent more than they rescue, so that the persuadable are not the riskiest."""

    months: int = parameter(
        12, "months for which a contact changes the hazards", "invented", "一次触达影响风险率的月数"
    )
    horizon: int = parameter(12, "months after which outcomes are judged", "invented", "衡量结果的月数")
    segments: tuple[float, float, float] = parameter(
        (0.90, 1.20, -0.30), "responsiveness of the steady, the slipping, the silent, where loyalty is concerned",
        ASCARZA, "稳定、下滑、沉默客户的响应度（忠诚方面）",
    )  # fmt: skip
    too_late: float = parameter(
        -0.80,
        "more per log unit of assets lost since the half-year's peak, loyalty",
        "invented",
        "资产较半年峰值每少一个对数单位，忠诚响应度的变化",
    )
    gone: float = parameter(
        -0.60,
        "more per silent month (at most 4), loyalty",
        "invented",
        "每多沉默一个月（最多 4 个月），忠诚响应度的变化",
    )
    maturity: float = parameter(
        0.50, "more if a deposit falls due within two months", "invented", "两个月内有定期到期者响应度的变化"
    )
    product: float = parameter(
        0.40, "more per product held (from 1)", "invented", "每多持有一种产品（从 1 种起），响应度的变化"
    )
    age: float = parameter(0.20, "more per decade", "invented", "年龄每大十岁，响应度的变化")
    digital: float = parameter(
        -0.35,
        "more per log unit of app sessions above the median",
        "invented",
        "登录次数高于中位数每一个对数单位，响应度的变化",
    )
    spread: float = parameter(
        0.15, "SD of the responsiveness that nothing observed explains", "invented", "可观测因素无法解释的响应度标准差"
    )
    range: tuple[float, float] = parameter(
        (-0.2, 1.6), "least and largest responsiveness", "invented", "响应度的下限与上限"
    )
    steady_share: float = parameter(
        1.0, "times the effect on the hazard of starting to decline", ASCARZA, "对开始下滑的风险率，效果为几倍"
    )
    rescue_share: float = parameter(
        0.4,
        "times the effect on the hazards of those who have started to decline",
        ASCARZA,
        "对已开始下滑者的风险率，效果为几倍",
    )


CALL = Arm("call", "电话关怀", 1.0, contacts=1, cost=12.0, activity=0.9, loyalty=3.2)


def _calls(share: float) -> tuple[Arm, Arm]:
    """Nobody, and one call to `share` of the customers if by lot."""
    return Arm("control", "对照组", 1.0 - share), replace(CALL, share=share)


def _offer(effect: float) -> tuple[Arm, Arm]:
    control = Arm("control", "对照组", 0.5)
    return control, Arm("message", "推送", 0.5, contacts=1, cost=0.05, activity=effect)


CAMPAIGNS = (  # calls last into the hazards, messages change the month's activity only
    Campaign("autumn_care_2024", "2024 秋季客户关怀", "2024-09", "phone", "targeted", "open", _calls(1.0)),
    Campaign("double_11_offer", "双十一支付立减", "2024-11", "push", "randomised", "app_users", _offer(1.3)),
    Campaign("winter_lottery", "2024 冬季抽签回访", "2024-12", "phone", "randomised", "open", _calls(0.1)),
    Campaign("spring_lottery", "2025 春季抽签回访", "2025-03", "phone", "randomised", "open", _calls(0.1)),
    Campaign("summer_lottery", "2025 夏季抽签回访", "2025-06", "phone", "randomised", "open", _calls(0.1)),
    Campaign("summer_fund_week", "夏季基金周", "2025-07", "push", "randomised", "app_users", _offer(1.0)),
    Campaign("autumn_care_2025", "2025 秋季客户关怀", "2025-09", "phone", "targeted", "open", _calls(1.0)),
    Campaign("new_year_offer", "新年理财季", "2026-01", "push", "randomised", "app_users", _offer(1.2)),
    Campaign("spring_care_2026", "2026 春季客户关怀", "2026-03", "phone", "targeted", "open", _calls(1.0)),
)  # fmt: skip

BANK = Bank(
    name="cmb",
    card="6225",
    tiers=TIERS,
    channels=CHANNELS,
    campaigns=CAMPAIGNS,
    lifecycle=CmbLifecycle(),
    response=CmbResponse(),
)
