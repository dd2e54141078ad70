"""Which channel, and how often: the decision of the pingan case."""

from __future__ import annotations

from generator.arrays import Columns
from generator.banking.decision import Move, customers_table, outlook
from generator.blocks import Block
from generator.cases.pingan.parameters import BANK, CALL, FREQUENCY
from generator.cases.pingan.world import PinganWorld
from generator.decisions.specification import Action, Budget, Decision, Prospects
from generator.schema import Text
from generator.streams import Streams

NOTHING = Action("nothing", Text("Nothing is sent.", "不联系。"))
ONCE, TWICE, FOUR_TIMES = FREQUENCY[1:]
MOVES = (
    Move(
        Action("push_once", Text("One message in the app, with a gift.", "手机银行推送 1 次，附赠礼。")), "push", ONCE
    ),
    Move(Action("push_twice", Text("Two messages, with a gift.", "推送 2 次，附赠礼。")), "push", TWICE),
    Move(Action("push_four_times", Text("Four messages, with a gift.", "推送 4 次，附赠礼。")), "push", FOUR_TIMES),
    Move(Action("call", Text("One call of the service centre.", "客服中心致电 1 次。")), "phone", CALL),
)


def prospects(streams: Streams, block: Block) -> tuple[Columns, Prospects]:
    """The features of the customers of a block, and what each channel and frequency would do for them."""
    return outlook(BANK, PinganWorld(BANK, streams, block), MOVES)


DECISION = Decision(
    question=Text(
        "Through which channel, and how often, should each customer be contacted in July 2026? There is one contact "
        "for every second customer. What counts is the margin of the next 36 months and of the month's activity, less "
        "gifts and contacts.",
        "2026 年 7 月，该通过哪个渠道、以什么频率联系每位客户？平均每两位客户只有一次触达的名额。"
        "衡量标准是未来 36 个月的收益与当月活跃带来的收益，减去礼品与触达成本。",
    ),
    customers=customers_table(BANK),
    segment="segment",
    actions=(NOTHING, *(move.action for move in MOVES)),
    budget=Budget(BANK.deciding.per_customer, Text("contacts", "次触达")),
    prospects=prospects,
)
