"""Slips anyone makes in any question, apart from what its lesson is about: percent for a share, no `return` …

Each has a sentence in both languages under `[slip]` in `coursekit/messages/`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from coursekit.comparing import agrees, lone
from coursekit.crowding import made_to_collide
from coursekit.keys import is_keyed
from coursekit.outcomes import Outcome, Returned
from coursekit.periods import MOMENTS, period_of
from coursekit.pictures import (
    cuts_the_axis,
    hides_marks,
    names_no_categories,
    names_no_places,
    swaps_labels,
    tells_series_apart,
    turns_an_axis,
    unlabelled,
)
from coursekit.questions import Case, Question
from coursekit.scalars import is_missing, is_number, plain
from coursekit.tables import lacks_columns
from coursekit.values import Opaque

SEVERAL: Final = (pd.DataFrame, pd.Series, pd.Index, ExtensionArray, np.ndarray, list, tuple, dict, set, frozenset)
PERCENT_ROUNDED: Final = 4e-3
"""How far, relatively, a percentage may be from the one meant: 14.3 stands for 14.2857."""

LARGEST_RATIO: Final = 1.5
"""A number above 1 up to here is rather a ratio of two groups than a percentage."""

ROUNDED_TO: Final = (2, 3, 4)
"""Numbers of decimals that say somebody rounded."""


def slip(question: Question, failing: Sequence[tuple[Case, Outcome]]) -> str | None:
    """The slip that explains every failing case, or None."""
    pairs = [
        (case.expected.value, outcome.value)
        for case, outcome in failing
        if isinstance(case.expected, Returned) and isinstance(outcome, Returned)
    ]
    if len(pairs) < len(failing):
        return None
    if question.kind == "choice":
        return None if question.option(pairs[0][1]) in question.options else "not an option"
    if question.kind == "chart":
        return "not a chart" if all(not isinstance(got, dict) for _, got in pairs) else None
    return next((name for name, test in TESTS.items() if all(_holds(test, *pair) for pair in pairs)), None)


def chart_slip(expected: Mapping[str, Any], got: Mapping[str, Any]) -> str | None:
    """The slip of a chart that shows the right data: it doesn't say what they are, or makes them look different."""
    missing = unlabelled(got)
    if missing:
        return f"no {missing[0]}"
    return next((name for name, test in CHART_TESTS.items() if test(expected, got)), None)


def form_slip(form: str, got: object) -> str | None:
    """What is wrong with a value's form, before anyone knows whether it is right."""
    got = lone(got)
    if got is None:
        return "returned nothing"
    if isinstance(got, Opaque) or callable(got):
        return "not plain data"
    if form in ("share", "count", "money", "number"):
        return _number_slip(form, got)
    if form == "month":
        return None if _month(got) else "no month"
    return "no text" if form == "text" and not isinstance(got, str) else None


def _number_slip(form: str, got: object) -> str | None:
    if isinstance(got, str):
        return "text for a number"
    if isinstance(plain(got), bool):
        return "a truth for a number"
    if is_missing(got):
        return "missing for a number"
    if not is_number(got):
        return "a table for a number"
    number = plain(got)
    finite = abs(number) != math.inf
    if form == "share" and not 0 <= number <= 1:
        return "percent for a share" if LARGEST_RATIO < number <= 100 else "no share"
    if form == "count" and not (finite and number >= 0 and number == math.floor(number)):
        return "no count"
    return None if finite else "no finite number"


def _holds(test: Callable[[Any, Any], bool], expected: object, got: object) -> bool:
    try:
        return bool(test(expected, got))
    except (TypeError, ValueError, ArithmeticError, KeyError, IndexError, AttributeError):
        return False


def _both_numbers(expected: object, got: object) -> bool:
    return is_number(expected) and is_number(got)


def _times(expected: Any, got: Any, factor: float) -> bool:
    if isinstance(expected, pd.Series):
        return not agrees(expected, got) and agrees(expected * factor, got, tolerance=PERCENT_ROUNDED)
    return _both_numbers(expected, got) and expected != 0 and agrees(expected * factor, got, tolerance=PERCENT_ROUNDED)


def _is_share(expected: Any) -> bool:
    numbers = expected.dropna() if isinstance(expected, pd.Series) else [expected]
    return all(0 <= number <= 1 for number in numbers)


def _rounded(expected: float, got: float) -> bool:
    return expected != got != 0 and any(math.isclose(got, round(expected, digits)) for digits in ROUNDED_TO)


def _counts(expected: Any, got: Any) -> bool:
    """Whether a whole number of people stands where a share of them was meant."""
    number = plain(got)
    if isinstance(number, bool) or not isinstance(number, int):
        return False
    return is_missing(expected) or (is_number(expected) and 0 <= expected <= 1 and number >= 1)


def _as_text(expected: Any, got: Any) -> bool:
    """Whether the right numbers stand there as text."""
    items = list(got)
    return all(isinstance(item, str) for item in items) and agrees({str(item) for item in expected}, items)


def _in_the_index(expected: Any, got: Any) -> bool:
    return isinstance(expected, set) and isinstance(got, pd.DataFrame | pd.Series) and agrees(expected, got.index)


def _in_another_order(expected: Any, got: Any) -> bool:
    return agrees(expected, got, tolerance=1e-3) and not agrees(expected, got, tolerance=1e-3, ordered=True)


def _repeats(got: Any) -> bool:
    items = list(got) if isinstance(got, Iterable) else []
    return not made_to_collide(items) and len(items) > len(set(items))


def _loses_its_keys(expected: Any, got: Any) -> bool:
    """Whether the values are right, in their order, but without the expected index."""
    if not isinstance(expected, pd.Series) or not is_keyed(expected.index) or isinstance(got, Mapping | pd.DataFrame):
        return False
    return agrees(list(expected), list(got), ordered=True)


def _month(value: object) -> bool:
    if isinstance(value, str | pd.Period):
        return period_of(value, "M") is not None
    return isinstance(value, MOMENTS) and not is_missing(value)


TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "returned nothing": lambda expected, got: got is None and not is_missing(expected),
    "text for a number": lambda expected, got: (is_number(expected) or is_missing(expected)) and isinstance(got, str),
    "a truth for a number": lambda expected, got: is_number(expected) and isinstance(plain(got), bool),
    "not plain data": lambda expected, got: isinstance(got, Opaque) or callable(got),
    "a table for a number": lambda expected, got: is_number(expected) and lone(got) is got and isinstance(got, SEVERAL),
    "missing for a number": lambda expected, got: is_number(expected) and is_missing(got),
    "a number where nothing can be said": lambda expected, got: is_missing(expected) and is_number(got),
    "percent for a share": lambda expected, got: _is_share(expected) and _times(expected, got, 100.0),
    "a share for percent": lambda expected, got: not _is_share(expected) and _times(expected, got, 0.01),
    "the complement": lambda expected, got: (
        _both_numbers(expected, got) and _is_share(expected) and agrees(float(1 - expected), got)
    ),
    "a count for a share": _counts,
    "rounded": lambda expected, got: _both_numbers(expected, got) and _rounded(float(expected), float(got)),
    "repeated items": lambda expected, got: isinstance(expected, set) and _repeats(got) and agrees(expected, set(got)),
    "numbers as text": lambda expected, got: isinstance(expected, set) and _as_text(expected, got),
    "items in the index": _in_the_index,
    "another order": _in_another_order,
    "no keys": _loses_its_keys,
    "other columns": lambda expected, got: (
        isinstance(expected, pd.DataFrame) and isinstance(got, pd.DataFrame) and lacks_columns(expected, got)
    ),
}
"""Each slip's test on one expected and returned value, the surest slip first."""

CHART_TESTS: Final[Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], bool]]] = {
    "labels exchanged": swaps_labels,
    "no legend": lambda expected, got: not tells_series_apart(expected, got),
    "no places": names_no_places,
    "no names": names_no_categories,
    "turned axis": turns_an_axis,
    "out of sight": hides_marks,
    "cut axis": cuts_the_axis,
}
"""Each test on two described charts, of which the second shows the right data and has all its labels."""
