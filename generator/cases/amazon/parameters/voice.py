"""What customers say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented", "月数")
    day: int = parameter(10, "day of the month", "invented", "当月第几天")
    invited: float = parameter(
        0.35, "share of the customers of the last 12 months", "invented", "占近 12 个月顾客的比例"
    )
    answers: float = parameter(
        -1.35,
        "log-odds of answering, average customer",
        "invented; 15 to 30 % answer, usual talk",
        "作答的对数几率，平均客户",
    )
    answers_on_satisfaction: float = parameter(
        0.55, "log-odds of answering per SD of satisfaction", "invented", "满意度每高一个标准差，作答的对数几率变化"
    )
    answers_on_orders: float = parameter(
        0.35,
        "log-odds of answering per log(1 + orders of the year)",
        "invented",
        "每 log(1＋年订单数) 的作答对数几率变化",
    )
    answers_if_gone: float = parameter(
        -1.6, "log-odds of answering for those who have left", "invented", "已流失者作答的对数几率变化"
    )
    late_on_mood: float = parameter(
        -0.45, "SD of mood per late delivery of the year", "invented", "当年每次延误的心情变化，标准差"
    )
    late_most: int = parameter(
        3, "late deliveries of the year that count at most", "invented", "当年最多计入的延误次数"
    )
    orders_on_mood: float = parameter(
        0.15, "SD of mood per log(1 + orders of the year)", "invented", "每 log(1＋年订单数) 的心情变化，标准差"
    )
    noise: float = parameter(0.6, "SD of mood on the day", "invented", "当天心情的标准差")
    recommend: tuple[float, float] = parameter(
        (7.2, 2.0),
        "mean of the 0 to 10 answer, points per SD",
        "invented; NPS about 20",
        "0–10 分题的均值、每个标准差的分数",
    )
    agree: tuple[float, float] = parameter(
        (3.4, 0.95), "mean of the 1 to 5 answers, points per SD", "invented", "1–5 分题的均值、每个标准差的分数"
    )
    answers_on_response: float = parameter(
        0.5, "log-odds of answering per SD of responsiveness", "invented", "响应度每高一个标准差，作答的对数几率变化"
    )
    answer_days: float = parameter(2.0, "mean days to the answer", "invented", "作答前的平均天数")
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented", "每道 1–5 分题噪声的标准差")
    conviction: tuple[float, float] = parameter(
        (0.7, 0.3), "weight of conviction and of mood in what is felt", "invented", "认同与心情在感受中的权重"
    )
    attachment: tuple[float, float] = parameter(
        (0.8, 0.2), "weight of attachment and of mood in its answer", "invented", "依恋与心情在其回答中的权重"
    )
    preference: tuple[float, float] = parameter(
        (0.5, 0.5), "weight of mood and of attachment in preference", "invented", "心情与依恋在首选中的权重"
    )
    stays: tuple[float, float, float] = parameter(
        (0.5, 0.4, 0.7),
        "weight of attachment, conviction and chance in staying",
        "invented",
        "依恋、认同与随机因素在“留下”中的权重",
    )
    rival_steps: tuple[float, float] = parameter(
        (-0.1, 0.8),
        "where stay turns into consider, and that into switch",
        "invented",
        "“留下”转为“考虑”、“考虑”转为“转投”的分界",
    )


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints to customer service."""

    if_late: float = parameter(0.20, "probability per late order", "invented", "每笔延误订单的概率")
    if_returned: float = parameter(0.13, "probability per order with a return", "invented", "每笔有退货订单的概率")
    otherwise: float = parameter(0.018, "probability per other order", "invented", "其余每笔订单的概率")
    voice: float = parameter(
        0.5, "SD of the customers' log inclination to complain", "invented", "顾客投诉倾向对数的标准差"
    )
    first_hours: float = parameter(
        30.0, "median hours from order or promise to ticket", "invented", "下单或承诺到提交工单的小时数，中位数"
    )
    solve_hours: float = parameter(14.0, "median hours to the solution", "invented", "解决时间中位数，小时")
    solve_spread: float = parameter(1.1, "SD of the log hours to the solution", "invented", "解决时间对数的标准差")
    rated: float = parameter(0.34, "share of solved tickets that are rated", "invented", "已解决工单中被评分的占比")
    about_late: float = parameter(
        0.85,
        "share of the tickets of late orders that are about the delay",
        "invented",
        "延误订单的工单中关于延误的占比",
    )
    topics: tuple[float, float] = parameter(
        (0.30, 0.25), "share of damaged and of payment among other tickets", "invented", "其余工单中破损与付款的占比"
    )
    media: tuple[float, float] = parameter(
        (0.50, 0.25), "share of chat and of phone", "invented", "在线客服与电话的占比"
    )
    rating: tuple[float, float, float] = parameter(
        (3.6, 0.9, 1.6),
        "mean stars, stars per SD of mood, range of chance",
        "invented",
        "平均星级、心情每个标准差的星级、随机范围",
    )
    rating_mood: tuple[float, float, float] = parameter(
        (0.6, -0.5, -0.5),
        "SD per SD of satisfaction, per log unit of the hours, if late",
        "invented",
        "每个满意度标准差、解决时间（如延误）每个对数单位的变化，标准差",
    )


SURVEYS = Surveys()
TICKETS = Tickets()
