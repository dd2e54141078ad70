"""When people book and travel, what trips cost, and what becomes of them. "invented" means chosen to be credible."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Season:
    """When people depart, relative to an ordinary day, and when they book."""

    months: tuple[float, ...] = parameter(
        (0.85, 0.95, 0.80, 0.95, 1.00, 0.95, 1.45, 1.50, 0.90, 1.05, 0.75, 0.80),
        "weight of departures by month",
        "invented",
        "各月出行权重",
    )
    holidays: tuple[tuple[str, float], ...] = parameter(
        (("spring_festival", 2.6), ("national_day", 3.4), ("labour_day", 2.6), ("new_year", 1.8),
         ("tomb_sweeping", 1.6),
         ("dragon_boat", 1.6), ("mid_autumn", 1.6)),
        "weight of departures on the days of a holiday", "invented; peaks as in the ministry's holiday reports",
        "各节假日出行权重",
    )  # fmt: skip
    weekdays: tuple[float, ...] = parameter(
        (0.85, 0.80, 0.85, 0.95, 1.25, 1.30, 1.00),
        "weight of departures, Monday to Sunday",
        "invented",
        "周一至周日的出行权重",
    )
    booking_weekdays: tuple[float, ...] = parameter(
        (1.08, 1.08, 1.05, 1.02, 0.95, 0.88, 0.94),
        "weight of bookings, Monday to Sunday",
        "invented",
        "周一至周日的预订权重",
    )
    hours: tuple[float, ...] = parameter(
        (10, 5, 3, 2, 2, 3, 7, 16, 32, 46, 54, 56, 55, 50, 48, 47, 45, 42, 44, 56, 68, 70, 52, 26),
        "weight of bookings in each hour from midnight", "invented", "0 点起每小时的预订权重",
    )  # fmt: skip
    habit: float = parameter(
        1.5,
        "how closely everyone keeps to a time of day of their own; 0 for not at all",
        "invented",
        "各人固守自己时段的程度，0 为完全不固守",
    )
    advance: tuple[float, float] = parameter(
        (17.0, 48.0), "median days ahead, at home and abroad", "invented", "提前预订天数中位数：国内、境外"
    )
    advance_spread: tuple[float, float] = parameter((1.0, 0.75), "SD of the log of that", "invented", "其对数的标准差")
    longest: int = parameter(240, "days ahead at most", "invented", "最多提前天数")


@dataclass(frozen=True)
class Bookings:
    """What is booked."""

    channels: tuple[float, ...] = parameter(
        (0.46, 0.24, 0.12, 0.08, 0.10),
        "app, mini-programme, web, phone, shop",
        "invented",
        "应用、小程序、网站、电话、门店",
    )
    shop_hours: tuple[float, float] = parameter(
        (9.0, 10.0), "hour at which shops open, and for how many", "invented", "门店开门时刻与营业小时数"
    )
    on_age: float = parameter(
        0.35,
        "log-odds of phone or shop per decade from 40 years",
        "invented",
        "年龄（以 40 岁为基准）每大十岁，电话或门店预订的对数几率变化",
    )
    products: tuple[float, ...] = parameter(
        (0.38, 0.30, 0.32), "package, hotel and journey, hotel only", "invented", "跟团、酒店加交通、仅酒店"
    )
    nights: tuple[float, float] = parameter(
        (2.1, 4.2), "mean nights beyond the first, at home and abroad", "invented", "首晚之外的平均晚数：国内、境外"
    )
    peak_price: float = parameter(1.32, "times the price in holidays", "invented", "节假日价格为平时几倍")
    summer_price: float = parameter(1.12, "times the price in July and August", "invented", "七、八月价格为平时几倍")
    price_spread: float = parameter(0.22, "SD of the log price of a trip", "invented", "一次行程价格对数的标准差")
    endings: tuple[float, float, float] = parameter(
        (0.34, 0.20, 0.26),
        "share of packages whose price ends in 9, 8, 0",
        "invented; public: prices in shop windows",
        "价格以 9、8、0 结尾的跟团产品占比",
    )
    least: float = parameter(60.0, "CNY, least price of a booking", "invented", "一笔预订的最低价格，元")
    favourite: float = parameter(
        0.30,
        "share of trips to the kind of place one likes best, in its season more",
        "invented",
        "去最爱类型目的地的行程占比，当季更多",
    )
    deposit: float = parameter(
        0.30,
        "share paid with the booking, packages booked long ahead",
        "invented",
        "提前很久预订的跟团产品随单支付的比例",
    )
    deposit_from: int = parameter(30, "days ahead from which a deposit will do", "invented", "可付定金的提前天数")
    balance_days: int = parameter(15, "days before departure when the rest is due", "invented", "出行前几天付清尾款")
    promotion: tuple[float, float] = parameter(
        (0.14, 0.05), "share of bookings with a price cut, and the cut", "invented", "有折扣的预订占比与折扣"
    )
    late_shop: float = parameter(
        0.15, "share of shop bookings that are entered days later", "invented", "数天后才录入的门店订单占比"
    )
    late_days: float = parameter(3.0, "mean days until those are entered", "invented", "补录前的平均天数")


@dataclass(frozen=True)
class Cancelling:
    """Cancellations and what they cost."""

    base: float = parameter(
        -2.45, "log-odds of cancelling a trip booked two weeks ahead", "invented", "提前两周预订的行程取消的对数几率"
    )
    on_advance: float = parameter(
        0.35,
        "log-odds per log unit of days ahead over 14",
        "invented",
        "提前天数（以 14 天为基准）每多一个对数单位，对数几率的变化",
    )
    abroad: float = parameter(0.15, "log-odds more for trips abroad", "invented", "境外行程的对数几率增量")
    when: float = parameter(1.4, "power that puts cancellations near the booking", "invented", "使取消靠近预订日的幂次")
    steps: tuple[int, ...] = parameter(
        (2, 4, 8, 16), "days before departure at which the fee falls", "usual conditions", "手续费下降的出行前天数档"
    )
    fees: tuple[float, ...] = parameter(
        (0.80, 0.60, 0.40, 0.20, 0.0),
        "share of the price kept, by those steps",
        "usual conditions",
        "各档扣留的价款比例",
    )
    reasons: tuple[float, ...] = parameter(
        (0.40, 0.18, 0.16, 0.12, 0.14),
        "plans, illness, price, visa, weather",
        "invented",
        "计划有变、生病、价格、签证、天气",
    )
    refund_days: float = parameter(4.0, "mean days until money is back", "invented", "退款到账的平均天数")


@dataclass(frozen=True)
class Valuation:
    """What trips earn."""

    margin: float = parameter(0.18, "share of the price that the agency keeps", "invented", "旅行社留存的价款比例")
    fee_margin: float = parameter(
        0.30, "share of cancellation fees that the agency keeps", "invented", "旅行社留存的取消手续费比例"
    )
    discount: float = parameter(0.10, "yearly discount rate", "invented", "年贴现率")


SEASON = Season()
BOOKINGS = Bookings()
CANCELLING = Cancelling()
VALUATION = Valuation()
