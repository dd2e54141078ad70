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
    Wave("rollout_2025", "2025 年服务专案推广", "2025-07", "mixed", 0.80),
    Wave("rollout_2026", "2026 年服务专案推广", "2026-04", "targeted", 0.0),
)


@dataclass(frozen=True)
class Treatment:
    """Who gets a plan, and what it does."""

    months: int = parameter(6, "months that a plan works", "invented", "专案起作用的月数")
    outcome_months: int = parameter(9, "months over which its outcome is measured", "invented", "衡量专案结果的月数")
    treated: float = parameter(
        0.5,
        "share of the lottery that gets a plan, one of the three alike",
        "invented",
        "抽签中获得专案的占比（三种专案均分）",
    )
    smallest: float = parameter(
        0.04,
        "least probability of a plan, and of none, by rule",
        "invented: overlap",
        "按规则挑选时，进与不进专案的最低概率",
    )
    base: float = parameter(
        -1.5, "log-odds of a plan by rule, average firm", "invented", "按规则进专案的对数几率，平均企业"
    )
    on_fall: float = parameter(
        3.0, "log-odds per log unit that its inflow has fallen", "invented", "流入每下滑一个对数单位，对数几率的变化"
    )
    on_size: float = parameter(
        0.20,
        "log-odds per log unit of employees over 30",
        "invented",
        "员工数（以 30 人为基准）每多一个对数单位，对数几率的变化",
    )
    middle: float = parameter(30.0, "employees where the rule is neutral", "invented", "规则中性时的员工数")
    habit: tuple[float, float, float] = parameter(
        (0.50, 0.15, 0.35),
        "share of treasury, payroll and credit among plans given by rule",
        "invented",
        "按规则给出的专案中结算、代发、信贷的占比",
    )
    fits: float = parameter(
        -1.5,
        "log hazard of beginning to leave with the plan that fits",
        "invented",
        "专案对路时，开始流失风险率对数的变化",
    )
    misfits: float = parameter(-0.05, "the same with another plan", "invented", "专案不对路时的同一变化")
    unwanted: float = parameter(
        0.28,
        "the same for the credit plan where firms hardly borrow",
        "invented",
        "几乎不借款的企业得到信贷专案时的同一变化",
    )
    hardly: float = parameter(0.5, "leverage under which firms hardly borrow", "invented", "视为几乎不借款的杠杆上限")
    spread: float = parameter(0.20, "SD of that over firms", "invented", "各企业之间的标准差")
    rescues: float = parameter(
        3.2, "log-odds of coming back with the plan that fits", "invented", "专案对路时，恢复的对数几率变化"
    )
    rescues_misfit: float = parameter(0.25, "the same with another plan", "invented", "专案不对路时的同一变化")
    too_late: float = parameter(
        0.30, "times that from the fifth month of the decline on", "invented", "下滑第五个月起效果变为几倍"
    )
    late_month: int = parameter(5, "month of the decline from which it is late", "invented", "视为太晚的下滑月份")
    in_distress: float = parameter(0.15, "times that for a firm in distress", "invented", "陷入困境的企业效果为几倍")
    micro: float = parameter(0.35, "times the effects for micro firms", "invented", "微型企业效果为几倍")


@dataclass(frozen=True)
class Visits:
    """Visits and calls of the relationship managers."""

    on_fall: float = parameter(
        1.1,
        "log visits per log unit that the inflow has fallen",
        "invented",
        "流入每下滑一个对数单位，走访频率对数的变化",
    )
    on_plan: float = parameter(0.8, "log visits while a plan runs", "invented", "专案期间走访频率对数的变化")
    media: tuple[float, ...] = parameter((0.52, 0.33, 0.15), "visit, phone, video", "invented", "上门、电话、视频")
    minutes: tuple[float, ...] = parameter(
        (75.0, 18.0, 35.0), "median minutes of each", "invented", "各方式时长中位数，分钟"
    )
    minutes_spread: float = parameter(0.4, "SD of the log minutes", "invented", "时长对数的标准差")
    hours: tuple[float, float] = parameter(
        (9.0, 8.5), "hour at which visits begin, and over how many", "invented", "走访开始的时刻与持续的小时数"
    )
    round_to: float = parameter(5.0, "minutes that managers round to", "invented", "客户经理登记时长的取整单位，分钟")
    concern: float = parameter(
        0.4,
        "log units of fallen inflow from which a manager is concerned",
        "invented",
        "客户经理开始担心的流入下滑幅度，对数单位",
    )
    routine: float = parameter(
        0.72, "share of routine among visits without an occasion", "invented", "无特定事由的走访中例行走访的占比"
    )
    for_concern: float = parameter(
        0.60, "share of visits to such a firm that are about it", "invented", "对这类企业的走访中谈及此事的占比"
    )
    for_plan: float = parameter(
        0.55, "share of visits during a plan that are about it", "invented", "专案期间的走访中谈及专案的占比"
    )
    logged_late: float = parameter(0.09, "share that is entered late", "invented", "事后补录的占比")
    late_days: float = parameter(16.0, "mean days until those are entered", "invented", "补录前的平均天数")
    soon_hours: float = parameter(
        20.0, "mean hours until the others are entered", "invented", "其余走访录入前的平均小时数"
    )


@dataclass(frozen=True)
class Alerts:
    """Rules that watch the accounts at the end of every month, and news."""

    inflow: float = parameter(
        0.48,
        "of the last two months against the six before, below which inflow alerts",
        "invented",
        "近两月流入与此前六月之比，低于此值触发流入预警",
    )
    balance: float = parameter(
        0.25,
        "of the last balance against six months, below which it alerts",
        "invented",
        "最近余额与六个月平均之比，低于此值触发预警",
    )
    payroll_months: int = parameter(
        3, "months of payroll before its absence alerts", "invented", "代发中断前需有的代发月数"
    )
    overdue_days: int = parameter(30, "days past due from which a loan alerts", "invented", "触发贷款预警的逾期天数")
    news: float = parameter(
        0.0025, "probability of bad news, a month, healthy firm", "invented", "健康企业每月出现负面消息的概率"
    )
    news_in_distress: float = parameter(0.10, "added at full depth, in distress", "invented", "下滑到底时增加的概率")
    quiet: int = parameter(4, "months in which a rule does not repeat itself", "invented", "同一规则不重复提示的月数")
    delay_days: tuple[int, int] = parameter(
        (2, 7), "days from the end of a month to the alert", "invented", "月末到发出预警的天数"
    )
    doubled: float = parameter(
        0.05, "share that the branch's system raises again", "invented", "被分行系统再次提示的占比"
    )
    doubled_days: int = parameter(4, "days until it does, at most", "invented", "再次提示的最长间隔，天")
    deep: float = parameter(
        0.30, "ratio below which an alert is of high severity", "invented", "低于此比值为高级别预警"
    )
    long_overdue: int = parameter(
        60, "days past due from which an alert is of high severity", "invented", "逾期超过此天数为高级别预警"
    )
    judgement: float = parameter(
        0.18, "SD of the managers' error about the depth of a decline", "invented", "客户经理判断下滑深度的误差，标准差"
    )
    verdicts: tuple[float, float] = parameter(
        (0.12, 0.35), "depth that looks like watch, and like act", "invented", "看上去应“继续观察”“采取措施”的深度"
    )
    handled: float = parameter(0.72, "share that a manager has looked into", "invented", "客户经理处理过的占比")
    handled_days: float = parameter(9.0, "mean days until then", "invented", "处理前的平均天数")


@dataclass(frozen=True)
class Surveys:
    """Half-yearly surveys of the finance managers, and who answers."""

    waves: tuple[str, ...] = parameter(("2024-11", "2025-05", "2025-11", "2026-05"), "months", "invented", "月数")
    day: int = parameter(12, "day of the month", "invented", "当月第几天")
    invited: float = parameter(0.55, "share of the clients", "invented", "占客户的比例")
    answers: float = parameter(-0.85, "log-odds of answering, average firm", "invented", "作答的对数几率，平均企业")
    answers_on_mood: float = parameter(
        0.50, "log-odds of answering per SD of mood", "invented", "心情每高一个标准差，作答的对数几率变化"
    )
    answers_on_size: float = parameter(
        0.15,
        "log-odds of answering per log unit of employees over 30",
        "invented",
        "员工数（以 30 人为基准）每多一个对数单位，作答的对数几率变化",
    )
    decline_on_mood: float = parameter(
        -1.1, "SD of mood at full depth of the decline", "invented", "下滑到底时心情的变化，标准差"
    )
    plan_on_mood: float = parameter(0.25, "SD of mood while a plan runs", "invented", "专案期间心情的变化，标准差")
    noise: float = parameter(0.7, "SD of mood on the day", "invented", "当天心情的标准差")
    recommend: tuple[float, float] = parameter(
        (7.1, 1.9), "mean of the 0 to 10 answer, points per SD", "invented", "0–10 分题的均值、每个标准差的分数"
    )
    price: float = parameter(
        0.5, "weight of the mood in what is thought of prices", "invented", "心情在价格评价中的权重"
    )
    agree: tuple[float, float] = parameter(
        (3.5, 0.9), "mean of the 1 to 5 answers, points per SD", "invented", "1–5 分题的均值、每个标准差的分数"
    )
    item_noise: float = parameter(0.5, "SD of noise in each 1 to 5 answer", "invented", "每道 1–5 分题噪声的标准差")
    answer_days: float = parameter(4.0, "mean days to the answer", "invented", "作答前的平均天数")


@dataclass(frozen=True)
class Tickets:
    """What firms ask or complain about."""

    rate: float = parameter(0.035, "tickets a month of a firm with 30 employees", "invented", "30 人企业每月工单数")
    on_size: float = parameter(0.30, "power of the employees in that", "invented", "员工数对其的幂次")
    voice: float = parameter(0.7, "SD of the log rate over firms", "invented", "各企业频率对数的标准差")
    on_decline: float = parameter(0.9, "log rate at full depth of the decline", "invented", "下滑到底时频率对数的变化")
    topics: tuple[float, ...] = parameter(
        (0.30, 0.20, 0.20, 0.16, 0.14),
        "payment failed, online banking, fees, loan process, account change",
        "invented",
        "付款失败、网银、收费、贷款流程、账户变更",
    )
    media: tuple[float, ...] = parameter((0.45, 0.35, 0.20), "phone, online, branch", "invented", "电话、线上、网点")
    solve_hours: float = parameter(26.0, "median hours to the solution", "invented", "解决时间中位数，小时")
    solve_spread: float = parameter(1.1, "SD of the log of that", "invented", "其对数的标准差")
    rated: float = parameter(0.30, "share of the solved that are rated", "invented", "已解决工单中被评分的占比")
    hours: tuple[float, float] = parameter(
        (8.5, 9.5), "hour at which tickets begin, and over how many", "invented", "工单开始的时刻与持续的小时数"
    )
    slow: float = parameter(
        -0.4,
        "SD of mood per log unit that the solution takes longer",
        "invented",
        "解决时间每长一个对数单位，心情的变化，标准差",
    )
    rating: tuple[float, float] = parameter(
        (3.7, 0.8), "mean rating, points per SD of mood", "invented", "平均评分、心情每个标准差的分数"
    )


TREATMENT = Treatment()
VISITS = Visits()
ALERTS = Alerts()
SURVEYS = Surveys()
TICKETS = Tickets()
