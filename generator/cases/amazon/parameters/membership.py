"""Trials, plans, prices, renewals, payment failures and returns. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Membership:
    """Trials, plans, renewals, payment failures and returns."""

    trial_base: float = parameter(
        -3.1, "log-odds of starting a trial in a month", "invented", "一个月内开始试用的对数几率"
    )
    trial_on_rate: float = parameter(
        0.05,
        "log-odds per log unit of purchase rate: heavy buyers join",
        "invented",
        "购买率每高一个对数单位，对数几率的变化：买得多的人更愿入会",
    )
    trial_on_age: float = parameter(
        -0.10, "log-odds per decade from 42 years", "invented", "年龄（以 42 岁为基准）每大十岁，对数几率的变化"
    )
    trial_seasonal: float = parameter(0.75, "log-odds in July and November", "invented", "七月与十一月的对数几率增量")
    convert_base: float = parameter(
        0.68, "log-odds that a trial turns into a paid plan", "CIRP: .65 to .75 convert", "试用转为付费的对数几率"
    )
    convert_on_orders: float = parameter(
        0.45, "log-odds per log(1 + orders during the trial)", "invented", "每 log(1＋试用期订单数) 的对数几率变化"
    )
    annual_base: float = parameter(
        0.35, "log-odds of the annual plan", "invented; CIRP: most pay yearly", "选择年费的对数几率"
    )
    annual_on_rate: float = parameter(
        0.25,
        "log-odds of the annual plan per log unit of purchase rate",
        "invented",
        "购买率每高一个对数单位，选择年费的对数几率变化",
    )
    monthly_a: float = parameter(
        0.55,
        "a of Beta(a, b), monthly churn",
        "invented; Fader & Hardie 2007: .67 to .70",
        "月费会员流失概率 Beta(a, b) 的 a",
    )
    monthly_b: float = parameter(
        4.2,
        "b of Beta(a, b), monthly churn",
        "invented; Fader & Hardie 2007: 1.2 to 3.8",
        "月费会员流失概率 Beta(a, b) 的 b",
    )
    annual_a: float = parameter(
        0.029,
        "a of Beta(a, b), yearly churn",
        "CIRP: .90 to .94, then .95 to .98 renew",
        "年费会员流失概率 Beta(a, b) 的 a",
    )
    annual_b: float = parameter(
        0.45,
        "b of Beta(a, b), yearly churn",
        "CIRP: .90 to .94, then .95 to .98 renew",
        "年费会员流失概率 Beta(a, b) 的 b",
    )
    late_on_churn: float = parameter(
        0.55,
        "log-odds per late delivery in the last three months (at most 3)",
        "invented",
        "近三个月每次延误（最多计 3 次）的对数几率变化",
    )
    price_rise_on_churn: float = parameter(
        0.80, "log-odds at the first renewal at a higher price", "invented", "涨价后首次续费的对数几率变化"
    )
    use_on_churn: float = parameter(
        -0.30,
        "log-odds per log(1 + orders in the last three months), centred",
        "invented",
        "每 log(1＋近三个月订单数)（中心化）的对数几率变化",
    )
    use_centre: float = parameter(
        1.4, "log(1 + orders in three months) of a typical member", "invented", "一般会员三个月的 log(1＋订单数)"
    )
    payment_fails: float = parameter(
        0.022, "probability that a renewal payment fails", "invented; industry talk 2 to 5 %", "续费扣款失败的概率"
    )
    payment_recovers: float = parameter(
        0.65, "probability that a failed payment is mended in time", "invented", "扣款失败后及时补缴的概率"
    )
    grace_days: int = parameter(14, "days to mend a failed payment", "invented", "补缴所需天数")
    rejoin_base: float = parameter(
        -4.2, "log-odds that a former member rejoins in a month", "invented", "前会员一个月内重新入会的对数几率"
    )
    rejoin_on_rate: float = parameter(
        0.35,
        "log-odds of rejoining per log unit of purchase rate",
        "invented",
        "购买率每高一个对数单位，重新入会的对数几率变化",
    )
    eagerness: tuple[float, float] = parameter(
        (-4.0, 2.5), "bounds of the log relative purchase rate that counts", "invented", "计入的相对购买率对数的上下限"
    )
    late_most: int = parameter(3, "late deliveries that count at most", "invented", "最多计入的延误次数")


class Price(tuple[str, float, float]):
    """From which month, USD a month, USD a year."""


PRICES = (
    Price(("2018-05", 12.99, 119.0)),  # public: Amazon, May 2018
    Price(("2022-03", 14.99, 139.0)),  # public: Amazon, February 2022
    Price(("2025-10", 16.99, 159.0)),  # invented, so that a price rise falls into the window
)


MEMBERSHIP = Membership()
