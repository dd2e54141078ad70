"""The offers, the waves in which they are sent, and how members respond. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.parameter import parameter


class Offer(NamedTuple):
    """An offer: kind, USD off the bill, USD that the bill must reach, days, and the log-odds that it is looked at."""

    name: str
    zh: str
    kind: str
    reward: float
    spend: float
    days: int
    seen: float


# Kinds, rewards, thresholds and days: Starbucks offer data set (10 offers). Log-odds of being viewed: invented, after
# the share viewed there, which is higher for offers sent by every channel.
OFFERS = (
    Offer("bogo_10_week", "买一送一 10 美元（7 天）", "bogo", 10.0, 10.0, 7, 1.30),
    Offer("bogo_10_short", "买一送一 10 美元（5 天）", "bogo", 10.0, 10.0, 5, 1.45),
    Offer("news_4", "新品资讯（4 天）", "informational", 0.0, 0.0, 4, 0.75),
    Offer("bogo_5_week", "买一送一 5 美元（7 天）", "bogo", 5.0, 5.0, 7, 1.10),
    Offer("discount_5_of_20", "满 20 减 5（10 天）", "discount", 5.0, 20.0, 10, 0.55),
    Offer("discount_3_of_7", "满 7 减 3（7 天）", "discount", 3.0, 7.0, 7, 1.55),
    Offer("discount_2_of_10", "满 10 减 2（10 天）", "discount", 2.0, 10.0, 10, 1.20),
    Offer("news_3", "新品资讯（3 天）", "informational", 0.0, 0.0, 3, 1.10),
    Offer("bogo_5_short", "买一送一 5 美元（5 天）", "bogo", 5.0, 5.0, 5, 1.45),
    Offer("discount_2_week", "满 10 减 2（7 天）", "discount", 2.0, 10.0, 7, 0.90),
)


@dataclass(frozen=True)
class Wave:
    """One wave: the day it is sent, how members were chosen, and which offers they could get. All invented.

    `share` is the probability of any offer when `design` is "randomised"; the targeted wave follows `on_*`.
    """

    name: str
    zh: str
    day: str
    design: str
    offers: tuple[str, ...]
    medium: str = "push"
    share: float = 0.70
    cost: float = 0.02
    on_absence: float = 0.0
    on_visits: float = 0.0


WAVES = (
    Wave("autumn_2024", "2024 秋季优惠", "2024-10-08", "randomised", ("bogo_5_week", "discount_2_week")),
    Wave("thanks_2024", "2024 感恩优惠", "2024-11-12", "randomised", ("bogo_10_week", "discount_3_of_7", "news_4")),
    Wave("new_year_2025", "2025 新年优惠", "2025-01-07", "randomised", ("bogo_5_week", "discount_5_of_20"),
         medium="email"),
    Wave("late_winter_2025", "2025 冬末优惠", "2025-02-11", "randomised",
         ("bogo_10_week", "discount_2_of_10", "news_3")),
    Wave("spring_2025", "2025 春季优惠", "2025-04-08", "randomised", ("bogo_5_week", "discount_3_of_7")),
    Wave("we_miss_you", "想念您（唤回）", "2025-05-13", "targeted", ("bogo_10_week",), medium="email",
         on_absence=1.10, on_visits=-0.55),
    Wave("summer_2025", "2025 夏季优惠", "2025-07-08", "randomised", ("bogo_5_week", "discount_2_week", "news_4")),
    Wave("back_to_work_2025", "2025 返工优惠", "2025-09-09", "randomised", ("bogo_10_short", "discount_2_of_10"),
         medium="email"),
    Wave("autumn_2025", "2025 秋季优惠", "2025-10-14", "randomised", ("bogo_5_week", "discount_2_of_10")),
    Wave("new_year_2026", "2026 新年优惠", "2026-01-06", "randomised", ("bogo_5_short", "discount_2_of_10", "news_3")),
    Wave("spring_2026", "2026 春季优惠", "2026-03-17", "randomised", ("bogo_10_week", "discount_2_of_10")),
    Wave("early_summer_2026", "2026 初夏优惠", "2026-05-12", "randomised",
         ("bogo_5_week", "discount_3_of_7", "discount_2_of_10")),
)  # fmt: skip


@dataclass(frozen=True)
class Response:
    """Who is eligible, who looks at an offer, and what it then changes."""

    days: int = parameter(10, "days after sending in which outcomes are counted", "the longest offer")
    active_days: int = parameter(42, "days within which members must have come to be eligible", "invented")
    recall_days: int = parameter(150, "the same for the targeted wave", "invented")
    segment_days: int = parameter(90, "days whose visits make the segment", "invented")
    segments: tuple[int, int] = parameter((6, 16), "visits from which a member is regular, frequent", "invented")
    bogo: tuple[float, float, float] = parameter(
        (0.64, 0.42, -0.20), "log rate of visits after viewing, occasional, regular, frequent members", "invented"
    )
    discount: tuple[float, float, float] = parameter((0.62, 0.46, -0.06), "the same for discounts", "invented")
    informational: tuple[float, float, float] = parameter((0.08, 0.16, -0.10), "the same for news", "invented")
    by_reward: float = parameter(0.26, "log rate per log unit of the reward from 5 USD", "invented")
    income: float = parameter(-0.14, "log rate per SD of log income, offers with a reward", "invented")
    age: tuple[float, float, float] = parameter(
        (-0.11, 0.03, -0.05), "log rate per decade from the middle age: bogo, discount, informational", "invented"
    )
    spread: float = parameter(0.16, "SD of the log rate that nothing observed explains", "invented")
    most: float = parameter(0.69, "greatest log rate that an offer can add", "invented")
    least: float = parameter(-0.60, "least log rate", "invented")
    viewed: float = parameter(0.22, "log-odds of viewing, added to those of the offer", "same data set: .757 viewed")
    viewed_on_age: float = parameter(-0.12, "log-odds of viewing per decade", "invented")
    viewed_on_response: float = parameter(0.55, "log-odds of viewing per SD of responsiveness", "invented")
    viewed_on_rate: float = parameter(
        -1.45, "log-odds of viewing per log unit of the visit rate: the habitual order without looking",
        "same data set: .30 of completions never viewed",
    )  # fmt: skip
    centre_rate: float = parameter(4.8, "visits per month at which that is nil", "invented")
    least_rate: float = parameter(0.3, "visits per month below which it does not grow further", "invented")
    view_hours: float = parameter(16.0, "mean hours from sending to viewing", "same data set: most within two days")
    view_quantiles: int = parameter(4, "nodes with which the truth averages over the time of viewing", "numerics")
    sent_from: tuple[int, int] = parameter(
        (21_600, 5_400), "second of the day when sending begins, and its length", "invented"
    )
    smallest: float = parameter(0.05, "least probability of treatment, targeted wave", "invented: overlap")
    centre_absence: float = parameter(
        2.9, "log(1 + days since the last visit) at which the rule is neutral", "invented"
    )
    centre_visits: float = parameter(1.9, "log(1 + visits in 90 days) at which the rule is neutral", "invented")
    bounced: float = parameter(0.021, "share of messages that do not arrive", "public: 2 % of e-mails")
    through_message: float = parameter(0.62, "share of views that begin at the message", "invented")
    clicked: float = parameter(0.40, "share of opened messages whose link is followed", "invented")
    click_seconds: float = parameter(45.0, "mean seconds from opening to click", "invented")


@dataclass(frozen=True)
class Recording:
    """What goes wrong when the app's events are recorded."""

    usual_seconds: float = parameter(3.0, "mean seconds from event to record", "invented")
    late: float = parameter(0.035, "share of views recorded late, when the phone is online again", "invented")
    late_hours: float = parameter(30.0, "mean hours of such a delay", "invented")
    twice: float = parameter(0.008, "share of views recorded twice", "invented")
    ticket_twice: float = parameter(0.015, "share of tickets that are filed twice", "invented")


RESPONSE = Response()
RECORDING = Recording()
