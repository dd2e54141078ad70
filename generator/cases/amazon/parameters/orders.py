"""What is bought, how it arrives, and what it is worth. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Category:
    """A product line: Chinese name, share of lines, median price, SD of the log price, gross margin, returns."""

    name: str
    zh: str
    share: float
    price: float
    spread: float
    margin: float
    returns: float


CATEGORIES = (  # share of lines; USD; SD of log; share of the price; times the usual returns: invented
    Category("grocery", "食品杂货", 0.17, 16.0, 0.50, 0.24, 0.25),
    Category("health_beauty", "个护美妆", 0.15, 22.0, 0.55, 0.38, 0.60),
    Category("household", "家居用品", 0.18, 30.0, 0.70, 0.33, 0.90),
    Category("books", "图书", 0.12, 18.0, 0.40, 0.36, 0.45),
    Category("apparel", "服饰鞋包", 0.14, 41.0, 0.60, 0.42, 2.60),
    Category("toys", "玩具", 0.08, 32.0, 0.65, 0.35, 0.80),
    Category("electronics", "电子产品", 0.10, 85.0, 1.05, 0.17, 1.30),
    Category("sports", "运动户外", 0.06, 50.0, 0.75, 0.36, 1.10),
)


@dataclass(frozen=True)
class Baskets:
    """What is in an order."""

    products: int = parameter(900, "products on sale", "invented; enough for a long tail", "在售商品数")
    popularity: float = parameter(
        1.1, "SD of the log of a product's popularity", "invented", "商品受欢迎程度对数的标准差"
    )
    favourite: float = parameter(
        0.45, "share of a customer's lines in the favourite category", "invented", "顾客购买中偏好类目的占比"
    )
    extra_lines: float = parameter(
        0.60, "1 − p of the geometric number of further lines", "invented", "额外行数几何分布的 1 − p"
    )
    extra_quantity: float = parameter(
        0.07, "1 − p of the geometric further pieces of a line", "invented", "每行额外件数几何分布的 1 − p"
    )
    promotion_share: float = parameter(
        0.50, "share of lines with a price cut on promotion days", "invented", "促销日有折扣的行占比"
    )
    promotion_rates: tuple[float, ...] = parameter(
        (0.10, 0.15, 0.20, 0.30), "price cuts on promotion days", "invented", "促销日的折扣"
    )
    everyday_share: float = parameter(
        0.09, "share of lines with a price cut on other days", "invented", "平日有折扣的行占比"
    )
    everyday_rate: float = parameter(0.10, "price cut on other days", "invented", "平日的折扣")
    coupon_share: float = parameter(
        0.55, "share of a contacted customer's orders that use the coupon", "invented", "被触达顾客的订单中用券的占比"
    )
    free_shipping_from: float = parameter(
        35.0, "USD from which non-members ship free", "public: Amazon", "非会员免运费门槛，美元"
    )
    shipping_fee: float = parameter(6.99, "USD that others pay", "public: Amazon 5.99 to 6.99", "其余订单的运费，美元")
    most_lines: int = parameter(20, "lines of an order at most", "invented", "一笔订单最多行数")
    most_pieces: int = parameter(9, "pieces of a line at most", "invented", "一行最多件数")
    brands: int = parameter(120, "brands", "invented", "品牌数")
    margin_spread: float = parameter(
        0.06, "SD of a product's margin around that of its category", "invented", "商品毛利率围绕类目毛利率的标准差"
    )
    margins: tuple[float, float] = parameter(
        (0.05, 0.70), "least and greatest margin of a product", "invented", "商品毛利率的下限与上限"
    )
    endings: tuple[float, float] = parameter(
        (0.62, 0.20),
        "share of prices ending in .99 and in .49; the others are whole",
        "invented",
        "价格以 .99、.49 结尾的占比，其余为整数",
    )


@dataclass(frozen=True)
class Fulfilment:
    """Deliveries, cancellations and returns."""

    late: float = parameter(
        0.055, "probability that a delivery is late", "invented; industry 4 to 8 %", "配送延误的概率"
    )
    late_peak: float = parameter(2.0, "times that in November and December", "invented", "十一、十二月为其几倍")
    late_remote: float = parameter(
        2.6,
        "times that in Alaska, Hawaii and thinly settled states",
        "invented",
        "阿拉斯加、夏威夷及人口稀少的州为其几倍",
    )
    late_most: float = parameter(0.45, "greatest probability of a late delivery", "invented", "延误概率的上限")
    member_days: float = parameter(
        1.4,
        "mean days from order to promise, members",
        "public: Prime two-day delivery",
        "下单到承诺送达的平均天数，会员",
    )
    other_days: float = parameter(
        4.2, "mean days from order to promise, others", "invented", "下单到承诺送达的平均天数，其他顾客"
    )
    days_late: float = parameter(
        2.4, "mean further days of a late delivery after the first", "invented", "延误首日之后的平均额外天数"
    )
    cancelled: float = parameter(0.082, "share of orders cancelled", "invented", "取消的订单占比")
    sends_back: float = parameter(
        0.078, "share of orders of which something comes back", "UCI: 6.9 % of value", "有退货的订单占比"
    )
    line_comes_back: float = parameter(
        0.80, "probability of each line of such an order", "invented", "这类订单中每行退货的概率"
    )
    return_days: float = parameter(
        11.0, "mean days from delivery to return", "public: 30 days' right of return", "送达到退货的平均天数"
    )
    parcel_cost: float = parameter(4.1, "USD, what a parcel costs the shop", "invented", "每个包裹的成本，美元")
    fast_cost: float = parameter(1.9, "USD more for a member's fast parcel", "invented", "会员快递包裹的额外成本，美元")
    per_piece_cost: float = parameter(0.55, "USD more for each piece", "invented", "每多一件的成本，美元")
    packing_hours: tuple[float, float] = parameter(
        (2.0, 30.0), "shortest and further hours to leave the warehouse", "invented", "出库最短小时数与额外小时数"
    )
    early_days: float = parameter(
        1.6, "range of the days by which a delivery in time may come early", "invented", "按时送达时可能提前的天数范围"
    )
    rounds: tuple[int, int] = parameter(
        (28_800, 43_200),
        "second of the day when rounds begin, and their length",
        "invented",
        "派送开始的时刻（秒）与持续秒数",
    )
    own_fleet: float = parameter(
        0.7, "share of members' parcels carried by the own fleet", "invented", "会员包裹由自有车队配送的占比"
    )
    post: float = parameter(
        0.35, "share of the other parcels carried by the post", "invented", "其余包裹由邮政配送的占比"
    )
    return_shape: float = parameter(
        2.0, "shape of the Gamma days to a return", "invented", "退货天数伽马分布的形状参数"
    )
    reasons: tuple[float, ...] = parameter(
        (0.17, 0.25, 0.26, 0.02, 0.30),
        "share of damaged, not as described, does not fit, too late, changed mind",
        "invented",
        "破损、与描述不符、不合身、太晚、改变主意的占比",
    )
    reasons_late: tuple[float, ...] = parameter(
        (0.15, 0.15, 0.15, 0.40, 0.15), "the same for late orders", "invented", "延误订单的同一占比"
    )


@dataclass(frozen=True)
class Valuation:
    """How the truth values the future."""

    discount: float = parameter(0.10, "per year", "convention; Gupta & Lehmann 2003 use 12 %", "每年")


BASKETS = Baskets()
FULFILMENT = Fulfilment()
VALUATION = Valuation()
