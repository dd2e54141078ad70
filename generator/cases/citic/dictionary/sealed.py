"""The tables of the sealed truth, which learners never get."""

from __future__ import annotations

from generator.cases.citic.parameters import INDUSTRIES, PLANS
from generator.cases.citic.treatment import ARMS
from generator.cases.citic.truth import ENDINGS, REASONS, STANDINGS
from generator.questionnaire import survey_truth_schema
from generator.schema import Column, Table, Text

KNOWN = Column("firm_id", "int", Text("The firm.", "企业编号。"))
FITTING = Column(
    "fitting_plan", "text", Text("The plan that meets the needs of its industry.", "最契合其行业需求的专案。"),
                 values=tuple(plan.name for plan in PLANS))  # fmt: skip
STANDING = Text(
    "How it really stands: client, leaving_for_rival, leaving_in_distress, gone.",
    "真实状态：client 稳定；leaving_for_rival 正转往他行；leaving_in_distress 陷入困境；gone 已流失。",
)
UNDER = {
    "control": ("without a plan", "不进专案时"),
    **{p.name: (f"with the {p.name} plan", f"进入 {p.name} 专案时") for p in PLANS},
}


def _number(name: str, english: str, chinese: str, unit: str, decimals: int = 6) -> Column:
    return Column(name, "number", Text(english, chinese), unit, decimals=decimals)


FIRMS = Table(
    "firms",
    Text("What drives each firm, and what is still to come.", "每家企业的真实驱动因素与未来表现。"),
    ("firm_id",),
    (
        Column("firm_id", "int", Text("The firm.", "企业编号。"), unique=True),
        _number(
            "onset_per_month",
            "Hazard of beginning to leave, before cycle and plans.",
            "每月开始流失的风险率（不计行业周期与专案）。",
            "per month",
        ),
        _number("satisfaction", "Lasting satisfaction.", "长期满意度。", "SD"),
        _number(
            "severity",
            "Share of the business that a decline takes in the end.",
            "一旦下滑，最终失去的业务比例。",
            "share",
        ),
        Column("standing", "text", STANDING, values=STANDINGS),
        _number("depth", "Share of the business that has gone.", "已失去的业务比例。", "share"),
        Column(
            "left_at",
            "date",
            Text("When it goes; may lie after the as-of date.", "流失日期，可能晚于截止日。"),
            missing=Text("stays at least 36 months more", "截止日后至少 36 个月内不流失"),
        ),
        _number(
            "exit_probability_12",
            "Probability of going within 12 months, no further plans; 1 for those gone.",
            "未来 12 个月流失的概率（不再进专案）；已流失的为 1。",
            "probability",
        ),
        Column(
            "exits_within_12",
            "bool",
            Text(
                "Goes within 12 months in the future that was played out.", "在模拟出的一种未来里，12 个月内是否流失。"
            ),
        ),
        Column(
            "monthly_income",
            "money",
            Text("Expected income of a month while healthy.", "健康状态下的期望月收入。"),
            "CNY",
        ),
        Column(
            "expected_income_12",
            "money",
            Text(
                "Expected income of the next 12 months at 8 % a year, no further plans.",
                "未来 12 个月期望收入的现值（年折现率 8%，不再进专案）。",
            ),
            "CNY",
        ),
        Column(
            "expected_income_36",
            "money",
            Text("The same for 36 months.", "未来 36 个月期望收入的现值，口径同上。"),
            "CNY",
        ),
        FITTING,
    ),
)

ASSIGNMENTS = Table(
    "assignments",
    Text(
        "The potential outcomes of every assignment under each plan and none, in the nine months from the wave on, "
        "under the same random numbers.",
        "每条分组记录在各专案及不进专案时的潜在结果（批次开始起 9 个月内，同一随机数）。",
    ),
    ("assignment_id",),
    (
        Column("assignment_id", "int", Text("The assignment.", "分组记录编号。"), unique=True),
        Column("campaign_id", "int", Text("The wave.", "批次编号。")),
        KNOWN,
        Column(
            "standing",
            "text",
            Text("How the firm stood at the start of the wave.", "批次开始时企业的真实状态。"),
            values=STANDINGS,
        ),
        FITTING,
        *(
            Column(f"exits_{arm}", "bool", Text(f"Goes, {UNDER[arm][0]}.", f"{UNDER[arm][1]}是否流失。"))
            for arm in ARMS
        ),
        *(
            _number(
                f"exit_probability_{arm}",
                f"Probability of going, {UNDER[arm][0]}.",
                f"{UNDER[arm][1]}的流失概率。",
                "probability",
            )
            for arm in ARMS
        ),
        *(
            _number(
                f"business_{arm}",
                f"Months of full business done, {UNDER[arm][0]}.",
                f"{UNDER[arm][1]}完成的业务量（折合健康月数）。",
                "months",
                4,
            )
            for arm in ARMS
        ),
        *(
            Column(
                f"income_{arm}",
                "money",
                Text(f"Expected income, {UNDER[arm][0]}.", f"{UNDER[arm][1]}的期望收入。"),
                "CNY",
            )
            for arm in ARMS
        ),
    ),
)

DECLINES = Table(
    "declines",
    Text(
        "One row a decline that began by the as-of date and had not ended before the window.",
        "每次真实的业务下滑一行：截止日前开始，且在数据期开始前尚未结束。",
    ),
    ("decline_id",),
    (
        Column("decline_id", "int", Text("Number of the decline.", "下滑编号。"), unique=True),
        KNOWN,
        Column("began", "date", Text("First day of the month in which it began.", "开始月份的首日。")),
        Column("reason", "text", Text("Why.", "原因：to_rival 转往他行；in_distress 陷入困境。"), values=REASONS),
        Column(
            "ending",
            "text",
            Text("What became of it.", "结局：came_back 回升；went 流失；open 截止日尚未见分晓。"),
            values=ENDINGS,
        ),
        Column(
            "ended",
            "date",
            Text("First day of the month in which it ended.", "结束月份的首日。"),
            missing=Text("not over on the as-of date", "截止日尚未结束"),
        ),
    ),
)

INDUSTRY_TRUTH = Table(
    "industries",
    Text("What the industries do to firms that are alike otherwise.", "其他条件相同时，行业本身的影响。"),
    ("industry",),
    (
        Column("industry", "text", Text("The industry.", "行业。"), values=tuple(item.name for item in INDUSTRIES)),
        _number("hazard", "Times the usual hazard of beginning to leave.", "开始流失的风险率相对倍数。", "times"),
        _number(
            "onset_per_year",
            "Probability of beginning to leave within a year, average firm, over the window.",
            "普通企业一年内开始流失的概率（数据期内平均）。",
            "probability",
        ),
        _number(
            "cycle_now",
            "Where its cycle stands on the as-of date.",
            "截止日的行业周期位置（活跃度对数）。",
            "log activity",
        ),
        FITTING,
    ),
    once=True,
)

SURVEYS = survey_truth_schema(
    Text("What everyone who was asked would have answered.", "所有受邀企业（含未作答者）的真实答案。"), KNOWN
)
