"""Whom to call with few hours: the decision of the cmb case."""

from __future__ import annotations

from generator.arrays import Columns
from generator.banking.decision import Move, customers_table, outlook
from generator.banking.world import BankWorld
from generator.blocks import Block
from generator.cases.cmb.parameters import BANK, CALL
from generator.decisions.specification import Action, Budget, Decision, Prospects
from generator.schema import Text
from generator.streams import Streams

NOTHING = Action("nothing", Text("Nobody calls.", "不打电话。"))
CALLING = Move(Action("call", Text("One call, as in the campaigns.", "电话关怀一次，同以往活动。")), "phone", CALL)


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the customers of a block, and what a call would do for each."""
    return outlook(BANK, BankWorld(BANK, streams, block), (CALLING,))


DECISION = Decision(
    question=Text(
        "Whom should the call centre call in July 2026? There are calls for one customer in ten. What counts is the "
        "margin of the next 36 months, less the cost of the calls.",
        "2026 年 7 月，客服中心该给哪些客户打关怀电话？人手只够联系约十分之一的客户。"
        "衡量标准是未来 36 个月的收益，减去外呼成本。",
    ),
    customers=customers_table(BANK),
    segment="segment",
    actions=(NOTHING, CALLING.action),
    budget=Budget(BANK.deciding.per_customer, Text("calls", "通电话")),
    prospects=prospects,
)
