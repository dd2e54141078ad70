"""What customers say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented")
    day: int = parameter(10, "day of the month", "invented")
    invited: float = parameter(0.35, "share of the customers of the last 12 months", "invented")
    answers: float = parameter(
        -1.35, "log-odds of answering, average customer", "invented; 15 to 30 % answer, usual talk"
    )
    answers_on_satisfaction: float = parameter(0.55, "log-odds of answering per SD of satisfaction", "invented")
    answers_on_orders: float = parameter(0.35, "log-odds of answering per log(1 + orders of the year)", "invented")
    answers_if_gone: float = parameter(-1.6, "log-odds of answering for those who have left", "invented")
    late_on_mood: float = parameter(-0.45, "SD of mood per late delivery of the year", "invented")
    late_most: int = parameter(3, "late deliveries of the year that count at most", "invented")
    orders_on_mood: float = parameter(0.15, "SD of mood per log(1 + orders of the year)", "invented")
    noise: float = parameter(0.6, "SD of mood on the day", "invented")
    recommend: tuple[float, float] = parameter(
        (7.2, 2.0), "mean of the 0 to 10 answer, points per SD", "invented; NPS about 20"
    )
    agree: tuple[float, float] = parameter((3.4, 0.95), "mean of the 1 to 5 answers, points per SD", "invented")
    answers_on_response: float = parameter(0.5, "log-odds of answering per SD of responsiveness", "invented")
    answer_days: float = parameter(2.0, "mean days to the answer", "invented")
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented")
    conviction: tuple[float, float] = parameter(
        (0.7, 0.3), "weight of conviction and of mood in what is felt", "invented"
    )
    attachment: tuple[float, float] = parameter(
        (0.8, 0.2), "weight of attachment and of mood in its answer", "invented"
    )
    preference: tuple[float, float] = parameter(
        (0.5, 0.5), "weight of mood and of attachment in preference", "invented"
    )
    stays: tuple[float, float, float] = parameter(
        (0.5, 0.4, 0.7), "weight of attachment, conviction and chance in staying", "invented"
    )
    rival_steps: tuple[float, float] = parameter(
        (-0.1, 0.8), "where stay turns into consider, and that into switch", "invented"
    )


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
    about_late: float = parameter(0.85, "share of the tickets of late orders that are about the delay", "invented")
    topics: tuple[float, float] = parameter(
        (0.30, 0.25), "share of damaged and of payment among other tickets", "invented"
    )
    media: tuple[float, float] = parameter((0.50, 0.25), "share of chat and of phone", "invented")
    rating: tuple[float, float, float] = parameter(
        (3.6, 0.9, 1.6), "mean stars, stars per SD of mood, range of chance", "invented"
    )
    rating_mood: tuple[float, float, float] = parameter(
        (0.6, -0.5, -0.5), "SD per SD of satisfaction, per log unit of the hours, if late", "invented"
    )


SURVEYS = Surveys()
TICKETS = Tickets()
