"""Tables about customers and their memberships."""

from __future__ import annotations

from generator.cases.amazon.membership import EVENTS, PLANS
from generator.cases.amazon.parameters import CHANNELS
from generator.cases.amazon.population import GENDERS
from generator.chinese_places import CHINESE_PLACES
from generator.places import US_PLACES
from generator.schema import Column, Table, Text

REGIONS = tuple(sorted({place.state for place in US_PLACES} | {place.province for place in CHINESE_PLACES}))
UNSTATED = Text("not stated by the customer", "顾客未填写")

CUSTOMERS = Table(
    "customers",
    Text(
        "One row a customer who has opened an account since July 2021, as known on the as-of date.",
        "每位顾客一行：2021 年 7 月以来开户的所有顾客，信息截至数据截止日。",
    ),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("Number of the customer.", "顾客编号。"), unique=True),
        Column("name", "text", Text("First name and surname; invented.", "姓名，均为虚构。")),
        Column("email", "text", Text("E-mail address, made from the name.", "电子邮箱，由姓名生成，不重复。"),
               unique=True),
        Column("phone", "text", Text("Phone number with the area code of the city.", "电话号码，区号与所在城市一致。")),
        Column("street", "text", Text("House number and street.", "门牌号与街道。")),
        Column("city", "text", Text("City.", "城市。")),
        Column("state", "text", Text("State, two letters; a province with --locale zh_CN.",
                                       "州（两位字母缩写）；使用 --locale zh_CN 时为省份。"),
               values=REGIONS),
        Column("postcode", "text", Text("ZIP code, five digits, of the city.", "邮政编码，五位，与城市一致。")),
        Column("gender", "text", Text("Gender as stated.", "顾客填写的性别。"), missing=UNSTATED, values=GENDERS),
        Column("birth_date", "date", Text("Date of birth as stated.", "顾客填写的出生日期。"), missing=UNSTATED),
        Column("joined_at", "time", Text(
            "When the account was opened; may lie before the first order in the data, which begin on 2024-07-01.",
            "开户时间。可能早于数据中的首笔订单，因为订单数据从 2024-07-01 才开始。")),
        Column("acquisition_channel", "text", Text("How the customer was won.", "获客渠道。"),
               values=tuple(channel.name for channel in CHANNELS)),
        Column("acquisition_cost", "money", Text("What winning the customer cost.", "获客成本。"), "USD", low=0),
        Column("referred_by", "int", Text("The customer who referred this one.", "推荐人的顾客编号。"),
               missing=Text("not referred", "并非由老顾客推荐"), references="customers.customer_id"),
    ),
)  # fmt: skip

MEMBERSHIP_EVENTS = Table(
    "membership_events",
    Text(
        "One row an event of a membership, from the day the account was opened, so also before the orders begin.",
        "会员事件，每个事件一行；从开户之日起完整保留，因此会早于订单数据的起点。",
    ),
    ("event_id",),
    (
        Column("event_id", "int", Text("Number of the event.", "事件编号。"), unique=True),
        Column("membership_id", "int", Text(
            "Number of the membership: from trial or return to its end.",
            "会籍编号：从开始试用（或重新加入）到会籍结束为同一编号。")),
        Column("customer_id", "int", Text("The member.", "会员的顾客编号。"), references="customers.customer_id"),
        Column("event_at", "time", Text("When it happened.", "事件发生时间。")),
        Column("event", "text", Text(
            "What happened: trial_started, trial_ended (not paid for), plan_started (first payment), renewed, "
            "payment_failed (14 days to mend it), cancelled (at the end of the term), lapsed (payment not mended), "
            "rejoined (former member pays again, without a trial).",
            "事件类型：trial_started 开始试用；trial_ended 试用结束未付费；plan_started 首次付费；renewed 续费；"
            "payment_failed 扣款失败（14 天内可补缴）；cancelled 到期不再续费；lapsed 逾期未补缴而失效；"
            "rejoined 老会员直接付费重新加入。"), values=EVENTS),
        Column("plan", "text", Text("Plan that the event concerns.", "会员方案：试用、按月、按年。"), values=PLANS),
        Column("price", "money", Text("Price of the term that begins or has ended.",
                                      "本期（开始或结束的这一期）的会费。"),
               "USD", low=0),
        Column("paid_until", "date", Text("The day on which the next payment is due, or the membership ended.",
                                          "下次应缴费日；会籍已结束的，为到期日。")),
        Column("reason", "text", Text("Why the membership ended.", "会籍结束的原因：主动退出或扣款失败。"),
               missing=Text("the membership did not end", "会籍未结束"), values=("voluntary", "payment")),
    ),
)  # fmt: skip
