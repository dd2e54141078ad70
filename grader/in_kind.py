"""What a right answer looks like without telling it: its kind, its columns, its index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from grader.questions import Text

MOST_NAMES: Final = 8

_FORMS: Final[Mapping[str, Text]] = {
    "share": Text("a share between 0 and 1", "0 到 1 之间的比例"),
    "count": Text("a whole number", "整数"),
    "money": Text("an amount of money", "金额"),
    "month": Text('a month such as "2026-01"', '形如 "2026-01" 的月份'),
    "text": Text("a text", "字符串"),
}
_TRUTH: Final = Text("True or False", "True 或 False")
_WHOLE: Final = Text("a whole number", "整数")
_NUMBER: Final = Text("a number", "数值")
_TEXT: Final = Text("a text", "字符串")


def in_kind(right: object, form: str = "") -> Text | None:
    """Say of what kind a right answer is; None where nothing can be said without telling it.

    Parameters
    ----------
    right : the right answer
    form : what a value is asked for as (grader.questions.Question.form)

    Examples
    --------
    >>> in_kind(pd.DataFrame({"month": ["2026-01"], "share": [0.5]})).en
    'a table with the columns `month`, `share`'
    >>> in_kind(0.5, "share").zh
    '0 到 1 之间的比例'
    """
    if form in _FORMS:
        return _FORMS[form]
    match right:
        case bool() | np.bool_():
            return _TRUTH
        case int() | np.integer():
            return _WHOLE
        case float() | np.floating():
            return _NUMBER
        case str():
            return _TEXT
        case pd.DataFrame():
            names = _names(right.columns)
            return Text(f"a table with the columns {names}", f"包含 {names} 列的表格")
        case pd.Series():
            name = f"`{right.index.name}`" if right.index.name else ""
            by = (f" by {name}", f"以 {name} 为索引的") if name else ("", "")
            return Text(f"a Series{by[0]}", f"{by[1]}Series")
        case dict():
            return Text("a dict", "字典")
        case set() | frozenset():
            return Text("a set", "集合")
        case list() | tuple() | np.ndarray() | pd.Index():
            return Text("a list", "列表")
    return None


def _names(columns: pd.Index) -> str:
    shown = ", ".join(f"`{name}`" for name in columns[:MOST_NAMES])
    return f"{shown} …" if len(columns) > MOST_NAMES else shown
