"""A chain of coffee shops with a star programme, modelled on public facts about Starbucks Rewards."""

from generator.case import Case
from generator.cases.starbucks.decision import DECISION
from generator.cases.starbucks.dictionary import MESS, TABLES, TRUTH
from generator.cases.starbucks.world import StarbucksWorld
from generator.schema import Text

CASE = Case(
    name="starbucks",
    title=Text(
        "A chain of coffee shops with a star programme, modelled on Starbucks Rewards",
        "以星巴克星享俱乐部为原型的咖啡连锁店",
    ),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about Starbucks; it is not Starbucks' data, "
        "and the course is not affiliated with Starbucks.",
        "数据全部为虚构。本案例参照星巴克的公开信息设计，并非星巴克的真实数据，本课程与星巴克公司无任何关联。",
    ),
    tables=TABLES,
    truth=TRUTH,
    world=StarbucksWorld,
    decision=DECISION,
    mess=MESS,
    locales=("en_US", "zh_CN"),
)
