"""The tables of the sealed truth, which learners never get."""

from __future__ import annotations

from generator.cases.amazon.campaigns import SEGMENTS
from generator.questionnaire import survey_truth_schema
from generator.schema import Column, Table, Text

KNOWN = Column("customer_id", "int", Text("The customer.", "顾客编号。"))


def _number(name: str, english: str, chinese: str, unit: str, decimals: int = 6) -> Column:
    return Column(name, "number", Text(english, chinese), unit, decimals=decimals)


CUSTOMERS = Table(
    "customers",
    Text("What drives each customer, and what is still to come.", "每位顾客的真实驱动因素与未来表现。"),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "顾客编号。"), unique=True),
        _number("orders_per_month", "Order rate while active, no membership.",
                "活跃且非会员时的月下单率。", "orders/month"),
        _number("dropout_per_month", "Hazard of leaving for good, no late deliveries.",
                "无延误时的月流失风险率。", "per month"),
        Column("promotion_only", "bool", Text("Came only for a promotion.", "是否只为促销而来。")),
        _number("satisfaction", "Lasting satisfaction.", "长期满意度。", "SD"),
        _number("attachment", "Emotional stickiness.", "情感粘性。", "SD"),
        _number("conviction", "Cognitive stickiness.", "认知粘性。", "SD"),
        _number("monthly_plan_churn", "Own probability of not renewing, monthly plan.",
                "按月方案下个人的不续费概率。", "probability"),
        _number("annual_plan_churn", "Own probability of not renewing, annual plan.",
                "按年方案下个人的不续费概率。", "probability"),
        Column("active", "bool", Text("Has not left by the as-of date.", "截止日是否仍未流失。")),
        Column("left_at", "time", Text("When the customer leaves for good; may lie after the as-of date.",
                                       "彻底流失的时间，可能晚于截止日。"),
               missing=Text("stays at least 36 months more", "截止日后至少 36 个月内不流失")),
        Column("order_value", "money", Text("Expected total of an order.", "单笔订单的期望金额。"), "USD"),
        Column("order_margin", "money", Text(
            "Expected margin of an order after cancellations, returns, goods and parcel.",
            "单笔订单的期望毛利（扣除取消、退货、商品成本与配送成本）。"), "USD"),
        _number("expected_orders_12", "Expected orders in the next 12 months.", "未来 12 个月的期望订单数。", "orders"),
        _number("expected_orders_36", "Expected orders in the next 36 months.", "未来 36 个月的期望订单数。", "orders"),
        Column("expected_value_12", "money", Text(
            "Expected margin of the next 12 months at 10 % a year; membership held as it stands, fees apart.",
            "未来 12 个月的期望毛利现值（年折现率 10%，会员状态不变，不含会费）。"), "USD"),
        Column("expected_value_36", "money", Text("The same for 36 months.",
                                                  "未来 36 个月的期望毛利现值，口径同上。"), "USD"),
        Column("orders_next_12", "int", Text("Orders in one future that was played out.",
                                             "模拟出的一种未来里，此后 12 个月的订单数。")),
        Column("orders_next_36", "int", Text("The same for 36 months.", "同一未来里，此后 36 个月的订单数。")),
        Column("orders_last_12", "int", Text("Orders in the last 12 months.", "最近 12 个月的订单数。")),
        Column("orders_last_12_without_benefit", "int", Text(
            "The same had membership no effect on buying, under the same random numbers.",
            "假如会员身份对购买毫无影响，同一随机数下最近 12 个月的订单数。")),
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
        KNOWN,
        Column("segment", "text", Text(
            "Last order under 3 (recent), 3 to 6 (cooling) or more months before (quiet).",
            "距上次下单：recent 3 个月内；cooling 3 至 6 个月；quiet 更久。"), values=SEGMENTS),
        _number("effect", "Change of the log order rate if treated.", "受干预时下单率对数的变化。", "log rate"),
        _number("expected_orders_control", "Expected orders without the campaign.", "不受干预的期望订单数。", "orders"),
        _number("expected_orders_treated", "Expected orders with the campaign.", "受干预的期望订单数。", "orders"),
        Column("orders_control", "int", Text("Orders without it, same random numbers.",
                                             "不受干预的订单数（同一随机数）。")),
        Column("orders_treated", "int", Text("Orders with it, same random numbers.", "受干预的订单数（同一随机数）。")),
        _number("trial_probability_control", "Probability of a trial without it.",
                "不受干预时开始试用的概率。", "probability"),
        _number("trial_probability_treated", "Probability of a trial with it.",
                "受干预时开始试用的概率。", "probability"),
        Column("trial_control", "bool", Text("Starts a trial without it.", "不受干预时是否开始试用。")),
        Column("trial_treated", "bool", Text("Starts a trial with it.", "受干预时是否开始试用。")),
    ),
)  # fmt: skip

SURVEYS = survey_truth_schema(
    Text("What everyone who was asked would have answered.", "所有受邀顾客（含未作答者）的真实答案。"), KNOWN
)
