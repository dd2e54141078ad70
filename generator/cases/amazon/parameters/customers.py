"""Who comes, who they are, how often and when they buy and browse. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 36


@dataclass(frozen=True)
class Arrivals:
    """When accounts are opened and where they come from."""

    growth: float = parameter(0.03, "growth of new accounts per month", "invented", "新账户的月增长率")
    november_wave: float = parameter(
        2.2, "times the usual new accounts in November", "invented; UCI Online Retail peak", "十一月新账户为平时几倍"
    )
    december_wave: float = parameter(
        1.5, "times the usual new accounts in December", "invented", "十二月新账户为平时几倍"
    )
    wave_poor: float = parameter(
        0.55,
        "share of the wave's customers who only came for the promotion",
        "invented",
        "这波新客中只为促销而来的占比",
    )
    poor_rate: float = parameter(
        0.35, "times the usual purchase rate, promotion-only customers", "invented", "只为促销而来者的购买率为平时几倍"
    )
    poor_dropout: float = parameter(
        3.0, "times the usual dropout rate, promotion-only customers", "invented", "只为促销而来者的流失率为平时几倍"
    )
    first_purchase: float = parameter(
        0.72, "share who buy within the hour of opening the account", "invented", "开户一小时内下单的占比"
    )
    referral_satisfaction: float = parameter(
        0.8, "log-odds of referring per SD of satisfaction", "invented", "满意度每高一个标准差，推荐的对数几率变化"
    )
    first_wait_seconds: tuple[int, int] = parameter(
        (90, 3_000), "shortest wait to the first order, and its range", "invented", "首单前最短等待及其范围"
    )


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
class Demographics:
    """Who the customers are."""

    female: float = parameter(0.52, "share of women", "invented", "女性占比")
    other: float = parameter(0.012, "share who state neither female nor male", "invented", "性别填写为其他的占比")
    missing: float = parameter(0.115, "share without demographics", "Starbucks set: .128", "未登记人口信息的占比")
    missing_social: float = parameter(
        1.5, "times that for social_ads and affiliate", "invented", "社交广告与联盟推广来的顾客为其几倍"
    )
    age_mode: tuple[float, float, float] = parameter(
        (34.0, 0.62, 52.0),
        "young mode, its weight, old mode, years",
        "invented",
        "年轻群的众数、权重与年长群的众数，岁",
    )
    age_spread: tuple[float, float] = parameter(
        (8.5, 12.0), "SD of each mode, years", "invented", "两个年龄群各自的标准差，岁"
    )
    missing_other: float = parameter(0.8, "times that for the other channels", "invented", "其余渠道来的顾客为其几倍")
    ages: tuple[float, float] = parameter(
        (18.0, 91.0), "youngest age at joining, oldest age, years", "invented", "入会最小年龄与最大年龄，岁"
    )
    feminine_names: tuple[float, float, float] = parameter(
        (0.97, 0.03, 0.5), "share by gender stated: female, male, other", "invented", "填写的性别占比：女、男、其他"
    )
    attachment: float = parameter(
        0.5, "correlation of attachment with satisfaction", "invented", "依恋与满意度的相关系数"
    )
    conviction: float = parameter(
        0.4, "correlation of conviction with satisfaction", "invented", "认同与满意度的相关系数"
    )
    middle_age: float = parameter(42.0, "years, where effects of age are nil", "invented", "年龄效应为零的年龄，岁")


@dataclass(frozen=True)
class Purchasing:
    """How often an active customer buys (Pareto/NBD, times season and membership)."""

    r: float = parameter(
        0.75, "shape of the purchase rates", "invented; CDNOW .55 (Fader et al. 2005)", "购买率分布的形状参数"
    )
    mean_rate: float = parameter(
        0.76,
        "orders per month while active",
        "invented; so that members spend 1,200 to 1,400 USD a year (CIRP)",
        "活跃时每月订单数",
    )
    s: float = parameter(0.60, "shape of the dropout rates", "CDNOW .61 (Fader et al. 2005)", "流失率分布的形状参数")
    beta: float = parameter(
        4.0, "months, scale of the dropout rates", "CDNOW 11.7 weeks; invented for this shop", "流失率分布的尺度，月"
    )
    satisfaction_on_dropout: float = parameter(
        -0.35, "log hazard per SD of satisfaction", "invented", "满意度每高一个标准差，风险率对数的变化"
    )
    late_on_dropout: float = parameter(
        0.60, "log hazard per late delivery in the month before", "invented", "上月每次延误，流失率对数的变化"
    )
    age_on_rate: float = parameter(
        -0.12, "log rate per decade from 42 years", "invented", "年龄（以 42 岁为基准）每大十岁，购买率对数的变化"
    )
    membership: float = parameter(
        1.30,
        "times the purchase rate while a member",
        "invented; so that ≥ 30 % is selection",
        "会员期间购买率为平时几倍",
    )
    spend_spread: float = parameter(
        0.6,
        "SD of customers' taste for dear goods, logit of the price rank",
        "invented",
        "顾客对高价品偏好的标准差（价格排名的对数几率）",
    )


@dataclass(frozen=True)
class Season:
    """When in the year, week and month people buy, relative to an ordinary day."""

    months: tuple[float, ...] = parameter(
        (0.90, 0.86, 0.92, 0.91, 0.95, 0.94, 1.02, 0.97, 0.95, 1.03, 1.25, 1.22),
        "weight of January to December",
        "shape after US Census e-commerce, UCI Online Retail",
        "一月至十二月的权重",
    )
    weekdays: tuple[float, ...] = parameter(
        (1.10, 1.06, 1.03, 1.00, 0.94, 0.90, 0.98), "weight Monday to Sunday", "invented", "周一至周日的权重"
    )
    pay_day: float = parameter(1.12, "weight of a pay day and the day after", "invented", "发薪日及次日的权重")
    public_holiday: float = parameter(0.80, "weight of a public holiday", "invented", "法定节假日的权重")
    member_days: float = parameter(
        2.6, "weight of the member days", "invented; public facts on Prime Day", "会员日的权重"
    )
    black_friday: float = parameter(
        4.6,
        "weight of Black Friday and Cyber Monday",
        "invented; Adobe holiday reports",
        "黑色星期五与网络星期一的权重",
    )
    cyber_week: float = parameter(2.3, "weight of the other days of that week", "invented", "该周其余各天的权重")
    before_christmas: float = parameter(1.45, "weight of 1 to 17 December", "invented", "12 月 1 日至 17 日的权重")
    after_christmas: float = parameter(0.65, "weight of 18 to 31 December", "invented", "12 月 18 日至 31 日的权重")
    hours: tuple[float, ...] = parameter(
        (9, 5, 3, 2, 2, 4, 9, 17, 27, 37, 44, 48, 50, 47, 44, 43, 44, 47, 52, 60, 66, 62, 44, 22),
        "weight of each hour from midnight",
        "invented; two peaks, noon and evening",
        "0 点起每小时的权重",
    )


@dataclass(frozen=True)
class Browsing:
    """Visits to the shop, with and without an order."""

    visits_per_order: float = parameter(
        1.6, "visits without an order for each order", "invented", "每笔订单对应的未下单访问数"
    )
    spread: float = parameter(
        1.2, "shape of the Gamma spread of visits over customers", "invented", "顾客间访问数伽马分布的形状参数"
    )
    pages: float = parameter(5.0, "mean pages of a visit without an order", "invented", "未下单访问的平均页数")
    order_pages: float = parameter(11.0, "mean pages of a visit with an order", "invented", "下单访问的平均页数")
    seconds_per_page: float = parameter(34.0, "median seconds on a page", "invented", "每页停留秒数中位数")
    pace_spread: float = parameter(0.7, "SD of the log seconds on a page", "invented", "每页停留秒数对数的标准差")
    app: float = parameter(0.25, "log-odds of using the app at 42 years", "invented", "42 岁者使用应用的对数几率")
    app_on_age: float = parameter(
        -0.30, "log-odds of using the app per decade", "invented", "年龄每大十岁，使用应用的对数几率变化"
    )
    web: float = parameter(
        0.65, "share of the web among visits without the app", "invented", "不用应用的访问中网页的占比"
    )


ARRIVALS = Arrivals()
DEMOGRAPHICS = Demographics()
PURCHASING = Purchasing()
SEASON = Season()
BROWSING = Browsing()
