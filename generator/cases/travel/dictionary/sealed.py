"""The tables of the sealed truth, which learners never get."""

from __future__ import annotations

from generator.cases.travel.campaigns import SEGMENTS
from generator.schema import Column, Table, Text


def _number(name: str, english: str, chinese: str, unit: str, decimals: int = 6) -> Column:
    return Column(name, "number", Text(english, chinese), unit, decimals=decimals)


TRAVELLERS = Table(
    "travellers",
    Text("What drives each traveller, and what is still to come.", "每位旅客的真实驱动因素与未来表现。"),
    ("traveller_id",),
    (
        Column("traveller_id", "int", Text("The traveller.", "旅客编号。"), unique=True),
        _number("bookings_per_month", "Booking rate while active.", "活跃时的月预订率。", "bookings/month"),
        _number("dropout_per_month", "Hazard of leaving for good.", "每月彻底流失的风险率。", "per month"),
        _number("satisfaction", "Lasting satisfaction.", "长期满意度。", "SD"),
        _number("share_abroad", "Share of trips abroad.", "出境游占比。", "share"),
        Column("active", "bool", Text("Has not left by the as-of date.", "截止日是否仍未流失。")),
        Column("left_at", "time", Text("When the traveller leaves for good; may lie after the as-of date.",
                                       "彻底流失的时间，可能晚于截止日。"),
               missing=Text("stays at least 36 months more", "截止日后至少 36 个月内不流失")),
        Column("booking_amount", "money", Text("Mean amount of a booking outside the season, price cuts apart.",
                                               "淡季单笔预订的期望金额（不计优惠）。"), "CNY"),
        _number("expected_bookings_12", "Expected bookings in the next 12 months.",
               "未来 12 个月的期望预订数。", "bookings"),
        Column("expected_value_12", "money", Text("Expected margin of those at 10 % a year, cancellations apart.",
                                                  "对应的期望毛利现值（年折现率 10%，不计取消）。"), "CNY"),
        Column("expected_value_36", "money", Text("The same for 36 months.",
               "未来 36 个月的期望毛利现值，口径同上。"), "CNY"),
        Column("bookings_next_12", "int", Text("Bookings in one future that was played out.",
                                               "模拟出的一种未来里，此后 12 个月的预订数。")),
        Column("bookings_next_36", "int", Text("The same for 36 months.", "同一未来里，此后 36 个月的预订数。")),
    ),
)  # fmt: skip

ASSIGNMENTS = Table(
    "assignments",
    Text("Both potential outcomes of every assignment, in the month of the campaign.",
         "每条分组记录在活动当月的两种潜在结果。"),
    ("assignment_id",),
    (
        Column("assignment_id", "int", Text("The assignment.", "分组记录编号。"), unique=True),
        Column("campaign_id", "int", Text("The campaign.", "活动编号。")),
        Column("traveller_id", "int", Text("The traveller.", "旅客编号。")),
        Column("segment", "text", Text(
            "Last booking under 4 (recent), 4 to 9 (cooling) or more months before (quiet).",
            "距上次预订：recent 不到 4 个月；cooling 4 至 9 个月；quiet 更久。"), values=SEGMENTS),
        _number("effect", "Change of the log booking rate if treated.", "受干预时预订率对数的变化。", "log rate"),
        _number("expected_bookings_control", "Expected bookings without it.", "不受干预的期望预订数。", "bookings"),
        _number("expected_bookings_treated", "Expected bookings with it.", "受干预的期望预订数。", "bookings"),
        Column("bookings_control", "int", Text("Bookings without it, same random numbers.",
               "不受干预的预订数（同一随机数）。")),
        Column("bookings_treated", "int", Text("Bookings with it, same random numbers.",
               "受干预的预订数（同一随机数）。")),
    ),
)  # fmt: skip
