"""Read plain values back from JSON and Arrow (see coursekit.values)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from coursekit.crowding import holds_text, made_to_collide
from coursekit.wire import MAX_DEPTH, Json, Malformed, Opaque

_LONGEST_MOMENT: Final = 64


def decode(tree: Json, parts: Sequence[bytes] = ()) -> Any:
    """Read back what `encode` wrote.

    Raises
    ------
    Malformed : when the tree is not one that `encode` writes, whatever else is wrong with it
    """
    try:
        return _decode(tree, parts, 0)
    except Malformed:
        raise
    except Exception as error:
        raise Malformed(f"{type(error).__name__}: {error}") from error


def _decode(tree: Json, parts: Sequence[bytes], depth: int) -> Any:
    if depth > MAX_DEPTH + 2:
        raise Malformed("nested too deeply")
    if isinstance(tree, list):
        return [_decode(item, parts, depth + 1) for item in tree]
    if not isinstance(tree, dict):
        return tree
    node: dict[str, Any] = tree
    match node.get("$"):
        case "na":
            return pd.NA
        case "float":
            return float(node["v"])
        case "timestamp":
            return pd.Timestamp(_short(node["v"]))
        case "date":
            return dt.date.fromisoformat(node["v"])
        case "timedelta":
            return pd.Timedelta(_short(node["v"]))
        case "period":
            return pd.Period(_short(node["v"]), freq=_short(node["freq"]))
        case "interval":
            left, right = (_decode(node[side], parts, depth + 1) for side in ("left", "right"))
            return pd.Interval(left, right, closed=node["closed"])
        case "frame":
            return _decode_frame(node, parts, depth)
        case "series":
            frame = _decode_frame(node["frame"], parts, depth)
            series = frame.iloc[:, 0]
            return series if node["named"] else series.rename(None)
        case "index":
            frame = _decode_frame(node["frame"], parts, depth)
            return pd.Index(frame.iloc[:, 0], name=_decode(node["name"], parts, depth + 1))
        case "array":
            return _array([_decode(item, parts, depth + 1) for item in node["v"]])
        case "tuple":
            return tuple(_decode(item, parts, depth + 1) for item in node["v"])
        case "set":
            return set(_keys([_decode(item, parts, depth + 1) for item in node["v"]]))
        case "dict":
            keys = _keys([_decode(key, parts, depth + 1) for key, _ in node["items"]])
            return dict(zip(keys, [_decode(item, parts, depth + 1) for _, item in node["items"]], strict=True))
        case "opaque":
            return Opaque(str(node["type"]))
    raise Malformed(f"unknown node {str(node.get('$'))[:40]!r}")


def _decode_frame(node: Mapping[str, Any], parts: Sequence[bytes], depth: int) -> pd.DataFrame:
    rows = int(node["rows"])
    table = pa.table({})
    if "part" in node:
        with pa.ipc.open_stream(parts[int(node["part"])]) as reader:
            table = reader.read_all()
        table.validate(full=True)
    columns = [_decode_column(column, table, parts, depth) for column in node["columns"]]
    levels = [_decode_column(level, table, parts, depth) for level in node["index"]]
    if any(len(values) != rows for values in [*columns, *levels]):
        raise Malformed("a column's length is not the number of rows")
    frame = pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(rows))
    names = [_decode(column["name"], parts, depth + 1) for column in node["columns"]]
    frame.columns = pd.Index(names) if names else pd.RangeIndex(0)
    index_names = [_decode(level["name"], parts, depth + 1) for level in node["index"]]
    if len(levels) == 1:
        frame.index = pd.Index(levels[0], name=index_names[0])
    elif levels:
        frame.index = pd.MultiIndex.from_arrays([list(level) for level in levels], names=index_names)
        _keys(list(frame.index))
    return frame


def _keys(items: list[Any]) -> list[Any]:
    if made_to_collide(items):
        raise Malformed("keys made to collide")
    return items


def _array(items: list[Any]) -> np.ndarray:
    """An array of any items; texts stay objects, since numpy gives each as much room as the longest needs."""
    return np.array(items, dtype=object) if holds_text(items) else np.array(items)


def _short(text: Json) -> Any:
    """A moment, span or unit as it was written; longer texts are none, and take hours to be read."""
    if text is not None and (not isinstance(text, str) or len(text) > _LONGEST_MOMENT):
        raise Malformed("no moment")
    return text


def _decode_column(column: Mapping[str, Any], table: pa.Table, parts: Sequence[bytes], depth: int) -> pd.Series:
    dtype: Any = str(column["dtype"])
    series: pd.Series
    if "arrow" in column:
        values = table[str(column["arrow"])].to_pandas().rename(None)
        series = values if str(values.dtype) == dtype else values.astype(dtype)
    elif dtype.startswith("period["):
        series = pd.Series(pd.PeriodIndex([_short(item) for item in column["v"]], freq=dtype[len("period[") : -1]))
    elif dtype.startswith("datetime64"):
        series = pd.Series(pd.to_datetime([_short(item) for item in column["v"]], format="ISO8601")).astype(dtype)
    elif dtype == "object":
        series = pd.Series([_decode(item, parts, depth + 1) for item in column["v"]], dtype=object)
    else:
        series = pd.Series([_decode(item, parts, depth + 1) for item in column["v"]], dtype=dtype)
    series = series.reset_index(drop=True)
    return series.astype("category") if column.get("category") else series
