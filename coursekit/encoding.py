"""Write plain values as JSON and Arrow (see coursekit.values)."""

from __future__ import annotations

import array
import datetime as dt
import math
import re
import sys
from collections import deque
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from coursekit.wire import MAX_DEPTH, Json, Opaque

_WRITTEN_BY_COLUMN: Final = re.compile(r"str|bool|boolean|u?int\d+|U?Int\d+|float(32|64)|datetime64\[.+\]")
"""The dtypes whose columns cross as Arrow; those of all others cross value by value."""


def encode(value: object, parts: list[bytes] | None = None, *, _depth: int = 0) -> Json:
    """Write a value as a JSON tree.

    Parameters
    ----------
    value : a number, string, date, period, list, dict, set, array, Series, DataFrame … in any nesting
    parts : where to append the Arrow streams of tables; without it tables are written into the tree

    Examples
    --------
    >>> encode({"rate": 0.5})
    {'$': 'dict', 'items': [['rate', 0.5]]}
    """
    if _depth > MAX_DEPTH:
        return {"$": "opaque", "type": "nested too deeply"}
    deeper = _depth + 1
    match value:
        case None | bool() | str():
            return str(value) if isinstance(value, str) else value
        case np.bool_():
            return bool(value)
        case pd.Timestamp() | dt.datetime() | np.datetime64():
            stamp = pd.Timestamp(value)
            return {"$": "na"} if pd.isna(stamp) else {"$": "timestamp", "v": stamp.isoformat()}
        case dt.date():
            return {"$": "date", "v": value.isoformat()}
        case dt.timedelta() | np.timedelta64():
            span = pd.Timedelta(value)
            return {"$": "na"} if pd.isna(span) else {"$": "timedelta", "v": span.isoformat()}
        case int() | np.integer():
            return int(value)
        case float() | np.floating() | Decimal() | Fraction():
            try:
                number = float(value)
            except OverflowError:
                return {"$": "opaque", "type": type(value).__qualname__}
            return number if math.isfinite(number) else {"$": "float", "v": repr(number)}
        case pd.Period():
            return {"$": "period", "v": str(value), "freq": value.freqstr}
        case pd.Interval():
            return {
                "$": "interval",
                "left": encode(value.left, _depth=deeper),
                "right": encode(value.right, _depth=deeper),
                "closed": value.closed,
            }
        case pd.DataFrame():
            return _encode_frame(value, parts, deeper)
        case pd.Series():
            frame = value.to_frame()
            return {"$": "series", "frame": _encode_frame(frame, parts, deeper), "named": value.name is not None}
        case pd.Index():
            frame = pd.DataFrame({0: value.to_series(index=pd.RangeIndex(len(value)))})
            return {"$": "index", "frame": _encode_frame(frame, parts, deeper), "name": encode(value.name)}
        case pd.api.extensions.ExtensionArray():
            frame = pd.DataFrame({0: pd.Series(value)})
            return {"$": "index", "frame": _encode_frame(frame, parts, deeper), "name": None}
        case np.ndarray():
            if value.ndim == 0:
                return encode(value.item(), parts, _depth=deeper)
            return {"$": "array", "v": [encode(item, parts, _depth=deeper) for item in value.tolist()]}
        case Opaque():
            return {"$": "opaque", "type": value.type}
        case Mapping():
            items: list[Json] = [
                [encode(key, parts, _depth=deeper), encode(item, parts, _depth=deeper)] for key, item in value.items()
            ]
            return {"$": "dict", "items": items}
        case list() | KeysView() | ValuesView() | ItemsView() | deque() | array.array():
            return [encode(item, parts, _depth=deeper) for item in value]
        case tuple():
            return {"$": "tuple", "v": [encode(item, parts, _depth=deeper) for item in value]}
        case set() | frozenset():
            return {"$": "set", "v": sorted((encode(item, _depth=deeper) for item in value), key=_sort_key)}
        case range():
            return [int(item) for item in value]
        case pa.Array() | pa.ChunkedArray() | pa.Scalar():
            return encode(value.to_pylist() if hasattr(value, "to_pylist") else value.as_py(), parts, _depth=deeper)
        case pa.Table() | pa.RecordBatch():
            return _encode_frame(value.to_pandas(), parts, deeper)
        case _ if value is pd.NA or value is pd.NaT:
            return {"$": "na"}
        case _ if isinstance(value, _styled()):
            return _encode_frame(value.data, parts, deeper)
    return {"$": "opaque", "type": type(value).__qualname__}


def _styled() -> tuple[type[Any], ...]:
    """pandas' tables with a style, if anybody has made one: importing the class takes longer than all the rest."""
    module = sys.modules.get("pandas.io.formats.style")
    return () if module is None else (module.Styler,)


def _sort_key(tree: Json) -> tuple[str, Any]:
    return (type(tree).__name__, tree if isinstance(tree, int | float | str) else str(tree))


def _encode_frame(frame: pd.DataFrame, parts: list[bytes] | None, depth: int) -> Json:
    arrow: dict[str, pa.Array] = {}

    def column(values: pd.Series, name: object) -> Json:
        tree = _encode_column(values, arrow if parts is not None else None, depth)
        return {"name": encode(name), **tree}

    columns = [column(frame.iloc[:, place], frame.columns[place]) for place in range(frame.shape[1])]
    plain_range = isinstance(frame.index, pd.RangeIndex) and frame.index.equals(pd.RangeIndex(len(frame)))
    index: list[Json] = []
    if not plain_range or frame.index.name is not None:
        for level in range(frame.index.nlevels):
            values = frame.index.get_level_values(level)
            index.append(column(pd.Series(values, index=range(len(values))), frame.index.names[level]))
    tree: dict[str, Json] = {"$": "frame", "rows": len(frame), "columns": list(columns), "index": index}
    if parts is not None and arrow:
        table = pa.table(arrow)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        tree["part"] = len(parts)
        parts.append(sink.getvalue().to_pybytes())
    return tree


def _encode_column(values: pd.Series, arrow: dict[str, pa.Array] | None, depth: int) -> dict[str, Json]:
    dtype = str(values.dtype)
    if isinstance(values.dtype, pd.CategoricalDtype):
        return _encode_column(_unwrapped(values), arrow, depth) | {"category": True}
    if isinstance(values.dtype, pd.ArrowDtype):
        return _encode_column(_unwrapped(values), arrow, depth)
    if isinstance(values.dtype, pd.PeriodDtype):
        texts = [None if pd.isna(item) else str(item) for item in values]
        return {"dtype": dtype, "v": list(texts)}
    if _WRITTEN_BY_COLUMN.fullmatch(dtype):
        if arrow is not None:
            name = str(len(arrow))
            arrow[name] = pa.array(values, from_pandas=True)
            if isinstance(arrow[name], pa.ChunkedArray):
                arrow[name] = arrow[name].combine_chunks()
            return {"dtype": dtype, "arrow": name}
        if dtype.startswith("datetime64"):
            return {"dtype": dtype, "v": [None if pd.isna(item) else item.isoformat() for item in values]}
        if dtype.startswith("float"):
            return {"dtype": dtype, "v": [None if math.isnan(item) else encode(item) for item in values.tolist()]}
        missing = values.isna().tolist()
        listed = values.astype(object).tolist()
        return {
            "dtype": dtype,
            "v": [None if gone else encode(item) for item, gone in zip(listed, missing, strict=True)],
        }
    return {"dtype": "object", "v": [encode(item, _depth=depth + 1) for item in values.tolist()]}


def _unwrapped(values: pd.Series) -> pd.Series:
    """The values of a column of categories, or of Arrow's types, as pandas' own types hold them."""
    return values.astype(object).infer_objects()
