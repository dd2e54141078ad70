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
    "模型中每一个带有单位和出处的数值。出处为 invented 表示没有公开数字可依，是为了让数据可信而设定的。"
    "参数名、单位和出处直接取自源码，保留英文；模型的中文说明见[案例说明]({case}.md)。",
)
COLUMNS = Text("| parameter | value | unit | source |", "| 参数 | 取值 | 单位 | 出处 |")


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
        about = (inspect.getdoc(group) or "").splitlines()[0]
        rows = "\n".join(_row(item) for item in listed(group))
        parts.append(f"## {name}\n\n{about}\n\n{said(COLUMNS)}\n| --- | --- | --- | --- |\n{rows}")
    return "\n\n".join(parts) + "\n"


def groups_of(case: str) -> dict[str, object]:
    """The groups of parameters of a case, by name; raises UnknownCase."""
    find_case(case)
    return parameter_groups(importlib.import_module(f"generator.cases.{case}.parameters"))


def _row(item: Listed) -> str:
    cells = (f"`{item.name}`", _plain(item.value), item.unit, item.source)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _plain(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, tuple | int | float):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(f"({_plain(part)})" if isinstance(part, tuple) else _plain(part) for part in value)
    return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
