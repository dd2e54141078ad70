"""Tables about destinations, bookings, money and what travellers say of their trips."""

from __future__ import annotations

from generator.cases.travel.bookings import CHANNELS, PRODUCTS, REASONS, STATUSES
from generator.cases.travel.dictionary.people import TRAVELLER
from generator.cases.travel.parameters import KINDS
from generator.cases.travel.payments import KINDS as PAYMENT_KINDS
from generator.cases.travel.voice import TOPICS
from generator.questionnaire import SILENT, surveys_schema
from generator.schema import Column, Table, Text
from generator.service_desk import tickets_schema

BOOKING = Column("booking_id", "int", Text("The booking.", "预订编号。"), references="bookings.booking_id")
KEPT = Text("not cancelled", "未取消")
KIND_NAMES = "；".join(f"{name} {values[0]}" for name, values in KINDS.items())

DESTINATIONS = Table(
    "destinations",
    Text("One row a destination.", "目的地表，每个目的地一行。"),
    ("destination_id",),
    (
        Column("destination_id", "int", Text("Number of the destination.", "目的地编号。"), unique=True),
        Column("name", "text", Text("Name.", "英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "中文名。"), unique=True),
        Column("kind", "text", Text("Kind of place.", f"类型：{KIND_NAMES}。"), values=tuple(KINDS)),
    ),
    once=True,
)  # fmt: skip

BOOKINGS = Table(
    "bookings",
    Text("One row a booking made from 2024-07-01 to 2026-06-30; the trip may lie later.",
         "预订表，2024-07-01 至 2026-06-30 间的每笔预订一行；出行日期可能更晚。"),
    ("booking_id",),
    (
        Column("booking_id", "int", Text("Number of the booking.", "预订编号。"), unique=True),
        TRAVELLER,
        Column("booked_at", "time", Text("When it was booked.", "预订时间。")),
        Column("recorded_at", "time", Text("When it was entered; shops enter some days later.",
                                           "录入系统的时间；部分门店订单几天后才补录。")),
        Column("channel", "text", Text(
            "Where it was booked.",
            "预订渠道：app 手机应用；mini_programme 小程序；web 官网；phone 电话；shop 门店。"), values=CHANNELS),
        Column("product", "text", Text(
            "What was booked.",
                   "产品类型：package 打包行程；hotel_and_journey 酒店加交通；hotel 仅酒店。"), values=PRODUCTS),
        Column("destination_id", "int", Text("Where to.", "目的地编号。"), references="destinations.destination_id"),
        Column("departs_on", "date", Text("Day of departure.", "出行日期。")),
        Column("nights", "int", Text("Nights away.", "晚数。"), "nights", low=1),
        Column("persons", "int", Text("Persons.", "人数。"), "persons", low=1),
        Column("price", "money", Text("Price before any cut.", "原价。"), "CNY", low=0),
        Column("discount", "money", Text("Price cut.", "优惠金额。"), "CNY", low=0),
        Column("amount", "money", Text("Price after the cut: price less discount.",
               "应付金额，即原价减优惠。"), "CNY", low=0),
        Column("status", "text", Text(
            "State on the as-of date: booked (still to come), travelling, travelled, cancelled.",
            "截止日的状态：booked 待出行；travelling 出行中；travelled 已完成；cancelled 已取消。"), values=STATUSES),
        Column("cancelled_at", "time", Text("When it was cancelled.", "取消时间。"), missing=KEPT),
        Column("cancellation_fee", "money", Text(
            "What is kept after a cancellation: more the nearer the departure.",
            "取消后扣收的手续费，距出行越近越高。"), "CNY", missing=KEPT, low=0),
        Column("reason", "text", Text(
            "Why it was cancelled.",
            "取消原因：plans_changed 行程有变；illness 身体不适；price 价格原因；visa 签证未办妥；weather 天气。"),
            missing=KEPT, values=REASONS),
    ),
)  # fmt: skip

PAYMENTS = Table(
    "payments",
    Text(
        "One row a payment or refund up to the as-of date. What was paid for a trip that is over adds up to its "
        "amount, for a "
        "cancelled one to the fee once the refund is through.",
        "收付款表，截止日前的每笔收款或退款一行。已完成行程的收款合计等于应付金额；"
        "已取消且退款到账的，合计等于手续费。",
    ),
    ("payment_id",),
    (
        Column("payment_id", "int", Text("Number of the payment.", "收付款编号。"), unique=True),
        BOOKING,
        TRAVELLER,
        Column("kind", "text", Text(
            "What it is: full, deposit, balance (two weeks before departure), refund.",
            "类型：full 全款；deposit 定金；balance 尾款（出行前约两周）；refund 退款。"), values=PAYMENT_KINDS),
        Column("paid_at", "time", Text("When it was paid.", "时间。")),
        Column("amount", "money", Text("Amount; negative for refunds.", "金额，退款为负数。"), "CNY"),
    ),
)  # fmt: skip

SURVEYS = surveys_schema(
    Text("One row a trip that is over: the traveller was asked the day after.",
         "行后问卷，每次已结束的行程一行，返程次日发送。"),
    (BOOKING, TRAVELLER),
    (
        Column("rating", "int", Text("Rating of the trip, 1 to 5.", "行程评分，1 至 5 分。"), "points", missing=SILENT,
               low=1, high=5),
    ),
)  # fmt: skip

TICKETS = tickets_schema(
    Text("One row a question or complaint about a booking.", "客服工单，每次咨询或投诉一行。"),
    (BOOKING, TRAVELLER),
    (
        Column("topic", "text", Text("What it is about.",
               "事由：change 改签退订；invoice 发票；hotel 酒店；journey 交通。"),
               values=TOPICS),
    ),
)  # fmt: skip
