"""What members say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented", "月数")
    day: int = parameter(20, "day of the month", "invented", "当月第几天")
    sent_from: tuple[int, int] = parameter(
        (36_000, 3_600),
        "second of the day when sending begins, and its length",
        "invented",
        "开始发送的时刻（秒）与持续秒数",
    )
    window: int = parameter(
        60, "days within which members must have come to be asked", "invented", "受邀会员：须在多少天内来过"
    )
    invited: float = parameter(0.22, "share of the members of that time who are asked", "invented", "其中受邀的占比")
    answers: float = parameter(
        -1.45, "log-odds of answering, average member", "public: 15 to 30 % answer", "作答的对数几率，平均会员"
    )
    answers_on_mood: float = parameter(
        0.55, "log-odds of answering per SD of mood", "invented", "心情每高一个标准差，作答的对数几率变化"
    )
    answers_on_response: float = parameter(
        0.5, "log-odds of answering per SD of responsiveness", "invented", "响应度每高一个标准差，作答的对数几率变化"
    )
    answers_on_visits: float = parameter(
        0.22,
        "log-odds of answering per log(1 + visits of that time)",
        "invented",
        "每 log(1＋期间到店次数) 的对数几率变化",
    )
    visits_on_mood: float = parameter(
        0.12, "SD of mood per log(1 + visits of that time)", "invented", "每 log(1＋期间到店次数) 的心情变化，标准差"
    )
    trouble_on_mood: float = parameter(
        -0.8,
        "SD of mood after a refund or cancelled order in that time",
        "invented",
        "期间有退款或取消者心情的变化，标准差",
    )
    noise: float = parameter(0.6, "SD of mood on the day", "invented", "当天心情的标准差")
    answer_days: float = parameter(1.5, "mean days to the answer", "invented", "作答前的平均天数")
    recommend: tuple[float, float] = parameter(
        (7.5, 1.9),
        "mean of the 0 to 10 answer, points per SD",
        "invented; NPS about 25",
        "0–10 分题的均值、每个标准差的分数",
    )
    agree: tuple[float, float] = parameter(
        (3.5, 0.95), "mean of the 1 to 5 answers, points per SD", "invented", "1–5 分题的均值、每个标准差的分数"
    )
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented", "每道 1–5 分题噪声的标准差")


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints to customer service."""

    if_trouble: float = parameter(
        0.16, "probability per refunded or cancelled visit", "invented", "每次退款或取消后的概率"
    )
    otherwise: float = parameter(0.0016, "probability per other visit", "invented", "其余每次到店的概率")
    voice: float = parameter(
        0.6, "SD of the members' log inclination to complain", "invented", "会员投诉倾向对数的标准差"
    )
    first_hours: float = parameter(9.0, "median hours from visit to ticket", "invented", "到店到提交工单的中位数，小时")
    solve_hours: float = parameter(20.0, "median hours to the solution", "invented", "解决时间中位数，小时")
    solve_spread: float = parameter(1.1, "SD of the log hours to the solution", "invented", "解决时间对数的标准差")
    rated: float = parameter(0.32, "share of solved tickets that are rated", "invented", "已解决工单中被评分的占比")
    topics: tuple[float, float, float] = parameter(
        (0.34, 0.26, 0.24),
        "share of wrong order, stars missing, app among the tickets of other visits",
        "invented",
        "其余到店的工单中做错单、星星未到账、应用问题的占比",
    )
    topics_trouble: tuple[float, float, float] = parameter(
        (0.62, 0.05, 0.18), "the same after trouble", "invented", "出问题之后的同一占比"
    )
    media: tuple[float, float] = parameter(
        (0.55, 0.20), "share of chat and of phone", "invented", "在线客服与电话的占比"
    )
    rating: tuple[float, float, float] = parameter(
        (3.6, 0.9, 1.6),
        "mean stars, stars per SD of mood, range of chance",
        "invented",
        "平均星级、心情每个标准差的星级、随机范围",
    )
    rating_mood: tuple[float, float] = parameter(
        (0.6, -0.5),
        "SD per SD of satisfaction, per log unit of the hours",
        "invented",
        "每个满意度标准差、解决时间每个对数单位的心情变化，标准差",
    )


SURVEYS = Surveys()
TICKETS = Tickets()
