"""A travel agency: long gaps, strong seasons, cancellations; the case that comes with the lesson on one's own data."""

from generator.case import Case
from generator.cases.travel.decision import DECISION
from generator.cases.travel.dictionary import MESS, TABLES, TRUTH
from generator.cases.travel.world import TravelWorld
from generator.schema import Text

CASE = Case(
    name="travel",
    title=Text("A travel agency, as an example of one's own data", "旅行社：自有数据一课的示例"),
    disclaimer=Text(
        "Everything here is invented. The case is modelled on public facts about travel in China, not on any "
        "company; the "
        "course is not affiliated with any travel agency.",
        "数据全部为虚构。本案例参照中国旅游市场的公开信息设计，不对应任何一家公司，本课程与任何旅行社均无关联。",
    ),
    tables=TABLES,
    truth=TRUTH,
    world=TravelWorld,
    decision=DECISION,
    mess=MESS,
)
