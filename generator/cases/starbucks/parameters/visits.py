"""When members come, what is on the bill, and how they pay. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Season:
    """When in the year, week and day members come, relative to an ordinary day."""

    months: tuple[float, ...] = parameter(
        (0.95, 0.97, 1.00, 1.00, 1.02, 0.99, 0.96, 0.98, 1.04, 1.05, 1.04, 1.02),
        "weight of January to December",
        "invented; company reports: autumn and holiday drinks",
        "一月至十二月的权重",
    )
    weekdays: tuple[float, ...] = parameter(
        (1.02, 1.05, 1.06, 1.07, 1.10, 0.92, 0.78), "weight Monday to Sunday", "invented; commuters", "周一至周日的权重"
    )
    pay_day: float = parameter(1.06, "weight of a pay day and the day after", "invented", "发薪日及次日的权重")
    public_holiday: float = parameter(
        0.72, "weight of a public holiday", "invented; commuters stay at home", "法定节假日的权重"
    )
    christmas: float = parameter(
        0.30, "weight of Christmas Day and Thanksgiving", "public: shortened hours", "圣诞节与感恩节的权重"
    )
    promotion: float = parameter(1.30, "weight of a promotion day", "invented", "促销日的权重")
    habit: float = parameter(
        2.0,
        "how closely everyone keeps to a time of day of their own; 0 for not at all",
        "invented",
        "各人固守自己时段的程度，0 为完全不固守",
    )
    weekday_hours: tuple[float, ...] = parameter(
        (0, 0, 0, 0, 0.2, 2.5, 7, 13, 14, 10.5, 8, 6.5, 7, 6.5, 6, 6, 5, 3.6, 2.6, 1.8, 1.2, 0.5, 0, 0),
        "weight of each hour from midnight, Monday to Friday",
        "invented; public: the morning is half of the day's sales",
        "0 点起每小时的权重，周一至周五",
    )
    weekend_hours: tuple[float, ...] = parameter(
        (0, 0, 0, 0, 0, 0.8, 3, 6.5, 10, 12.5, 13, 11.5, 9.5, 8, 7, 6, 4.6, 3.2, 2.2, 1.5, 0.9, 0.3, 0, 0),
        "the same, Saturday and Sunday",
        "invented",
        "同上，周六与周日",
    )


@dataclass(frozen=True)
class Bills:
    """Two kinds of visits, a coffee alone or a meal for company, and now and then a large order."""

    meal: float = parameter(
        0.90,
        "log-odds that a visit is a meal, median income",
        "Starbucks offer data set: ~60 %",
        "一次到店为用餐的对数几率，收入中位数",
    )
    meal_on_income: float = parameter(
        1.30,
        "log-odds of a meal per SD of log income",
        "same: 67 → 188 USD a month",
        "收入每高一个对数标准差，用餐的对数几率变化",
    )
    meal_spread: float = parameter(0.35, "SD of a member's log-odds of a meal", "invented", "会员用餐对数几率的标准差")
    usual: float = parameter(
        0.62, "share of small visits at which the usual item is bought", "invented", "小额消费中买惯常品的占比"
    )
    third_line: float = parameter(
        -0.45, "log-odds of a third line on the bill of a meal", "bills of about 19 USD", "用餐账单有第三行的对数几率"
    )
    third_on_income: float = parameter(
        1.00,
        "log-odds of a third line per SD of log income",
        "same: 67 → 188 USD",
        "收入每高一个对数标准差，第三行的对数几率变化",
    )
    two_pieces: float = parameter(
        -0.30, "log-odds of two pieces on a line of a meal", "bills of about 19 USD", "用餐每行买两份的对数几率"
    )
    two_on_income: float = parameter(
        0.55,
        "log-odds of two pieces per SD of log income",
        "same: 67 → 188 USD",
        "收入每高一个对数标准差，买两份的对数几率变化",
    )
    group_order: float = parameter(
        0.003, "share of visits with an order for a group", "same: bills of up to 1,000 USD", "团体订单的占比"
    )
    group_pieces: tuple[float, float] = parameter(
        (1.45, 0.75),
        "mean and SD of the log of further pieces of each line of such an order",
        "invented",
        "团体订单每行额外份数对数的均值与标准差",
    )
    least_group: int = parameter(
        4, "pieces of each line of a group order, at least", "invented", "团体订单每行最少份数"
    )
    most_group: int = parameter(60, "pieces of each line of a group order, at most", "invented", "团体订单每行最多份数")


@dataclass(frozen=True)
class Counter:
    """Channels, payment, and what goes wrong at the counter."""

    mobile: float = parameter(
        -0.75,
        "log-odds of ordering ahead by phone at the middle age",
        "company: 31 % of orders",
        "中年会员手机提前点单的对数几率",
    )
    mobile_on_age: float = parameter(
        -0.35, "log-odds of ordering ahead per decade", "invented", "年龄每大十岁，提前点单的对数几率变化"
    )
    mobile_spread: float = parameter(
        1.0, "SD of a member's log-odds of ordering ahead", "invented", "会员提前点单对数几率的标准差"
    )
    drive_through: float = parameter(
        0.58, "share of the drive-through among other visits", "company: about half", "其余到店中走汽车窗口的占比"
    )
    card: float = parameter(
        0.1, "log-odds of paying with a preloaded card", "company: 44 % of sales on the card", "用储值卡支付的对数几率"
    )
    card_spread: float = parameter(
        2.6, "SD of a member's log-odds of the card", "invented", "会员用储值卡对数几率的标准差"
    )
    cancelled: float = parameter(0.020, "share of orders ahead that are cancelled", "invented", "提前点单被取消的占比")
    refunded: float = parameter(0.007, "share of visits refunded", "invented", "退款的占比")
    refund_minutes: tuple[int, int] = parameter(
        (4, 40), "minutes from visit to refund: least, further", "invented", "消费到退款的分钟数：最少、额外"
    )


@dataclass(frozen=True)
class Valuation:
    """How the truth values the future."""

    discount: float = parameter(0.10, "per year", "convention; Gupta & Lehmann 2003 use 12 %", "每年")


SEASON = Season()
BILLS = Bills()
COUNTER = Counter()
VALUATION = Valuation()
