"""Whether two tables mean the same: columns by their names, rows by their keys, order only where it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized
from typing import Any, Final

import numpy as np
import pandas as pd

from coursekit.keys import Units, is_keyed
from coursekit.periods import ordinals, period_of, unit_of
from coursekit.scalars import NESTED, SORTED_DIGITS, columns_agree, is_missing, numbers_in, plain, rank

MOST_EMPTY: Final = 200_000
"""Cells without content in a table made of rows or columns of which each has names of its own."""


def as_table(value: object) -> pd.DataFrame | None:
    """A table from what holds named columns: a DataFrame, a Series, a dict of columns, a list of rows as dicts."""
    match value:
        case pd.DataFrame():
            return value
        case pd.Series():
            return value.to_frame()
        case Mapping() if value and all(
            isinstance(item, list | tuple | pd.Series | np.ndarray) for item in value.values()
        ):
            return (
                None if _spreads(len(value), _rows(list(value.values())), value.values()) else pd.DataFrame(dict(value))
            )
        case list() if value and all(isinstance(item, Mapping) for item in value):
            return None if _spreads(len(set().union(*value)), len(value), value) else pd.DataFrame(value)
    return None


def _rows(columns: Sequence[Any]) -> int:
    """How many rows a table of these columns has at most: a Series brings rows of its own where its index differs."""
    first = columns[0]
    indexed = [column for column in columns if isinstance(column, pd.Series)]
    apart = any(not isinstance(first, pd.Series) or not column.index.equals(first.index) for column in indexed)
    return sum(map(len, indexed)) if apart else max(map(len, columns))


def _spreads(columns: int, rows: int, items: Iterable[Sized]) -> bool:
    """Whether a table would have far more cells than what it is made of, all but a few of them empty."""
    return columns * rows > MOST_EMPTY + 4 * sum(map(len, items))


def tables_agree(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float, ordered: bool) -> bool:
    """Whether `got` holds the expected rows in the columns of the expected names; more columns are let pass.

    An index counts as a column, and may come as one. An index that only numbers the rows counts for nothing, nor do
    row numbers left over from filtering or sorting.
    """
    if len(expected) != len(got):
        return False
    if _matches(expected, got, tolerance, ordered):
        return True
    return _left_over(expected) and _matches(expected.reset_index(drop=True), got, tolerance, ordered)


def lacks_columns(expected: pd.DataFrame, got: pd.DataFrame) -> bool:
    """Whether a table lacks one of the expected columns; row numbers left over from sorting aren't one."""
    return _columns(expected.reset_index(drop=True) if _left_over(expected) else expected, got) is None


def _matches(expected: pd.DataFrame, got: pd.DataFrame, tolerance: float, ordered: bool) -> bool:
    columns = _columns(expected, got)
    if columns is None:
        return False
    pairs = [_in_one_unit(wanted, given) for wanted, given in columns]
    if all(columns_agree(wanted, given, tolerance) for wanted, given in pairs):
        return True
    if ordered:
        return False
    exact_first = sorted(pairs, key=lambda pair: any(isinstance(value, float) for value in pair[0]))
    left, right = _order([wanted for wanted, _ in exact_first]), _order([given for _, given in exact_first])
    return all(
        columns_agree([wanted[row] for row in left], [given[row] for row in right], tolerance)
        for wanted, given in pairs
    )


def _columns(expected: pd.DataFrame, got: pd.DataFrame) -> list[tuple[list[Any], list[Any]]] | None:
    """The expected columns (index levels first), each with the one of `got` that stands for it; None if one lacks."""
    unit = unit_of(expected.columns)
    names = [_name(column, unit) for column in got.columns]
    count = Counter(names)
    place_of = {name: place for place, name in enumerate(names) if count[name] == 1}
    levels = [list(got.index.get_level_values(level)) for level in range(got.index.nlevels)]
    by_level = {str(name): values for name, values in zip(got.index.names, levels, strict=True) if name is not None}

    def column(name: str, otherwise: list[Any] | None) -> list[Any] | None:
        return list(got.iloc[:, place_of[name]]) if name in place_of else otherwise

    found: list[tuple[list[Any], list[Any]]] = []
    wanted_names = [_name(column, unit) for column in expected.columns]
    if is_keyed(expected.index):
        spare = [name for name in place_of if name not in wanted_names]
        for level, name in enumerate(expected.index.names):
            values = column(str(name), by_level.get(str(name))) if name is not None else None
            if values is None and is_keyed(got.index) and got.index.nlevels == expected.index.nlevels:
                values = levels[level]
            if values is None and not is_keyed(got.index) and level < len(spare):
                values = column(spare[level], None)
            if values is None:
                return None
            found.append((list(expected.index.get_level_values(level)), values))
    for place, name in enumerate(wanted_names):
        values = column(name, by_level.get(name) if name not in count else None)
        if values is None:
            return None
        found.append((list(expected.iloc[:, place]), values))
    return found


def _name(column: object, unit: Units) -> str:
    """A column's name as text: 1, 1.0 and "1" name one column, and so do a month's forms."""
    if isinstance(unit, str) and (period := period_of(column, unit)) is not None:
        return str(period)
    if isinstance(column, tuple):
        return " / ".join(_name(part, None) for part in column)
    single = plain(column)
    return str(int(single)) if isinstance(single, float) and single.is_integer() else str(single)


def _in_one_unit(wanted: list[Any], given: list[Any]) -> tuple[list[Any], list[Any]]:
    """Both columns' months, or other periods, as numbers on the calendar of the expected ones."""
    unit = unit_of(wanted)
    if unit is None:
        return wanted, given
    left, right = ordinals(wanted, unit), ordinals(given, unit)
    understood = all((place is None) == is_missing(value) for place, value in zip(right, given, strict=True))
    return (left, right) if understood else (wanted, given)


def _order(columns: list[list[Any]]) -> np.ndarray:
    """The rows' numbers, sorted by the columns one after the other."""
    return np.lexsort([_places(column) for column in reversed(columns)])


def _places(column: list[Any]) -> np.ndarray:
    """A number for each value that sorts as the values do."""
    numbers = numbers_in(column)
    if numbers is not None:
        whole = np.nan_to_num(numbers.astype(float), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
        return np.asarray(np.round(whole, SORTED_DIGITS))
    ranks = [rank(value) for value in column]
    keys = [repr(place) if place[0] == NESTED else place for place in ranks]
    place_of = {key: place for place, key in enumerate(sorted(set(keys), key=lambda key: (isinstance(key, str), key)))}
    return np.array([place_of[key] for key in keys])


def _left_over(expected: pd.DataFrame) -> bool:
    """Whether the index is but row numbers from before a filter or sort, and the rows tell themselves apart."""
    index = expected.index
    if index.nlevels > 1 or index.name is not None or index.dtype.kind not in "iu" or not is_keyed(index):
        return False
    return any(
        expected.iloc[:, place].is_unique and expected.dtypes.iloc[place].kind != "f"
        for place in range(expected.shape[1])
    )
