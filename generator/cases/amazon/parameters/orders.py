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

    products: int = parameter(900, "products on sale", "invented; enough for a long tail")
    popularity: float = parameter(1.1, "SD of the log of a product's popularity", "invented")
    favourite: float = parameter(0.45, "share of a customer's lines in the favourite category", "invented")
    extra_lines: float = parameter(0.60, "1 − p of the geometric number of further lines", "invented")
    extra_quantity: float = parameter(0.07, "1 − p of the geometric further pieces of a line", "invented")
    promotion_share: float = parameter(0.50, "share of lines with a price cut on promotion days", "invented")
    promotion_rates: tuple[float, ...] = parameter((0.10, 0.15, 0.20, 0.30), "price cuts on promotion days", "invented")
    everyday_share: float = parameter(0.09, "share of lines with a price cut on other days", "invented")
    everyday_rate: float = parameter(0.10, "price cut on other days", "invented")
    coupon_share: float = parameter(0.55, "share of a contacted customer's orders that use the coupon", "invented")
    free_shipping_from: float = parameter(35.0, "USD from which non-members ship free", "public: Amazon")
    shipping_fee: float = parameter(6.99, "USD that others pay", "public: Amazon 5.99 to 6.99")
    most_lines: int = parameter(20, "lines of an order at most", "invented")
    most_pieces: int = parameter(9, "pieces of a line at most", "invented")
    brands: int = parameter(120, "brands", "invented")
    margin_spread: float = parameter(0.06, "SD of a product's margin around that of its category", "invented")
    margins: tuple[float, float] = parameter((0.05, 0.70), "least and greatest margin of a product", "invented")
    endings: tuple[float, float] = parameter(
        (0.62, 0.20), "share of prices ending in .99 and in .49; the others are whole", "invented"
    )


@dataclass(frozen=True)
class Fulfilment:
    """Deliveries, cancellations and returns."""

    late: float = parameter(0.055, "probability that a delivery is late", "invented; industry 4 to 8 %")
    late_peak: float = parameter(2.0, "times that in November and December", "invented")
    late_remote: float = parameter(2.6, "times that in Alaska, Hawaii and thinly settled states", "invented")
    late_most: float = parameter(0.45, "greatest probability of a late delivery", "invented")
    member_days: float = parameter(1.4, "mean days from order to promise, members", "public: Prime two-day delivery")
    other_days: float = parameter(4.2, "mean days from order to promise, others", "invented")
    days_late: float = parameter(2.4, "mean further days of a late delivery after the first", "invented")
    cancelled: float = parameter(0.082, "share of orders cancelled", "invented")
    sends_back: float = parameter(0.078, "share of orders of which something comes back", "UCI: 6.9 % of value")
    line_comes_back: float = parameter(0.80, "probability of each line of such an order", "invented")
    return_days: float = parameter(11.0, "mean days from delivery to return", "public: 30 days' right of return")
    parcel_cost: float = parameter(4.1, "USD, what a parcel costs the shop", "invented")
    fast_cost: float = parameter(1.9, "USD more for a member's fast parcel", "invented")
    per_piece_cost: float = parameter(0.55, "USD more for each piece", "invented")
    packing_hours: tuple[float, float] = parameter(
        (2.0, 30.0), "shortest and further hours to leave the warehouse", "invented"
    )
    early_days: float = parameter(1.6, "range of the days by which a delivery in time may come early", "invented")
    rounds: tuple[int, int] = parameter(
        (28_800, 43_200), "second of the day when rounds begin, and their length", "invented"
    )
    own_fleet: float = parameter(0.7, "share of members' parcels carried by the own fleet", "invented")
    post: float = parameter(0.35, "share of the other parcels carried by the post", "invented")
    return_shape: float = parameter(2.0, "shape of the Gamma days to a return", "invented")
    reasons: tuple[float, ...] = parameter(
        (0.17, 0.25, 0.26, 0.02, 0.30),
        "share of damaged, not as described, does not fit, too late, changed mind",
        "invented",
    )
    reasons_late: tuple[float, ...] = parameter((0.15, 0.15, 0.15, 0.40, 0.15), "the same for late orders", "invented")


@dataclass(frozen=True)
class Valuation:
    """How the truth values the future."""

    discount: float = parameter(0.10, "per year", "convention; Gupta & Lehmann 2003 use 12 %")


BASKETS = Baskets()
FULFILMENT = Fulfilment()
VALUATION = Valuation()
