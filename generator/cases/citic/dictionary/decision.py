"""What is decided for July 2026, and what may be known of the firms then."""

from __future__ import annotations

from generator.cases.citic.parameters import INDUSTRIES, PLANS, SIZES
from generator.decisions.specification import Action
from generator.schema import Column, Table, Text

NO_ANSWER = Text("asked and not answered, or not asked", "未受邀或未作答")
NO_HISTORY = Text("not yet a client for so long", "成为客户的时间不够长")

FIRMS = Table(
    "decision_firms",
    Text(
        "One row a firm that is a client on the as-of date, has no service plan and is not large (head office looks "
        "after those), as known then.",
        "截止日仍为客户、未在专案中的大型以下企业（大型企业由总行直接服务），每家一行，信息截至数据截止日。",
    ),
    ("firm_id",),
    (
        Column("firm_id", "int", Text("The firm.", "企业编号。"), unique=True),
        Column("industry", "text", Text("Industry.", "所属行业。"), values=tuple(item.name for item in INDUSTRIES)),
        Column("size", "text", Text("Class of size.", "企业规模。"), values=tuple(item.name for item in SIZES[:-1])),
        Column("in_group", "bool", Text("Whether it is a member of a group.", "是否属于企业集团。")),
        Column("days_as_client", "int", Text("Days since the first account was opened.", "成为客户的天数。"), low=0),
        Column(
            "inflow_3",
            "money",
            Text(
                "Mean monthly inflow from April to June 2026, the group's left out.",
                "2026 年 4 至 6 月的月均流入，不含集团内转入。",
            ),
            "CNY",
            low=0,
        ),
        Column(
            "inflow_ratio",
            "number",
            Text(
                "That, divided by the mean of the same sum from July 2025 to March 2026.",
                "上一项与 2025 年 7 月至 2026 年 3 月月均流入之比。",
            ),
            missing=NO_HISTORY,
            low=0,
        ),
        Column("balance", "money", Text("Balance on the as-of date.", "截止日结算账户余额。"), "CNY", low=0),
        Column(
            "payroll_months",
            "int",
            Text("Months of the last three with payroll.", "近三个月中代发过工资的月数。"),
            "months",
            low=0,
            high=3,
        ),
        Column(
            "payroll_months_before",
            "int",
            Text("Months of the nine before with payroll.", "再往前九个月中代发过工资的月数。"),
            "months",
            low=0,
            high=9,
        ),
        Column("loans", "money", Text("Principal owed on the as-of date.", "截止日贷款本金余额。"), "CNY", low=0),
        Column(
            "days_past_due",
            "int",
            Text("Longest delay of a loan on the as-of date.", "截止日贷款的最长逾期天数。"),
            "days",
            low=0,
        ),
        Column(
            "income_12",
            "money",
            Text("The bank's own income since 1 July 2025.", "2025 年 7 月 1 日以来本行取得的自身收入。"),
            "CNY",
            low=0,
        ),
        Column("tickets_6", "int", Text("Tickets since 1 January 2026.", "2026 年 1 月 1 日以来的工单数。"), low=0),
        Column(
            "satisfaction",
            "int",
            Text("Answer to the survey of May 2026, 1 to 5.", "2026 年 5 月问卷的总体满意度，1 至 5 分。"),
            "points",
            missing=NO_ANSWER,
            low=1,
            high=5,
        ),
    ),
)

ACTIONS = (
    Action("nothing", Text("No plan.", "不进专案。")),
    *(
        Action(
            plan.name,
            Text(f"The {plan.name} plan, six months: {plan.work}.", f"{plan.zh}，为期六个月：{plan.work_zh}。"),
        )
        for plan in PLANS
    ),
)

QUESTION = Text(
    "Which firms should get which service plan in July 2026? What counts is the income of the next twelve months, less "
    "the cost of the plans; the managers' hours are limited.",
    "2026 年 7 月，哪些企业进入哪种服务专案？衡量标准是未来 12 个月的收入减去专案成本；客户经理的工时有限。",
)
