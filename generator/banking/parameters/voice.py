"""What customers say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented")
    day: int = parameter(12, "day of the month", "invented")
    invited: float = parameter(0.30, "share of the open customers", "invented")
    answers: float = parameter(-1.9, "log-odds of answering, average customer", "public: 10 to 25 % answer")
    answers_satisfaction: float = parameter(0.50, "log-odds per SD of mood", "invented")
    answers_activity: float = parameter(0.35, "log-odds per log(1 + sessions of the last three months)", "invented")
    answers_silent: float = parameter(-1.5, "log-odds of the dormant", "invented")
    incident: float = parameter(-0.9, "SD of mood after a failure of service within half a year", "invented")
    state: tuple[float, float, float] = parameter(
        (0.0, -0.45, -0.7), "SD of mood: active, declining, dormant", "invented"
    )
    noise: float = parameter(0.6, "SD of mood on the day", "invented")
    recommend: tuple[float, float] = parameter(
        (7.3, 2.0), "mean of the 0 to 10 answer, points per SD", "invented; NPS about 20"
    )
    agree: tuple[float, float] = parameter((3.5, 0.95), "mean of the 1 to 5 answers, points per SD", "invented")
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented")
    answer_days: float = parameter(2.0, "mean days to the answer", "invented")
    other_bank: tuple[float, float] = parameter(
        (0.4, -0.9), "log-odds of naming another bank as the main one, per SD of attachment", "invented"
    )
    other_payroll: float = parameter(-1.6, "log-odds more if the salary is paid in", "invented")


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints."""

    complains: float = parameter(0.42, "share of failures of service that are complained about", "invented")
    voice: float = parameter(0.5, "SD of the log inclination to complain", "invented")
    questions: float = parameter(0.011, "probability per month of an ordinary question", "invented")
    topics: tuple[float, ...] = parameter(
        (0.34, 0.24, 0.22, 0.20), "share of app failure, wrong charge, branch wait, product loss", "invented"
    )
    media: tuple[float, ...] = parameter((0.48, 0.37, 0.15), "share of app chat, phone, branch", "invented")
    hours: tuple[float, float] = parameter((16.0, 1.1), "median hours to the solution, SD of the log", "invented")
    rated: float = parameter(0.32, "share of solved tickets that are rated", "invented")
    rating: tuple[float, float, float] = parameter(
        (3.7, 0.9, -0.8), "mean stars, stars per SD of satisfaction, if a complaint", "invented"
    )
    rating_hours: float = parameter(-0.4, "stars per log unit of the hours above the median", "invented")
