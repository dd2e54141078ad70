"""Campaigns as experiments, and how customers respond. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Arm:
    """One arm: its share when drawn by lot, how often its customers are contacted, what it costs and does.

    `cost` is RMB per contact, `gift` RMB for each who takes part; `activity` is the change of the log rate of activity
    and `loyalty` of the log hazards of leaving (positive keeps), both for a fully responsive customer who is reached.
    """

    name: str
    zh: str
    share: float
    contacts: int = 0
    cost: float = 0.0
    gift: float = 0.0
    activity: float = 0.0
    loyalty: float = 0.0


@dataclass(frozen=True)
class Campaign:
    """One campaign: when, by which medium, for whom (`audience`), and by which design arms are given. All invented."""

    name: str
    zh: str
    month: str
    medium: str
    design: str
    audience: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True)
class Response:
    """How effects differ between customers; a responsiveness of 1 is an arm's full effect, below 0 it annoys."""

    months: int = parameter(4, "months for which a contact changes the hazards", "invented")
    horizon: int = parameter(6, "months after which outcomes are judged", "invented")
    segments: tuple[float, float, float] = parameter(
        (0.12, 1.95, 0.45), "responsiveness of the steady, the slipping, the silent, where loyalty is concerned",
        "invented; Ascarza 2018: the riskiest are not the most persuadable",
    )  # fmt: skip
    activity_segments: tuple[float, float, float] = parameter(
        (0.60, 1.00, 0.30), "the same where activity is concerned", "invented"
    )
    too_late: float = parameter(
        -0.70, "more per log unit of assets lost since the half-year's peak, loyalty", "invented"
    )
    gone: float = parameter(-0.40, "more per silent month (at most 4), loyalty", "invented")
    maturity: float = parameter(0.80, "more if a deposit falls due within two months", "invented")
    product: float = parameter(0.24, "more per product held (from 1)", "invented")
    age: float = parameter(0.24, "more per decade", "invented")
    digital: float = parameter(-0.24, "more per log unit of app sessions above the median", "invented")
    rich: float = parameter(0.05, "more per log unit of assets above 10,000 RMB", "invented")
    spread: float = parameter(0.20, "SD of the responsiveness that nothing observed explains", "invented")
    range: tuple[float, float] = parameter((-1.0, 2.0), "least and largest responsiveness", "invented")
    fatigue: float = parameter(0.0, "less per contact in the three months before", "invented")
    frequency: float = parameter(0.0, "less per contact beyond the first within the campaign", "invented")
    steady_share: float = parameter(0.5, "times the effect on the hazard of starting to decline", "invented")
    rescue_share: float = parameter(
        1.0, "times the effect on the hazards of those who have started to decline", "invented"
    )
    most_silent: float = parameter(4.0, "silent months that count in the risk score, at most", "invented")
    usual_sessions: float = parameter(2.0, "app sessions a month at which use does not matter", "invented")
    rule: tuple[float, float, float, float] = parameter(
        (-2.6, 1.1, 0.45, 0.25),
        "log-odds of being picked by rule: at no risk, per log unit of assets lost, per silent month (at most 4), "
        "per log unit of assets from 10,000 RMB",
        "invented",
    )
    propensities: tuple[float, float] = parameter((0.03, 0.85), "least and largest, picked by rule", "overlap")
    least: float = parameter(1_000.0, "RMB, the half-year's peak of assets from which campaigns are meant", "invented")
    slipping: float = parameter(0.5, "share of the half-year's peak below which assets count as slipping", "invented")
    bounced: float = parameter(0.02, "share of messages that do not arrive", "public: about 2 %")
    opened: float = parameter(-0.6, "log-odds of opening a message", "public: 20 to 40 %")
    opened_interest: float = parameter(0.8, "log-odds of opening per SD of interest", "invented")
    clicked: float = parameter(-1.4, "log-odds of a click after opening", "public: 10 to 20 %")
    clicked_interest: float = parameter(0.5, "log-odds of a click per SD of interest", "invented")
    interest: tuple[float, float] = parameter(
        (0.7, 0.4), "weight of openness and of attachment in interest", "invented"
    )
    silent_interest: float = parameter(-1.5, "SD of interest of the dormant", "invented")
    sent_from: tuple[int, int] = parameter(
        (32_400, 28_800), "second of the day when sending begins, and its length", "invented"
    )
    open_hours: float = parameter(6.0, "mean hours to the opening", "invented")
    click_seconds: float = parameter(60.0, "mean seconds from the opening to the click", "invented")
    takes_gift: float = parameter(0.35, "share of the reached and active who take the gift", "invented")
