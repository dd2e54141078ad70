"""What is decided next month, and what may be known of the customers then."""

from __future__ import annotations

from generator.cases.amazon.campaigns import SEGMENTS
from generator.cases.amazon.parameters import CHANNELS
from generator.decisions.specification import Action
from generator.schema import Column, Table, Text

GROUPS = ("member", *SEGMENTS)
LONGEST_AGO = 12
UNSTATED = Text("not stated by the customer", "顾客未填写")

CUSTOMERS = Table(
    "decision_customers",
    Text(
        "One row a customer who has ordered within the last twelve months, as known on the as-of date.",
        "近 12 个月下过单的顾客，每人一行，信息截至数据截止日。",
    ),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "顾客编号。"), unique=True),
        Column("segment", "text", Text(
            "Members; of the others, last order under 3 (recent), 3 to 6 (cooling) or more months before (quiet).",
            "member 为会员；其余按上次下单距 2026 年 7 月：recent 不到 3 个月；cooling 3 至 6 个月；quiet 更久。"),
            values=GROUPS),
        Column("months_since_order", "int", Text(
            "Calendar months from that of the last order to July 2026; 1 for June.",
            "从上次下单所在月份到 2026 年 7 月的自然月数，6 月下单为 1。"), low=1, high=LONGEST_AGO),
        Column("orders_12", "int", Text("Orders since 1 July 2025.", "2025 年 7 月 1 日以来的订单数。"), low=1),
        Column("orders_before", "int", Text("Orders of the twelve months before.", "再往前 12 个月的订单数。"), low=0),
        Column("amount_12", "money", Text("Total amount of the orders since 1 July 2025.",
                                          "2025 年 7 月 1 日以来的订单总金额。"), "USD", low=0),
        Column("visits_3", "int", Text("Visits to the shop since 1 April 2026.",
                                       "2026 年 4 月 1 日以来访问商城的次数。"), low=0),
        Column("member", "bool", Text("On trial or a paying member on the as-of date.",
                                      "截止日是否为会员（含试用）。")),
        Column("ever_member", "bool", Text("Has been a member, on trial or paying.", "是否曾是会员（含试用）。")),
        Column("days_since_joined", "int", Text("Days since the account was opened.", "开户至今的天数。"), low=0),
        Column("age", "number", Text("Age in whole years.", "周岁年龄。"), missing=UNSTATED),
        Column("acquisition_channel", "text", Text("How the customer was won.", "获客渠道。"),
               values=tuple(channel.name for channel in CHANNELS)),
    ),
)  # fmt: skip

ACTIONS = (
    Action("nothing", Text("Nothing is sent.", "不联系。")),
    Action("reminder", Text("A reminder in the app, as in June 2025.", "应用推送提醒，同 2025 年 6 月的活动。")),
    Action("coupon", Text("A coupon for 10 % off, as in March 2026.", "九折回归券，同 2026 年 3 月的活动。")),
    Action("trial", Text(
        "An invitation to a membership trial, as in April 2025; nothing to those who are or have been members.",
        "会员试用邀请，同 2025 年 4 月的活动；对现有会员和曾经入会的顾客不起作用。")),
)  # fmt: skip

QUESTION = Text(
    "Which offer should which customer get in July 2026? What counts is the margin of the month's orders, less "
    "discounts and contacts, and what is left of the first fees of the trials that start in it.",
    "2026 年 7 月，给哪些顾客送哪种优惠？衡量标准是当月订单毛利（扣除优惠券与触达成本），"
    "加上当月新开始的试用日后所缴首期会费的净收入。",
)
