"""Tables about what members say: surveys and tickets."""

from __future__ import annotations

from generator.cases.starbucks.tickets import MEDIA, TOPICS
from generator.questionnaire import agreement_column, surveys_schema
from generator.schema import Column, Text
from generator.service_desk import tickets_schema

SPEAKER = Column("member_id", "int", Text("The member.", "会员编号。"), references="members.member_id")

SURVEYS = surveys_schema(
    Text(
        "One row a member asked in one of four half-yearly surveys; those who answer are not like the others.",
        "问卷表，每次邀请一行（每半年一次，共四次）；作答的会员与未作答的并不相同。",
    ),
    (SPEAKER,),
    (
        agreement_column("satisfaction", "All in all I am satisfied", "总体而言，我很满意"),
        agreement_column("attachment", "I feel at home in these shops", "在这里我觉得自在亲切"),
        agreement_column("difference", "They offer what others do not", "它能提供别家没有的东西"),
    ),
)

TICKETS = tickets_schema(
    Text("One row a question or complaint to customer service.", "客服工单，每次咨询或投诉一行。"),
    (
        SPEAKER,
        Column("visit_id", "int", Text("The visit it is about.", "涉及的消费编号。"), references="visits.visit_id"),
    ),
    (
        Column("topic", "text", Text("What it is about.", "主题：做错单、星星未到账、应用问题、员工或门店。"),
               values=TOPICS),
        Column("medium", "text", Text("How the member got in touch.", "联系方式：在线客服、电话、邮件。"),
               values=MEDIA),
    ),
    repeats=True,
)  # fmt: skip
