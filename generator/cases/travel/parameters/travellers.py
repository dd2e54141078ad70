"""Who travels, and how often. "invented" means chosen to make a credible travel agency."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter

MONTHS_OF_HISTORY = 12


@dataclass(frozen=True)
class Channel:
    """One way in: share of the new travellers, CNY that one costs, times the usual booking and dropout rate."""

    name: str
    zh: str
    share: float
    cost: float
    rate: float
    dropout: float


CHANNELS = (  # all invented
    Channel("organic", "自然到访", 0.28, 0.0, 1.10, 0.85),
    Channel("search", "搜索广告", 0.22, 85.0, 1.00, 1.00),
    Channel("short_video", "短视频", 0.22, 48.0, 0.80, 1.40),
    Channel("referral", "老客推荐", 0.16, 40.0, 1.25, 0.70),
    Channel("partner", "企业与银行合作", 0.12, 60.0, 0.95, 1.05),
)


@dataclass(frozen=True)
class Demographics:
    """Who they are."""

    growth: float = parameter(0.012, "growth of new travellers a month", "invented", "新旅客的月增长率")
    female: float = parameter(0.54, "share of women", "invented", "女性占比")
    missing: float = parameter(
        0.115, "share without gender and date of birth", "course band .08 to .15", "未填性别与出生日期的占比"
    )
    age: tuple[float, float] = parameter((36.0, 11.0), "mean age and its SD, years", "invented", "平均年龄与标准差，岁")
    ages: tuple[float, float] = parameter((18.0, 82.0), "youngest and oldest, years", "invented", "最小与最大年龄，岁")
    family: tuple[float, float] = parameter(
        (30.0, 46.0), "ages between which people travel with children", "invented", "带孩子出行的年龄段，岁"
    )
    party: float = parameter(0.75, "mean companions", "invented", "平均同行人数")
    family_party: float = parameter(1.5, "mean companions of families", "invented", "家庭的平均同行人数")
    abroad: tuple[float, float] = parameter(
        (0.9, 3.1), "a and b of the Beta of the share of trips abroad", "invented", "境外行程占比所服从贝塔分布的 a、b"
    )
    spend: float = parameter(
        0.35, "SD of the log of what travellers are ready to pay", "invented", "愿付价格对数的标准差"
    )


@dataclass(frozen=True)
class Travelling:
    """How often an active traveller books (Pareto/NBD, times season)."""

    r: float = parameter(1.9, "shape of the booking rates", "invented", "预订频率分布的形状参数")
    mean_rate: float = parameter(
        0.15, "bookings a month while active", "invented: under two trips a year", "活跃时每月预订数"
    )
    s: float = parameter(0.65, "shape of the dropout rates", "invented", "流失率分布的形状参数")
    beta: float = parameter(16.0, "months, scale of the dropout rates", "invented", "流失率分布的尺度，月")
    satisfaction: float = parameter(
        -0.40, "log dropout rate per SD of satisfaction", "invented", "满意度每高一个标准差，流失率对数的变化"
    )
    first: float = parameter(0.80, "share who book on the day they register", "invented", "注册当天即预订的占比")


DEMOGRAPHICS = Demographics()
TRAVELLING = Travelling()
