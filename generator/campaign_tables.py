"""What the tables campaigns, assignments and contacts have in common in all cases."""

from __future__ import annotations

from collections.abc import Sequence

from generator.schema import Column, Table, Text

CAMPAIGN = Column("campaign_id", "int", Text("The campaign.", "活动编号。"), references="campaigns.campaign_id")
STARTS_ON = Column("starts_on", "date", Text("First day.", "开始日期。"))
ENDS_ON = Column("ends_on", "date", Text("Last day.", "结束日期。"))
CLICKED_AT = Column("clicked_at", "time", Text("When a link in it was clicked.", "点击链接的时间。"),
                    missing=Text("not clicked", "未点击"))  # fmt: skip


def opened_at(missing: Text) -> Column:
    """When a message was opened."""
    return Column("opened_at", "time", Text("When it was opened.", "打开时间。"), missing=missing)


def campaigns_schema(meaning: Text, columns: Sequence[Column]) -> Table:
    """The table campaigns: number and names, then `columns`."""
    return Table(
        "campaigns",
        meaning,
        ("campaign_id",),
        (
            Column("campaign_id", "int", Text("Number of the campaign.", "活动编号。"), unique=True),
            Column("name", "text", Text("Name.", "活动英文名。"), unique=True),
            Column("name_zh", "text", Text("Name in Chinese.", "活动中文名。"), unique=True),
            *columns,
        ),
        once=True,
    )


def assignments_schema(meaning: Text, person: Column, assigned_on: Text, columns: Sequence[Column]) -> Table:
    """The table assignments: one row a campaign and person who could be chosen; `columns` say what they got."""
    return Table(
        "assignments",
        meaning,
        ("campaign_id", person.name),
        (
            Column("assignment_id", "int", Text("Number of the assignment.", "分组记录编号。"), unique=True),
            CAMPAIGN,
            person,
            Column("assigned_on", "date", assigned_on),
            *columns,
        ),
    )


def contacts_schema(meaning: Text, person: Column, media: Sequence[str], columns: Sequence[Column]) -> Table:
    """The table contacts: one row a message; `columns` say what became of it."""
    return Table(
        "contacts",
        meaning,
        ("contact_id",),
        (
            Column("contact_id", "int", Text("Number of the message.", "消息编号。"), unique=True),
            CAMPAIGN,
            person,
            Column("medium", "text", Text("How it was sent.", "触达方式。"), values=tuple(media)),
            Column("sent_at", "time", Text("When it was sent.", "发送时间。")),
            Column("arrived", "bool", Text("Whether it arrived.", "是否送达。")),
            *columns,
        ),
    )
