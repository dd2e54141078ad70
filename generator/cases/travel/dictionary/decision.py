"""What is decided for July 2026, and what may be known of the travellers then."""

from __future__ import annotations

from generator.cases.travel.campaigns import SEGMENTS
from generator.cases.travel.dictionary.people import UNSTATED
from generator.cases.travel.parameters import CHANNELS
from generator.decisions.specification import Action
from generator.schema import Column, Table, Text

TRAVELLERS = Table(
    "decision_travellers",
    Text("One row a traveller who has booked since July 2024, as known on the as-of date.",
         "2024 年 7 月以来预订过的旅客，每人一行，信息截至数据截止日。"),
    ("traveller_id",),
    (
        Column("traveller_id", "int", Text("The traveller.", "旅客编号。"), unique=True),
        Column("segment", "text", Text(
            "Last booking under 4 (recent), 4 to 9 (cooling) or more months before July 2026 (quiet).",
            "上次预订距 2026 年 7 月：recent 不到 4 个月；cooling 4 至 9 个月；quiet 更久。"), values=SEGMENTS),
        Column("months_since_booking", "int", Text(
            "Calendar months from that of the last booking to July 2026; 1 for June.",
            "从上次预订所在月份到 2026 年 7 月的自然月数，6 月预订为 1。"), "months", low=1, high=24),
        Column("bookings_12", "int", Text("Bookings since 1 July 2025.", "2025 年 7 月 1 日以来的预订数。"), low=0),
        Column("bookings_24", "int", Text("Bookings since 1 July 2024.", "2024 年 7 月 1 日以来的预订数。"), low=1),
        Column("amount_mean", "money", Text("Mean amount of those.", "单笔预订的平均金额。"), "CNY", low=0),
        Column("share_abroad", "number", Text("Share of those that went abroad.", "其中出境游的占比。"), "share", low=0,
               high=1),
        Column("days_since_joined", "int", Text("Days since the traveller registered.",
               "注册至今的天数。"), "days", low=0),
        Column("age", "number", Text("Age in whole years.", "周岁年龄。"), missing=UNSTATED),
        Column("acquisition_channel", "text", Text("How the traveller was won.", "获客渠道。"),
               values=tuple(channel.name for channel in CHANNELS)),
    ),
)  # fmt: skip

ACTIONS = (
    Action("nothing", Text("Nothing is sent.", "不联系。")),
    Action(
        "early_bird",
        Text("A text message with 2 % off, as in September 2025.", "九八折早订短信，同 2025 年 9 月的活动。"),
    ),
    Action("coupon", Text("A text message with 4 % off, as in March 2026.", "九六折唤醒短信，同 2026 年 3 月的活动。")),
    Action("call", Text("A call and 5 % off, as in May 2025.", "电话回访加九五折，同 2025 年 5 月的活动。")),
)

QUESTION = Text(
    "Which offer should which traveller get in July 2026? What counts is the margin of the month's bookings, "
    "less price "
    "cuts and contacts.",
    "2026 年 7 月，给哪些旅客送哪种优惠？衡量标准是当月预订的毛利，扣除优惠与触达成本。",
)
