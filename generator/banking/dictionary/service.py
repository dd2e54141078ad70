"""Tables about the use of the app, contacts of managers, surveys and tickets."""

from __future__ import annotations

from generator.banking.managers import TOPICS as CALL_TOPICS
from generator.banking.sessions import PURPOSES
from generator.banking.surveys import MAIN_BANK
from generator.banking.tickets import MEDIA, TOPICS
from generator.questionnaire import SILENT, agreement_column, surveys_schema
from generator.schema import Column, Table, Text
from generator.service_desk import tickets_schema

USER = Column("customer_id", "int", Text("The customer.", "客户编号。"), references="customers.customer_id")
NOT_REACHED = Text("not reached", "未接通")

APP_SESSIONS = Table(
    "app_sessions",
    Text("One row a session in the bank's app.", "手机银行使用记录，每次登录一行。"),
    ("session_id",),
    (
        Column("session_id", "int", Text("Number of the session.", "登录记录编号。"), unique=True),
        USER,
        Column("started_at", "time", Text("When it began.", "登录时间。")),
        Column("purpose", "text", Text(
            "What the customer mostly did: balance, payment, invest, offers, service.",
            "主要用途：balance 查余额；payment 支付转账；invest 理财；offers 看优惠；service 办业务。"),
            values=PURPOSES),
        Column("screens", "int", Text("Screens seen.", "浏览页面数。"), "pages", low=1),
        Column("seconds", "int", Text("How long it took.", "停留时长。"), "seconds", low=0),
    ),
)  # fmt: skip

MANAGER_CONTACTS = Table(
    "manager_contacts",
    Text(
        "One row a call of a manager or of the call centre. Managers call whom they worry about, so those who were "
        "called leave more often; only calls of a randomised campaign were made by lot.",
        "客户经理与客服外呼记录，每通电话一行。客户经理会优先联系他们担心的客户，因此被联系过的客户流失率更高；"
        "只有随机活动中的外呼对象是抽签决定的。",
    ),
    ("manager_contact_id",),
    (
        Column("manager_contact_id", "int", Text("Number of the call.", "外呼记录编号。"), unique=True),
        USER,
        Column("manager_id", "int", Text("Who called.", "客户经理编号。"),
               missing=Text("the call centre called", "由客服中心外呼")),
        Column("campaign_id", "int", Text("The campaign that the call belongs to.", "所属营销活动编号。"),
               missing=Text("an ordinary call", "日常联系，不属于任何活动"), references="campaigns.campaign_id"),
        Column("called_at", "time", Text("When.", "外呼时间。")),
        Column("topic", "text", Text(
            "deposit, investment, birthday, service, care (call of a campaign).",
            "话题：deposit 存款；investment 投资；birthday 生日问候；service 服务；care 关怀活动。"),
            values=CALL_TOPICS),
        Column("reached", "bool", Text("Whether the customer answered.", "是否接通。")),
        Column("minutes", "number", Text("How long they talked.", "通话时长。"), "minutes", missing=NOT_REACHED, low=0,
               decimals=1),
    ),
)  # fmt: skip


SURVEYS = surveys_schema(
    Text(
        "One row a customer asked in one of four half-yearly surveys; those who answer are not like the others.",
        "问卷表，每次邀请一行（每半年一次，共四次）；作答的客户与未作答的并不相同。",
    ),
    (USER,),
    (
        agreement_column("satisfaction", "Is content with the bank", "我对本行满意"),
        agreement_column("ease", "Finds it easy to get things done", "在本行办业务很方便"),
        agreement_column("trust", "Trusts the bank with savings", "我放心把积蓄交给本行"),
        Column("main_bank", "text", Text("Which bank is used most.",
                                         "最常用的银行：this_bank 本行；another_bank 他行。"),
               missing=SILENT, values=MAIN_BANK),
    ),
)  # fmt: skip

TICKETS = tickets_schema(
    Text("One row a complaint or question.", "服务工单，每次投诉或咨询一行。"),
    (USER,),
    (
        Column("topic", "text", Text(
            "app_failure, wrong_charge, branch_wait, product_loss, question.",
            "主题：app_failure 系统故障；wrong_charge 错误扣费；branch_wait 网点排队；product_loss 产品亏损；"
            "question 一般咨询。"), values=TOPICS),
        Column("medium", "text", Text("How the customer got in touch.", "提交渠道：手机银行在线客服、电话、网点。"),
               values=MEDIA),
    ),
)  # fmt: skip
