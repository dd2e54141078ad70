"""Tables about the campaigns."""

from __future__ import annotations

from generator.cases.travel.campaigns import ARMS, AUDIENCES, DESIGNS, MEDIA
from generator.cases.travel.dictionary.people import TRAVELLER
from generator.schema import Column, Table, Text

CAMPAIGN = Column("campaign_id", "int", Text("The campaign.", "活动编号。"), references="campaigns.campaign_id")

CAMPAIGNS = Table(
    "campaigns",
    Text("One row a campaign; each lasts one calendar month.", "营销活动表，每个活动一行，持续一个自然月。"),
    ("campaign_id",),
    (
        Column("campaign_id", "int", Text("Number of the campaign.", "活动编号。"), unique=True),
        Column("name", "text", Text("Name.", "活动英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "活动中文名。"), unique=True),
        Column("medium", "text", Text("How travellers are reached.",
               "触达方式：sms 短信；call 电话回访。"), values=MEDIA),
        Column("design", "text", Text("Whether travellers were drawn by lot or picked by a rule.",
                                      "分组方式：randomised 随机抽取；targeted 按规则挑选。"), values=DESIGNS),
        Column("audience", "text", Text(
            "Who could be chosen: all who have booked before, or quiet (last booking ten months ago and more).",
            "候选人群：all 预订过的所有旅客；quiet 上次预订在 10 个月以前的旅客。"), values=AUDIENCES),
        Column("starts_on", "date", Text("First day.", "开始日期。")),
        Column("ends_on", "date", Text("Last day.", "结束日期。")),
        Column("coupon", "number", Text("Price cut of the coupon, as a share.",
               "优惠券折扣比例（0.05 即九五折）。"), "share",
               low=0, high=1),
        Column("cost_per_contact", "money", Text("Cost of reaching a traveller, coupon apart.",
                                                 "每次触达成本，不含优惠券。"), "CNY", low=0),
    ),
    once=True,
)  # fmt: skip

ASSIGNMENTS = Table(
    "assignments",
    Text("One row a campaign and traveller who could be chosen.", "活动分组表，每个活动的每位候选旅客一行。"),
    ("campaign_id", "traveller_id"),
    (
        Column("assignment_id", "int", Text("Number of the assignment.", "分组记录编号。"), unique=True),
        CAMPAIGN,
        TRAVELLER,
        Column("assigned_on", "date", Text("Day of the choice, the first of the campaign.", "分组日期，即活动首日。")),
        Column("arm", "text", Text("Whether the traveller was reached.",
               "组别：treated 干预组；control 对照组。"), values=ARMS),
        Column("propensity", "number", Text("Probability with which the traveller was to be treated.",
                                            "该旅客进入干预组的概率。"), "probability", low=0, high=1),
    ),
)  # fmt: skip

CONTACTS = Table(
    "contacts",
    Text("One row a message or call to a treated traveller.", "触达记录，发给干预组旅客的每条短信或每通电话一行。"),
    ("contact_id",),
    (
        Column("contact_id", "int", Text("Number of the contact.", "触达编号。"), unique=True),
        CAMPAIGN,
        TRAVELLER,
        Column("medium", "text", Text("How.", "触达方式。"), values=MEDIA),
        Column("sent_at", "time", Text("When.", "触达时间。")),
        Column("arrived", "bool", Text("Whether it arrived, or the call was answered.", "是否送达（或接通）。")),
        Column("responded_at", "time", Text("When a link was clicked or a call returned.", "点击链接或回电的时间。"),
               missing=Text("no response", "没有回应")),
    ),
)  # fmt: skip
