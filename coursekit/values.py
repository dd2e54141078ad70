"""Plain values as JSON and Arrow: what a check ships, and all that ever crosses the grader's boundary.

`encode` turns a value into a tree that `json.dumps` takes; `decode` turns it back. Tables and series are written
column by column into the tree or, when a list of `parts` is given, as Arrow streams appended to that list.
Nothing is ever pickled: what is not plain data becomes an `Opaque`, which carries the type's name and no more.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa

Json: TypeAlias = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

MAX_DEPTH: Final = 40


class Malformed(ValueError):
    """The tree or its parts don't describe a value."""


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that is not plain data, such as a model or an open file."""

    type: str

    def __repr__(self) -> str:
        return f"<{self.type}>"


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
            number = float(value)
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
            frame = pd.DataFrame({0: value.to_series(index=range(len(value)))})
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
        case list():
            return [encode(item, parts, _depth=deeper) for item in value]
        case tuple():
            return {"$": "tuple", "v": [encode(item, parts, _depth=deeper) for item in value]}
        case set() | frozenset():
            return {"$": "set", "v": sorted((encode(item, _depth=deeper) for item in value), key=_sort_key)}
        case range():
            return [int(item) for item in value]
        case _ if value is pd.NA or value is pd.NaT:
            return {"$": "na"}
    return {"$": "opaque", "type": type(value).__qualname__}


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
            return pd.Timestamp(node["v"])
        case "date":
            return dt.date.fromisoformat(node["v"])
        case "timedelta":
            return pd.Timedelta(node["v"])
        case "period":
            return pd.Period(node["v"], freq=node["freq"])
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
            return np.array([_decode(item, parts, depth + 1) for item in node["v"]])
        case "tuple":
            return tuple(_decode(item, parts, depth + 1) for item in node["v"])
        case "set":
            return {_decode(item, parts, depth + 1) for item in node["v"]}
        case "dict":
            return {_decode(key, parts, depth + 1): _decode(item, parts, depth + 1) for key, item in node["items"]}
        case "opaque":
            return Opaque(str(node["type"]))
    raise Malformed(f"unknown node {str(node.get('$'))[:40]!r}")


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
        return _encode_column(values.astype(object).infer_objects(), arrow, depth) | {"category": True}
    if isinstance(values.dtype, pd.PeriodDtype):
        texts = [None if pd.isna(item) else str(item) for item in values]
        return {"dtype": dtype, "v": list(texts)}
    simple = dtype == "str" or dtype.startswith(("int", "uint", "float", "bool", "datetime64", "Int", "UInt", "boolean"))
    if simple and dtype != "float16":
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
        return {"dtype": dtype, "v": [None if gone else encode(item) for item, gone in zip(listed, missing, strict=True)]}
    return {"dtype": "object", "v": [encode(item, _depth=depth + 1) for item in values.tolist()]}


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
    return frame


def _decode_column(column: Mapping[str, Any], table: pa.Table, parts: Sequence[bytes], depth: int) -> pd.Series:
    dtype = str(column["dtype"])
    if "arrow" in column:
        values = table[str(column["arrow"])].to_pandas()
        series = pd.Series(values.to_numpy() if dtype == "str" else values).astype(dtype)
    elif dtype.startswith("period["):
        series = pd.Series(pd.PeriodIndex(column["v"], freq=dtype[len("period[") : -1]))
    elif dtype.startswith("datetime64"):
        series = pd.Series(pd.to_datetime(column["v"], format="ISO8601")).astype(dtype)
    elif dtype == "object":
        series = pd.Series([_decode(item, parts, depth + 1) for item in column["v"]], dtype=object)
    else:
        series = pd.Series([_decode(item, parts, depth + 1) for item in column["v"]], dtype=dtype)
    series = series.reset_index(drop=True)
    return series.astype("category") if column.get("category") else series
