"""Tables about the calendar and the campaigns."""

from __future__ import annotations

from generator.calendars import american_calendar
from generator.campaign_tables import (
    CLICKED_AT,
    ENDS_ON,
    STARTS_ON,
    assignments_schema,
    campaigns_schema,
    contacts_schema,
    opened_at,
)
from generator.cases.amazon.campaigns import ARMS, AUDIENCES, DESIGNS, MEDIA
from generator.schema import Column, Text

TARGET = Column("customer_id", "int", Text("The customer.", "顾客编号。"), references="customers.customer_id")

CALENDAR = american_calendar(
    Column("promotion", "text", Text("Promotion of the shop.",
                                     "商城促销：会员日、网购周、黑色星期五、网络星期一。"),
           missing=Text("no promotion", "当天没有促销"),
           values=("member_days", "cyber_week", "black_friday", "cyber_monday")),
)  # fmt: skip

CAMPAIGNS = campaigns_schema(
    Text("One row a campaign to single customers; each lasts one calendar month.",
         "营销活动表，每个活动一行；每个活动持续一个自然月。"),
    (
        Column("medium", "text", Text("How customers are reached.",
                                      "触达方式：电子邮件、应用推送、信件。"), values=MEDIA),
        Column("design", "text", Text("Whether customers were drawn by lot or picked by a rule.",
                                      "分组方式：randomised 随机抽取；targeted 按规则挑选。"), values=DESIGNS),
        Column("audience", "text", Text(
            "Who could be chosen: active (ordered within 12 months), idle (last order 2 to 12 months ago), "
            "lapsing (last order 3 to 12 months ago), "
            "not_members (never a member, at least 2 orders within 12 months).",
            "候选人群：active 近 12 个月下过单；idle 上次下单在 2 至 12 个月前；lapsing 上次下单在 3 至 12 个月前；"
            "not_members 从未入会且近 12 个月至少 2 单。"), values=AUDIENCES),
        STARTS_ON,
        ENDS_ON,
        Column("coupon", "number", Text("Price cut of the coupon, as a share.",
                                        "优惠券折扣比例（0.10 即九折）。"), "share", low=0, high=1),
        Column("cost_per_contact", "money", Text("Cost of reaching a customer, coupon apart.",
                                                 "每次触达成本，不含优惠券。"),
               "USD", low=0),
    ),
)  # fmt: skip

ASSIGNMENTS = assignments_schema(
    Text("One row a campaign and customer who could be chosen.", "活动分组表，每个活动的每位候选顾客一行。"),
    TARGET,
    Text("Day of the choice, before the campaign began.", "分组日期（活动开始之时）。"),
    (
        Column("arm", "text", Text("Whether the customer was reached.",
                                   "组别：treated 干预组；control 对照组。"), values=ARMS),
        Column("propensity", "number", Text("Probability with which the customer was to be treated.",
                                            "该顾客进入干预组的概率。"),
               "probability", low=0, high=1),
    ),
)  # fmt: skip

CONTACTS = contacts_schema(
    Text("One row a message to a treated customer.", "触达记录，发给干预组顾客的每条消息一行。"),
    TARGET,
    MEDIA,
    (opened_at(Text("not opened, or not known (post)", "未打开，或无从得知（信件）")), CLICKED_AT),
)  # fmt: skip
