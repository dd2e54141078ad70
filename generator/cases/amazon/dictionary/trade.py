"""Tables about products, orders and visits."""

from __future__ import annotations

from generator.cases.amazon.fulfilment import CARRIERS, REASONS, STATUSES
from generator.cases.amazon.parameters import CATEGORIES
from generator.cases.amazon.sessions import DEVICES
from generator.schema import Column, Table, Text

BUYER = Column("customer_id", "int", Text("The customer.", "顾客编号。"), references="customers.customer_id")
ORDER = Column("order_id", "int", Text("The order.", "订单编号。"), references="orders.order_id")

PRODUCTS = Table(
    "products",
    Text("One row a product on sale.", "商品表，每件商品一行。"),
    ("product_id",),
    (
        Column("product_id", "int", Text("Number of the product.", "商品编号。"), unique=True),
        Column("name", "text", Text("Name; invented.", "商品名称，虚构。")),
        Column("brand", "text", Text("Brand; invented.", "品牌，虚构。")),
        Column("category", "text", Text("Product line.",
                                        f"品类：{'、'.join(f'{c.name} {c.zh}' for c in CATEGORIES)}。"),
               values=tuple(c.name for c in CATEGORIES)),
        Column("list_price", "money", Text("Price of a piece before any discount.", "单件标价（折扣前）。"), "USD",
               low=0),
        Column("unit_cost", "money", Text("What a piece costs the shop.", "单件进货成本。"), "USD", low=0),
    ),
    once=True,
)  # fmt: skip

ORDERS = Table(
    "orders",
    Text(
        "One row an order placed from 2024-07-01 to 2026-06-30. Earlier orders are not kept.",
        "订单表，每笔订单一行，下单时间为 2024-07-01 至 2026-06-30；更早的订单不在数据中。",
    ),
    ("order_id",),
    (
        Column("order_id", "int", Text("Number of the order.", "订单编号。"), unique=True),
        BUYER,
        Column("ordered_at", "time", Text("When the order was placed, local time.", "下单时间（当地时间）。")),
        Column("status", "text", Text(
            "State on the as-of date: shipped (on its way), delivered, cancelled, returned (all of it came back). "
            "A purchase is an order neither cancelled nor returned.",
            "截止日的状态：shipped 在途；delivered 已送达；cancelled 已取消；returned 整单退货。"
            "既未取消也未整单退货的订单才算一次购买。"), values=STATUSES),
        Column("channel", "text", Text("Device the order was placed with.", "下单渠道。"), values=DEVICES),
        Column("items", "int", Text("Pieces in the order.", "商品件数。"), "pieces", low=1),
        Column("amount", "money", Text("Total after discount, without shipping.", "折后商品总额，不含运费。"), "USD",
               low=0),
        Column("discount", "money", Text("Discount already taken off.", "已减去的折扣金额。"), "USD", low=0),
        Column("shipping_fee", "money", Text("Paid for shipping.", "顾客支付的运费。"), "USD", low=0),
        Column("member", "bool", Text("Whether the customer was a member (or on trial) at that moment.",
                                      "下单时是否为会员（含试用）。")),
    ),
)  # fmt: skip

ORDER_ITEMS = Table(
    "order_items",
    Text("One row a line of an order.", "订单明细，订单中的每一行商品占一行。"),
    ("order_item_id",),
    (
        Column("order_item_id", "int", Text("Number of the line.", "明细编号。"), unique=True),
        ORDER,
        Column("product_id", "int", Text("The product.", "商品编号。"), references="products.product_id"),
        Column("quantity", "int", Text("Pieces.", "件数。"), "pieces", low=1),
        Column("unit_price", "money", Text("Price of a piece before discount.", "折前单价。"), "USD", low=0),
        Column("discount", "money", Text("Discount on the line.", "该行的折扣金额。"), "USD", low=0),
        Column("amount", "money", Text("quantity × unit_price − discount; adds up to the order's amount.",
                                       "件数 × 单价 − 折扣；各行之和等于订单金额。"), "USD", low=0),
    ),
)  # fmt: skip

DELIVERIES = Table(
    "deliveries",
    Text("One row a parcel sent; cancelled orders have none.", "配送表，每个包裹一行；已取消的订单没有配送记录。"),
    ("delivery_id",),
    (
        Column("delivery_id", "int", Text("Number of the delivery.", "配送编号。"), unique=True),
        ORDER,
        BUYER,
        Column("carrier", "text", Text("Who carries it.", "承运方：自营、快递、邮政。"), values=CARRIERS),
        Column("shipped_at", "time", Text("When it left the warehouse.", "出库时间。")),
        Column("promised_on", "date", Text("Day promised for the delivery.", "承诺送达日期。")),
        Column("delivered_at", "time", Text("When it arrived; late if after the promised day.",
                                            "实际送达时间；晚于承诺日期即为延误。"),
               missing=Text("still on its way on the as-of date", "截止日仍在途中")),
        Column("cost", "money", Text("What the parcel cost the shop.", "商家承担的配送成本。"), "USD", low=0),
    ),
)  # fmt: skip

RETURNS = Table(
    "returns",
    Text("One row a line that came back.", "退货表，每行退回的商品占一行。"),
    ("return_id",),
    (
        Column("return_id", "int", Text("Number of the return.", "退货编号。"), unique=True),
        ORDER,
        Column("order_item_id", "int", Text("The line that came back.", "被退回的明细编号。"),
               references="order_items.order_item_id", unique=True),
        BUYER,
        Column("returned_at", "time", Text("When it came back.", "退货时间。")),
        Column("reason", "text", Text("Reason as stated.", "顾客填写的退货原因。"), values=REASONS),
        Column("refund", "money", Text("Money paid back.", "退款金额。"), "USD", low=0),
    ),
)  # fmt: skip

SESSIONS = Table(
    "sessions",
    Text("One row a visit to the shop, with or without an order.", "访问表，每次访问一行，不论是否下单。"),
    ("session_id",),
    (
        Column("session_id", "int", Text("Number of the visit.", "访问编号。"), unique=True),
        BUYER,
        Column("started_at", "time", Text("When it began.", "开始时间。")),
        Column("device", "text", Text("Device.", "设备。"), values=DEVICES),
        Column("pages", "int", Text("Pages seen.", "浏览页数。"), "pages", low=1),
        Column("seconds", "int", Text("How long it took.", "停留时长。"), "seconds", low=0),
        Column("order_id", "int", Text("The order placed in this visit.", "本次访问产生的订单编号。"),
               missing=Text("nothing was ordered", "本次未下单"), references="orders.order_id"),
        Column("recorded_at", "time", Text(
            "When it reached the shop's log; the rows are in this order.", "入库时间；本表按此排序。")),
    ),
    repeats=True,
)  # fmt: skip
