"""Tables about the firms: who they are, the days of the window, and who has gone."""

from __future__ import annotations

from generator.calendars import chinese_calendar
from generator.cases.citic.exits import REASONS
from generator.cases.citic.parameters import INDUSTRIES, SIZES
from generator.chinese_places import REGIONS
from generator.schema import Column, Table, Text

UNSTATED = Text("not stated by the firm", "企业未填报")
FIRM = Column("firm_id", "int", Text("The firm.", "企业编号。"), references="firms.firm_id")


def listed(items: dict[str, str]) -> str:
    """Values with their Chinese names, for a Chinese sentence."""
    return "；".join(f"{name} {zh}" for name, zh in items.items())


FIRMS = Table(
    "firms",
    Text(
        "One row a firm that was a client of the bank at some time from 2024-07-01 on.",
        "企业客户表，每家企业一行：2024-07-01 以来曾为本行客户的所有企业（含其间已流失的）。",
    ),
    ("firm_id",),
    (
        Column("firm_id", "int", Text("Number of the firm.", "企业编号。"), unique=True),
        Column(
            "name",
            "text",
            Text(
                "Registered name, invented: city, distinguishing part, trade, legal form. Members of a group share the "
                "distinguishing part. Beyond 10,000 firms a name may come twice; the code never does.",
                "企业全称，虚构：城市＋字号＋行业＋组织形式；同一集团的成员企业字号相同。"
                "企业超过一万家时可能重名，统一社会信用代码则不会重复。",
            ),
        ),
        Column(
            "credit_code",
            "text",
            Text(
                "Unified social credit code, 18 characters, invented, with valid check characters.",
                "统一社会信用代码，18 位，虚构，校验位符合国家标准，不重复。",
            ),
            unique=True,
        ),
        Column(
            "industry",
            "text",
            Text("Industry.", "所属行业：" + listed({item.name: item.zh for item in INDUSTRIES}) + "。"),
            values=tuple(item.name for item in INDUSTRIES),
        ),
        Column(
            "size",
            "text",
            Text("Class of size.", f"企业规模：{listed({item.name: item.zh for item in SIZES})}。"),
            values=tuple(item.name for item in SIZES),
        ),
        Column("region", "text", Text("Region of China.", f"所在大区：{listed(REGIONS)}。"), values=tuple(REGIONS)),
        Column("province", "text", Text("Province, as written in China.", "所在省份。")),
        Column("city", "text", Text("City, as written in China.", "所在城市。")),
        Column(
            "group_id",
            "int",
            Text("Number of the group of firms it belongs to.", "所属企业集团编号。"),
            missing=Text("no member of a group", "不属于任何集团"),
        ),
        Column("group_parent", "bool", Text("Whether it heads the group.", "是否为集团母公司。")),
        Column("employees", "int", Text("Staff as stated.", "填报的员工人数。"), "persons", missing=UNSTATED, low=1),
        Column(
            "registered_capital",
            "money",
            Text("Registered capital as stated.", "填报的注册资本。"),
            "CNY",
            missing=UNSTATED,
            low=0,
        ),
        Column("founded_on", "date", Text("Day of the founding.", "成立日期。")),
        Column(
            "client_since", "date", Text("Day on which the first account was opened.", "在本行开立首个账户的日期。")
        ),
        Column("manager_id", "int", Text("Number of its relationship manager.", "客户经理编号。")),
    ),
)

CALENDAR = chinese_calendar(Column("quarter_end", "bool", Text("Last day of a quarter.", "是否为季末最后一天。")))

EXITS = Table(
    "exits",
    Text("One row a firm that has closed its accounts.", "流失记录，每家销户离行的企业一行。"),
    ("exit_id",),
    (
        Column("exit_id", "int", Text("Number of the record.", "记录编号。"), unique=True),
        Column("firm_id", "int", Text("The firm.", "企业编号。"), references="firms.firm_id", unique=True),
        Column("exited_on", "date", Text("Day on which the last account was closed.", "注销最后一个账户的日期。")),
        Column(
            "reason",
            "text",
            Text(
                "What the manager noted: went_to_rival, stopped_business (or insolvent).",
                "客户经理登记的原因：went_to_rival 转往他行；stopped_business 停业或资不抵债。",
            ),
            missing=Text("no reason on record", "未登记原因"),
            values=REASONS,
        ),
        Column(
            "income_12_months",
            "money",
            Text(
                "The bank's own income from the firm in the 12 months before the month of the exit, if in the data.",
                "离行当月之前 12 个月本行从该企业取得的自身收入（以数据期内为限，不含集团双计部分）。",
            ),
            "CNY",
        ),
    ),
)
