"""Slips anyone makes in any question, apart from what its lesson is about: percent for a share, no `return` …

Each has a sentence in both languages under `[slip]` in `coursekit/messages/`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from coursekit.charts import unlabelled
from coursekit.comparing import agrees
from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case, Question
from coursekit.values import Opaque


def slip(question: Question, failing: Sequence[tuple[Case, Outcome]]) -> str | None:
    """The slip that explains every failing case, or None."""
    pairs = [
        (case.expected.value, outcome.value)
        for case, outcome in failing
        if isinstance(case.expected, Returned) and isinstance(outcome, Returned)
    ]
    if len(pairs) < len(failing):
        return None
    tests: Mapping[str, Callable[[Any, Any], bool]] = {
        "returned nothing": lambda expected, got: got is None and not _missing(expected),
        "not a chart": lambda expected, got: question.kind == "chart" and not isinstance(got, dict),
        "text for a number": lambda expected, got: _number(expected) and isinstance(got, str),
        "not plain data": lambda expected, got: isinstance(got, Opaque),
        "a table for a number": lambda expected, got: (
            _number(expected) and isinstance(got, pd.DataFrame | pd.Series | list | tuple | dict | set | np.ndarray)
        ),
        "missing for a number": lambda expected, got: _number(expected) and _missing(got),
        "a number where nothing can be said": lambda expected, got: _missing(expected) and _number(got),
        "percent for a share": lambda expected, got: _times(expected, got, 100.0),
        "a share for percent": lambda expected, got: _times(expected, got, 0.01),
        "the complement": lambda expected, got: (
            _number(expected) and _number(got) and 0 <= expected <= 1 and agrees(1 - expected, got, tolerance=1e-6)
        ),
        "rounded": lambda expected, got: (
            _number(expected) and _number(got) and abs(expected - got) < 0.0051 and _short(got)
        ),
        "repeated items": lambda expected, got: (
            isinstance(expected, set) and _listed(got) and len(got) > len(set(got)) and agrees(expected, set(got))
        ),
    }
    if question.kind == "choice":
        return "not an option" if str(pairs[0][1]).strip().casefold() not in question.options else None
    if question.kind == "chart":
        return "not a chart" if any(tests["not a chart"](*pair) for pair in pairs) else None
    return next((name for name, test in tests.items() if all(_holds(test, *pair) for pair in pairs)), None)


def chart_slip(got: Mapping[str, Any]) -> str:
    """The slip of a chart that shows the right data without saying what they are."""
    return f"no {unlabelled(got)[0]}"


def form_slip(form: str, got: object) -> str | None:
    """What is wrong with a value's form, before anyone knows whether it is right."""
    if got is None:
        return "returned nothing"
    if isinstance(got, Opaque):
        return "not plain data"
    if form in ("share", "count", "money", "number"):
        if isinstance(got, str):
            return "text for a number"
        if isinstance(got, pd.DataFrame | pd.Series | np.ndarray | pd.Index) and np.size(got) == 1:
            got = np.ravel(np.asarray(got))[0]
        if not _number(got):
            return "missing for a number" if _missing(got) else "a table for a number"
        if form == "share" and 1 < float(got) <= 100:  # type: ignore[arg-type]
            return "percent for a share"
        if form == "share" and not 0 <= float(got) <= 1:  # type: ignore[arg-type]
            return "no share"
        if form == "count" and (float(got) < 0 or float(got) != math.floor(float(got))):  # type: ignore[arg-type]
            return "no count"
    if form == "month" and not _month(got):
        return "no month"
    return None


def _holds(test: Callable[[Any, Any], bool], expected: object, got: object) -> bool:
    try:
        return bool(test(expected, got))
    except (TypeError, ValueError):
        return False


def _number(value: object) -> bool:
    if isinstance(value, bool | np.bool_):
        return False
    return isinstance(value, int | float | np.integer | np.floating) and not math.isnan(float(value))


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _short(value: float) -> bool:
    return round(value, 2) == value


def _times(expected: Any, got: Any, factor: float) -> bool:
    if isinstance(expected, pd.Series) and isinstance(got, pd.Series):
        return not agrees(expected, got) and agrees(expected * factor, got, tolerance=1e-3)
    return _number(expected) and _number(got) and expected != 0 and agrees(expected * factor, got, tolerance=1e-3)


def _listed(value: object) -> bool:
    return isinstance(value, list | tuple | pd.Series | pd.Index | np.ndarray)


def _month(value: object) -> bool:
    if isinstance(value, pd.Period):
        return value.freqstr == "M"
    if isinstance(value, pd.Timestamp):
        return True
    try:
        return isinstance(value, str) and pd.Period(value, freq="M") is not None and len(value.strip()) == len("2026-01")
    except ValueError:
        return False
