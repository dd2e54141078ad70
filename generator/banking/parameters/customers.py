"""Who banks here, how rich they are and what they hold. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

CMB_2021 = "CMB annual report 2021, retail customers and assets by tier"


@dataclass(frozen=True)
class Channel:
    """One way in: its share of new customers, what a customer costs (RMB), and the change of the log hazard."""

    name: str
    share: float
    cost: float
    hazard: float


@dataclass(frozen=True)
class Residents:
    """Who the customers are."""

    new: float = parameter(
        0.17,
        "share of the customers who joined within the window",
        "invented; about 9 % a year",
        "数据期内新开户的客户占比",
    )
    tenure: tuple[float, float] = parameter(
        (1.4, 5.0), "shape, mean years of the others' tenure", "invented", "其余客户客龄的形状参数与平均年数"
    )
    longest: float = parameter(25.0, "years, longest tenure", "invented", "最长客龄，年")
    tenure_age: float = parameter(0.35, "years of age more per year of tenure", "invented", "客龄每多一年，年龄大几岁")
    online_since: str = parameter(
        "2013-01-01", "first day on which customers are won online", "public: mobile banking", "开始线上获客的日期"
    )
    not_on_weekends: float = parameter(
        0.45,
        "share who open an account on a weekday instead of a weekend",
        "invented",
        "不在周末而改在工作日开户的占比",
    )
    new_age: float = parameter(
        -6.0, "years by which those who join in the window are younger", "invented", "数据期内开户的客户年轻几岁"
    )
    female: float = parameter(0.51, "share of women", "China census 2020: .49 of all; invented for a bank", "女性占比")
    age_mode: tuple[float, float, float] = parameter(
        (33.0, 0.64, 52.0),
        "young mode, its weight, old mode, years",
        "invented",
        "年轻群的众数、权重与年长群的众数，岁",
    )
    age_spread: tuple[float, float] = parameter(
        (8.0, 10.5), "SD of each mode, years", "invented", "两个年龄群各自的标准差，岁"
    )
    ages: tuple[float, float] = parameter(
        (18.0, 90.0), "youngest and oldest age, years", "invented", "最小与最大年龄，岁"
    )
    middle_age: float = parameter(40.0, "years, where effects of age are nil", "invented", "年龄效应为零的年龄，岁")
    missing: float = parameter(0.115, "share without demographics", "Starbucks set: .128", "未登记人口信息的占比")
    missing_online: float = parameter(1.4, "times that for customers won online", "invented", "线上获客者为其几倍")
    missing_other: float = parameter(0.8, "times that for the others", "invented", "其余客户为其几倍")
    attachment: float = parameter(
        0.5, "correlation of attachment with satisfaction", "invented", "依恋与满意度的相关系数"
    )


@dataclass(frozen=True)
class Wealth:
    """Assets that a customer brings to the bank in quiet times."""

    rich: float = parameter(
        0.022, "share of customers from 500,000 RMB on", f"{CMB_2021}: .0212", "资产 50 万元以上的客户占比"
    )
    from_: float = parameter(
        500_000.0, "RMB, where the Pareto tail begins", f"{CMB_2021}: tier 金葵花", "帕累托长尾的起点，元"
    )
    alpha: float = parameter(
        1.22, "exponent of the Pareto tail", f"{CMB_2021}: private banking .033 of the rich", "帕累托长尾的指数"
    )
    most: float = parameter(2.0e8, "RMB, end of the tail", "invented", "长尾的上限，元")
    median: float = parameter(
        2_300.0, "RMB, median of the others", f"{CMB_2021}: their mean is about 11,000", "其余客户资产中位数，元"
    )
    spread: float = parameter(1.8, "SD of their log assets", "invented", "其资产对数的标准差")
    rich_age: float = parameter(
        0.45,
        "log weight in the draw of the rich per decade (until 60)",
        "invented",
        "年龄每大十岁（至 60 岁），成为富裕客户的对数权重",
    )
    rich_tenure: float = parameter(0.45, "the same per log year of tenure", "invented", "客龄每多一个对数年，同上")
    body_age: float = parameter(
        0.28, "log assets of the others per decade", "invented", "其余客户年龄每大十岁，资产对数的变化"
    )


@dataclass(frozen=True)
class Products:
    """Which products customers hold and since when; arrays run over time deposit, wealth product, fund,
    insurance, credit card, payroll."""

    held: tuple[float, ...] = parameter(
        (-1.7, -1.3, -2.0, -2.6, -0.2, -1.3),
        "log-odds of ever holding each, at 10,000 RMB",
        "invented",
        "资产 1 万元者曾持有各产品的对数几率",
    )
    by_wealth: tuple[float, ...] = parameter(
        (0.65, 0.75, 0.60, 0.45, 0.10, 0.12),
        "log-odds per log unit of assets",
        "invented",
        "资产每多一个对数单位，对数几率的变化",
    )
    by_age: tuple[float, ...] = parameter(
        (0.35, 0.05, -0.20, 0.10, -0.20, -0.30),
        "log-odds per decade from middle age",
        "invented",
        "年龄（以中年为基准）每大十岁，对数几率的变化",
    )
    by_employer: float = parameter(
        3.5, "log-odds of payroll more if won through the employer", "invented", "经雇主获客者代发工资的对数几率增量"
    )
    early: float = parameter(0.62, "share taken up at once with the first account", "invented", "开户时即持有的占比")
    wait: float = parameter(30.0, "mean months to the others", "invented", "其余产品的平均等待月数")
    payroll_early: float = parameter(0.9, "the share taken up at once, payroll", "invented", "开户时即代发工资的占比")
    terms: tuple[int, ...] = parameter(
        (3, 6, 12, 24, 36), "months, terms of time deposits", "public: usual terms", "定期存款的存期，月"
    )
    term_shares: tuple[float, ...] = parameter(
        (0.14, 0.18, 0.32, 0.14, 0.22), "share of each term", "invented", "各存期占比"
    )
    second_ladder: float = parameter(
        80_000.0, "RMB from which deposits are split in two", "invented", "定期拆成两笔的资产门槛，元"
    )
    demand_share: tuple[float, float] = parameter(
        (0.55, -0.22),
        "log weight of demand deposits, per log unit from 10,000 RMB",
        "invented",
        "活期的对数权重及其随资产（以 1 万元为基准）的变化",
    )
    weights: tuple[float, float, float] = parameter(
        (0.75, 0.75, -0.25),
        "log weight of time deposits, wealth products, funds in a portfolio",
        "invented",
        "组合中定期、理财、基金的对数权重",
    )
    weight_spread: float = parameter(0.6, "SD of the log weights", "invented", "对数权重的标准差")
    premium: tuple[float, float] = parameter(
        (5_000.0, 0.6), "RMB, median yearly premium, SD of its log", "invented", "年缴保费中位数（元）与其对数的标准差"
    )


CHANNELS_ONLINE = ("app", "partner")
