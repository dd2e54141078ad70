"""Whether an answer means what was asked for, whatever shape it comes in.

A right answer may be an int for a float, a Series for a DataFrame of one column, rows in another order, a Period for a
string, a numpy scalar, a category for a string. `agrees` compares what was meant: the expected value says what matters.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from coursekit.values import Opaque

Key: TypeAlias = tuple[object, ...]

NUMBERS: Final = (int, float, np.integer, np.floating, Decimal, Fraction)
MISSING: Final = "missing"


def agrees(expected: object, got: object, *, tolerance: float = 1e-6, ordered: bool = False) -> bool:
    """Whether `got` means the same as `expected`.

    Parameters
    ----------
    expected : the reference's result; its type decides what is compared
    got : the learner's result
    tolerance : numbers agree when |got − expected| ≤ tolerance × max(1, |expected|)
    ordered : whether the order of rows or items matters

    Examples
    --------
    >>> agrees(0.5, np.float64(0.5000001))
    True
    >>> agrees({1, 2}, pd.Series([2, 1]))
    True
    >>> agrees({1, 2}, [1, 1, 2])
    False
    """
    try:
        return _agrees(expected, got, tolerance, ordered)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, ArithmeticError):
        return False


def _agrees(expected: object, got: object, tolerance: float, ordered: bool) -> bool:
    match expected:
        case Opaque():
            return False
        case pd.DataFrame():
            return _frames_agree(expected, got, tolerance, ordered)
        case pd.Series():
            return _series_agree(expected, got, tolerance, ordered)
        case Mapping():
            return _maps_agree(expected, got, tolerance)
        case set() | frozenset():
            return _sets_agree(expected, got)
        case list() | tuple() | np.ndarray() | pd.Index():
            return _lists_agree(list(expected), _items(got), tolerance, ordered or isinstance(expected, tuple))
    return _scalars_agree(expected, _lone(got), tolerance)


def _scalars_agree(expected: object, got: object, tolerance: float) -> bool:
    expected, got = _plain(expected), _plain(got)
    if expected is MISSING or got is MISSING:
        return expected is got
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected == got and not isinstance(got, str)
    if isinstance(expected, float):
        if not isinstance(got, float):
            return False
        if math.isinf(expected) or math.isinf(got):
            return expected == got
        return abs(got - expected) <= tolerance * max(1.0, abs(expected))
    if isinstance(expected, str):
        return isinstance(got, str | pd.Period | pd.Timestamp) and _text(got, like=expected) == expected.strip()
    if isinstance(expected, pd.Period):
        return _moment(expected, got)
    if isinstance(expected, pd.Timestamp):
        return not isinstance(got, float) and pd.Timestamp(_as_text(got)) == expected
    if isinstance(expected, pd.Timedelta):
        return isinstance(got, pd.Timedelta) and got == expected
    return type(expected) is type(got) and bool(expected == got)


def _plain(value: object) -> object:
    """One form for each kind of scalar."""
    if value is None or value is pd.NA or value is pd.NaT:
        return MISSING
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, NUMBERS):
        number = float(value)
        return MISSING if math.isnan(number) else number
    if isinstance(value, dt.datetime | dt.date | np.datetime64) and not isinstance(value, pd.Timestamp):
        value = pd.Timestamp(value)
    if isinstance(value, dt.timedelta | np.timedelta64) and not isinstance(value, pd.Timedelta):
        value = pd.Timedelta(value)
    if isinstance(value, pd.Timestamp | pd.Timedelta) and pd.isna(value):
        return MISSING
    return value.strip() if isinstance(value, str) else value


def _text(got: str | pd.Period | pd.Timestamp, like: str) -> str:
    if isinstance(got, pd.Timestamp):
        return str(got.date())[: len(like)]
    return str(got).strip()


def _as_text(value: object) -> str:
    return str(value.start_time) if isinstance(value, pd.Period) else str(value)


def _moment(expected: pd.Period, got: object) -> bool:
    """A period may come as a string or as a time stamp at its start."""
    if isinstance(got, pd.Period):
        return got.start_time == expected.start_time and got.freqstr == expected.freqstr
    if isinstance(got, float) or not isinstance(got, str | pd.Timestamp):
        return False
    if isinstance(got, pd.Timestamp):
        return got.normalize() in (expected.start_time, expected.end_time.normalize())
    return pd.Period(got, freq=expected.freqstr) == expected


def _lone(got: object) -> object:
    """The one value in a container of one."""
    if isinstance(got, pd.DataFrame):
        return got.iloc[0, 0] if got.shape == (1, 1) else got
    if isinstance(got, pd.Series | pd.Index | np.ndarray):
        return got.reshape(-1)[0] if isinstance(got, np.ndarray) and got.size == 1 else _first(got)
    return got


def _first(got: pd.Series | pd.Index | np.ndarray) -> object:
    if isinstance(got, pd.Series) and len(got) == 1:
        return got.iloc[0]
    return got[0] if isinstance(got, pd.Index) and len(got) == 1 else got


def _items(got: object) -> list[object]:
    """The items of a container, whichever it is."""
    if isinstance(got, pd.DataFrame):
        if got.shape[1] == 1:
            return list(got.iloc[:, 0])
        raise TypeError("a table of several columns is not a list")
    if isinstance(got, str | bytes | Mapping) or not isinstance(got, Iterable):
        raise TypeError("not a list")
    return list(got)


def _sets_agree(expected: set[Any] | frozenset[Any], got: object) -> bool:
    items = list(got) if isinstance(got, Mapping) else _items(got)
    if len(items) != len(expected):
        return False
    return {_key(item) for item in items} == {_key(item) for item in expected}


def _key(item: object) -> object:
    """A hashable stand-in that is equal for items of one meaning."""
    plain = _plain(item)
    if isinstance(plain, pd.Period | pd.Timestamp):
        return str(plain.start_time if isinstance(plain, pd.Period) else plain)
    return plain


def _lists_agree(expected: list[object], got: list[object], tolerance: float, ordered: bool) -> bool:
    if len(expected) != len(got):
        return False
    if ordered:
        return all(_agrees(a, b, tolerance, ordered) for a, b in zip(expected, got, strict=True))
    return _columns_agree(_sorted(expected), _sorted(got), tolerance)


def _sorted(items: list[object]) -> list[object]:
    return sorted(items, key=lambda item: (str(type(_key(item))), _key(item)))


def _columns_agree(expected: list[object], got: list[object], tolerance: float) -> bool:
    try:
        left, right = np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return all(_scalars_agree(a, b, tolerance) for a, b in zip(expected, got, strict=True))
    gone = np.isnan(left)
    if not np.array_equal(gone, np.isnan(right)):
        return False
    left, right = left[~gone], right[~gone]
    with np.errstate(invalid="ignore"):
        near = np.abs(right - left) <= tolerance * np.maximum(1.0, np.abs(left))
    return bool(np.all(near | (left == right)))


def _meaningful(index: pd.Index) -> bool:
    return not isinstance(index, pd.RangeIndex)


def _pairs(value: object) -> dict[object, object]:
    """Key → value of a Series, a mapping, or a table of a key column and a value column."""
    match value:
        case pd.Series():
            keys, items = list(value.index), list(value)
        case pd.DataFrame() if value.shape[1] == 1:
            keys, items = list(value.index), list(value.iloc[:, 0])
        case pd.DataFrame() if value.shape[1] == 2:
            keys, items = list(value.iloc[:, 0]), list(value.iloc[:, 1])
        case pd.DataFrame() if value.shape[1] > 2 and not _meaningful(value.index):
            keys, items = list(value.iloc[:, :-1].itertuples(index=False, name=None)), list(value.iloc[:, -1])
        case Mapping():
            keys, items = list(value.keys()), list(value.values())
        case _:
            raise TypeError("no keys")
    named = {_canonical_key(key): item for key, item in zip(keys, items, strict=True)}
    if len(named) != len(keys):
        raise ValueError("a key occurs twice")
    return named


def _canonical_key(key: object) -> object:
    if isinstance(key, tuple):
        return tuple(_canonical_key(part) for part in key)
    plain = _plain(key)
    if isinstance(plain, pd.Period):
        return plain.start_time.date().isoformat()
    if isinstance(plain, pd.Timestamp):
        return plain.date().isoformat() if plain == plain.normalize() else plain.isoformat()
    if isinstance(plain, str) and len(plain) == 7 and plain[4] == "-" and plain.replace("-", "").isdigit():
        return f"{plain}-01"
    return plain


def _series_agree(expected: pd.Series, got: object, tolerance: float, ordered: bool) -> bool:
    if not _meaningful(expected.index):
        return _lists_agree(list(expected), _items(got), tolerance, ordered)
    wanted, given = _pairs(expected), _pairs(got)
    if wanted.keys() != given.keys() or (ordered and list(wanted) != list(given)):
        return False
    return _columns_agree([wanted[key] for key in wanted], [given[key] for key in wanted], tolerance)


def _maps_agree(expected: Mapping[Any, Any], got: object, tolerance: float) -> bool:
    given = _pairs(got)
    wanted = {_canonical_key(key): item for key, item in expected.items()}
    return wanted.keys() == given.keys() and all(_agrees(wanted[key], given[key], tolerance, False) for key in wanted)


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its index among its columns, and columns by their names as text."""
    named = frame.reset_index() if _meaningful(frame.index) or frame.index.name is not None else frame
    return named.set_axis([str(_canonical_key(column)) for column in named.columns], axis=1)


def _frames_agree(expected: pd.DataFrame, got: object, tolerance: float, ordered: bool) -> bool:
    if isinstance(got, pd.Series):
        got = got.to_frame()
    if not isinstance(got, pd.DataFrame) or len(got) != len(expected):
        return False
    wanted, given = _flat(expected), _flat(got)
    if not set(wanted.columns) <= set(given.columns) and _meaningful(expected.index):
        wanted, given = _by_place_of_index(expected, got)
    if not set(wanted.columns) <= set(given.columns) or given.columns.has_duplicates:
        return False
    given = given[list(wanted.columns)]
    if not ordered:
        wanted, given = _rows_sorted(wanted), _rows_sorted(given)
    return all(
        _columns_agree([_key(item) for item in wanted[name]], [_key(item) for item in given[name]], tolerance)
        if not _numeric(wanted[name])
        else _columns_agree(list(wanted[name]), list(given[name]), tolerance)
        for name in wanted.columns
    )


def _by_place_of_index(expected: pd.DataFrame, got: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """An index without the expected name still is the index, if there are as many levels."""
    if got.index.nlevels != expected.index.nlevels:
        return _flat(expected), _flat(got)
    names = [f"index {level}" for level in range(expected.index.nlevels)]
    return _flat(expected.rename_axis(names)), _flat(got.rename_axis(names))


def _numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column.dtype)


def _rows_sorted(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows by their keys: whole columns first, fractions (which may differ in the last digit) after them."""
    exact = [name for name in frame.columns if not pd.api.types.is_float_dtype(frame[name].dtype)]
    inexact = [name for name in frame.columns if name not in exact]
    order = pd.DataFrame({name: [str(_key(item)) for item in frame[name]] for name in exact})
    for name in inexact:
        order[name] = frame[name].round(6).to_numpy()
    return frame.iloc[order.sort_values(list(order.columns)).index.to_numpy()].reset_index(drop=True)
