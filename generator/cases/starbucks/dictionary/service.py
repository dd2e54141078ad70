"""Tables about what members say: surveys and tickets."""

from __future__ import annotations

from generator.cases.starbucks.tickets import MEDIA, TOPICS
from generator.schema import Column, Table, Text

SPEAKER = Column("member_id", "int", Text("The member.", "会员编号。"), references="members.member_id")
SILENT = Text("did not answer", "未作答")


def _agreement(name: str, english: str, chinese: str) -> Column:
    meaning = Text(f"{english} (1 not at all, 5 fully).", f"{chinese}（1 完全不同意，5 完全同意）。")
    return Column(name, "int", meaning, "points", missing=SILENT, low=1, high=5)


SURVEYS = Table(
    "surveys",
    Text(
        "One row a member asked in one of four half-yearly surveys; those who answer are not like the others.",
        "问卷表，每次邀请一行（每半年一次，共四次）；作答的会员与未作答的并不相同。",
    ),
    ("survey_id",),
    (
        Column("survey_id", "int", Text("Number of the invitation.", "问卷编号。"), unique=True),
        SPEAKER,
        Column("sent_at", "time", Text("When the member was asked.", "发出邀请的时间。")),
        Column("answered_at", "time", Text("When the member answered.", "作答时间。"), missing=SILENT),
        Column("recommend", "int", Text(
            "How likely are you to recommend us? (0 not at all, 10 certainly)",
            "您有多大可能向亲友推荐我们？（0 完全不可能，10 一定会）"), "points", missing=SILENT, low=0, high=10),
        _agreement("satisfaction", "All in all I am satisfied", "总体而言，我很满意"),
        _agreement("attachment", "I feel at home in these shops", "在这里我觉得自在亲切"),
        _agreement("difference", "They offer what others do not", "它能提供别家没有的东西"),
    ),
)  # fmt: skip

TICKETS = Table(
    "tickets",
    Text("One row a question or complaint to customer service.", "客服工单，每次咨询或投诉一行。"),
    ("ticket_id",),
    (
        Column("ticket_id", "int", Text("Number of the ticket.", "工单编号。"), unique=True),
        SPEAKER,
        Column("visit_id", "int", Text("The visit it is about.", "涉及的消费编号。"), references="visits.visit_id"),
        Column("opened_at", "time", Text("When the member wrote or called.", "提出时间。")),
        Column("topic", "text", Text("What it is about.", "主题：做错单、星星未到账、应用问题、员工或门店。"),
               values=TOPICS),
        Column("medium", "text", Text("How the member got in touch.", "联系方式：在线客服、电话、邮件。"),
               values=MEDIA),
        Column("resolved_at", "time", Text("When it was settled.", "解决时间。"),
               missing=Text("still open on the as-of date", "截止日尚未解决")),
        Column("rating", "int", Text("Stars the member gave to the help.", "会员对服务的评分（1 至 5 星）。"), "points",
               missing=Text("not rated", "未评分"), low=1, high=5),
    ),
    repeats=True,
)  # fmt: skip
