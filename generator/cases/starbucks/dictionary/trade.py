"""Tables about the menu, the visits and the stars."""

from __future__ import annotations

from generator.cases.starbucks.ledger import ENTRIES
from generator.cases.starbucks.parameters import CATEGORIES
from generator.cases.starbucks.visits import CHANNELS, PAYMENTS, STATUSES
from generator.schema import Column, Table, Text

GUEST = Column("member_id", "int", Text("The member.", "会员编号。"), references="members.member_id")
VISIT = Column("visit_id", "int", Text("The visit.", "消费编号。"), references="visits.visit_id")

MENU = Table(
    "menu",
    Text("One row an item on sale; prices did not change within the data.",
         "菜单，每种商品一行；数据期内价格未变。"),
    ("item_id",),
    (
        Column("item_id", "int", Text("Number of the item.", "商品编号。"), unique=True),
        Column("name", "text", Text("Name.", "商品英文名。"), unique=True),
        Column("name_zh", "text", Text("Name in Chinese.", "商品中文名。"), unique=True),
        Column("category", "text", Text("Product line.", f"品类：{'、'.join(f'{n} {zh}' for n, zh in CATEGORIES)}。"),
               values=tuple(name for name, _ in CATEGORIES)),
        Column("price", "money", Text("Price of a piece.", "单价。"), "USD", low=0),
        Column("unit_cost", "money", Text("What the goods of a piece cost the shop.", "单件商品成本。"), "USD", low=0),
    ),
    once=True,
)  # fmt: skip

VISITS = Table(
    "visits",
    Text(
        "One row a visit or order ahead from 2024-07-01 to 2026-06-30, sorted by member and time. Earlier "
        "visits are not kept.",
        "消费表，每次到店消费或手机点单一行，时间为 2024-07-01 至 2026-06-30，按会员和时间排序；"
        "更早的消费不在数据中。",
    ),
    ("visit_id",),
    (
        Column("visit_id", "int", Text("Number of the visit.", "消费编号。"), unique=True),
        GUEST,
        Column("visited_at", "time", Text("When the member ordered, local time.", "点单时间（当地时间）。")),
        Column("channel", "text", Text("How the order was placed.", "点单渠道：手机点单、免下车取餐、柜台。"),
               values=CHANNELS),
        Column("payment", "text", Text("Preloaded card of the programme, or another way of paying.",
                                       "支付方式：会员储值卡或其他。"), values=PAYMENTS),
        Column("status", "text", Text(
            "paid, refunded (paid and given back within the hour) or cancelled (an order ahead that was never paid). "
            "Only paid visits count as visits.",
            "状态：paid 已付款；refunded 付款后一小时内退款；cancelled 手机点单被取消、未付款。只有 paid "
            "才算一次消费。"),
               values=STATUSES),
        Column("items", "int", Text("Pieces on the bill.", "商品件数。"), "pieces", low=1),
        Column("gross", "money", Text("Bill before anything was taken off.", "账单原价（减免前）。"), "USD", low=0),
        Column("offer_reward", "money", Text("Taken off for an offer that this visit completed.",
                                             "因完成优惠活动而减免的金额。"), "USD", low=0),
        Column("star_reward", "money", Text("Taken off for stars redeemed.", "用星星兑换抵扣的金额。"), "USD", low=0),
        Column("amount", "money", Text(
            "Paid: gross − offer_reward − star_reward. For refunded and cancelled visits, what was or would "
            "have been paid.",
            "实付金额 ＝ gross − offer_reward − star_reward；退款和取消的记录为原应付金额。"),
               "USD", low=0),
    ),
)  # fmt: skip

LINE_ITEMS = Table(
    "line_items",
    Text("One row a line of a bill.", "消费明细，账单中的每一行商品占一行。"),
    ("line_item_id",),
    (
        Column("line_item_id", "int", Text("Number of the line.", "明细编号。"), unique=True),
        VISIT,
        Column("item_id", "int", Text("The item.", "商品编号。"), references="menu.item_id"),
        Column("quantity", "int", Text("Pieces.", "件数。"), "pieces", low=1),
        Column("unit_price", "money", Text("Price of a piece.", "单价。"), "USD", low=0),
        Column("discount", "money", Text("Rewards taken off this line; they add up to those of the visit.",
                                         "分摊到本行的减免金额，各行之和等于该次消费的减免总额。"), "USD", low=0),
        Column("amount", "money", Text("quantity × unit_price − discount; adds up to the visit's amount.",
                                       "件数 × 单价 − 减免；各行之和等于该次消费的实付金额。"), "USD", low=0),
    ),
)  # fmt: skip

STAR_LEDGER = Table(
    "star_ledger",
    Text(
        "One row an entry on a member's star account, sorted by member and time. Until 2026-03-09 a dollar paid "
        "earned one "
        "star, two from a preloaded card; since then 1, 1.2 or 1.7 by tier. Stars are rounded down to whole "
        "ones for each "
        "visit and used first in, first out. They expire on the first of the seventh month after that in which "
        "they were "
        "earned; since the change not those of gold and reserve members, nor of green members who came in the "
        "month before.",
        "星星账本，会员账户的每笔变动一行，按会员和时间排序。2026-03-09 及以前，每付 1 美元得 1 颗星，"
        "用储值卡得 2 颗；"
        "此后按等级得 1、1.2 或 1.7 颗。每次消费所得向下取整，先得先用。星星在获得当月之后的第七个月 1 日过期；"
        "改制后，金色、臻选会员的星星不再过期，上个月有消费的绿色会员的星星也不会过期。",
    ),
    ("entry_id",),
    (
        Column("entry_id", "int", Text("Number of the entry.", "流水编号。"), unique=True),
        GUEST,
        Column("posted_at", "time", Text("When it was posted.", "入账时间。")),
        Column("entry", "text", Text(
            "opening (brought into the data on 2024-07-01, one row a month of earning), earned, redeemed, expired, "
            "reversed (taken back with a refund).",
            "类型：opening 期初结转（2024-07-01，按获得月份分行）；earned 获得；redeemed 兑换；expired 过期；"
            "reversed 随退款收回。"), values=ENTRIES),
        Column("stars", "int", Text("Stars, negative when they leave the account.", "星星数，转出为负。"), "stars"),
        Column("balance", "int", Text("Stars on the account after the entry.", "变动后的余额。"), "stars", low=0),
        Column("visit_id", "int", Text("The visit it belongs to.", "对应的消费编号。"), references="visits.visit_id",
               missing=Text("opening or expired", "期初结转或过期")),
        Column("expires_on", "date", Text(
            "Day on which these stars will expire if not used, by the rules on the day of the entry.",
            "若未使用将于何日过期（按入账当日的规则）。"),
               missing=Text("stars that leave, or that never expire", "转出的星星，或永不过期的星星")),
    ),
)  # fmt: skip
