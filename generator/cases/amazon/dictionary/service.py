"""Tables about what customers say: surveys and tickets."""

from __future__ import annotations

from generator.cases.amazon.surveys import RIVAL_ANSWERS
from generator.cases.amazon.tickets import MEDIA, TOPICS
from generator.questionnaire import SILENT, agreement_column, surveys_schema
from generator.schema import Column, Text
from generator.service_desk import tickets_schema

SPEAKER = Column("customer_id", "int", Text("The customer.", "顾客编号。"), references="customers.customer_id")

SURVEYS = surveys_schema(
    Text(
        "One row a customer asked in one of four half-yearly surveys; those who answer are not like the others.",
        "问卷表，每次邀请一行（每半年一次，共四次）；作答的顾客与未作答的并不相同。",
    ),
    (SPEAKER,),
    (
        agreement_column("satisfaction", "All in all I am satisfied", "总体而言，我很满意"),
        agreement_column("attachment", "I feel attached to this shop", "我对这家商城有感情"),
        agreement_column("preference", "It is my first choice", "购物时我会首先想到这家商城"),
        agreement_column("difference", "It offers what others do not", "它能提供别家没有的东西"),
        Column("rival_offer", "text", Text("What would you do if a rival were 10 % cheaper?",
                                           "如果竞争对手便宜 10%，您会：stay 留下；consider 考虑；switch 转投对手。"),
               missing=SILENT, values=RIVAL_ANSWERS),
    ),
)  # fmt: skip

TICKETS = tickets_schema(
    Text("One row a question or complaint to customer service.", "客服工单，每次咨询或投诉一行。"),
    (
        SPEAKER,
        Column("order_id", "int", Text("The order it is about.", "涉及的订单编号。"), references="orders.order_id"),
    ),
    (
        Column("topic", "text", Text("What it is about.",
                                     "主题：延误、退换货或退款、破损、付款、商品咨询。"), values=TOPICS),
        Column("medium", "text", Text("How the customer got in touch.",
                                      "联系方式：在线客服、电话、邮件。"), values=MEDIA),
    ),
    repeats=True,
)  # fmt: skip
