"""Tables about members and their tiers."""

from __future__ import annotations

from generator.cases.starbucks.ledger import REASONS
from generator.cases.starbucks.parameters import STARS, TIERS, WAYS_IN
from generator.cases.starbucks.population import GENDERS
from generator.chinese_places import CHINESE_PLACES
from generator.places import US_PLACES
from generator.schema import Column, Table, Text

REGIONS = tuple(sorted({place.state for place in US_PLACES} | {place.province for place in CHINESE_PLACES}))
UNSTATED = Text("not stated by the member", "会员未填写")

MEMBERS = Table(
    "members",
    Text(
        "One row a member who has joined since July 2021, as known on the as-of date. Nobody cancels: members "
        "who stop "
        "coming stay in the table.",
        "会员表，每位会员一行：2021 年 7 月以来入会的所有会员，信息截至数据截止日。会员不会办理退会，"
        "不再光顾的人也仍在表中。",
    ),
    ("member_id",),
    (
        Column("member_id", "int", Text("Number of the member.", "会员编号。"), unique=True),
        Column("name", "text", Text("First name and surname; invented.", "姓名，均为虚构。")),
        Column("email", "text", Text("E-mail address, made from the name.", "电子邮箱，由姓名生成，不重复。"),
               unique=True),
        Column("phone", "text", Text("Phone number with the area code of the city.", "电话号码，区号与所在城市一致。")),
        Column("street", "text", Text("House number and street.", "门牌号与街道。")),
        Column("city", "text", Text("City.", "城市。")),
        Column("state", "text", Text("State, two letters; a province with --locale zh_CN.",
                                     "州（两位字母缩写）；使用 --locale zh_CN 时为省份。"),
               values=REGIONS),
        Column("postcode", "text", Text("ZIP code, five digits, of the city.", "邮政编码，五位，与城市一致。")),
        Column("gender", "text", Text("Gender as stated.", "会员填写的性别。"), missing=UNSTATED, values=GENDERS),
        Column("birth_date", "date", Text("Date of birth as stated.", "会员填写的出生日期。"), missing=UNSTATED),
        Column("income", "number", Text("Income of the household as stated, to 1,000 USD.",
                                        "会员填写的家庭年收入，精确到千美元。"), "USD/year", missing=UNSTATED, low=0),
        Column("joined_at", "time", Text(
            "When the member joined; may lie before the first visit in the data, which begin on 2024-07-01.",
            "入会时间。可能早于数据中的首次光顾，因为消费数据从 2024-07-01 才开始。")),
        Column("joined_via", "text", Text("How the member joined.",
                                          "入会途径：门店、应用、网站、朋友介绍、社交媒体。"),
               values=tuple(way.name for way in WAYS_IN)),
    ),
)  # fmt: skip

TIER_HISTORY = Table(
    "tier_history",
    Text(
        f"One row a tier that a member held. There were no tiers before {STARS.change}. On that day members were "
        "placed by "
        "the stars they earned in 2025: green, gold from 500, reserve from 2,500. Since then a member goes up "
        "on the first "
        "of a month when the stars of the 12 months before suffice; nobody goes down within the data.",
        f"会员等级表，会员持有过的每个等级一行。{STARS.change} 之前不设等级；当天按 2025 年所得星星数定级："
        "green 绿色会员，gold 金色会员（500 颗起），reserve 臻选会员（2,500 颗起）。此后，过去 12 "
        "个月所得星星达标者在每月"
        "1 日升级；数据期内无人降级。",
    ),
    ("member_id", "valid_from"),
    (
        Column("tier_id", "int", Text("Number of the row.", "记录编号。"), unique=True),
        Column("member_id", "int", Text("The member.", "会员编号。"), references="members.member_id"),
        Column("tier", "text", Text("Tier: green, gold or reserve.", "等级：green、gold 或 reserve。"), values=TIERS),
        Column("valid_from", "date", Text("First day.", "生效日期。")),
        Column("valid_to", "date", Text("Last day.", "最后一天。"), missing=Text("still holds", "至今有效")),
        Column("reason", "text", Text(
            "Why it began: placed on the day of the change, joined after it, or upgraded.",
            "原因：placed 改制当天定级；joined 改制后入会；upgraded 升级。"), values=REASONS),
    ),
)  # fmt: skip
