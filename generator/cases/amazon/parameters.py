"""Every number that models the amazon case, with its unit and source. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 36


@dataclass(frozen=True)
class Arrivals:
    """When accounts are opened and where they come from."""

    growth: float = parameter(0.03, "growth of new accounts per month", "invented")
    november_wave: float = parameter(
        2.2, "times the usual new accounts in November", "invented; UCI Online Retail peak"
    )
    december_wave: float = parameter(1.5, "times the usual new accounts in December", "invented")
    wave_poor: float = parameter(0.55, "share of the wave's customers who only came for the promotion", "invented")
    poor_rate: float = parameter(0.35, "times the usual purchase rate, promotion-only customers", "invented")
    poor_dropout: float = parameter(3.0, "times the usual dropout rate, promotion-only customers", "invented")
    first_purchase: float = parameter(0.72, "share who buy within the hour of opening the account", "invented")
    referral_satisfaction: float = parameter(0.8, "log-odds of referring per SD of satisfaction", "invented")


@dataclass(frozen=True)
class Channel:
    """One way in: its share of new accounts, what an account costs, and how good its customers are."""

    name: str
    share: float
    cost: float
    cost_spread: float
    rate: float
    dropout: float


CHANNELS = (  # share; USD per account; SD of log cost; times the usual purchase rate; times the usual dropout: invented
    Channel("organic", 0.30, 0.0, 0.0, 1.15, 0.80),
    Channel("search_ads", 0.26, 24.0, 0.45, 1.00, 1.00),
    Channel("social_ads", 0.20, 17.0, 0.55, 0.75, 1.45),
    Channel("referral", 0.14, 12.0, 0.20, 1.20, 0.70),
    Channel("affiliate", 0.10, 30.0, 0.35, 0.85, 1.25),
)


@dataclass(frozen=True)
class Purchasing:
    """How often an active customer buys (Pareto/NBD, times season and membership)."""

    r: float = parameter(0.75, "shape of the purchase rates", "invented; CDNOW .55 (Fader & Hardie 2005)")
    mean_rate: float = parameter(0.40, "orders per month while active", "invented; members about 24 a year (CIRP)")
    s: float = parameter(0.55, "shape of the dropout rates", "CDNOW .61 (Fader & Hardie 2005)")
    beta: float = parameter(4.0, "months, scale of the dropout rates", "CDNOW 11.7 weeks; invented for this shop")
    satisfaction_on_dropout: float = parameter(-0.35, "log hazard per SD of satisfaction", "invented")
    late_on_dropout: float = parameter(0.60, "log hazard per late delivery in the month before", "invented")
    age_on_rate: float = parameter(-0.12, "log rate per decade from 42 years", "invented")
    membership: float = parameter(
        1.34, "times the purchase rate while a member", "invented; so that ≥ 30 % is selection"
    )
    spend_spread: float = parameter(0.6, "SD of customers' taste for dear goods, logit of the price rank", "invented")


@dataclass(frozen=True)
class Season:
    """When in the year, week and month people buy, relative to an ordinary day."""

    months: tuple[float, ...] = parameter(
        (0.90, 0.86, 0.92, 0.91, 0.95, 0.94, 1.02, 0.97, 0.95, 1.03, 1.25, 1.22),
        "weight of January to December",
        "shape after US Census e-commerce, UCI Online Retail",
    )
    weekdays: tuple[float, ...] = parameter(
        (1.10, 1.06, 1.03, 1.00, 0.94, 0.90, 0.98), "weight Monday to Sunday", "invented"
    )
    pay_day: float = parameter(1.12, "weight of a pay day and the day after", "invented")
    public_holiday: float = parameter(0.80, "weight of a public holiday", "invented")
    member_days: float = parameter(2.6, "weight of the member days", "invented; public facts on Prime Day")
    black_friday: float = parameter(4.6, "weight of Black Friday and Cyber Monday", "invented; Adobe holiday reports")
    cyber_week: float = parameter(2.3, "weight of the other days of that week", "invented")
    before_christmas: float = parameter(1.45, "weight of 1 to 17 December", "invented")
    after_christmas: float = parameter(0.65, "weight of 18 to 31 December", "invented")
    hours: tuple[float, ...] = parameter(
        (9, 5, 3, 2, 2, 4, 9, 17, 27, 37, 44, 48, 50, 47, 44, 43, 44, 47, 52, 60, 66, 62, 44, 22),
        "weight of each hour from midnight",
        "invented; two peaks, noon and evening",
    )


@dataclass(frozen=True)
class Membership:
    """Trials, plans, renewals, payment failures and returns."""

    trial_base: float = parameter(-3.1, "log-odds of starting a trial in a month", "invented")
    trial_on_rate: float = parameter(0.11, "log-odds per log unit of purchase rate: heavy buyers join", "invented")
    trial_on_age: float = parameter(-0.10, "log-odds per decade from 42 years", "invented")
    trial_seasonal: float = parameter(0.75, "log-odds in July and November", "invented")
    convert_base: float = parameter(0.68, "log-odds that a trial turns into a paid plan", "CIRP: .65 to .75 convert")
    convert_on_orders: float = parameter(0.45, "log-odds per log(1 + orders during the trial)", "invented")
    annual_base: float = parameter(0.35, "log-odds of the annual plan", "invented; CIRP: most pay yearly")
    annual_on_rate: float = parameter(0.25, "log-odds of the annual plan per log unit of purchase rate", "invented")
    monthly_a: float = parameter(0.55, "a of Beta(a, b), monthly churn", "invented; Fader & Hardie 2007 .7 to .8")
    monthly_b: float = parameter(4.2, "b of Beta(a, b), monthly churn", "invented; Fader & Hardie 2007 1.2 to 4")
    annual_a: float = parameter(0.030, "a of Beta(a, b), yearly churn", "CIRP: .90 to .94, then .95 to .98 renew")
    annual_b: float = parameter(0.50, "b of Beta(a, b), yearly churn", "CIRP: .90 to .94, then .95 to .98 renew")
    late_on_churn: float = parameter(
        0.55, "log-odds per late delivery in the last three months (at most 3)", "invented"
    )
    price_rise_on_churn: float = parameter(0.80, "log-odds at the first renewal at a higher price", "invented")
    use_on_churn: float = parameter(-0.35, "log-odds per log(1 + orders in the last three months), centred", "invented")
    use_centre: float = parameter(1.1, "log(1 + orders in three months) of a typical member", "invented")
    payment_fails: float = parameter(
        0.022, "probability that a renewal payment fails", "invented; industry talk 2 to 5 %"
    )
    payment_recovers: float = parameter(0.65, "probability that a failed payment is mended in time", "invented")
    grace_days: int = parameter(14, "days to mend a failed payment", "invented")
    rejoin_base: float = parameter(-4.2, "log-odds that a former member rejoins in a month", "invented")
    rejoin_on_rate: float = parameter(0.35, "log-odds of rejoining per log unit of purchase rate", "invented")


class Price(tuple[str, float, float]):
    """From which month, USD a month, USD a year."""


PRICES = (
    Price(("2018-05", 12.99, 119.0)),  # public: Amazon, May 2018
    Price(("2022-03", 14.99, 139.0)),  # public: Amazon, February 2022
    Price(("2025-10", 16.99, 159.0)),  # invented, so that a price rise falls into the window
)


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
    Category("grocery", "食品杂货", 0.17, 12.0, 0.50, 0.24, 0.25),
    Category("health_beauty", "个护美妆", 0.15, 17.0, 0.55, 0.38, 0.60),
    Category("household", "家居用品", 0.18, 23.0, 0.70, 0.33, 0.90),
    Category("books", "图书", 0.12, 14.0, 0.40, 0.36, 0.45),
    Category("apparel", "服饰鞋包", 0.14, 31.0, 0.60, 0.42, 2.60),
    Category("toys", "玩具", 0.08, 24.0, 0.65, 0.35, 0.80),
    Category("electronics", "电子产品", 0.10, 62.0, 1.05, 0.17, 1.30),
    Category("sports", "运动户外", 0.06, 38.0, 0.75, 0.36, 1.10),
)


@dataclass(frozen=True)
class Baskets:
    """What is in an order."""

    products: int = parameter(900, "products on sale", "invented; enough for a long tail")
    popularity: float = parameter(1.1, "SD of the log of a product's popularity", "invented")
    favourite: float = parameter(0.45, "share of a customer's lines in the favourite category", "invented")
    extra_lines: float = parameter(0.42, "1 − p of the geometric number of further lines", "invented")
    extra_quantity: float = parameter(0.07, "1 − p of the geometric further pieces of a line", "invented")
    promotion_share: float = parameter(0.50, "share of lines with a price cut on promotion days", "invented")
    promotion_rates: tuple[float, ...] = parameter((0.10, 0.15, 0.20, 0.30), "price cuts on promotion days", "invented")
    everyday_share: float = parameter(0.09, "share of lines with a price cut on other days", "invented")
    everyday_rate: float = parameter(0.10, "price cut on other days", "invented")
    coupon_share: float = parameter(0.55, "share of a contacted customer's orders that use the coupon", "invented")
    free_shipping_from: float = parameter(35.0, "USD from which non-members ship free", "public: Amazon")
    shipping_fee: float = parameter(6.99, "USD that others pay", "public: Amazon 5.99 to 6.99")


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
    cancelled: float = parameter(0.076, "share of orders cancelled", "invented")
    sends_back: float = parameter(0.078, "share of orders of which something comes back", "UCI: 6.9 % of value")
    line_comes_back: float = parameter(0.80, "probability of each line of such an order", "invented")
    return_days: float = parameter(11.0, "mean days from delivery to return", "public: 30 days' right of return")
    parcel_cost: float = parameter(4.1, "USD, what a parcel costs the shop", "invented")
    fast_cost: float = parameter(1.9, "USD more for a member's fast parcel", "invented")
    per_piece_cost: float = parameter(0.55, "USD more for each piece", "invented")


@dataclass(frozen=True)
class Browsing:
    """Visits to the shop, with and without an order."""

    visits_per_order: float = parameter(1.6, "visits without an order for each order", "invented")
    spread: float = parameter(1.2, "shape of the Gamma spread of visits over customers", "invented")
    pages: float = parameter(5.0, "mean pages of a visit without an order", "invented")
    order_pages: float = parameter(11.0, "mean pages of a visit with an order", "invented")
    seconds_per_page: float = parameter(34.0, "median seconds on a page", "invented")
    pace_spread: float = parameter(0.7, "SD of the log seconds on a page", "invented")
    app: float = parameter(0.25, "log-odds of using the app at 42 years", "invented")
    app_on_age: float = parameter(-0.30, "log-odds of using the app per decade", "invented")
    web: float = parameter(0.65, "share of the web among visits without the app", "invented")


@dataclass(frozen=True)
class Demographics:
    """Who the customers are."""

    female: float = parameter(0.52, "share of women", "invented")
    other: float = parameter(0.012, "share who state neither female nor male", "invented")
    missing: float = parameter(0.115, "share without demographics", "Starbucks set: .128")
    missing_social: float = parameter(1.5, "times that for social_ads and affiliate", "invented")
    age_mode: tuple[float, float, float] = parameter(
        (34.0, 0.62, 52.0), "young mode, its weight, old mode, years", "invented"
    )
    age_spread: tuple[float, float] = parameter((8.5, 12.0), "SD of each mode, years", "invented")


@dataclass(frozen=True)
class Campaign:
    """One campaign: who may get it, how they were chosen, what it costs and does. All invented.

    `share` is the probability of treatment when `design` is "randomised"; targeted campaigns follow `on_*`.
    `effects` are log purchase rates for customers who last bought under 2, 2 to 5, and 6 or more months ago.
    """

    name: str
    zh: str
    month: str
    medium: str
    design: str
    eligible: str
    share: float = 0.5
    coupon: float = 0.0
    cost: float = 0.02
    effects: tuple[float, float, float] = (0.0, 0.0, 0.0)
    member_effect: float = 0.0
    trial: float = 0.0
    on_recency: float = 0.0
    on_frequency: float = 0.0


COME_BACK = (-0.05, 0.62, 0.45)
CAMPAIGNS = (
    Campaign("come_back_2024", "2024 秋季回归券", "2024-09", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
    Campaign("black_friday_preview", "黑五抢先看", "2024-11", "email", "randomised", "active", share=0.8,
             effects=(0.04, 0.22, 0.30), member_effect=-0.05),
    Campaign("winter_rescue", "冬季挽留", "2025-02", "email", "targeted", "active", coupon=0.15,
             cost=0.35, effects=(-0.05, 0.50, 0.40), member_effect=-0.20, on_recency=0.55, on_frequency=-0.60),
    Campaign("membership_trial", "会员试用邀请", "2025-04", "email", "randomised", "not_members", cost=0.05,
             effects=(0.0, 0.05, 0.0), trial=1.1),
    Campaign("app_reminder", "应用推送提醒", "2025-06", "push", "randomised", "active",
             effects=(0.06, 0.20, 0.10), member_effect=-0.22),
    Campaign("come_back_2025", "2025 秋季回归券", "2025-09", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
    Campaign("best_customers", "优质顾客答谢", "2026-01", "post", "targeted", "active", coupon=0.10,
             cost=1.20, effects=(0.05, 0.35, 0.20), member_effect=-0.05, on_recency=-0.45, on_frequency=0.80),
    Campaign("come_back_2026", "2026 春季回归券", "2026-03", "email", "randomised", "lapsing", coupon=0.10,
             cost=0.35, effects=COME_BACK, member_effect=-0.25),
)  # fmt: skip


@dataclass(frozen=True)
class Response:
    """How effects differ between customers, and how contacts are noticed."""

    social: float = parameter(0.15, "log rate more for customers from social_ads and affiliate", "invented")
    age: float = parameter(-0.08, "log rate per decade from 42 years", "invented")
    spread: float = parameter(0.15, "SD of the log rate that nothing observed explains", "invented")
    smallest: float = parameter(0.05, "least probability of treatment, targeted campaigns", "invented: overlap")
    bounced: float = parameter(0.021, "share of contacts that do not arrive", "public: 2 % of e-mails")
    opened: float = parameter(-0.55, "log-odds of opening at average interest", "public: open rates 20 to 40 %")
    opened_on_interest: float = parameter(0.9, "log-odds of opening per SD of interest", "invented")
    clicked: float = parameter(-1.5, "log-odds of a click after opening", "public: click to open 10 to 20 %")


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented")
    day: int = parameter(10, "day of the month", "invented")
    invited: float = parameter(0.35, "share of the customers of the last 12 months", "invented")
    answers: float = parameter(-1.35, "log-odds of answering, average customer", "public: 15 to 30 % answer")
    answers_on_satisfaction: float = parameter(0.55, "log-odds of answering per SD of satisfaction", "invented")
    answers_on_orders: float = parameter(0.35, "log-odds of answering per log(1 + orders of the year)", "invented")
    answers_if_gone: float = parameter(-1.6, "log-odds of answering for those who have left", "invented")
    late_on_mood: float = parameter(-0.45, "SD of mood per late delivery of the year (at most 3)", "invented")
    orders_on_mood: float = parameter(0.15, "SD of mood per log(1 + orders of the year)", "invented")
    noise: float = parameter(0.6, "SD of mood on the day", "invented")
    recommend: tuple[float, float] = parameter(
        (7.2, 2.0), "mean of the 0 to 10 answer, points per SD", "invented; NPS about 20"
    )
    agree: tuple[float, float] = parameter((3.4, 0.95), "mean of the 1 to 5 answers, points per SD", "invented")


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints to customer service."""

    if_late: float = parameter(0.20, "probability per late order", "invented")
    if_returned: float = parameter(0.13, "probability per order with a return", "invented")
    otherwise: float = parameter(0.018, "probability per other order", "invented")
    voice: float = parameter(0.5, "SD of the customers' log inclination to complain", "invented")
    first_hours: float = parameter(30.0, "median hours from order or promise to ticket", "invented")
    solve_hours: float = parameter(14.0, "median hours to the solution", "invented")
    solve_spread: float = parameter(1.1, "SD of the log hours to the solution", "invented")
    rated: float = parameter(0.34, "share of solved tickets that are rated", "invented")


@dataclass(frozen=True)
class Valuation:
    """How the truth values the future."""

    discount: float = parameter(0.10, "per year", "convention; Gupta & Lehmann 2003 use 12 %")


SURVEYS = Surveys()
TICKETS = Tickets()
VALUATION = Valuation()
ARRIVALS = Arrivals()
RESPONSE = Response()
PURCHASING = Purchasing()
SEASON = Season()
MEMBERSHIP = Membership()
BASKETS = Baskets()
FULFILMENT = Fulfilment()
BROWSING = Browsing()
DEMOGRAPHICS = Demographics()
