"""Tables of the sealed truth."""

from __future__ import annotations

from generator.cases.starbucks.waves import SEGMENTS
from generator.questionnaire import survey_truth_schema
from generator.schema import Column, Table, Text

KNOWN = Column("member_id", "int", Text("The member.", "会员编号。"))


def _number(name: str, english: str, chinese: str, unit: str, decimals: int = 6) -> Column:
    return Column(name, "number", Text(english, chinese), unit, decimals=decimals)


MEMBERS = Table(
    "members",
    Text("What drives each member, and what is still to come if no further offers are sent.",
         "每位会员的真实驱动因素，以及此后不再发优惠时的未来表现。"),
    ("member_id",),
    (
        Column("member_id", "int", Text("The member.", "会员编号。"), unique=True),
        _number("visits_per_month", "Usual rate of visits while active.", "活跃时的月均消费次数。", "visits/month"),
        _number("leaving_per_month", "Hazard of leaving for good.", "彻底流失的月风险率。", "per month"),
        _number("pausing_per_month", "Probability that a pause begins.", "每月进入休眠的概率。", "per month"),
        _number("satisfaction", "Lasting satisfaction.", "长期满意度。", "SD"),
        _number("attachment", "Emotional stickiness.", "情感粘性。", "SD"),
        _number("conviction", "Cognitive stickiness.", "认知粘性。", "SD"),
        _number("responsiveness", "Inclination to look at offers and to answer.", "查看优惠、回应问卷的倾向。", "SD"),
        _number("income", "True income.", "真实年收入。", "USD/year", 0),
        _number("age", "True age on the as-of date.", "截止日的真实年龄。", "years", 2),
        _number("meal_probability", "Probability that a visit is a meal rather than a coffee alone.",
                "一次消费是用餐（而非单买一杯）的概率。", "probability"),
        Column("active", "bool", Text("Has not left by the as-of date.", "截止日是否仍未流失。")),
        Column("paused", "bool", Text("Pauses in the last month, without having left.",
                                      "最后一个月处于休眠（但未流失）。")),
        Column("left_at", "time", Text("When the member leaves for good; may lie after the as-of date.",
                                       "彻底流失的时间，可能晚于截止日。"),
               missing=Text("stays at least 36 months more", "截止日后至少 36 个月内不流失")),
        Column("bill", "money", Text("Expected bill of a visit before rewards.", "单次消费的期望原价。"), "USD"),
        Column("margin", "money", Text("Expected bill less the cost of goods.",
                                       "单次消费的期望毛利（未扣奖励）。"), "USD"),
        _number("expected_visits_12", "Expected paid visits in the next 12 months.",
                "未来 12 个月的期望消费次数。", "visits"),
        _number("expected_visits_36", "Expected paid visits in the next 36 months.",
                "未来 36 个月的期望消费次数。", "visits"),
        Column("expected_value_12", "money", Text(
            "Expected margin of the next 12 months at 10 % a year, before rewards for stars.",
            "未来 12 个月的期望毛利现值（年折现率 10%，未扣星星兑换）。"), "USD"),
        Column("expected_value_36", "money", Text("The same for 36 months.", "未来 36 个月的期望毛利现值，口径同上。"),
               "USD"),
        Column("visits_next_12", "int", Text("Paid visits in one future that was played out.",
                                             "模拟出的一种未来里，此后 12 个月的消费次数。"), "visits"),
        Column("visits_next_36", "int", Text("The same for 36 months.", "同一未来里，此后 36 个月的消费次数。"),
               "visits"),
    ),
)  # fmt: skip

ASSIGNMENTS = Table(
    "assignments",
    Text("The potential outcomes of every assignment in the ten days of the wave: one row an option, under common "
         "random numbers.",
         "每条分组记录在批次十天内的潜在结果：每个选项（不发或发某种优惠）一行，使用同一组随机数。"),
    ("assignment_id", "offer_id"),
    (
        Column("assignment_id", "int", Text("The assignment.", "分组记录编号。")),
        Column("campaign_id", "int", Text("The wave.", "批次编号。")),
        KNOWN,
        Column("offer_id", "int", Text("The option.", "选项（优惠编号）。"), missing=Text("no offer", "不发优惠")),
        Column("segment", "text", Text(
            "Paid visits in the 90 days before: under 6 (occasional), 6 to 15 (regular), 16 or more (frequent).",
            "此前 90 天的消费次数：occasional 不足 6 次；regular 6 至 15 次；frequent 16 次及以上。"
            ""), values=SEGMENTS),
        _number("view_probability", "Probability of looking at it, if it lasted for ever.",
                "查看该优惠的概率（不计有效期）。", "probability"),
        _number("effect", "Change of the log rate of visits once looked at.", "查看后消费频率对数的变化。", "log rate"),
        _number("expected_visits", "Expected paid visits.", "期望消费次数。", "visits"),
        _number("visit_probability", "Probability of at least one paid visit.", "至少消费一次的概率。", "probability"),
        _number("expected_spend", "Expected bills before rewards.", "期望消费原价。", "USD"),
        _number("completion_probability", "Probability of completing the offer.", "完成优惠的概率。", "probability"),
        _number("expected_reward", "Expected reward.", "期望奖励金额。", "USD"),
        _number("expected_profit", "Expected margin less reward, before the cost of the message.",
                "期望毛利减奖励（未扣通知成本）。", "USD"),
        Column("viewed", "bool", Text("Would look at it.", "是否会查看。")),
        Column("visits", "int", Text("Paid visits.", "消费次数。"), "visits"),
        Column("spend", "money", Text("Bills before rewards.", "消费原价。"), "USD"),
        Column("completed", "bool", Text("Would complete it.", "是否会完成。")),
        Column("reward", "money", Text("Reward.", "奖励金额。"), "USD"),
    ),
)  # fmt: skip

SURVEYS = survey_truth_schema(
    Text("What everyone who was asked would have answered.", "所有受邀会员（含未作答者）的真实答案。"), KNOWN
)
