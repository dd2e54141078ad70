"""What a key is, such as a customer, a month, a cohort and age: the same key in whatever form it is written.

`readings` finds the key → value pairs in a Series, a mapping, a list of pairs or a table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from coursekit.crowding import made_to_collide
from coursekit.periods import period_of, unit_of
from coursekit.scalars import plain

Units: TypeAlias = str | tuple["Units", ...] | None
Pairs: TypeAlias = dict[Hashable, object]

MOST_COLUMNS: Final = 8
MOST_OF_A_KIND: Final = 3
"""Columns of one kind, such as fractions, beside each other in a table of which any may be the one asked for."""

DIGITS: Final = 9


def units_of(keys: Sequence[object]) -> Units:
    """The unit of the calendar the keys are given in; of keys in several parts, the unit of each part."""
    if keys and all(isinstance(key, tuple) for key in keys):
        parts = [tuple(key) for key in keys if isinstance(key, tuple)]
        if len({len(part) for part in parts}) == 1:
            return tuple(units_of(level) for level in zip(*parts, strict=True))
    return unit_of(keys)


def identity(key: object, units: Units = None) -> Hashable:
    """A stand-in for a key that is equal for keys of one meaning and for no others.

    >>> identity(np.int64(7)) == identity(7.0), identity("7") == identity(7), identity(True) == identity(1)
    (True, False, False)
    >>> identity("2026-01", "M") == identity(pd.Timestamp("2026-01-31"), "M")
    True
    """
    if isinstance(units, str):
        period = period_of(key, units)
        if period is not None:
            return (units, period.ordinal)
    if isinstance(key, tuple):
        each = units if isinstance(units, tuple) and len(units) == len(key) else (None,) * len(key)
        return tuple(identity(part, unit) for part, unit in zip(key, each, strict=True))
    single = plain(key)
    if isinstance(single, bool):
        return ("truth", single)
    found: Hashable = round(single, DIGITS) if isinstance(single, float) and np.isfinite(single) else single
    hash(found)
    return found


def is_keyed(index: pd.Index) -> bool:
    """Whether an index says what the rows are, and doesn't merely number them from 0."""
    numbered = isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1
    return not numbered or index.name is not None


def readings(value: object, names: Sequence[object], units: Units, count: int | None = None) -> Iterator[Pairs]:
    """Every way to read a value as key → value; keys of several levels are tuples.

    Parameters
    ----------
    value : what may hold keys and values
    names : the names of the key's levels, None where a level has none
    units : the calendar units of the expected keys
    count : how many keys are expected, if that is known: what has more or fewer isn't read at all, for it may take long
    """
    lengths = (count, 1) if isinstance(value, pd.DataFrame) else (count,)
    if count is not None and isinstance(value, Sized) and len(value) not in lengths:
        return
    for keys, items in _read(value, names):
        if count not in (None, len(keys)) or (any(isinstance(key, tuple) for key in keys) and made_to_collide(keys)):
            continue
        pairs = {identity(key, units): item for key, item in zip(keys, items, strict=True)}
        if len(pairs) == len(keys):
            yield pairs


def _read(value: object, names: Sequence[object]) -> Iterator[tuple[list[Any], list[Any]]]:
    match value:
        case pd.Series():
            yield list(value.index), list(value)
        case Mapping():
            yield list(value.keys()), list(value.values())
        case pd.DataFrame():
            yield from _read_table(value, names)
        case list() | tuple() if value and all(isinstance(item, tuple | list) and len(item) >= 2 for item in value):
            yield [item[0] if len(item) == 2 else tuple(item[:-1]) for item in value], [item[-1] for item in value]


def _read_table(table: pd.DataFrame, names: Sequence[object]) -> Iterator[tuple[list[Any], list[Any]]]:
    width, levels = table.shape[1], len(names)
    if width > MOST_COLUMNS:
        return
    if is_keyed(table.index) or width == 1:
        for place in _value_places(table, ()):
            yield list(table.index), list(table.iloc[:, place])
    for places in _key_places(table, names):
        keys = _joined(table.iloc[:, place] for place in places)
        for place in _value_places(table, places):
            yield keys, list(table.iloc[:, place])
    if len(table) == 1 and levels == 1:
        yield list(table.columns), list(table.iloc[0])


def _value_places(table: pd.DataFrame, keys: tuple[int, ...]) -> list[int]:
    """Where the values may stand: of many columns of one kind the first and the last, since the rest are guesses."""
    kinds: dict[str, list[int]] = {}
    for place, dtype in enumerate(table.dtypes):
        if place not in keys:
            kinds.setdefault(dtype.kind, []).append(place)
    return sorted(place for all_of in kinds.values() for place in _few(all_of))


def _few(places: list[int]) -> list[int]:
    return places if len(places) <= MOST_OF_A_KIND else [places[0], places[-1]]


def _key_places(table: pd.DataFrame, names: Sequence[object]) -> Iterator[tuple[int, ...]]:
    """Where the key's levels may stand: by their names, else in the first columns, else in the last."""
    width, levels = table.shape[1], len(names)
    columns: list[object] = list(table.columns)
    if all(columns.count(name) == 1 for name in names):
        yield tuple(columns.index(name) for name in names)
    elif width > levels:
        yield tuple(range(levels))
        if width == levels + 1:
            yield tuple(range(1, width))


def _joined(levels: Iterable[pd.Series]) -> list[Any]:
    listed = [list(level) for level in levels]
    return listed[0] if len(listed) == 1 else list(zip(*listed, strict=True))
