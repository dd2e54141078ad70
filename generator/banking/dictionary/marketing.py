"""Tables about the campaigns."""

from __future__ import annotations

from generator.banking.campaigns import DESIGNS, arm_names, media
from generator.banking.parameters import Bank
from generator.banking.treatment import AUDIENCES
from generator.campaign_tables import (
    CAMPAIGN,
    CLICKED_AT,
    ENDS_ON,
    STARTS_ON,
    assignments_schema,
    campaigns_schema,
    contacts_schema,
    opened_at,
)
from generator.schema import Column, Table, Text

TARGET = Column("customer_id", "int", Text("The customer.", "客户编号。"), references="customers.customer_id")


def campaigns(bank: Bank) -> Table:
    """The campaigns of a bank."""
    return campaigns_schema(
        Text("One row a campaign to single customers; each lasts one calendar month.",
             "营销活动表，每个活动一行；每个活动持续一个自然月。"),
        (
            Column("medium", "text", Text("How customers are reached.", "触达方式。"), values=media(bank)),
            Column("design", "text", Text("Whether arms were given by lot or by a rule.",
                                          "分组方式：randomised 随机抽取；targeted 按风险规则挑选。"), values=DESIGNS),
            Column("audience", "text", Text(
                "Who could be chosen: open (customers who held at least 1,000 RMB at some month's end of the last half "
                "year and have not closed), app_users (those among them who used the app within three months).",
                "候选人群：open 未销户且近半年至少有一个月末资产达 1,000 元的客户；"
                "app_users 其中近三个月登录过手机银行的客户。"), values=AUDIENCES),
            STARTS_ON,
            ENDS_ON,
        ),
    )  # fmt: skip


def campaign_arms(bank: Bank) -> Table:
    """The arms of a bank's campaigns."""
    return Table(
        "campaign_arms",
        Text("One row an arm of a campaign.", "活动组别表，每个活动的每个组别一行。"),
        ("campaign_id", "arm"),
        (
            CAMPAIGN,
            Column("arm", "text", Text("Name of the arm.", "组别英文名。"), values=arm_names(bank)),
            Column("arm_zh", "text", Text("Name in Chinese.", "组别中文名。")),
            Column("contacts", "int", Text("How often each customer of the arm is contacted.",
                                           "该组每位客户的触达次数。"), low=0),
            Column("cost_per_contact", "money", Text("Cost of a contact.", "每次触达成本。"), "CNY", low=0),
            Column("gift", "money", Text("Cost of the gift for a customer who takes part.", "每位参与客户的礼品成本。"),
                   "CNY", low=0),
        ),
        once=True,
    )  # fmt: skip


def assignments(bank: Bank) -> Table:
    """Who got which arm."""
    return assignments_schema(
        Text("One row a campaign and customer who could be chosen.", "活动分组表，每个活动的每位候选客户一行。"),
        TARGET,
        Text("Day of the choice, the first of the campaign.", "分组日期，即活动首日。"),
        (
            Column("arm", "text", Text("The arm that the customer got.", "所在组别。"), values=arm_names(bank)),
            Column("propensity", "number", Text("Probability with which the customer was to get this arm.",
                                                "该客户进入所在组别的概率。"),
                   "probability", low=0, high=1),
        ),
    )  # fmt: skip


def contacts(bank: Bank) -> Table:
    """The messages that were sent."""
    return contacts_schema(
        Text("One row a message of a campaign; calls are in manager_contacts.",
             "活动消息记录，每条消息一行；电话外呼见 manager_contacts。"),
        TARGET,
        media(bank),
        (opened_at(Text("not opened", "未打开")), CLICKED_AT),
    )  # fmt: skip
