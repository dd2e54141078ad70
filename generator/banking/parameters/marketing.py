"""Campaigns as experiments, and how customers respond. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Arm:
    """One arm: its share when drawn by lot, how often its customers are contacted, what it costs and does.

    `cost` is RMB per contact, `gift` RMB for each who takes part; `activity` is the change of the log rate of activity
    and `loyalty` of the log hazards of leaving (positive keeps), both for a fully responsive customer who is reached.
    """

    name: str
    zh: str
    share: float
    contacts: int = 0
    cost: float = 0.0
    gift: float = 0.0
    activity: float = 0.0
    loyalty: float = 0.0


@dataclass(frozen=True)
class Campaign:
    """One campaign: when, by which medium, for whom (`audience`), and by which design arms are given. All invented."""

    name: str
    zh: str
    month: str
    medium: str
    design: str
    audience: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True)
class Response:
    """How effects differ between customers; a responsiveness of 1 is an arm's full effect, below 0 it annoys."""

    months: int = parameter(4, "months for which a contact changes the hazards", "invented", "一次触达影响风险率的月数")
    horizon: int = parameter(6, "months after which outcomes are judged", "invented", "衡量结果的月数")
    segments: tuple[float, float, float] = parameter(
        (0.12, 1.95, 0.45), "responsiveness of the steady, the slipping, the silent, where loyalty is concerned",
        "invented; Ascarza 2018: the riskiest are not the most persuadable", "稳定、下滑、沉默客户的响应度（忠诚方面）",
    )  # fmt: skip
    activity_segments: tuple[float, float, float] = parameter(
        (0.60, 1.00, 0.30), "the same where activity is concerned", "invented", "同上（活跃方面）"
    )
    too_late: float = parameter(
        -0.70,
        "more per log unit of assets lost since the half-year's peak, loyalty",
        "invented",
        "资产较半年峰值每少一个对数单位，忠诚响应度的变化",
    )
    gone: float = parameter(
        -0.40,
        "more per silent month (at most 4), loyalty",
        "invented",
        "每多沉默一个月（最多 4 个月），忠诚响应度的变化",
    )
    maturity: float = parameter(
        0.80, "more if a deposit falls due within two months", "invented", "两个月内有定期到期者响应度的变化"
    )
    product: float = parameter(
        0.24, "more per product held (from 1)", "invented", "每多持有一种产品（从 1 种起），响应度的变化"
    )
    age: float = parameter(0.24, "more per decade", "invented", "年龄每大十岁，响应度的变化")
    digital: float = parameter(
        -0.24,
        "more per log unit of app sessions above the median",
        "invented",
        "登录次数高于中位数每一个对数单位，响应度的变化",
    )
    rich: float = parameter(
        0.05, "more per log unit of assets above 10,000 RMB", "invented", "资产高于 1 万元每一个对数单位，响应度的变化"
    )
    spread: float = parameter(
        0.20, "SD of the responsiveness that nothing observed explains", "invented", "可观测因素无法解释的响应度标准差"
    )
    range: tuple[float, float] = parameter(
        (-1.0, 2.0), "least and largest responsiveness", "invented", "响应度的下限与上限"
    )
    fatigue: float = parameter(
        0.0, "less per contact in the three months before", "invented", "此前三个月每多一次触达，响应度的下降"
    )
    frequency: float = parameter(
        0.0,
        "less per contact beyond the first within the campaign",
        "invented",
        "同一活动内首次之后每多一次触达，响应度的下降",
    )
    steady_share: float = parameter(
        0.5, "times the effect on the hazard of starting to decline", "invented", "对开始下滑的风险率，效果为几倍"
    )
    rescue_share: float = parameter(
        1.0,
        "times the effect on the hazards of those who have started to decline",
        "invented",
        "对已开始下滑者的风险率，效果为几倍",
    )
    most_silent: float = parameter(
        4.0, "silent months that count in the risk score, at most", "invented", "风险评分中计入的最多沉默月数"
    )
    usual_sessions: float = parameter(
        2.0, "app sessions a month at which use does not matter", "invented", "使用频率不起作用时的每月登录次数"
    )
    rule: tuple[float, float, float, float] = parameter(
        (-2.6, 1.1, 0.45, 0.25),
        "log-odds of being picked by rule: at no risk, per log unit of assets lost, per silent month (at most 4), "
        "per log unit of assets from 10,000 RMB",
        "invented",
        "按规则选中的对数几率：无风险时；资产每少一个对数单位；每沉默一个月（最多 4）；"
        "资产（以 1 万元为基准）每多一个对数单位",
    )
    propensities: tuple[float, float] = parameter(
        (0.03, 0.85), "least and largest, picked by rule", "overlap", "按规则选中概率的下限与上限"
    )
    least: float = parameter(
        1_000.0,
        "RMB, the half-year's peak of assets from which campaigns are meant",
        "invented",
        "活动面向的客户：半年资产峰值门槛，元",
    )
    slipping: float = parameter(
        0.5,
        "share of the half-year's peak below which assets count as slipping",
        "invented",
        "资产低于半年峰值的这一比例即视为下滑",
    )
    bounced: float = parameter(0.02, "share of messages that do not arrive", "public: about 2 %", "未送达消息的占比")
    opened: float = parameter(-0.6, "log-odds of opening a message", "public: 20 to 40 %", "打开消息的对数几率")
    opened_interest: float = parameter(
        0.8, "log-odds of opening per SD of interest", "invented", "兴趣每高一个标准差，打开的对数几率变化"
    )
    clicked: float = parameter(-1.4, "log-odds of a click after opening", "public: 10 to 20 %", "打开后点击的对数几率")
    clicked_interest: float = parameter(
        0.5, "log-odds of a click per SD of interest", "invented", "兴趣每高一个标准差，点击的对数几率变化"
    )
    interest: tuple[float, float] = parameter(
        (0.7, 0.4), "weight of openness and of attachment in interest", "invented", "兴趣中开放度与依恋的权重"
    )
    silent_interest: float = parameter(-1.5, "SD of interest of the dormant", "invented", "沉睡客户的兴趣，标准差")
    sent_from: tuple[int, int] = parameter(
        (32_400, 28_800),
        "second of the day when sending begins, and its length",
        "invented",
        "开始发送的时刻（秒）与持续秒数",
    )
    open_hours: float = parameter(6.0, "mean hours to the opening", "invented", "打开前的平均小时数")
    click_seconds: float = parameter(
        60.0, "mean seconds from the opening to the click", "invented", "打开到点击的平均秒数"
    )
    takes_gift: float = parameter(
        0.35, "share of the reached and active who take the gift", "invented", "触达且活跃者中领取礼品的占比"
    )
