"""The mess of the travel case, in both languages."""

from __future__ import annotations

from generator.mess import Mess
from generator.schema import Text

MESS = (
    Mess("missing", ("travellers",), Text(
        "About one traveller in nine states neither gender nor date of birth.",
        "约九分之一的旅客没有填写性别和出生日期。")),
    Mess("duplicates", ("orders_export",), Text(
        "About 1 % of the rows of the export stand twice, and a few orders were made to test the system.",
        "导出文件中约 1% 的行重复出现，另有少量测试订单。")),
    Mess("late", ("bookings", "orders_export"), Text(
        "Shops enter about one booking in seven days later (recorded_at); what had not been entered by the "
        "as-of date is "
        "in none of the tables.",
        "约七分之一的门店订单数天后才录入（见 recorded_at）；截止日仍未录入的不在任何表中。"),
        ("payments", "surveys", "tickets")),
    Mess("cancellations", ("bookings",), Text(
        "About one booking in nine is cancelled, for a fee near the departure. Left out, everybody travels.",
        "约九分之一的预订会被取消，临近出行时要扣手续费。关闭此项后全部如期出行。"),
        ("payments", "surveys", "tickets", "orders_export")),
    Mess("refunds", ("payments",), Text(
        "What was paid for a cancelled trip comes back days later, less the fee. Left out, no refund is booked.",
        "已取消行程的款项扣除手续费后数天内退回。关闭此项后没有退款记录。")),
)  # fmt: skip
