"""Tables about the calendar, the offers and their waves."""

from __future__ import annotations

from generator.calendars import american_calendar
from generator.campaign_tables import (
    CAMPAIGN,
    CLICKED_AT,
    assignments_schema,
    campaigns_schema,
    contacts_schema,
    opened_at,
)
from generator.cases.starbucks.offers import ARMS, DESIGNS, EVENTS, KINDS, MEDIA
from generator.schema import Column, Table, Text

TARGET = Column("member_id", "int", Text("The member.", "会员编号。"), references="members.member_id")
OFFER = Column("offer_id", "int", Text("The offer.", "优惠编号。"), references="offers.offer_id")

CALENDAR = american_calendar(
    Column("promotion", "text", Text("Promotion for everyone: first days of the autumn menu, free holiday cup.",
                                     "面向所有人的促销：秋季菜单上市、赠送节日杯。"),
           missing=Text("no promotion", "当天没有促销"), values=("autumn_menu", "holiday_cup")),
)  # fmt: skip

OFFERS = Table(
    "offers",
    Text(
        "One row an offer to single members. The first paid visit within its days whose gross reaches the spend "
        "completes it, "
        "whether the member looked at it or not, and the reward is taken off that bill.",
        "优惠表，每种优惠一行。有效期内首次原价达到门槛且已付款的消费即完成优惠（不论会员是否看过），"
        "奖励直接从该账单中减免。",
    ),
    ("offer_id",),
    (
        Column("offer_id", "int", Text("Number of the offer.", "优惠编号。"), unique=True),
        Column("name", "text", Text("Name.", "英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "中文名。"), unique=True),
        Column("kind", "text", Text("bogo (buy one, get one), discount, or informational (news, without a reward).",
                                    "类型：bogo 买一送一；discount 满减；informational 资讯（无奖励）。"),
               values=KINDS),
        Column("reward", "money", Text("Taken off the bill that completes it.", "完成后减免的金额。"), "USD", low=0),
        Column("spend", "money", Text("What the bill must reach before rewards.", "账单原价须达到的金额。"), "USD",
               low=0),
        Column("days", "int", Text("Days for which it is valid, from the day of the wave on.",
                                   "有效天数（从批次发出当天算起）。"), "days", low=1),
    ),
    once=True,
)  # fmt: skip

CAMPAIGNS = campaigns_schema(
    Text(
        "One row a wave of offers. By lot, every member who came within 42 days had the same chance of an "
        "offer, and of each "
        "offer of the wave; the wave by rule went to members who had stayed away.",
        "优惠批次表，每批一行。随机批次中，近 42 天内来过的会员获得优惠的概率相同，批次内各优惠的概率也相同；"
        "按规则挑选的批次偏重久未光顾的会员。",
    ),
    (
        Column("medium", "text", Text("How members were told.", "通知方式：应用推送、电子邮件。"), values=MEDIA),
        Column("design", "text", Text("Whether members were drawn by lot or picked by a rule.",
                                      "分组方式：randomised 随机抽取；targeted 按规则挑选。"), values=DESIGNS),
        Column("starts_on", "date", Text("Day on which the offers were sent.", "发出日期。")),
        Column("ends_on", "date", Text("Last day on which outcomes of the wave are counted.", "统计结果的最后一天。")),
        Column("cost_per_contact", "money", Text("Cost of a message, reward apart.", "每条通知的成本，不含奖励。"),
               "USD", low=0),
    ),
)  # fmt: skip

ASSIGNMENTS = assignments_schema(
    Text("One row a wave and member who could get an offer.", "分组表，每个批次的每位候选会员一行。"),
    TARGET,
    Text("Day of the choice, before the offers were sent.", "分组日期（发出优惠之前）。"),
    (
        Column("arm", "text", Text("Whether the member got an offer.", "组别：treated 收到优惠；control 对照组。"),
               values=ARMS),
        Column("offer_id", "int", Text("The offer that the member got.", "收到的优惠编号。"),
               missing=Text("control", "对照组"), references="offers.offer_id"),
        Column("propensity", "number", Text(
            "Probability of getting any offer; those of the wave are equally likely.",
            "该会员获得优惠的概率；批次内各优惠的可能性相同。"), "probability", low=0, high=1),
    ),
)  # fmt: skip

OFFER_EVENTS = Table(
    "offer_events",
    Text(
        "One row an event of the offer funnel, in the order in which the app recorded it.",
        "优惠事件表（优惠漏斗），应用记录的每个事件一行，按入库时间排序。",
    ),
    ("event_id",),
    (
        Column("event_id", "int", Text("Number of the event.", "事件编号。"), unique=True),
        TARGET,
        CAMPAIGN,
        OFFER,
        Column("event", "text", Text("received, viewed (in the app or the message) or completed; a completion does not "
                                     "require a view.",
                                     "事件：received 收到；viewed 查看；completed 完成。没查看过也可能完成。"),
               values=EVENTS),
        Column("occurred_at", "time", Text("When it happened.", "发生时间。")),
        Column("recorded_at", "time", Text("When it reached the database.", "入库时间。")),
        Column("visit_id", "int", Text("The visit that completed the offer.", "完成优惠的消费编号。"),
               missing=Text("not a completion", "并非完成事件"), references="visits.visit_id"),
        Column("reward", "money", Text("Reward taken off the bill.", "减免的金额。"), "USD",
               missing=Text("not a completion", "并非完成事件"), low=0),
    ),
    repeats=True,
)  # fmt: skip

CONTACTS = contacts_schema(
    Text("One row a message that announced an offer.", "触达记录，通知优惠的每条消息一行。"),
    TARGET,
    MEDIA,
    (
        opened_at(Text("not opened; the offer may have been seen in the app", "未打开；优惠可能在应用中被看到")),
        CLICKED_AT,
    ),
)
