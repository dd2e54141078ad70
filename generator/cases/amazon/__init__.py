"""An online retailer with memberships, modelled on public facts about Amazon Prime."""

from generator.case import Case
from generator.cases.amazon.decision import DECISION
from generator.cases.amazon.dictionary import MESS, TABLES, TRUTH
from generator.cases.amazon.world import AmazonWorld
from generator.schema import Text

CASE = Case(
    name="amazon",
    title=Text(
        "An online retailer with memberships, modelled on Amazon Prime", "以亚马逊 Prime 为原型的会员制网上零售商"
    ),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about Amazon; it is not Amazon's data, and "
        "the course is not affiliated with Amazon.",
        "数据全部为虚构。本案例参照亚马逊的公开信息设计，并非亚马逊的真实数据，本课程与亚马逊公司无任何关联。",
    ),
    tables=TABLES,
    truth=TRUTH,
    world=AmazonWorld,
    decision=DECISION,
    mess=MESS,
    locales=("en_US", "zh_CN"),
)
