"""How customers leave: active, declining, dormant, closed. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Lifecycle:
    """Monthly hazards between the states, and what they do to money and activity."""

    at_first: tuple[float, float, float] = parameter(
        (0.86, 0.05, 0.09),
        "share active, declining, dormant a year before the window",
        "invented",
        "数据期开始前一年活跃、下滑、沉睡的占比",
    )
    declines: float = parameter(
        0.0250,
        "hazard per month, active to declining",
        "J.D. Power 9.6 %, Celent 12 % a year",
        "活跃转下滑的每月风险率",
    )
    closes_at_once: float = parameter(
        0.0004, "hazard per month, active to closed", "invented", "活跃转销户的每月风险率"
    )
    fades: float = parameter(0.135, "hazard per month, declining to dormant", "invented", "下滑转沉睡的每月风险率")
    closes_declining: float = parameter(
        0.012, "hazard per month, declining to closed", "invented", "下滑转销户的每月风险率"
    )
    recovers: float = parameter(0.05, "hazard per month, declining to active", "invented", "下滑转活跃的每月风险率")
    closes_dormant: float = parameter(
        0.022, "hazard per month, dormant to closed", "invented", "沉睡转销户的每月风险率"
    )
    wakes: float = parameter(0.007, "hazard per month, dormant to active", "invented", "沉睡转活跃的每月风险率")
    frailty: float = parameter(
        3.0, "shape of the Gamma spread of the hazard of declining", "invented", "客户间下滑风险率伽马分布的形状参数"
    )
    satisfaction: float = parameter(
        -0.45, "log hazard per SD of satisfaction", "invented", "满意度每高一个标准差，风险率对数的变化"
    )
    product: float = parameter(
        -0.55, "log hazard per product held (from 1)", "invented", "每多持有一种产品（从 1 种起），风险率对数的变化"
    )
    payroll: float = parameter(
        -0.40,
        "log hazard if the salary is paid in, beyond the product",
        "invented",
        "代发工资时（产品效应之外）风险率对数的变化",
    )
    age: float = parameter(
        -0.12, "log hazard per decade from middle age", "invented", "年龄（以中年为基准）每大十岁，风险率对数的变化"
    )
    tenure: float = parameter(
        -0.60,
        "log hazard per log year of tenure (from 3 years)",
        "invented",
        "客龄（以 3 年为基准）每多一个对数年，风险率对数的变化",
    )
    payments: float = parameter(
        -0.60,
        "log hazard per log unit of usual payments (from 3 a month)",
        "invented",
        "月均支付（以 3 笔为基准）每多一个对数单位，风险率对数的变化",
    )
    app: float = parameter(
        -0.60, "log hazard if the customer uses the app at all", "invented", "使用 App 者风险率对数的变化"
    )
    maturity: float = parameter(
        0.95, "log hazard in a month in which a deposit falls due", "invented", "有定期到期的月份风险率对数的变化"
    )
    incident: float = parameter(
        1.0, "log hazard in the two months after a failure of service", "invented", "服务出错后两个月内风险率对数的变化"
    )
    season: tuple[float, ...] = parameter(
        (0.15, 0.20, 0.25, -0.05, -0.05, 0.10, -0.05, -0.10, 0.05, -0.05, -0.15, -0.10),
        "log hazard in January to December",
        "invented; rivals collect deposits at quarter ends, bonuses are spent after the Spring Festival",
        "一月至十二月风险率对数的变化",
    )
    incidents: float = parameter(
        0.013, "probability of a failure of service per month", "invented", "每月服务出错的概率"
    )
    outflow: tuple[float, float] = parameter(
        (0.27, 0.40),
        "median share of assets that leaves per month of decline, SD of its log",
        "invented",
        "下滑期间每月流出资产占比的中位数与其对数的标准差",
    )
    residue: tuple[float, float] = parameter(
        (0.012, 1.0),
        "median share of assets left when dormant, SD of its log",
        "invented",
        "沉睡时残留资产占比的中位数与其对数的标准差",
    )
    outflow_range: tuple[float, float] = parameter(
        (0.05, 0.80), "least and largest share that leaves", "invented", "每月流出占比的下限与上限"
    )
    residue_range: tuple[float, float] = parameter(
        (0.0, 0.10), "least and largest share left", "invented", "残留占比的下限与上限"
    )
    returns: float = parameter(
        0.25,
        "share of the gap to usual assets closed per month while active",
        "invented",
        "活跃时每月补回与惯常资产差距的比例",
    )
    ramp: float = parameter(
        0.25, "share of usual assets that new customers bring at once", "invented", "新客户一开始带来的惯常资产比例"
    )
    shock: tuple[float, float] = parameter(
        (0.011, 0.40), "probability per month that money is needed elsewhere (a house, say), share that stays",
        "invented", "每月另有用钱之处（如买房）的概率与届时留下的比例",
    )  # fmt: skip
    wobble: tuple[float, float] = parameter(
        (0.18, 0.80),
        "SD of the log assets around the usual, correlation from month to month",
        "invented",
        "资产围绕惯常水平的对数标准差与月间相关",
    )
    pace: tuple[float, float] = parameter(
        (0.35, 0.75),
        "SD of the log number of payments around the usual, correlation from month to month",
        "invented",
        "支付笔数围绕惯常水平的对数标准差与月间相关",
    )
    activity: tuple[float, float, float] = parameter(
        (1.0, 0.35, 0.03),
        "times the usual activity: active, declining, dormant",
        "invented",
        "活跃、下滑、沉睡时的活动量为惯常的几倍",
    )
    payroll_leaves: float = parameter(
        0.70, "share of the declining whose salary goes elsewhere", "invented", "下滑客户中工资改到他行的占比"
    )
