"""The data dictionary as Markdown, in either language, from the schema that the generator itself uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import pandas as pd

from generator.case import Case
from generator.schema import Column, Kind, Table, Text

Language = Literal["en", "zh"]

TYPES: dict[Kind, Text] = {
    "int": Text("whole number", "整数"),
    "number": Text("number", "小数"),
    "money": Text("amount, to the cent", "金额（精确到分）"),
    "text": Text("text", "文本"),
    "bool": Text("true or false", "是／否"),
    "date": Text("date", "日期"),
    "time": Text("date and time", "日期时间"),
}
UNITS = {
    "USD": "美元",
    "CNY": "元",
    "pieces": "件",
    "pages": "页",
    "seconds": "秒",
    "points": "分",
    "stars": "星",
    "share": "比例",
    "probability": "概率",
    "orders": "单",
    "visits": "次",
    "visits/month": "次／月",
    "USD/year": "美元／年",
    "years": "岁",
    "orders/month": "单／月",
    "per month": "每月",
    "SD": "标准差",
    "log rate": "对数比率",
    "persons": "人",
    "payments": "笔",
    "days": "天",
    "minutes": "分钟",
    "hours": "小时",
    "months": "个月",
    "times": "倍",
    "log activity": "活跃度对数",
    "nights": "晚",
    "bookings": "笔",
    "bookings/month": "笔／月",
    "see unit": "见 unit 列",
}
HEADINGS = {
    "en": ("column", "type", "unit", "meaning", "missing when", "example"),
    "zh": ("列", "类型", "单位", "含义", "何时缺失", "示例"),
}
NEVER = Text("never", "不缺失")
KEYS = Text("refers to", "引用")
VALUES = Text("One of:", "取值：")
MESS = Text(
    "### Mess\n\nAs in real tables, and meant. `workshop data --mess none` leaves it out, `--mess missing,late` leaves "
    "only these kinds in; nothing else changes.",
    "### 数据中的瑕疵\n\n与真实业务数据一样，以下瑕疵是有意保留的。`workshop data --mess none` 可全部去除，"
    "`--mess missing,late` 则只保留所列的几种；其余数据不变。",
)


def said(text: Text, language: Language) -> str:
    """The text in a language."""
    return text.en if language == "en" else text.zh


def _example(column: Column, frame: pd.DataFrame | None) -> str:
    if frame is None:
        return ""
    present = frame[column.name].dropna()
    if not len(present):
        return ""
    value = present.iloc[0]
    if column.kind == "date":
        return f"{value:%Y-%m-%d}"
    if column.kind == "money":
        return f"{value:.2f}"
    return str(value)


def _row(column: Column, frame: pd.DataFrame | None, language: Language) -> str:
    meaning = said(column.meaning, language)
    gap = " " if language == "en" else ""
    if column.references:
        reference = f"{said(KEYS, language)} `{column.references}`"
        meaning += f"{gap}({reference})" if language == "en" else f"（{reference}）"
    if column.values and not any(value in column.meaning.en for value in column.values) and len(column.values) < 12:
        listed = (", " if language == "en" else "、").join(f"`{value}`" for value in column.values)
        meaning += f"{gap}{said(VALUES, language)}{gap}{listed}" + ("." if language == "en" else "。")
    unit = column.unit if language == "en" else UNITS.get(column.unit, column.unit)
    cells = (
        f"`{column.name}`",
        said(TYPES[column.kind], language),
        unit,
        meaning,
        said(column.missing or NEVER, language),
        _example(column, frame),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def describe_table(table: Table, frame: pd.DataFrame | None, language: Language, level: str = "###") -> str:
    """One table as Markdown: its meaning and a row for each column, with an example from `frame`."""
    head = HEADINGS[language]
    lines = [f"{level} `{table.name}`", "", said(table.meaning, language), "", "| " + " | ".join(head) + " |"]
    lines.append("|" + " --- |" * len(head))
    lines += [_row(column, frame, language) for column in table.columns]
    return "\n".join(lines)


FOLLOWS = Text(" It shows in {tables} too.", "由此也影响 {tables}。")


def describe_mess(case: Case, language: Language) -> str:
    """The mess of a case as Markdown: one line a kind, by the name that leaves it in or out."""
    lines = [said(MESS, language), ""]
    for each in case.mess:
        colon, begin, end = (": ", " (", ")") if language == "en" else ("：", "（", "）")
        follows = [table for table in each.follows if not table.startswith("truth/")]
        besides = said(FOLLOWS, language).format(tables=_names(follows, language)) if follows else ""
        tables = _names(each.tables, language)
        lines.append(f"- `{each.kind}`{begin}{tables}{end}{colon}{said(each.meaning, language)}{besides}")
    return "\n".join(lines)


def _names(tables: Iterable[str], language: Language) -> str:
    return (", " if language == "en" else "、").join(f"`{table}`" for table in tables)


def describe_case(case: Case, samples: Mapping[str, pd.DataFrame], language: Language) -> str:
    """One case as Markdown: title, disclaimer, every table, and the sealed truth behind them."""
    sealed = Text(
        "### Sealed truth\n\nWritten to `truth/` for instructors and the grader. Learners never get it.",
        "### 封存的真实值\n\n写入 `truth/`，仅供讲师与评分程序使用，学员拿不到。",
    )
    parts = [f"## {case.name}", f"**{said(case.title, language)}**", said(case.disclaimer, language)]
    parts += [describe_table(table, samples.get(table.name), language) for table in case.tables]
    parts += [describe_mess(case, language)] if case.mess else []
    parts += [said(sealed, language)]
    parts += [describe_table(table, None, language, "####") for table in case.truth]
    return "\n\n".join(parts)
