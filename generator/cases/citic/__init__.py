"""A bank's corporate clients, industry by industry, modelled on public facts about China CITIC Bank."""

from generator.case import Case
from generator.cases.citic.decision import DECISION
from generator.cases.citic.dictionary import MESS, TABLES, TRUTH
from generator.cases.citic.world import CiticWorld
from generator.schema import Text

CASE = Case(
    name="citic",
    title=Text("A bank and its corporate clients, modelled on China CITIC Bank", "以中信银行为原型的对公客户经营案例"),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about China CITIC Bank; it is not its "
        "data, and the course is not affiliated with the bank. Firms, names and credit codes are invented too.",
        "数据全部为虚构。本案例参照中信银行的公开信息设计，并非该行的真实数据，本课程与中信银行无任何关联。"
        "企业、名称与信用代码同样出于虚构，如有雷同，纯属巧合。",
    ),
    tables=TABLES,
    truth=TRUTH,
    world=CiticWorld,
    decision=DECISION,
    mess=MESS,
)
