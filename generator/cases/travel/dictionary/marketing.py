"""Tables about the campaigns."""

from __future__ import annotations

from generator.campaign_tables import ENDS_ON, STARTS_ON, assignments_schema, campaigns_schema, contacts_schema
from generator.cases.travel.campaigns import ARMS, AUDIENCES, DESIGNS, MEDIA
from generator.cases.travel.dictionary.people import TRAVELLER
from generator.schema import Column, Text

CAMPAIGNS = campaigns_schema(
    Text("One row a campaign; each lasts one calendar month.", "营销活动表，每个活动一行，持续一个自然月。"),
    (
        Column("medium", "text", Text("How travellers are reached.",
               "触达方式：sms 短信；call 电话回访。"), values=MEDIA),
        Column("design", "text", Text("Whether travellers were drawn by lot or picked by a rule.",
                                      "分组方式：randomised 随机抽取；targeted 按规则挑选。"), values=DESIGNS),
        Column("audience", "text", Text(
            "Who could be chosen: all who have booked before, or quiet (last booking ten months ago and more).",
            "候选人群：all 预订过的所有旅客；quiet 上次预订在 10 个月以前的旅客。"), values=AUDIENCES),
        STARTS_ON,
        ENDS_ON,
        Column("coupon", "number", Text("Price cut of the coupon, as a share.",
               "优惠券折扣比例（0.05 即九五折）。"), "share",
               low=0, high=1),
        Column("cost_per_contact", "money", Text("Cost of reaching a traveller, coupon apart.",
                                                 "每次触达成本，不含优惠券。"), "CNY", low=0),
    ),
)  # fmt: skip

ASSIGNMENTS = assignments_schema(
    Text("One row a campaign and traveller who could be chosen.", "活动分组表，每个活动的每位候选旅客一行。"),
    TRAVELLER,
    Text("Day of the choice, the first of the campaign.", "分组日期，即活动首日。"),
    (
        Column("arm", "text", Text("Whether the traveller was reached.",
               "组别：treated 干预组；control 对照组。"), values=ARMS),
        Column("propensity", "number", Text("Probability with which the traveller was to be treated.",
                                            "该旅客进入干预组的概率。"), "probability", low=0, high=1),
    ),
)  # fmt: skip

CONTACTS = contacts_schema(
    Text("One row a message or call to a treated traveller; a call arrived if it was answered.",
         "触达记录，发给干预组旅客的每条短信或每通电话一行；电话以接通为送达。"),
    TRAVELLER,
    MEDIA,
    (
        Column("responded_at", "time", Text("When a link was clicked or a call returned.", "点击链接或回电的时间。"),
               missing=Text("no response", "没有回应")),
    ),
)  # fmt: skip
