"""Tables about the calendar and the campaigns."""

from __future__ import annotations

from generator.cases.amazon.calendar import WEEKDAYS
from generator.cases.amazon.campaigns import ARMS, AUDIENCES, DESIGNS, MEDIA
from generator.schema import Column, Table, Text

CAMPAIGN = Column("campaign_id", "int", Text("The campaign.", "营销活动编号。"), references="campaigns.campaign_id")
TARGET = Column("customer_id", "int", Text("The customer.", "顾客编号。"), references="customers.customer_id")
ORDINARY = Text("an ordinary day", "普通日子")

CALENDAR = Table(
    "calendar",
    Text("One row a day of the 24 months.", "日历表，24 个月内每天一行。"),
    ("date",),
    (
        Column("date", "date", Text("The day.", "日期。"), unique=True),
        Column("weekday", "text", Text("Day of the week.", "星期几。"), values=WEEKDAYS),
        Column("holiday", "text", Text("Public holiday in the United States.",
                                       "美国法定节假日（英文名）。"), missing=ORDINARY),
        Column("holiday_zh", "text", Text("The same in Chinese.", "美国法定节假日（中文名）。"), missing=ORDINARY),
        Column("pay_day", "bool", Text("Usual pay day: the 15th and the last of the month.",
                                       "是否为常见发薪日：每月 15 日和月末。")),
        Column("promotion", "text", Text("Promotion of the shop.",
                                         "商城促销：会员日、网购周、黑色星期五、网络星期一。"),
               missing=Text("no promotion", "当天没有促销"),
               values=("member_days", "cyber_week", "black_friday", "cyber_monday")),
    ),
    once=True,
)  # fmt: skip

CAMPAIGNS = Table(
    "campaigns",
    Text("One row a campaign to single customers; each lasts one calendar month.",
         "营销活动表，每个活动一行；每个活动持续一个自然月。"),
    ("campaign_id",),
    (
        Column("campaign_id", "int", Text("Number of the campaign.", "活动编号。"), unique=True),
        Column("name", "text", Text("Name.", "活动英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "活动中文名。"), unique=True),
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
        Column("starts_on", "date", Text("First day.", "开始日期。")),
        Column("ends_on", "date", Text("Last day.", "结束日期。")),
        Column("coupon", "number", Text("Price cut of the coupon, as a share.",
                                        "优惠券折扣比例（0.10 即九折）。"), "share", low=0, high=1),
        Column("cost_per_contact", "money", Text("Cost of reaching a customer, coupon apart.",
                                                 "每次触达成本，不含优惠券。"),
               "USD", low=0),
    ),
    once=True,
)  # fmt: skip

ASSIGNMENTS = Table(
    "assignments",
    Text("One row a campaign and customer who could be chosen.", "活动分组表，每个活动的每位候选顾客一行。"),
    ("campaign_id", "customer_id"),
    (
        Column("assignment_id", "int", Text("Number of the assignment.", "分组记录编号。"), unique=True),
        CAMPAIGN,
        TARGET,
        Column("assigned_on", "date", Text("Day of the choice, before the campaign began.",
                                           "分组日期（活动开始之时）。")),
        Column("arm", "text", Text("Whether the customer was reached.",
                                   "组别：treated 干预组；control 对照组。"), values=ARMS),
        Column("propensity", "number", Text("Probability with which the customer was to be treated.",
                                            "该顾客进入干预组的概率。"),
               "probability", low=0, high=1),
    ),
)  # fmt: skip

CONTACTS = Table(
    "contacts",
    Text("One row a message to a treated customer.", "触达记录，发给干预组顾客的每条消息一行。"),
    ("contact_id",),
    (
        Column("contact_id", "int", Text("Number of the message.", "消息编号。"), unique=True),
        CAMPAIGN,
        TARGET,
        Column("medium", "text", Text("How it was sent.", "触达方式。"), values=MEDIA),
        Column("sent_at", "time", Text("When it was sent.", "发送时间。")),
        Column("arrived", "bool", Text("Whether it arrived.", "是否送达。")),
        Column("opened_at", "time", Text("When it was opened.", "打开时间。"),
               missing=Text("not opened, or not known (post)", "未打开，或无从得知（信件）")),
        Column("clicked_at", "time", Text("When a link in it was clicked.", "点击链接的时间。"),
               missing=Text("not clicked", "未点击")),
    ),
)  # fmt: skip
