"""Tables about visits, alerts, surveys and tickets."""

from __future__ import annotations

from generator.cases.citic.alerts import KINDS, SEVERITIES, SYSTEMS, VERDICTS
from generator.cases.citic.dictionary.clients import FIRM
from generator.cases.citic.tickets import MEDIA as DESKS
from generator.cases.citic.tickets import TOPICS
from generator.cases.citic.visits import MEDIA, PURPOSES
from generator.questionnaire import agreement_column, surveys_schema
from generator.schema import Column, Table, Text
from generator.service_desk import tickets_schema

UNHANDLED = Text("nobody has looked into it, or a repeat by the branch", "尚未处理，或属分行系统的重复预警")

MANAGER_VISITS = Table(
    "manager_visits",
    Text(
        "One row a visit or call of a relationship manager, as entered by the as-of date; some weeks later.",
        "客户经理走访记录，每次走访或通话一行，仅含截止日前已录入的；部分记录事后数周才补录。",
    ),
    ("visit_id",),
    (
        Column("visit_id", "int", Text("Number of the visit.", "走访编号。"), unique=True),
        FIRM,
        Column("manager_id", "int", Text("The manager.", "客户经理编号。")),
        Column("visited_at", "time", Text("When it took place.", "走访时间。")),
        Column(
            "logged_at",
            "time",
            Text(
                "When it was entered: what was known at a time must go by this.",
                "录入时间。判断某一时点已知哪些信息，应以此为准。",
            ),
        ),
        Column(
            "medium",
            "text",
            Text("Visit, phone call or video call.", "方式：visit 上门；phone 电话；video 视频。"),
            values=MEDIA,
        ),
        Column(
            "purpose",
            "text",
            Text(
                "What it was for.",
                "事由：routine 例行维护；service_plan 服务专案；concern 发现异常；new_product 推介产品。",
            ),
            values=PURPOSES,
        ),
        Column("minutes", "int", Text("How long it took.", "时长。"), "minutes", low=1),
    ),
)

ALERTS = Table(
    "alerts",
    Text(
        "One row an early warning. Rules look at the end of each month; they need some months of data, so none come "
        "before the end of 2024. Many are false alarms: season, passing setbacks, gossip. Some are raised twice.",
        "预警记录，每条预警一行。规则在月末运行，需积累数月数据，故 2024 年底以前几乎没有预警。"
        "其中不少是误报：季节因素、一时的困难、不实传闻；少数预警会被两个系统重复提示。",
    ),
    ("alert_id",),
    (
        Column("alert_id", "int", Text("Number of the alert.", "预警编号。"), unique=True),
        FIRM,
        Column("raised_on", "date", Text("Day on which it was raised.", "预警日期。")),
        Column(
            "kind",
            "text",
            Text(
                "What was noticed: inflow_fell (two months against the six before), balance_fell (against six months), "
                "payroll_stopped, loan_overdue (30 days), loan_prepaid, bad_news.",
                "预警类型：inflow_fell 近两月流入较前六个月大幅下降；balance_fell 余额较前六个月大幅下降；"
                "payroll_stopped 停止代发工资；loan_overdue 贷款逾期满 30 天；loan_prepaid 提前还贷；"
                "bad_news 负面消息。",
            ),
            values=KINDS,
        ),
        Column(
            "severity",
            "text",
            Text("Severity as rated by the system.", "系统评定的严重程度：low 低；medium 中；high 高。"),
            values=SEVERITIES,
        ),
        Column(
            "measure",
            "number",
            Text(
                "What the rule measured: the ratio of inflow or balance, or the days past due.",
                "触发时的指标值：流入或余额之比，或逾期天数。",
            ),
            missing=Text("the rule measures nothing", "该规则没有指标值"),
            low=0,
        ),
        Column(
            "system",
            "text",
            Text(
                "Who raised it. A row from branch repeats, up to four days later, one that head_office raised.",
                "来源系统：head_office 总行；branch 分行。分行的记录是对总行同一预警的重复提示，晚 1 至 4 天。",
            ),
            values=SYSTEMS,
        ),
        Column(
            "handled_on",
            "date",
            Text("Day on which a manager looked into it.", "客户经理处理日期。"),
            missing=UNHANDLED,
        ),
        Column(
            "verdict",
            "text",
            Text(
                "What the manager made of it; not always right.",
                "客户经理的判断（未必正确）：false_alarm 误报；watch 继续观察；act 需采取措施。",
            ),
            missing=UNHANDLED,
            values=VERDICTS,
        ),
    ),
)

SURVEYS = surveys_schema(
    Text(
        "One row an invitation to a survey of the firm's finance manager.",
        "问卷调查，每向企业财务负责人发出一份邀请一行。",
    ),
    (FIRM,),
    (
        agreement_column("satisfaction", "All in all I am satisfied", "总体而言，我很满意"),
        agreement_column("manager", "I am content with our relationship manager", "我对客户经理满意"),
        agreement_column("price", "Rates and fees are fair", "利率与收费合理"),
    ),
)

TICKETS = tickets_schema(
    Text("One row a request or complaint.", "服务工单，每次咨询或投诉一行。"),
    (FIRM,),
    (
        Column(
            "topic",
            "text",
            Text(
                "What it is about.",
                "事由：payment_failed 付款失败；online_banking 网银问题；fees 收费；loan_process 贷款流程；"
                "account_change 账户变更。",
            ),
            values=TOPICS,
        ),
        Column("medium", "text", Text("How it came in.", "渠道：phone 电话；online 线上；branch 网点。"), values=DESKS),
    ),
)
