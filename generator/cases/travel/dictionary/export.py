"""The flat file that a company would export: untidy on purpose."""

from __future__ import annotations

from generator.schema import Column, Table, Text

ORDERS_EXPORT = Table(
    "orders_export",
    Text(
        "The bookings as the company's system would export them: Chinese headings (one with a space at its "
        "end), everything "
        "as text, dates in two forms, amounts with and without a currency sign and commas, two words for each "
        "state, some "
        "rows twice, some made to test the system. For practice with a file of one's own.",
        "按企业系统导出的样子给出的订单平面表：中文表头（其中一个末尾带空格）、金额和日期均为文本、日期有两种写法、"
        "金额有的带货币符号和千分位、同一状态有两种说法、个别行重复，还夹着测试订单。供练习处理自有数据之用。",
    ),
    ("订单编号",),
    (
        Column("订单编号", "text", Text("Order number: T and 2024…, unique apart from repeated rows.",
                                    "订单编号，除重复行外不重复。")),
        Column("下单时间", "text", Text("When it was ordered: 2025-03-04 14:05:09 or 2025/3/4 14:05.",
                                    "下单时间，有 2025-03-04 14:05:09 和 2025/3/4 14:05 两种写法。")),
        Column("会员手机", "text", Text("Mobile number, masked; not unique.",
               "手机号（已脱敏，可能重复，不能当会员标识）。")),
        Column("会员ID", "int", Text("The traveller.", "旅客编号。"), references="travellers.traveller_id"),
        Column("产品名称", "text", Text("Destination, nights and kind of trip in one text; test orders say so.",
                                    "目的地、晚数与产品类型合写在一起；测试订单在此注明。")),
        Column("出行日期", "text", Text("Departure, with a time that means nothing.", "出行日期，所带时刻没有意义。")),
        Column("人数", "int", Text("Persons.", "人数。"), "persons", low=1),
        Column("订单金额(元)", "text", Text("Amount as text: 1280.00 or ¥1,280.00.",
                                        "订单金额，有 1280.00 和 ¥1,280.00 两种写法。")),
        Column("取消手续费", "text", Text("Fee kept after a cancellation.", "取消后扣收的手续费。"),
               missing=Text("not cancelled", "未取消")),
        Column("订单状态", "text", Text(
            "State, in one of two words: to come, under way, over, cancelled.",
            "订单状态：待出行/未出行、出行中/行程中、已完成/已出行、已取消/取消，两种说法混用。"),
            values=("待出行", "出行中", "已完成", "已取消", "未出行", "行程中", "已出行", "取消")),
        Column("下单渠道 ", "text", Text("Channel; mind the space at the end of the heading.",
                                     "下单渠道（表头末尾有一个空格）。"), missing=Text("left blank", "漏填")),
    ),
    repeats=True,
)  # fmt: skip
