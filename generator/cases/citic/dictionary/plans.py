"""Tables about the service plans and who was given them."""

from __future__ import annotations

from generator.campaign_tables import assignments_schema, campaigns_schema
from generator.cases.citic.dictionary.clients import FIRM
from generator.cases.citic.parameters import PLANS
from generator.cases.citic.plans import DESIGNS, WAYS
from generator.cases.citic.treatment import ARMS
from generator.schema import Column, Table, Text

PLAN_NAMES = "；".join(f"{plan.name} {plan.zh}" for plan in PLANS)

SERVICE_PLANS = Table(
    "service_plans",
    Text("One row a service plan.", "服务专案表，每种专案一行。"),
    ("plan",),
    (
        Column("plan", "text", Text("Name.", "专案英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "专案中文名。"), unique=True),
        Column("work", "text", Text("What it consists of.", "服务内容（英文）。")),
        Column("work_zh", "text", Text("The same in Chinese.", "服务内容（中文）。")),
        Column(
            "cost",
            "money",
            Text("Cost of a plan for a firm, the manager's time apart.", "每家企业的专案成本，不含人工。"),
            "CNY",
            low=0,
        ),
        Column(
            "manager_hours",
            "number",
            Text("Hours of the manager for a firm.", "每家企业占用客户经理的工时。"),
            "hours",
            low=0,
        ),
        Column("months", "int", Text("How long it runs.", "专案期限。"), "months", low=1),
    ),
    once=True,
)

CAMPAIGNS = campaigns_schema(
    Text("One row a wave in which service plans were given.", "专案批次表，每一批服务专案一行。"),
    (
        Column(
            "design",
            "text",
            Text(
                "How firms were chosen: all by lottery (randomised), all by the managers' rule (targeted), or both "
                "(mixed).",
                "选取方式：randomised 全部抽签；targeted 全部由客户经理按规则挑选；mixed 部分抽签、部分挑选。",
            ),
            values=DESIGNS,
        ),
        Column("starts_on", "date", Text("First day of the plans.", "专案开始日期。")),
        Column(
            "ends_on",
            "date",
            Text("Last day of the plans; may lie after the as-of date.", "专案结束日期，可能晚于数据截止日。"),
        ),
        Column(
            "lottery_share",
            "number",
            Text("Share of the firms that a lottery decided on.", "由抽签决定的企业占比。"),
            "share",
            low=0,
            high=1,
        ),
    ),
)

_CHANCES = {
    "control": ("no plan", "不进专案"),
    "treasury": ("the treasury plan", "进入 treasury 专案"),
    "payroll": ("the payroll plan", "进入 payroll 专案"),
    "credit": ("the credit plan", "进入 credit 专案"),
}
ASSIGNMENTS = assignments_schema(
    Text("One row a wave and firm that was a client then.", "专案分组表，每个批次中每家当时的客户一行。"),
    FIRM,
    Text("Day of the choice, the first of the wave.", "分组日期，即批次首日。"),
    (
        Column(
            "chosen_by",
            "text",
            Text(
                "By lottery, or by the managers' rule: plans go to firms whose inflow falls, and to large ones.",
                "选取依据：lottery 抽签；rule 客户经理按规则挑选——优先流入下滑的企业和规模大的企业。",
            ),
            values=WAYS,
        ),
        Column(
            "arm",
            "text",
            Text("The plan given, or control for none.", f"组别：control 对照组，未进专案；{PLAN_NAMES}。"),
            values=ARMS,
        ),
        Column(
            "propensity",
            "number",
            Text("Probability of the arm that the firm got.", "企业进入其实际组别的概率。"),
            "probability",
            low=0,
            high=1,
            decimals=6,
        ),
        *(
            Column(
                f"propensity_{name}",
                "number",
                Text(f"Probability of {english}.", f"{chinese}的概率。"),
                "probability",
                low=0,
                high=1,
                decimals=6,
            )
            for name, (english, chinese) in _CHANCES.items()
        ),
    ),
)
