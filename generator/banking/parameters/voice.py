"""What customers say: surveys and tickets. "invented" means chosen to hit the bands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.parameter import parameter


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys and who answers them."""

    waves: tuple[str, ...] = parameter(("2024-09", "2025-03", "2025-09", "2026-03"), "months", "invented", "月数")
    day: int = parameter(12, "day of the month", "invented", "当月第几天")
    invited: float = parameter(0.30, "share of the open customers", "invented", "占未销户客户的比例")
    answers: float = parameter(
        -1.9, "log-odds of answering, average customer", "public: 10 to 25 % answer", "作答的对数几率，平均客户"
    )
    answers_satisfaction: float = parameter(
        0.50, "log-odds per SD of mood", "invented", "心情每高一个标准差，对数几率的变化"
    )
    answers_activity: float = parameter(
        0.35,
        "log-odds per log(1 + sessions of the last three months)",
        "invented",
        "每 log(1＋近三个月登录次数) 的对数几率变化",
    )
    answers_silent: float = parameter(-1.5, "log-odds of the dormant", "invented", "沉睡客户的对数几率变化")
    incident: float = parameter(
        -0.9,
        "SD of mood after a failure of service within half a year",
        "invented",
        "半年内服务出过错者心情的变化，标准差",
    )
    state: tuple[float, float, float] = parameter(
        (0.0, -0.45, -0.7), "SD of mood: active, declining, dormant", "invented", "活跃、下滑、沉睡时的心情，标准差"
    )
    noise: float = parameter(0.6, "SD of mood on the day", "invented", "当天心情的标准差")
    recommend: tuple[float, float] = parameter(
        (7.3, 2.0),
        "mean of the 0 to 10 answer, points per SD",
        "invented; NPS about 20",
        "0–10 分题的均值、每个标准差的分数",
    )
    agree: tuple[float, float] = parameter(
        (3.5, 0.95), "mean of the 1 to 5 answers, points per SD", "invented", "1–5 分题的均值、每个标准差的分数"
    )
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented", "每道 1–5 分题噪声的标准差")
    answer_days: float = parameter(2.0, "mean days to the answer", "invented", "作答前的平均天数")
    other_bank: tuple[float, float] = parameter(
        (0.4, -0.9),
        "log-odds of naming another bank as the main one, per SD of attachment",
        "invented",
        "把他行作为主办银行的对数几率及其随依恋的变化",
    )
    other_payroll: float = parameter(
        -1.6, "log-odds more if the salary is paid in", "invented", "代发工资者对数几率的变化"
    )


@dataclass(frozen=True)
class Tickets:
    """Questions and complaints."""

    complains: float = parameter(
        0.42, "share of failures of service that are complained about", "invented", "服务出错中被投诉的占比"
    )
    voice: float = parameter(0.5, "SD of the log inclination to complain", "invented", "投诉倾向对数的标准差")
    questions: float = parameter(
        0.011, "probability per month of an ordinary question", "invented", "每月普通咨询的概率"
    )
    topics: tuple[float, ...] = parameter(
        (0.34, 0.24, 0.22, 0.20),
        "share of app failure, wrong charge, branch wait, product loss",
        "invented",
        "系统故障、错误扣费、网点排队、产品亏损的占比",
    )
    media: tuple[float, ...] = parameter(
        (0.48, 0.37, 0.15), "share of app chat, phone, branch", "invented", "App 在线客服、电话、网点的占比"
    )
    hours: tuple[float, float] = parameter(
        (16.0, 1.1), "median hours to the solution, SD of the log", "invented", "解决时间中位数（小时）与其对数的标准差"
    )
    rated: float = parameter(0.32, "share of solved tickets that are rated", "invented", "已解决工单中被评分的占比")
    rating: tuple[float, float, float] = parameter(
        (3.7, 0.9, -0.8),
        "mean stars, stars per SD of satisfaction, if a complaint",
        "invented",
        "平均星级、满意度每个标准差的星级、投诉时的变化",
    )
    rating_hours: float = parameter(
        -0.4,
        "stars per log unit of the hours above the median",
        "invented",
        "解决时间高于中位数每一个对数单位，星级的变化",
    )
