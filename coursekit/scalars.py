"""Whether two single values, or two columns of them in one order, mean the same."""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from coursekit.periods import MOMENTS, naive, period_of, unit_of


class Missing(enum.Enum):
    """What None, NaN, NaT and NA all mean."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
ESTIMATE: Final = 0.01
"""From this tolerance on, a whole number too is an estimate; below it, a count that is off by one is wrong."""

WHOLE: Final = 1e-6
"""How far a float may be from the count it stands for."""

SORTED_DIGITS: Final = 6
"""To how many decimals numbers are rounded before they are put in order; they are compared unrounded."""

NESTED: Final = 6
"""The rank of lists and tuples, after that of all single values."""

Plain: TypeAlias = Any


def plain(value: object) -> Plain:
    """One form for each kind of single value, whatever a subclass of it would say of itself.

    >>> plain(np.float32(0.5)), plain(Decimal(2)), plain(float("nan")), plain(" text ")
    (0.5, 2.0, <Missing.MISSING: 'missing'>, 'text')
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return MISSING
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, dt.timedelta | np.timedelta64):
        span = pd.Timedelta(value)
        return MISSING if pd.isna(span) else span
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, np.integer):
        return int(np.integer.item(value))
    if isinstance(value, float | np.floating | Decimal | Fraction):
        number = float.__float__(value) if isinstance(value, float) else float(value)
        return MISSING if math.isnan(number) else number
    if isinstance(value, MOMENTS):
        return MISSING if pd.isna(value) else naive(value)
    return str.__str__(value).strip() if isinstance(value, str) else value


def is_number(value: object) -> bool:
    """Whether a value is a number: True, False and NaN are none."""
    single = plain(value)
    return isinstance(single, int | float) and not isinstance(single, bool)


def is_missing(value: object) -> bool:
    """Whether a value is None, NaN, NaT or NA."""
    return plain(value) is MISSING


def scalars_agree(expected: object, got: object, tolerance: float) -> bool:
    """Whether two single values mean the same; the expected one says what kind of value is meant."""
    expected, got = plain(expected), plain(got)
    match expected:
        case Missing():
            return got is MISSING
        case bool():
            return isinstance(got, bool | int | float) and got == expected
        case int() | float():
            return isinstance(got, int | float) and not isinstance(got, bool) and _near(expected, got, tolerance)
        case str() if isinstance(got, str) and got == expected:
            return True
        case str() | pd.Period() | pd.Timestamp():
            return _same_time(expected, got)
        case pd.Timedelta():
            return isinstance(got, pd.Timedelta) and got == expected
    return type(expected) is type(got) and bool(expected == got)


def columns_agree(expected: Sequence[object], got: Sequence[object], tolerance: float) -> bool:
    """Whether two columns of single values mean the same, place by place."""
    if len(expected) != len(got):
        return False
    left, right = numbers_in(expected), numbers_in(got)
    if left is None or right is None:
        return all(scalars_agree(a, b, tolerance) for a, b in zip(expected, got, strict=True))
    if left.dtype.kind != "f" and right.dtype.kind != "f":
        exact = left == right
        return bool(exact.all()) if tolerance < ESTIMATE else _all_near(left, right, tolerance)
    return _all_near(left, right, tolerance)


def rank(value: object) -> tuple[int, Any]:
    """Where a value stands among values of all kinds, so that two columns of one content sort alike."""
    if isinstance(value, tuple | list):
        return NESTED, [rank(part) for part in value]
    single = plain(value)
    match single:
        case bool() | int():
            return 1, single
        case float():
            return 1, round(single, SORTED_DIGITS)
        case pd.Period():
            return 2, single.ordinal
        case pd.Timestamp():
            return 3, single
        case str():
            return 4, single
    return (0, 0) if single is MISSING else (5, str(single))


def allowance(expected: float, tolerance: float) -> float:
    """How far a number may be from the expected one.

    >>> allowance(5000, 1e-3), allowance(5000.0, 1e-3)
    (1e-06, 5.0)
    """
    whole = isinstance(expected, int | np.integer)
    return WHOLE if whole and tolerance < ESTIMATE else tolerance * max(1.0, abs(float(expected)))


def _near(expected: float, got: float, tolerance: float) -> bool:
    if isinstance(expected, int) and isinstance(got, int) and tolerance < ESTIMATE:
        return expected == got
    if math.isinf(expected) or math.isinf(got):
        return expected == got
    return abs(float(got) - float(expected)) <= allowance(expected, tolerance)


def _all_near(left: np.ndarray, right: np.ndarray, tolerance: float) -> bool:
    whole = left.dtype.kind != "f" and tolerance < ESTIMATE
    left, right = left.astype(float), right.astype(float)
    gone = np.isnan(left)
    if not np.array_equal(gone, np.isnan(right)):
        return False
    left, right = left[~gone], right[~gone]
    finite = np.isfinite(left) & np.isfinite(right)
    room = np.full(left.shape, WHOLE) if whole else tolerance * np.maximum(1.0, np.abs(left))
    with np.errstate(invalid="ignore"):
        return bool(np.all(np.where(finite, np.abs(right - left) <= room, left == right)))


def numbers_in(column: Sequence[object]) -> np.ndarray | None:
    """The column as one array of numbers, or None if it holds anything that is no number (NaN is let in)."""
    if isinstance(column, list) and any(isinstance(item, bool | np.bool_ | str | list | tuple) for item in column):
        return None
    try:
        array = np.asarray(column)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "iuf" and array.ndim == 1 else None


def _same_time(expected: object, got: object) -> bool:
    """Whether both name the same period or, where a time of day counts, the same moment."""
    unit = unit_of([expected])
    if unit is not None:
        return (period := period_of(got, unit)) is not None and period == period_of(expected, unit)
    if isinstance(expected, pd.Timestamp) and isinstance(got, str | pd.Timestamp):
        return naive(got) == expected
    return False
