"""Whether an answer means what was asked for, whatever shape it comes in.

A right answer may be an int for a float, a Series for a DataFrame of one column, rows in another order, a Period for a
string, a numpy scalar, a category for a string. `agrees` compares what was meant: the expected value says what matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set, Sized
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from coursekit.crowding import holds_text
from coursekit.keys import identity, is_keyed, readings, units_of
from coursekit.periods import ordinals
from coursekit.scalars import columns_agree, is_number, plain, rank, scalars_agree
from coursekit.tables import as_table, tables_agree
from coursekit.values import Opaque

TABLE: Final = (pd.DataFrame, pd.Series)


def agrees(expected: object, got: object, *, tolerance: float = 1e-6, ordered: bool = False) -> bool:
    """Whether `got` means the same as `expected`.

    Parameters
    ----------
    expected : the reference's result; its type decides what is compared
    got : the learner's result
    tolerance : numbers agree when |got − expected| ≤ tolerance × max(1, |expected|); a whole number is a count, which
        must be met exactly, unless the tolerance is that of an estimate (0.01 or more)
    ordered : whether the order of rows or items matters; the items of a tuple and a Series of fractions without keys
        (a curve) are always compared in order

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
    except (
        TypeError,
        ValueError,
        KeyError,
        IndexError,
        OverflowError,
        ArithmeticError,
        RecursionError,
        AttributeError,
    ):
        return False


def _agrees(expected: object, got: object, tolerance: float, ordered: bool) -> bool:
    match expected:
        case Opaque():
            return False
        case np.ndarray() if expected.ndim > 1:
            return _grids_agree(expected, got, tolerance)
        case np.ndarray() if expected.ndim == 0:
            return scalars_agree(expected.item(), lone(got), tolerance)
        case Sized() if len(expected) == 0 and not isinstance(expected, str | bytes):
            return isinstance(got, Sized) and len(got) == 0 and not isinstance(got, str | bytes)
        case pd.DataFrame():
            return _frames_agree(expected, got, tolerance, ordered)
        case pd.Series():
            return _series_agree(expected, got, tolerance, ordered)
        case Mapping():
            return _pairs_agree(list(expected), list(expected.values()), got, [None], tolerance, ordered)
        case Set():
            return _sets_agree(expected, got, tolerance)
        case list() | tuple() | np.ndarray() | pd.Index() | ExtensionArray() | range():
            return _lists_agree(list(expected), got, tolerance, ordered or isinstance(expected, tuple))
    return scalars_agree(expected, lone(got), tolerance)


def lone(got: object) -> object:
    """The one value in a table, series, array, list or tuple of one; anything else as it is.

    A comma behind a number in brackets makes a tuple of it, and nobody sees it.
    """
    if isinstance(got, list | tuple) and len(got) == 1 and not isinstance(got[0], list | tuple):
        return lone(got[0])
    if isinstance(got, pd.DataFrame):
        return got.iloc[0, 0] if got.shape == (1, 1) else got
    if isinstance(got, pd.Series):
        return got.iloc[0] if len(got) == 1 else got
    if isinstance(got, np.ndarray):
        return got.reshape(-1)[0] if got.size == 1 else got
    if isinstance(got, pd.Index | ExtensionArray):
        return got[0] if len(got) == 1 else got
    return got


def _frames_agree(expected: pd.DataFrame, got: object, tolerance: float, ordered: bool) -> bool:
    table = as_table(got)
    if table is not None and tables_agree(expected, table, tolerance, ordered):
        return True
    if isinstance(got, pd.DataFrame):
        return False
    if expected.shape[1] == 1:
        return _series_agree(expected.iloc[:, 0], got, tolerance, ordered)
    levels = got.index.nlevels if isinstance(got, pd.Series) else 1
    if is_keyed(expected.index) or expected.shape[1] != levels + 1:
        return False
    keyed = expected.set_index(list(expected.columns[:-1])).iloc[:, 0]
    return _pairs_agree(list(keyed.index), list(keyed), got, keyed.index.names, tolerance, ordered)


def _series_agree(expected: pd.Series, got: object, tolerance: float, ordered: bool) -> bool:
    if _is_of_another_length(got, len(expected)):
        return False
    if not expected.index.is_unique:
        return isinstance(got, pd.Series) and tables_agree(
            expected.to_frame("value"), got.to_frame("value"), tolerance, ordered
        )
    if is_keyed(expected.index) or isinstance(got, Mapping) or (isinstance(got, pd.DataFrame) and got.shape[1] > 1):
        if _pairs_agree(list(expected.index), list(expected), got, expected.index.names, tolerance, ordered):
            return True
        named = None if is_keyed(expected.index) else _named_items(got)
        return expected.dtype.kind == "f" and named is not None and _lists_agree(list(expected), named, tolerance, True)
    if isinstance(got, pd.Series) and set(got.index) == set(expected.index) and got.index.is_unique:
        got = got.sort_index() if not ordered else got
    curve = expected.dtype.kind == "f"
    if curve and isinstance(got, TABLE) and _counted(got.index) and set(got.index) != set(expected.index):
        return False
    return _lists_agree(list(expected), got, tolerance, ordered or curve)


def _is_of_another_length(got: object, count: int) -> bool:
    """Whether a container can't hold so many values, told by its length alone: to read 50,000 takes long."""
    if isinstance(got, pd.DataFrame | np.ndarray):
        return len(got) not in (1, count) if np.ndim(got) else count != 1
    return isinstance(got, Sized) and not isinstance(got, str | bytes) and len(got) != count


def _named_items(got: object) -> list[object] | None:
    """The items of a mapping, or of a table's last column, in their order, where the keys only name the rows.

    Customers' numbers name rows; whole numbers at one distance from each other, such as 1, 2, 3, count them, and say
    something else than the expected count.
    """
    if isinstance(got, Mapping):
        keys, items = list(got.keys()), list(got.values())
    elif isinstance(got, pd.DataFrame):
        keys, items = list(got.index if is_keyed(got.index) else got.iloc[:, 0]), list(got.iloc[:, -1])
    else:
        return None
    return None if _counted(keys) or len(set(keys)) < len(keys) else items


def _counted(keys: Iterable[object]) -> bool:
    """Whether keys are whole numbers at one distance from each other, in the order they stand in."""
    listed = list(keys)
    places = [float(plain(key)) for key in listed if is_number(key)]
    return len(places) == len(listed) and len(set(np.diff(places))) <= 1


def _pairs_agree(
    keys: Sequence[Any], items: Sequence[Any], got: object, names: Sequence[object], tolerance: float, ordered: bool
) -> bool:
    """Whether `got`, read as keys and values in one way or another, has the expected value at each expected key."""
    units = units_of(keys)
    if isinstance(units, tuple) and len(names) != len(units):
        names = [None] * len(units)
    wanted = {identity(key, units): item for key, item in zip(keys, items, strict=True)}
    for given in readings(got, names, units, len(wanted)):
        if given.keys() != wanted.keys() or (ordered and list(given) != list(wanted)):
            continue
        if _items_agree(list(wanted.values()), [given[key] for key in wanted], tolerance, False):
            return True
    return False


def _items_agree(expected: list[object], got: list[object], tolerance: float, ordered: bool) -> bool:
    if any(_is_container(item) for item in expected):
        return len(expected) == len(got) and all(
            _agrees(a, b, tolerance, ordered) for a, b in zip(expected, got, strict=True)
        )
    return columns_agree(expected, got, tolerance)


def _sets_agree(expected: Set[Any], got: object, tolerance: float) -> bool:
    items = list(got) if isinstance(got, Mapping) else _listed(got)
    if len(items) != len(expected):
        return False
    units = units_of(list(expected))
    if {identity(item, units) for item in items} == {identity(item, units) for item in expected}:
        return True
    fractions = any(isinstance(item, float) for item in expected)
    return fractions and columns_agree(_sorted(list(expected)), _sorted(items), tolerance)


def _lists_agree(expected: list[object], got: object, tolerance: float, ordered: bool) -> bool:
    if ordered and isinstance(got, Set) and not isinstance(got, Sequence):
        return False
    given = _listed(got)
    if len(expected) != len(given):
        return False
    units = units_of(expected)
    if isinstance(units, str):
        wanted_places, given_places = ordinals(expected, units), ordinals(given, units)
        if None not in given_places:
            expected, given = list(wanted_places), list(given_places)
    if ordered:
        return _items_agree(expected, given, tolerance, True)
    return _items_agree(_sorted(expected), _sorted(given), tolerance, True)


def _grids_agree(expected: np.ndarray, got: object, tolerance: float) -> bool:
    given = got.to_numpy() if isinstance(got, TABLE) else _grid(got)
    return given.shape == expected.shape and columns_agree(list(expected.ravel()), list(given.ravel()), tolerance)


def _grid(got: object) -> np.ndarray:
    listed = isinstance(got, list | tuple)
    return np.asarray(got, dtype=object) if listed and holds_text(got) else np.asarray(got)  # type: ignore[arg-type]


def _is_container(item: object) -> bool:
    return isinstance(
        item, list | tuple | Mapping | Set | np.ndarray | pd.Index | ExtensionArray | pd.DataFrame | pd.Series
    )


def _listed(got: object) -> list[object]:
    """The items of a container, whichever it is."""
    if isinstance(got, pd.DataFrame):
        if got.shape[1] != 1:
            raise TypeError("a table of several columns is not a list")
        return list(got.iloc[:, 0])
    if isinstance(got, np.ndarray) and got.ndim > 1 and got.size == max(got.shape):
        return list(got.ravel())
    if isinstance(got, str | bytes | Mapping) or not isinstance(got, Iterable):
        raise TypeError("not a list")
    return list(got)


def _sorted(items: list[object]) -> list[object]:
    return sorted(items, key=rank)
