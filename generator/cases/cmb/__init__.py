"""A retail bank whose customers leave silently, modelled on public facts about China Merchants Bank."""

from generator.banking.dictionary import MESS, bank_tables, bank_truth
from generator.banking.world import LOCALES, BankWorld
from generator.blocks import Block
from generator.case import Case
from generator.cases.cmb.decision import DECISION
from generator.cases.cmb.parameters import BANK
from generator.schema import Text
from generator.streams import Streams


def world(streams: Streams, block: Block) -> BankWorld:
    """One block of the bank's customers."""
    return BankWorld(BANK, streams, block)


CASE = Case(
    name="cmb",
    title=Text(
        "A retail bank whose customers leave silently, modelled on China Merchants Bank",
        "以招商银行为原型的零售银行：客户悄然流失",
    ),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about China Merchants Bank; it is not the "
        "bank's data, and the course is not affiliated with the bank.",
        "数据全部为虚构。本案例参照招商银行的公开信息设计，并非该行的真实数据，本课程与招商银行无任何关联。",
    ),
    tables=bank_tables(BANK),
    truth=bank_truth(BANK),
    world=world,
    decision=DECISION,
    mess=MESS,
    locales=LOCALES,
)
