"""Who joins, who they are, how often they come and when they stop. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 36


@dataclass(frozen=True)
class WayIn:
    """One way of joining: its share, times the usual rate of visits, times the usual rate of leaving."""

    name: str
    share: float
    rate: float
    leaving: float


WAYS_IN = (  # share of new members; times the usual rates: invented
    WayIn("store", 0.34, 1.05, 0.85),
    WayIn("app", 0.36, 1.05, 1.00),
    WayIn("web", 0.12, 0.90, 1.10),
    WayIn("friend", 0.10, 1.10, 0.75),
    WayIn("social_media", 0.08, 0.75, 1.80),
)


@dataclass(frozen=True)
class Joining:
    """When members join."""

    growth: float = parameter(
        0.025, "growth of new members per month", "invented; company reports: 4 to 15 % a year", "新会员的月增长率"
    )
    weekdays: tuple[float, ...] = parameter(
        (1.0, 1.0, 1.0, 1.02, 1.08, 1.10, 0.95), "weight Monday to Sunday", "invented", "周一至周日的权重"
    )


@dataclass(frozen=True)
class Demographics:
    """Who the members are."""

    female: float = parameter(0.47, "share of women", "Starbucks offer data set: .41 female, .57 male", "女性占比")
    other: float = parameter(
        0.014, "share who state neither female nor male", "Starbucks offer data set: .014", "性别填写为其他的占比"
    )
    feminine_names: tuple[float, float, float] = parameter(
        (0.97, 0.03, 0.5), "share by gender stated: female, male, other", "invented", "填写的性别占比：女、男、其他"
    )
    missing: float = parameter(
        0.128, "share without demographics", "Starbucks offer data set: .128", "未登记人口信息的占比"
    )
    missing_social: float = parameter(
        1.6, "times that for members won by social media", "invented", "社交媒体来的会员为其几倍"
    )
    missing_other: float = parameter(0.95, "times that for the other ways in", "invented", "其余途径来的会员为其几倍")
    age_mode: tuple[float, float, float] = parameter(
        (33.0, 0.50, 57.0),
        "young mode, its weight, old mode, years",
        "Starbucks offer data set: mean 54; invented",
        "年轻群的众数、权重与年长群的众数，岁",
    )
    age_spread: tuple[float, float] = parameter(
        (8.0, 11.0), "SD of each mode, years", "invented", "两个年龄群各自的标准差，岁"
    )
    ages: tuple[float, float] = parameter(
        (17.0, 92.0), "youngest age at joining, oldest age, years", "invented", "入会最小年龄与最大年龄，岁"
    )
    middle_age: float = parameter(46.0, "years, where effects of age are nil", "invented", "年龄效应为零的年龄，岁")
    income: float = parameter(
        63_000.0, "USD a year, median income", "Starbucks offer data set: median 64,000", "收入中位数，美元／年"
    )
    income_spread: float = parameter(
        0.38, "SD of the log income", "Starbucks offer data set: .33, cut at 120,000", "收入对数的标准差"
    )
    income_on_age: float = parameter(
        0.05,
        "log income per decade from the middle age",
        "Starbucks offer data set",
        "年龄（以中年为基准）每大十岁，收入对数的变化",
    )
    incomes: tuple[float, float] = parameter(
        (18_000.0, 250_000.0), "USD, least and greatest income", "invented", "收入的下限与上限，美元"
    )
    income_step: float = parameter(
        1_000.0, "USD, to which incomes are stated", "Starbucks offer data set", "填写收入的取整单位，美元"
    )
    attachment: float = parameter(
        0.5, "correlation of attachment with satisfaction", "invented", "依恋与满意度的相关系数"
    )
    conviction: float = parameter(
        0.4, "correlation of conviction with satisfaction", "invented", "认同与满意度的相关系数"
    )


@dataclass(frozen=True)
class Visiting:
    """How often members come, when they pause, and when they leave for good."""

    shape: float = parameter(
        2.6,
        "shape of the Gamma visit rates",
        "Starbucks offer data set: visits SD ÷ mean .6",
        "到店频率伽马分布的形状参数",
    )
    mean_rate: float = parameter(
        6.0, "visits per month while active", "Starbucks offer data set: 8 in 30 days", "活跃时每月到店次数"
    )
    income_on_rate: float = parameter(
        -0.175,
        "log rate per SD of log income",
        "Starbucks offer data set: 10 → 6 visits from low to high income",
        "收入每高一个对数标准差，频率对数的变化",
    )
    age_on_rate: float = parameter(
        -0.02, "log rate per decade from the middle age", "invented", "年龄（以中年为基准）每大十岁，频率对数的变化"
    )
    drift: float = parameter(
        0.30, "SD of a member's log rate around its level", "invented", "会员到店频率围绕自身水平的对数标准差"
    )
    persistence: float = parameter(0.86, "correlation of that from month to month", "invented", "其月间相关")
    pause: float = parameter(
        0.060, "mean probability per month that a member pauses", "invented", "会员每月暂停光顾的平均概率"
    )
    pause_shape: float = parameter(0.9, "shape of the Gamma pausing rates", "invented", "暂停频率伽马分布的形状参数")
    resume: float = parameter(
        0.12, "probability per month that a pause ends", "invented; a pause lasts 8 months", "暂停每月结束的概率"
    )
    paused: float = parameter(0.03, "times the usual rate during a pause", "invented", "暂停期间的频率为平时几倍")
    leave_shape: float = parameter(
        0.9, "shape of the Gamma leaving rates", "Pareto model, Schmittlein et al. 1987", "离开频率伽马分布的形状参数"
    )
    leave_rate: float = parameter(
        0.007, "mean probability per month of leaving", "invented; loyalty keeps members", "每月离开的平均概率"
    )
    satisfaction_on_leaving: float = parameter(
        -0.35, "log rate of leaving per SD of satisfaction", "invented", "满意度每高一个标准差，离开频率对数的变化"
    )
    most_pauses: float = parameter(0.5, "greatest probability per month of a pause", "invented", "每月暂停概率的上限")


JOINING = Joining()
DEMOGRAPHICS = Demographics()
VISITING = Visiting()
