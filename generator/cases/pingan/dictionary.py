"""The tables that only this bank has: channels and journeys."""

from __future__ import annotations

from generator.cases.pingan.channels import CHANNELS
from generator.cases.pingan.journeys import INTENTS
from generator.schema import Column, Table, Text

TRAVELLER = Column("customer_id", "int", Text("The customer.", "客户编号。"), references="customers.customer_id")
CHANNEL = Text(
    "app, branch, phone, mini_programme (inside WeChat).",
    "渠道：app 手机银行；branch 网点；phone 电话；mini_programme 小程序。",
)

JOURNEYS = Table(
    "journeys",
    Text(
        "One row a journey: something that a customer wanted done, in one or more steps over one or more channels.",
        "客户旅程表，每段旅程一行：客户为办成一件事，在一个或多个渠道经历的全部步骤。",
    ),
    ("journey_id",),
    (
        Column("journey_id", "int", Text("Number of the journey.", "旅程编号。"), unique=True),
        TRAVELLER,
        Column("intent", "text", Text(
            "What it was about: limits_and_transfers, product_advice, deposit_renewal, card_service, loan_enquiry, "
            "complaint.",
            "办理事项：limits_and_transfers 额度与转账；product_advice 产品咨询；deposit_renewal 存款续期；"
            "card_service 卡片服务；loan_enquiry 贷款咨询；complaint 投诉。"), values=INTENTS),
        Column("started_at", "time", Text("When the first step began.", "第一步的时间。")),
        Column("ended_at", "time", Text("When the last step began.", "最后一步的时间。")),
        Column("steps", "int", Text("Number of steps.", "步骤数。"), low=1),
        Column("channels", "int", Text("Number of different channels.", "用到的渠道数。"), low=1, high=4),
        Column("first_channel", "text", Text("Channel of the first step.", "第一步的渠道。"), values=CHANNELS),
        Column("last_channel", "text", Text("Channel of the last step.", "最后一步的渠道。"), values=CHANNELS),
        Column("completed", "bool", Text("Whether the customer got it done.", "事情是否办成。")),
    ),
)  # fmt: skip

JOURNEY_STEPS = Table(
    "journey_steps",
    Text(
        "One row a step of a journey. Steps in the app happen within a log-in and are not counted in app_sessions.",
        "旅程步骤表，旅程的每一步一行。手机银行内的步骤发生在已登录的会话中，不另计入 app_sessions。",
    ),
    ("journey_id", "step"),
    (
        Column("journey_id", "int", Text("The journey.", "旅程编号。"), references="journeys.journey_id"),
        Column("step", "int", Text("Number of the step, from 1.", "第几步，从 1 开始。"), low=1),
        TRAVELLER,
        Column("channel", "text", CHANNEL, values=CHANNELS),
        Column("at", "time", Text("When it began.", "开始时间。")),
        Column("minutes", "number", Text("How long it took.", "用时。"), "minutes", low=0, decimals=1),
    ),
)  # fmt: skip

CHANNEL_TRUTH = Table(
    "channels",
    Text("Which channels each customer uses, and why.", "每位客户使用哪些渠道，以及背后的原因。"),
    ("customer_id",),
    (
        Column("customer_id", "int", Text("The customer.", "客户编号。"), unique=True),
        Column("engagement", "number", Text("What makes a customer use more channels, and stay.",
                                            "投入程度：既让客户使用更多渠道，也让客户留下来。"), "SD", decimals=6),
        *(Column(f"uses_{name}", "bool", Text(f"Uses the channel {name}.", f"是否使用渠道 {name}。"))
          for name in CHANNELS),
        Column("channels", "int", Text("Number of channels used.", "使用的渠道数。")),
        Column("channels_without_invitation", "int", Text("The same had nobody been invited.",
                                                          "假如没有任何邀请时使用的渠道数。")),
    ),
)  # fmt: skip
