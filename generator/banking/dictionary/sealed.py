"""The tables of the sealed truth, which learners never get."""

from __future__ import annotations

from generator.banking.campaigns import arm_names
from generator.banking.lifecycle import ACTIVE, STATES
from generator.banking.parameters import Bank
from generator.banking.treatment import SEGMENTS
from generator.questionnaire import survey_truth_schema
from generator.schema import Column, Table, Text

KNOWN = Column("customer_id", "int", Text("The customer.", "客户编号。"))
STATE = Text(
    "active; declining (assets are leaving); dormant (gone, account open); closed.",
    "状态：active 活跃；declining 资产正在流失；dormant 休眠（人已离开、账户未销）；closed 已销户。",
)


def _number(name: str, english: str, chinese: str, unit: str, decimals: int = 6) -> Column:
    return Column(name, "number", Text(english, chinese), unit, decimals=decimals)


CUSTOMERS = Table(
    "customers",
    Text("What drives each customer, and what is still to come.", "每位客户的真实驱动因素与未来表现。"),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "客户编号。"), unique=True),
        Column("usual_assets", "money", Text("Assets kept here in quiet times.", "平稳时期在本行的资产水平。"), "CNY"),
        _number("hazard_of_declining", "Hazard of starting to decline, mean of the last year.",
                "开始流失的月风险率（近一年均值）。", "per month"),
        _number("satisfaction", "Lasting satisfaction.", "长期满意度。", "SD"),
        _number("attachment", "Emotional stickiness.", "情感粘性。", "SD"),
        _number("sessions_per_month", "App sessions while active; 0 for who never uses it.",
                "活跃时的月登录次数；从不使用者为 0。", "per month"),
        _number("payments_per_month", "Card payments while active.", "活跃时的月消费笔数。", "per month"),
        _number("monthly_outflow_if_declining", "Share of the assets that leaves in each month of decline.",
                "流失期间每月流出资产的比例。", "share"),
        Column("state", "text", STATE, values=STATES),
        _number("probability_lost_12", "Probability of being dormant or closed in 12 months.",
                "12 个月后处于休眠或销户状态的概率。", "probability"),
        _number("expected_live_months_36", "Expected months, of the next 36, neither dormant nor closed.",
                "未来 36 个月内既未休眠也未销户的期望月数。", "months"),
        Column("months_to_loss", "int", Text("Months until dormant or closed in one future that was played out.",
                                             "模拟出的一种未来里，距休眠或销户的月数。"), "months",
               missing=Text("lost already, or stays at least 36 months", "已流失，或 36 个月内不流失")),
        Column("expected_value_12", "money", Text("Expected margin of the next 12 months at the discount rate.",
                                                  "未来 12 个月的期望收益现值。"), "CNY"),
        Column("expected_value_36", "money", Text("The same for 36 months.", "未来 36 个月的期望收益现值，口径同上。"),
               "CNY"),
        Column("assets_in_12_months", "money", Text("Assets in 12 months in that future.",
                                                    "同一未来里，12 个月后的资产。"), "CNY"),
        Column("assets_in_36_months", "money", Text("Assets in 36 months in that future.",
                                                    "同一未来里，36 个月后的资产。"), "CNY"),
    ),
)  # fmt: skip

BEHIND = Table(
    "states",
    Text("The state behind every row of monthly_assets.", "monthly_assets 每一行背后的真实状态。"),
    ("customer_id", "month"),
    (
        KNOWN,
        Column("month", "date", Text("First day of the month.", "月份（以当月 1 日表示）。")),
        Column("state", "text", STATE, values=STATES[ACTIVE:]),
        _number("hazard_of_declining", "Hazard of starting to decline, without treatment.",
                "未受干预时开始流失的月风险率。", "per month"),
    ),
)  # fmt: skip

ASSIGNMENTS = Table(
    "assignments",
    Text("What drives the response of each assigned customer.", "每位分组客户对活动反应的真实驱动因素。"),
    ("assignment_id",),
    (
        Column("assignment_id", "int", Text("The assignment.", "分组记录编号。"), unique=True),
        Column("campaign_id", "int", Text("The campaign.", "活动编号。")),
        KNOWN,
        Column("segment", "text", Text(
            "slipping: assets below half their peak of the half-year; silent: no sign for three months; else steady.",
            "slipping 资产不足半年内峰值的一半；silent 三个月无任何动作；steady 其余。"), values=SEGMENTS),
        Column("declining", "bool", Text("Whether the customer is really declining.", "是否真的正在流失。")),
        _number("loyalty_response", "Share of an arm's full effect on staying; below 0 contacts annoy.",
                "对留存效果的反应系数；小于 0 表示越联系越反感。", "share"),
        _number("activity_response", "The same for activity.", "对活跃效果的反应系数，含义同上。", "share"),
    ),
)  # fmt: skip


def outcomes(bank: Bank) -> Table:
    """All potential outcomes of all assignments."""
    months = bank.response.horizon
    return Table(
        "outcomes",
        Text(
            f"One row an assignment and arm: what would happen under that arm, with the same random numbers. Active "
            f"means using the app in the campaign's month, lost being dormant or closed {months} months on.",
            f"潜在结果表，每条分组记录的每个组别一行：同一随机数下，若进入该组会发生什么。"
            f"active 指活动当月登录过手机银行，lost 指 {months} 个月后已休眠或销户。",
        ),
        ("assignment_id", "arm"),
        (
            Column("assignment_id", "int", Text("The assignment.", "分组记录编号。")),
            Column("arm", "text", Text("The arm.", "组别。"), values=arm_names(bank)),
            _number("propensity", "Probability of this arm.", "进入该组的概率。", "probability"),
            _number("reach_probability", "Probability of being reached under it.", "在该组被真正触达的概率。",
                    "probability"),
            Column("reached", "bool", Text("Whether the customer would be reached.", "若进入该组是否会被触达。")),
            _number("active_probability", "Probability of using the app in the month.", "当月登录的概率。",
                    "probability"),
            Column("active", "bool", Text("Uses the app in the month.", "当月是否登录。")),
            _number("lost_probability", "Probability of being lost at the horizon.", "期末已流失的概率。",
                    "probability"),
            Column("lost", "bool", Text("Lost at the horizon.", "期末是否已流失。")),
        ),
    )  # fmt: skip


SURVEYS = survey_truth_schema(
    Text("What everyone who was asked would have answered.", "所有受邀客户（含未作答者）的真实答案。"), KNOWN
)
