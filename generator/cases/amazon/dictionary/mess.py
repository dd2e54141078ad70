"""The mess of the amazon case, in both languages."""

from __future__ import annotations

from generator.mess import Mess
from generator.schema import Text

MESS = (
    Mess("missing", ("customers",), Text(
        "About one customer in nine states neither gender nor date of birth; more of those won through social ads and "
        "affiliates.",
        "约九分之一的顾客没有填写性别和出生日期，通过社交广告和联盟推广来的顾客更常见。")),
    Mess("duplicates", ("sessions", "tickets"), Text(
        "About 1 % of the visits and tickets were sent twice and stand twice: the whole row repeats, its number too.",
        "约 1% 的访问和工单被重复提交，整行（包括编号）出现两次。")),
    Mess("late", ("sessions",), Text(
        "Phones without a connection report visits in the app hours or days later (recorded_at); what had not come in "
        "by the as-of date is not in the table.",
        "手机断网时，应用内的访问会延迟数小时甚至数天才入库（见 recorded_at）；截止日仍未入库的访问不在表中。")),
    Mess("cancellations", ("orders",), Text(
        "Some orders are cancelled before they are sent off; they stay in the table with status cancelled. Left out, "
        "they are delivered.",
        "部分订单发货前被取消，仍保留在表中，状态为 cancelled。关闭此项后，这些订单照常送达。"),
        ("deliveries", "returns", "tickets", "truth/customers")),
    Mess("refunds", ("returns", "orders"), Text(
        "Some lines come back and are refunded, weeks after they counted as sales. Left out, nobody sends anything "
        "back.",
        "部分商品会被退回并退款，而此前数周它们已计入销售额。关闭此项后没有任何退货。"),
        ("tickets", "truth/customers")),
)  # fmt: skip
