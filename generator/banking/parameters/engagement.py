"""How customers use the bank, and when. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Sessions:
    """Use of the app."""

    users: tuple[float, float] = parameter(
        (1.6, -0.45),
        "log-odds of ever using it, per decade from middle age",
        "public: about 7 in 10 customers",
        "曾使用 App 的对数几率及其随年龄（每十岁）的变化",
    )
    rate: tuple[float, float] = parameter(
        (2.1, 0.85),
        "median sessions a month of users, SD of the log",
        "invented",
        "用户每月登录次数中位数与其对数的标准差",
    )
    by_age: float = parameter(-0.22, "log sessions per decade", "invented", "年龄每大十岁，登录次数对数的变化")
    by_wealth: float = parameter(
        0.08, "log sessions per log unit of assets", "invented", "资产每多一个对数单位，登录次数对数的变化"
    )
    screens: float = parameter(5.5, "mean screens of a session", "invented", "每次登录平均浏览页数")
    seconds: tuple[float, float] = parameter(
        (17.0, 0.7), "median seconds on a screen, SD of the log", "invented", "每页停留秒数中位数与其对数的标准差"
    )
    purposes: tuple[float, ...] = parameter(
        (0.44, 0.19, 0.15, 0.12, 0.10),
        "share of balance, payment, invest, offers, service",
        "invented",
        "查余额、支付、理财、优惠、办业务的占比",
    )
    leaving: float = parameter(
        2.0, "times the share of balance look-ups while declining", "invented", "下滑时查余额的占比为平时几倍"
    )


@dataclass(frozen=True)
class Timing:
    """When in the week and day things happen, relative to an ordinary day or hour."""

    weekdays: tuple[float, ...] = parameter(
        (1.02, 0.99, 0.99, 1.00, 1.08, 1.05, 0.92), "weight Monday to Sunday", "invented", "周一至周日的权重"
    )
    holiday: float = parameter(
        1.25, "weight of a public holiday, payments", "invented; public: National Day spending", "法定节假日的支付权重"
    )
    eve: float = parameter(1.6, "weight of the ten days before the Spring Festival", "invented", "春节前十天的权重")
    festival: float = parameter(0.75, "weight of the days of the Spring Festival", "invented", "春节期间的权重")
    shopping: float = parameter(
        2.2, "weight of Double 11, Double 12 and 18 June", "invented; public: Double 11", "双十一、双十二、618 的权重"
    )
    pay_day: float = parameter(
        1.25, "weight of the 10th and the 15th, and the day after", "invented", "10 日、15 日及次日的权重"
    )
    hours: tuple[float, ...] = parameter(
        (6, 3, 2, 1, 1, 2, 8, 22, 38, 48, 52, 54, 58, 46, 42, 44, 46, 50, 54, 56, 58, 52, 36, 16),
        "weight of each hour from midnight",
        "invented; peaks at noon and in the evening",
        "0 点起每小时的权重",
    )
    habit: float = parameter(
        2.0,
        "how closely everyone keeps to a time of day of their own; 0 for not at all",
        "invented",
        "各人固守自己时段的程度，0 为完全不固守",
    )
    office: tuple[float, float] = parameter(
        (9.0, 17.5), "hours in which branches and managers work", "public", "网点与客户经理的上班时段"
    )


@dataclass(frozen=True)
class Managers:
    """Relationship managers and their ordinary contacts, which change nothing."""

    from_: float = parameter(
        50_000.0,
        "RMB of usual assets from which a customer has a manager",
        "public: gold tier",
        "配备客户经理的惯常资产门槛，元",
    )
    customers: int = parameter(300, "customers per manager", "public: 200 to 500", "每位客户经理管户数")
    routine: float = parameter(
        0.045, "contacts per month of customers with a manager", "invented", "有客户经理的客户每月被联系次数"
    )
    routine_risk: float = parameter(
        0.75,
        "log rate per unit of the bank's risk score",
        "invented: confounding",
        "风险评分每高一分，联系频率对数的变化",
    )
    most_risk: float = parameter(3.0, "largest risk score that counts", "invented", "计入的最高风险评分")
    campaign_days: int = parameter(
        18, "days within which a campaign's calls are made", "invented", "一次活动的电话在几天内打完"
    )
    reached: float = parameter(
        0.35, "log-odds that a call reaches the customer", "public: about 6 in 10", "电话接通的对数几率"
    )
    reached_age: float = parameter(0.18, "log-odds per decade", "invented", "年龄每大十岁，对数几率的变化")
    reached_attachment: float = parameter(
        0.30, "log-odds per SD of attachment", "invented", "依恋每高一个标准差，对数几率的变化"
    )
    minutes: tuple[float, float] = parameter(
        (4.0, 0.7), "median minutes of a call, SD of the log", "invented", "通话时长中位数（分钟）与其对数的标准差"
    )
    topics: tuple[float, ...] = parameter(
        (0.35, 0.30, 0.20, 0.15),
        "share of deposit, investment, birthday, service",
        "invented",
        "存款、投资、生日、服务话题的占比",
    )
