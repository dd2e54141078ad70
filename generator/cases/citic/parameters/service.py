"""Service plans, visits, alerts, surveys and tickets. "invented" means chosen to make a credible portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Plan:
    """A service plan of six months: what it costs (CNY, hours of a manager) and the work that it consists of.

    All invented.
    """

    name: str
    zh: str
    work: str
    work_zh: str
    cost: float
    hours: float


PLANS = (
    Plan(
        "treasury",
        "现金管理专案",
        "cash pooling, collections, receivables",
        "资金归集、收付款与应收账款管理",
        2_600.0,
        14.0,
    ),
    Plan(
        "payroll",
        "薪酬福利专案",
        "payroll, benefits and accounts for the staff",
        "代发薪酬、员工福利与个人金融服务",
        1_900.0,
        10.0,
    ),
    Plan(
        "credit",
        "融资顾问专案",
        "credit lines, refinancing, supply chain finance",
        "授信优化、转贷与供应链融资",
        4_200.0,
        18.0,
    ),
)


@dataclass(frozen=True)
class Wave:
    """A round in which firms were given plans. `lottery` is the share of the firms whose plan was drawn by lot."""

    name: str
    zh: str
    month: str
    design: str
    lottery: float


WAVES = (  # all invented
    Wave("pilot_2024", "2024 年服务专案试点", "2024-10", "randomised", 1.0),
    Wave("rollout_2025", "2025 年服务专案推广", "2025-07", "mixed", 0.30),
    Wave("rollout_2026", "2026 年服务专案推广", "2026-04", "targeted", 0.0),
)


@dataclass(frozen=True)
class Treatment:
    """Who gets a plan, and what it does."""

    months: int = parameter(6, "months that a plan works", "invented")
    outcome_months: int = parameter(9, "months over which its outcome is measured", "invented")
    treated: float = parameter(0.5, "share of the lottery that gets a plan, one of the three alike", "invented")
    smallest: float = parameter(0.04, "least probability of a plan, and of none, by rule", "invented: overlap")
    base: float = parameter(-1.5, "log-odds of a plan by rule, average firm", "invented")
    on_fall: float = parameter(3.0, "log-odds per log unit that its inflow has fallen", "invented")
    on_size: float = parameter(0.20, "log-odds per log unit of employees over 30", "invented")
    middle: float = parameter(30.0, "employees where the rule is neutral", "invented")
    habit: tuple[float, float, float] = parameter(
        (0.50, 0.15, 0.35), "share of treasury, payroll and credit among plans given by rule", "invented"
    )
    fits: float = parameter(-1.15, "log hazard of beginning to leave with the plan that fits", "invented")
    misfits: float = parameter(-0.05, "the same with another plan", "invented")
    unwanted: float = parameter(0.28, "the same for the credit plan where firms hardly borrow", "invented")
    hardly: float = parameter(0.5, "leverage under which firms hardly borrow", "invented")
    spread: float = parameter(0.20, "SD of that over firms", "invented")
    rescues: float = parameter(1.9, "log-odds of coming back with the plan that fits", "invented")
    rescues_misfit: float = parameter(0.25, "the same with another plan", "invented")
    too_late: float = parameter(0.30, "times that from the fifth month of the decline on", "invented")
    late_month: int = parameter(5, "month of the decline from which it is late", "invented")
    in_distress: float = parameter(0.15, "times that for a firm in distress", "invented")
    micro: float = parameter(0.35, "times the effects for micro firms", "invented")


@dataclass(frozen=True)
class Visits:
    """Visits and calls of the relationship managers."""

    on_fall: float = parameter(1.1, "log visits per log unit that the inflow has fallen", "invented")
    on_plan: float = parameter(0.8, "log visits while a plan runs", "invented")
    media: tuple[float, ...] = parameter((0.52, 0.33, 0.15), "visit, phone, video", "invented")
    minutes: tuple[float, ...] = parameter((75.0, 18.0, 35.0), "median minutes of each", "invented")
    minutes_spread: float = parameter(0.4, "SD of the log minutes", "invented")
    hours: tuple[float, float] = parameter((9.0, 8.5), "hour at which visits begin, and over how many", "invented")
    round_to: float = parameter(5.0, "minutes that managers round to", "invented")
    concern: float = parameter(0.4, "log units of fallen inflow from which a manager is concerned", "invented")
    routine: float = parameter(0.72, "share of routine among visits without an occasion", "invented")
    for_concern: float = parameter(0.60, "share of visits to such a firm that are about it", "invented")
    for_plan: float = parameter(0.55, "share of visits during a plan that are about it", "invented")
    logged_late: float = parameter(0.09, "share that is entered late", "invented")
    late_days: float = parameter(16.0, "mean days until those are entered", "invented")
    soon_hours: float = parameter(20.0, "mean hours until the others are entered", "invented")


@dataclass(frozen=True)
class Alerts:
    """Rules that watch the accounts at the end of every month, and news."""

    inflow: float = parameter(
        0.48, "of the last two months against the six before, below which inflow alerts", "invented"
    )
    balance: float = parameter(0.25, "of the last balance against six months, below which it alerts", "invented")
    payroll_months: int = parameter(3, "months of payroll before its absence alerts", "invented")
    overdue_days: int = parameter(30, "days past due from which a loan alerts", "invented")
    news: float = parameter(0.0025, "probability of bad news, a month, healthy firm", "invented")
    news_in_distress: float = parameter(0.10, "added at full depth, in distress", "invented")
    quiet: int = parameter(4, "months in which a rule does not repeat itself", "invented")
    delay_days: tuple[int, int] = parameter((2, 7), "days from the end of a month to the alert", "invented")
    doubled: float = parameter(0.05, "share that the branch's system raises again", "invented")
    doubled_days: int = parameter(4, "days until it does, at most", "invented")
    deep: float = parameter(0.30, "ratio below which an alert is of high severity", "invented")
    long_overdue: int = parameter(60, "days past due from which an alert is of high severity", "invented")
    judgement: float = parameter(0.18, "SD of the managers' error about the depth of a decline", "invented")
    verdicts: tuple[float, float] = parameter((0.12, 0.35), "depth that looks like watch, and like act", "invented")
    handled: float = parameter(0.72, "share that a manager has looked into", "invented")
    handled_days: float = parameter(9.0, "mean days until then", "invented")


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys of the finance managers, and who answers."""

    waves: tuple[str, ...] = parameter(("2024-11", "2025-05", "2025-11", "2026-05"), "months", "invented")
    day: int = parameter(12, "day of the month", "invented")
    invited: float = parameter(0.55, "share of the clients", "invented")
    answers: float = parameter(-0.85, "log-odds of answering, average firm", "invented")
    answers_on_mood: float = parameter(0.50, "log-odds of answering per SD of mood", "invented")
    answers_on_size: float = parameter(0.15, "log-odds of answering per log unit of employees over 30", "invented")
    decline_on_mood: float = parameter(-1.1, "SD of mood at full depth of the decline", "invented")
    plan_on_mood: float = parameter(0.25, "SD of mood while a plan runs", "invented")
    noise: float = parameter(0.7, "SD of mood on the day", "invented")
    recommend: tuple[float, float] = parameter((7.1, 1.9), "mean of the 0 to 10 answer, points per SD", "invented")
    price: float = parameter(0.5, "weight of the mood in what is thought of prices", "invented")
    agree: tuple[float, float] = parameter((3.5, 0.9), "mean of the 1 to 5 answers, points per SD", "invented")
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented")
    answer_days: float = parameter(4.0, "mean days to the answer", "invented")


@dataclass(frozen=True)
class Tickets:
    """What firms ask or complain about."""

    rate: float = parameter(0.035, "tickets a month of a firm with 30 employees", "invented")
    on_size: float = parameter(0.30, "power of the employees in that", "invented")
    voice: float = parameter(0.7, "SD of the log rate over firms", "invented")
    on_decline: float = parameter(0.9, "log rate at full depth of the decline", "invented")
    topics: tuple[float, ...] = parameter(
        (0.30, 0.20, 0.20, 0.16, 0.14), "payment failed, online banking, fees, loan process, account change", "invented"
    )
    media: tuple[float, ...] = parameter((0.45, 0.35, 0.20), "phone, online, branch", "invented")
    solve_hours: float = parameter(26.0, "median hours to the solution", "invented")
    solve_spread: float = parameter(1.1, "SD of the log of that", "invented")
    rated: float = parameter(0.30, "share of the solved that are rated", "invented")
    hours: tuple[float, float] = parameter((8.5, 9.5), "hour at which tickets begin, and over how many", "invented")
    slow: float = parameter(-0.4, "SD of mood per log unit that the solution takes longer", "invented")
    rating: tuple[float, float] = parameter((3.7, 0.8), "mean rating, points per SD of mood", "invented")


TREATMENT = Treatment()
VISITS = Visits()
ALERTS = Alerts()
SURVEYS = Surveys()
TICKETS = Tickets()
