"""The mess of the starbucks case, in both languages."""

from __future__ import annotations

from generator.mess import Mess
from generator.schema import Text

FOLLOWS = (
    "line_items", "star_ledger", "tier_history", "offer_events", "assignments", "contacts", "surveys", "tickets",
    "truth/members", "truth/assignments", "truth/surveys",
)  # fmt: skip
MESS = (
    Mess("missing", ("members",), Text(
        "About one member in eight states neither gender, date of birth nor income; more of those won through social "
        "media.",
        "约八分之一的会员没有填写性别、出生日期和收入，来自社交媒体的会员更常见。")),
    Mess("duplicates", ("offer_events", "tickets"), Text(
        "About 1 % of the views and tickets were sent twice and stand twice: the whole row repeats, its number too.",
        "约 1% 的查看事件和工单被重复提交，整行（包括编号）出现两次。")),
    Mess("late", ("offer_events",), Text(
        "Phones without a connection report views hours or days later (recorded_at); the rows are in the order of "
        "recording.",
        "手机断网时，查看事件会延迟数小时甚至数天才入库（见 recorded_at）；本表按入库时间排序。")),
    Mess("cancellations", ("visits",), Text(
        "About 2 % of the orders ahead are cancelled before they are paid; they stay in the table with status "
        "cancelled. Left out, they are paid, with all that follows from it: stars, offers, waves.",
        "约 2% 的手机点单在付款前被取消，仍保留在表中，状态为 cancelled。关闭此项后，这些订单照常付款，"
        "并影响由此产生的星星、优惠和分组。"),
        FOLLOWS),
    Mess("refunds", ("visits",), Text(
        "Some visits are refunded within the hour, and their stars taken back. Left out, they stay paid, with all that "
        "follows from it.",
        "部分消费在一小时内退款，所得星星随之收回。关闭此项后，这些消费保持已付款，并影响由此产生的后续记录。"),
        FOLLOWS),
)  # fmt: skip
