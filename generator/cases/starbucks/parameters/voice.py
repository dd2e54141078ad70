"""What members say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented")
    day: int = parameter(20, "day of the month", "invented")
    sent_from: tuple[int, int] = parameter(
        (36_000, 3_600), "second of the day when sending begins, and its length", "invented"
    )
    window: int = parameter(60, "days within which members must have come to be asked", "invented")
    invited: float = parameter(0.22, "share of the members of that time who are asked", "invented")
    answers: float = parameter(-1.45, "log-odds of answering, average member", "public: 15 to 30 % answer")
    answers_on_mood: float = parameter(0.55, "log-odds of answering per SD of mood", "invented")
    answers_on_response: float = parameter(0.5, "log-odds of answering per SD of responsiveness", "invented")
    answers_on_visits: float = parameter(0.22, "log-odds of answering per log(1 + visits of that time)", "invented")
    visits_on_mood: float = parameter(0.12, "SD of mood per log(1 + visits of that time)", "invented")
    trouble_on_mood: float = parameter(-0.8, "SD of mood after a refund or cancelled order in that time", "invented")
    noise: float = parameter(0.6, "SD of mood on the day", "invented")
    answer_days: float = parameter(1.5, "mean days to the answer", "invented")
    recommend: tuple[float, float] = parameter(
        (7.5, 1.9), "mean of the 0 to 10 answer, points per SD", "invented; NPS about 25"
    )
    agree: tuple[float, float] = parameter((3.5, 0.95), "mean of the 1 to 5 answers, points per SD", "invented")
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented")


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints to customer service."""

    if_trouble: float = parameter(0.16, "probability per refunded or cancelled visit", "invented")
    otherwise: float = parameter(0.0016, "probability per other visit", "invented")
    voice: float = parameter(0.6, "SD of the members' log inclination to complain", "invented")
    first_hours: float = parameter(9.0, "median hours from visit to ticket", "invented")
    solve_hours: float = parameter(20.0, "median hours to the solution", "invented")
    solve_spread: float = parameter(1.1, "SD of the log hours to the solution", "invented")
    rated: float = parameter(0.32, "share of solved tickets that are rated", "invented")
    topics: tuple[float, float, float] = parameter(
        (0.34, 0.26, 0.24), "share of wrong order, stars missing, app among the tickets of other visits", "invented"
    )
    topics_trouble: tuple[float, float, float] = parameter((0.62, 0.05, 0.18), "the same after trouble", "invented")
    media: tuple[float, float] = parameter((0.55, 0.20), "share of chat and of phone", "invented")
    rating: tuple[float, float, float] = parameter(
        (3.6, 0.9, 1.6), "mean stars, stars per SD of mood, range of chance", "invented"
    )
    rating_mood: tuple[float, float] = parameter(
        (0.6, -0.5), "SD per SD of satisfaction, per log unit of the hours", "invented"
    )


SURVEYS = Surveys()
TICKETS = Tickets()
