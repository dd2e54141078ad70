"""What is decided after the as-of date, and what may be known of the members then."""

from __future__ import annotations

from generator.cases.starbucks.parameters import TIERS, WAYS_IN
from generator.cases.starbucks.population import GENDERS
from generator.cases.starbucks.waves import SEGMENTS
from generator.decisions.specification import Action
from generator.schema import Column, Table, Text

UNSTATED = Text("not stated by the member", "会员未填写")

CUSTOMERS = Table(
    "decision_customers",
    Text(
        "One row a member who has come within the last 90 days, as known on the as-of date. Only paid visits count.",
        "近 90 天内来过的会员，每人一行，信息截至数据截止日。只统计已付款的消费。",
    ),
    ("member_id",),
    (
        Column("member_id", "int", Text("The member.", "会员编号。"), unique=True),
        Column("segment", "text", Text(
            "Visits of the last 90 days: under 6 (occasional), 6 to 15 (regular), 16 or more (frequent).",
            "近 90 天的消费次数：occasional 不足 6 次；regular 6 至 15 次；frequent 16 次及以上。"), values=SEGMENTS),
        Column("days_since_visit", "int", Text("Days from the last visit to 1 July 2026.",
                                               "上次消费距 2026 年 7 月 1 日的天数。"), "days", low=1, high=90),
        Column("visits_30", "int", Text("Visits of the last 30 days.", "近 30 天的消费次数。"), "visits", low=0),
        Column("visits_90", "int", Text("Visits of the last 90 days.", "近 90 天的消费次数。"), "visits", low=1),
        Column("visits_365", "int", Text("Visits of the last 365 days.", "近 365 天的消费次数。"), "visits", low=1),
        Column("gross_365", "money", Text("Bills of the last 365 days before rewards.", "近 365 天的消费原价合计。"),
               "USD", low=0),
        Column("large_share", "number", Text("Share of the visits of the last 365 days with a bill of 10 USD or more.",
                                             "近 365 天中原价满 10 美元的消费占比。"), "share", low=0, high=1),
        Column("offers_received", "int", Text("Offers sent to the member in the data.",
                                               "数据期内收到的优惠数。"), low=0),
        Column("offers_viewed", "int", Text("Of these viewed.", "其中查看过的优惠数。"), low=0),
        Column("offers_completed", "int", Text("Of these completed.", "其中完成的优惠数。"), low=0),
        Column("tier", "text", Text("Tier on the as-of date.", "截止日的会员等级。"), values=TIERS),
        Column("days_since_joined", "int", Text("Days since the member joined.", "入会至今的天数。"), "days", low=0),
        Column("age", "number", Text("Age in whole years.", "周岁年龄。"), "years", missing=UNSTATED),
        Column("income", "number", Text("Income as stated.", "填写的年收入。"), "USD/year", missing=UNSTATED),
        Column("gender", "text", Text("Gender as stated.", "填写的性别。"), missing=UNSTATED, values=GENDERS),
        Column("joined_via", "text", Text("How the member joined.", "入会途径。"),
               values=tuple(way.name for way in WAYS_IN)),
    ),
)  # fmt: skip

ACTIONS = (
    Action("nothing", Text("No offer.", "不发优惠。")),
    Action("bogo_10", Text("Buy one, get one: 10 USD off a bill of 10 USD or more within 7 days.",
                           "买一送一：7 天内消费满 10 美元减 10 美元。")),
    Action("bogo_5", Text("Buy one, get one: 5 USD off a bill of 5 USD or more within 7 days.",
                          "买一送一：7 天内消费满 5 美元减 5 美元。")),
    Action("discount_3", Text("3 USD off a bill of 7 USD or more within 7 days.", "7 天内满 7 美元减 3 美元。")),
    Action("discount_2", Text("2 USD off a bill of 10 USD or more within 10 days.", "10 天内满 10 美元减 2 美元。")),
    Action("news", Text("News without a reward, for 4 days.", "新品资讯，无奖励，4 天。")),
)  # fmt: skip

QUESTION = Text(
    "Which offer should which member get on 1 July 2026? What counts is the margin of the visits of the ten days that "
    "follow, less rewards and messages.",
    "2026 年 7 月 1 日，给哪些会员发哪种优惠？衡量标准是此后十天的消费毛利，扣除奖励与通知成本。",
)
