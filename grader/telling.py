"""Whether answers tell anything: one number for whatever is asked can be written down by anybody."""

from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case


def is_one_number(cases: Sequence[Case], outcomes: Sequence[Outcome], tolerance: float) -> bool:
    """Whether a question's answers hold one number throughout where the right ones hold several.

    A table holds one number when each of its columns does, those of fractions in the right table; its other columns
    may say whose numbers these are.

    Parameters
    ----------
    cases : with what is right
    outcomes : the answers, one a case
    tolerance : how far numbers may be apart that are taken for one (see coursekit.comparing.agrees)

    Examples
    --------
    >>> cases = [Case("", {}, Returned(right), {}) for right in (0.25, 0.5)]
    >>> is_one_number(cases, [Returned(0.0), Returned(0.0)], 1e-6)
    True
    >>> is_one_number(cases, [Returned(0.0), Returned(0.5)], 1e-6)
    False
    """
    pairs = [
        (case.expected.value, outcome.value)
        for case, outcome in zip(cases, outcomes, strict=True)
        if isinstance(case.expected, Returned) and isinstance(outcome, Returned)
    ]
    names = {name for right, _ in pairs for name in _fractions(right)}
    told = [name for name in names if not _is_one((_numbers(right, name) for right, _ in pairs), tolerance)]
    return bool(told) and all(_is_one((_numbers(got, name) for _, got in pairs), tolerance) for name in told)


def is_zero(outcome: Outcome, tolerance: float) -> bool:
    """Whether all that an outcome says is zero.

    >>> is_zero(Returned(pd.Series([0.0, 0.0])), 1e-6), is_zero(Returned("0"), 1e-6)
    (True, False)
    """
    if not isinstance(outcome, Returned):
        return False
    found = np.concatenate([_numbers(outcome.value, name) for name in _fractions(outcome.value)] or [np.empty(0)])
    return bool(len(found)) and bool((np.abs(found) <= tolerance).all())


def _fractions(value: object) -> list[str]:
    """The columns of a table that hold fractions; of all else that may hold numbers, the one column there is."""
    if isinstance(value, pd.DataFrame):
        return [str(name) for name, dtype in value.dtypes.items() if dtype.kind == "f"]
    return [] if isinstance(value, str | bool | np.bool_) else [""]


def _numbers(value: object, name: str) -> np.ndarray:
    """The finite numbers in a column."""
    items: Iterable[object]
    if isinstance(value, pd.DataFrame):
        places = [place for place, column in enumerate(value.columns) if str(column) == name]
        items = value.iloc[:, places[0]] if places else ()
    elif isinstance(value, Mapping):
        items = value.values()
    elif isinstance(value, pd.Series | pd.Index | np.ndarray | list | tuple | set | frozenset):
        items = np.ravel(value) if isinstance(value, np.ndarray) else value
    else:
        items = (value,)
    return np.array([float(item) for item in items if _is_finite(item)])


def _is_finite(item: object) -> bool:
    try:
        return isinstance(item, numbers.Real) and not isinstance(item, bool) and math.isfinite(float(item))
    except (OverflowError, TypeError):
        return False


def _is_one(columns: Iterable[np.ndarray], tolerance: float) -> bool:
    found = np.concatenate([np.empty(0), *columns])
    return not len(found) or bool(np.ptp(found) <= tolerance * max(1.0, float(np.abs(found).max())))
