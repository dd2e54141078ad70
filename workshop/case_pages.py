"""The tables of parameters beside the page of each case, from the numbers that the generator itself uses."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator

from generator.case import cases, find_case
from generator.dictionary import Language
from generator.parameter import Listed, listed
from generator.parameter_table import parameter_groups
from generator.schema import Text

FOLDERS: dict[Language, str] = {"en": "docs/cases", "zh": "docs/zh/cases"}
DO_NOT_EDIT = Text(
    "<!-- Built from the generator's parameters. Do not edit: change the parameters and run `workshop build`. -->",
    "<!-- 本文件由生成器的参数自动生成，请勿手工修改：请改参数后运行 `workshop build`。 -->",
)
HEADING = Text("The parameters of the {case} case", "{case} 案例的参数")
INTRODUCTION = Text(
    'Every number of the model that has a unit and a source. "invented" means that no public figure stands behind it: '
    "it was chosen so that the data come out credible. What the words mean: [the page of the case]({case}.md).",
    "模型中每一个带有单位和出处的数值。出处为“虚构”表示没有公开数字可依，是为了让数据可信而设定的。"
    "参数名是源码中的名称；模型的说明见[案例说明]({case}.md)。",
)
COLUMNS = Text("| parameter | value | unit | source |", "| 参数 | 取值 | 含义与单位 | 出处 |")
SOURCES = {
    "invented": "虚构",
    "public": "公开信息",
    "overlap": "使两组可比",
    "numerics": "数值计算所需",
    "convention": "惯例",
    "usual talk": "业内说法",
}
TITLES = {
    "accounts": "账户",
    "alerts": "预警",
    "arrivals": "新客到来",
    "baskets": "购物篮",
    "bills": "账单",
    "bookings": "记账与预订",
    "browsing": "浏览",
    "cancelling": "取消",
    "counter": "柜台",
    "cycle": "行业周期",
    "deciding": "决策",
    "demographics": "人口特征",
    "export": "导出文件",
    "flows": "资金往来",
    "fulfilment": "履约",
    "groups": "企业集团",
    "income": "收益",
    "joining": "入会",
    "journeys": "旅程",
    "lifecycle": "生命周期",
    "loans": "贷款",
    "managers": "客户经理",
    "membership": "会员资格",
    "next_wave": "下一批优惠",
    "offers": "优惠",
    "payrolls": "代发工资",
    "planning": "专案安排",
    "products": "产品",
    "purchasing": "购买",
    "rates": "利率与收益率",
    "recording": "数据记录",
    "register": "企业登记",
    "residents": "客户构成",
    "response": "营销响应",
    "season": "季节与时段",
    "sessions": "手机银行使用",
    "stars": "星星",
    "surveys": "问卷",
    "tickets": "工单",
    "timing": "时段",
    "travelling": "出行",
    "treatment": "专案效果",
    "valuation": "价值",
    "visiting": "到店",
    "visits": "走访",
    "wealth": "资产",
}


def parameter_pages() -> Iterator[tuple[str, str]]:
    """Yield the path (below the course's root) and text of every case's table of parameters, in both languages."""
    for case in cases():
        for language, folder in FOLDERS.items():
            yield f"{folder}/{case}-parameters.md", parameter_page(case, language)


def parameter_page(case: str, language: Language) -> str:
    """All parameters of a case as Markdown, group by group.

    >>> "| `november_wave` | 2.2 |" in parameter_page("amazon", "en")
    True
    """

    def said(text: Text) -> str:
        return (text.zh if language == "zh" else text.en).replace("{case}", case)

    parts = [f"{said(DO_NOT_EDIT)}\n# {said(HEADING)}", said(INTRODUCTION)]
    for name, group in groups_of(case).items():
        rows = "\n".join(_row(item, language) for item in listed(group))
        head = _head(name, group, language)
        parts.append(f"{head}\n\n{said(COLUMNS)}\n| --- | --- | --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def groups_of(case: str) -> dict[str, object]:
    """The groups of parameters of a case, by name; raises UnknownCase."""
    find_case(case)
    return parameter_groups(importlib.import_module(f"generator.cases.{case}.parameters"))


def _head(name: str, group: object, language: Language) -> str:
    if language == "zh":
        return f"## {TITLES.get(name, name)}（{name}）"
    about = (inspect.getdoc(group) or "").splitlines()[0]
    return f"## {name}\n\n{about}"


def _row(item: Listed, language: Language) -> str:
    unit, source = item.unit, item.source
    if language == "zh":
        unit = item.zh or unit
        source = "；".join(_in_chinese(part) for part in source.split("; "))
    cells = (f"`{item.name}`", _plain(item.value), unit, source)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _in_chinese(source: str) -> str:
    """A source whose first word has a Chinese name; titles, names and figures stay as they are."""
    kind, colon, rest = source.partition(": ")
    return f"{SOURCES[kind]}{'：' if colon else ''}{rest}" if kind in SOURCES else source


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, tuple | int | float):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(f"({_plain(part)})" if isinstance(part, tuple) else _plain(part) for part in value)
    return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
