"""Tables about the travellers and the days."""

from __future__ import annotations

from generator.calendars import chinese_calendar
from generator.cases.travel.parameters import CHANNELS
from generator.cases.travel.population import GENDERS
from generator.schema import Column, Table, Text

UNSTATED = Text("not stated by the traveller", "旅客未填写")
TRAVELLER = Column("traveller_id", "int", Text("The traveller.", "旅客编号。"), references="travellers.traveller_id")
CHANNEL_NAMES = "；".join(f"{channel.name} {channel.zh}" for channel in CHANNELS)

TRAVELLERS = Table(
    "travellers",
    Text("One row a traveller who has registered since July 2023, as known on the as-of date.",
         "旅客表，2023 年 7 月以来注册的旅客每人一行，信息截至数据截止日。"),
    ("traveller_id",),
    (
        Column("traveller_id", "int", Text("Number of the traveller.", "旅客编号。"), unique=True),
        Column("name", "text", Text("Name; invented.", "姓名，虚构。")),
        Column("email", "text", Text("E-mail address, made from the name.",
               "电子邮箱，由姓名拼音生成，不重复。"), unique=True),
        Column("phone", "text", Text("Mobile number, masked.", "手机号，中间四位已隐去。")),
        Column("city", "text", Text("City, as written in China.", "所在城市。")),
        Column("province", "text", Text("Province, as written in China.", "所在省份。")),
        Column("postcode", "text", Text("Postcode of the city.", "邮政编码。")),
        Column("gender", "text", Text("Gender as stated.", "旅客填写的性别。"), missing=UNSTATED, values=GENDERS),
        Column("birth_date", "date", Text("Date of birth as stated.", "旅客填写的出生日期。"), missing=UNSTATED),
        Column("joined_at", "time", Text(
            "When the traveller registered; may lie before the first booking in the data, which begin on 2024-07-01.",
            "注册时间。可能早于数据中的首笔预订，因为预订数据从 2024-07-01 才开始。")),
        Column("acquisition_channel", "text", Text("How the traveller was won.", f"获客渠道：{CHANNEL_NAMES}。"),
               values=tuple(channel.name for channel in CHANNELS)),
        Column("acquisition_cost", "money", Text("What winning the traveller cost.", "获客成本。"), "CNY", low=0),
    ),
)  # fmt: skip

CALENDAR = chinese_calendar(
    Column("summer_holidays", "bool", Text("July and August, when schools are closed.", "是否在暑期（7、8 月）。"))
)
