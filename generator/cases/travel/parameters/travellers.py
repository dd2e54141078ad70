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

    growth: float = parameter(0.012, "growth of new travellers a month", "invented")
    female: float = parameter(0.54, "share of women", "invented")
    missing: float = parameter(0.115, "share without gender and date of birth", "course band .08 to .15")
    age: tuple[float, float] = parameter((36.0, 11.0), "mean age and its SD, years", "invented")
    ages: tuple[float, float] = parameter((18.0, 82.0), "youngest and oldest, years", "invented")
    family: tuple[float, float] = parameter((30.0, 46.0), "ages between which people travel with children", "invented")
    party: float = parameter(0.75, "mean companions", "invented")
    family_party: float = parameter(1.5, "mean companions of families", "invented")
    abroad: tuple[float, float] = parameter((0.9, 3.1), "a and b of the Beta of the share of trips abroad", "invented")
    spend: float = parameter(0.35, "SD of the log of what travellers are ready to pay", "invented")


@dataclass(frozen=True)
class Travelling:
    """How often an active traveller books (Pareto/NBD, times season)."""

    r: float = parameter(1.9, "shape of the booking rates", "invented")
    mean_rate: float = parameter(0.15, "bookings a month while active", "invented: under two trips a year")
    s: float = parameter(0.65, "shape of the dropout rates", "invented")
    beta: float = parameter(16.0, "months, scale of the dropout rates", "invented")
    satisfaction: float = parameter(-0.40, "log dropout rate per SD of satisfaction", "invented")
    first: float = parameter(0.80, "share who book on the day they register", "invented")


DEMOGRAPHICS = Demographics()
TRAVELLING = Travelling()
