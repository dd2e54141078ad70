"""A retail bank with many channels and give-back campaigns, modelled on public facts about Ping An Bank."""

from generator.banking.dictionary import MESS, bank_tables, bank_truth
from generator.banking.world import LOCALES
from generator.blocks import Block
from generator.case import Case
from generator.cases.pingan.decision import DECISION
from generator.cases.pingan.dictionary import CHANNEL_TRUTH, JOURNEY_STEPS, JOURNEYS
from generator.cases.pingan.parameters import BANK
from generator.cases.pingan.world import PinganWorld
from generator.schema import Text
from generator.streams import Streams


def world(streams: Streams, block: Block) -> PinganWorld:
    """One block of the bank's customers."""
    return PinganWorld(BANK, streams, block)


CASE = Case(
    name="pingan",
    title=Text(
        "A retail bank with many channels and give-back campaigns, modelled on Ping An Bank",
        "以平安银行为原型的零售银行：全渠道服务与回馈活动",
    ),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about Ping An Bank; it is not the bank's "
        "data, and the course is not affiliated with the bank.",
        "数据全部为虚构。本案例参照平安银行的公开信息设计，并非该行的真实数据，本课程与平安银行无任何关联。",
    ),
    tables=(*bank_tables(BANK), JOURNEYS, JOURNEY_STEPS),
    truth=(*bank_truth(BANK), CHANNEL_TRUTH),
    world=world,
    decision=DECISION,
    mess=MESS,
    locales=LOCALES,
)
