"""Error carried forward: an answer that is right given the learner's own earlier answer earns its marks.

The reference's cell runs once more on the trusted side, with the learner's earlier answers in the places of the right
ones. A function among them stays where it is, behind the boundary, and is called there; only its plain results come
back, and only such as look like a right answer: of the same kind and of about its size. Learner's code and reference
never share a process.
"""

from __future__ import annotations

import inspect
import math
import numbers
from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from coursekit import attempts
from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case
from coursekit.scalars import is_missing
from grader.answering import Answering
from grader.dependence import needing
from grader.lesson import Lesson
from grader.questions import Namespace, Question
from grader.running import run_cells
from grader.telling import is_zero

MOST_CALLS: Final = 300
"""Calls across the boundary that following one answer may take."""

_COMPARED: Final = 3
"""Calls after which what should be a number is held against the last right one, of which only kind and size count."""

_TIMES_LARGER: Final = 1000
_SPARE: Final = 1000


class CannotFollow(Exception):
    """The learner's earlier answer gives nothing that the reference could go on with."""


@dataclass
class _Theirs:
    """The learner's function in the place of the right one."""

    target: str
    right: Callable[..., Any]
    far: Answering
    calls: int = 0
    like: Any = None

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls > MOST_CALLS:
            raise CannotFollow(f"{self.target} is called too often")
        arguments = inspect.signature(self.right).bind(*given, **named).arguments
        theirs = self.far.call(self.target, arguments)
        if self.calls <= _COMPARED or not (_is_finite(theirs) and isinstance(self.like, numbers.Real)):
            self.like = self.right(*given, **named)
        return _taken(theirs, self.like)


def followed(
    lesson: Lesson,
    question: Question,
    cases: Sequence[Case],
    wrong: Collection[str],
    far: Answering,
    namespace: Namespace,
) -> tuple[Case, ...] | None:
    """Return a question's cases with what is right *given* the learner's own earlier answers.

    Parameters
    ----------
    lesson : the lesson
    question : the question whose answer is not right as it stands
    cases : its cases, with what is right
    wrong : the names of earlier questions whose answers are not right
    far : where the learner's code is
    namespace : what the reference left on the data set that the cases come from; not changed

    Returns
    -------
    cases : in the order given, without mistakes; None when the question does not build on a wrong answer, when there is
        nothing to go on with, or when what comes of it is nothing or zero, which anybody can write down
    """
    questions = [lesson.questions[name] for name in wrong if name in lesson.questions and name != question.name]
    cells = needing(lesson, question, {item.target for item in questions})
    if not cells:
        return None
    # Given cells may change a table in place: the reference's own must stay as they are.
    mixed = {name: item.copy() if isinstance(item, pd.DataFrame) else item for name, item in namespace.items()}
    try:
        for item in questions:
            mixed[item.target] = _answer(item, namespace, far)
        run_cells(lesson, cells, mixed)
    except Exception:
        return None
    found: list[Case] = []
    for case in cases:
        expected = _expected(question, case, mixed)
        if not isinstance(expected, Returned) or (_is_nothing(expected) and not _is_nothing(case.expected)):
            return None
        found.append(replace(case, expected=expected, mistaken={}))
    zero = all(is_zero(case.expected, question.tolerance) for case in found)
    return None if zero and not all(is_zero(case.expected, question.tolerance) for case in cases) else tuple(found)


def _is_nothing(outcome: Outcome) -> bool:
    """Whether an outcome is missing or empty: agreeing with that shows nothing, since anybody can write it down."""
    value = outcome.value if isinstance(outcome, Returned) else None
    return is_missing(value) or (isinstance(value, Sized) and not isinstance(value, str) and len(value) == 0)


def _is_finite(outcome: Outcome) -> bool:
    value = outcome.value if isinstance(outcome, Returned) else None
    return isinstance(value, numbers.Real) and math.isfinite(float(value))


def _expected(question: Question, case: Case, mixed: Namespace) -> Outcome:
    if question.kind == "value":
        return attempts.look(mixed, question.target)
    return attempts.call(mixed, question.target, case.arguments, chart=question.kind == "chart")


def _answer(question: Question, namespace: Namespace, far: Answering) -> Any:
    right = namespace[question.target]
    if question.kind in ("function", "chart"):
        return _Theirs(question.target, right, far)
    return _taken(far.value(question.target), right)


def _taken(outcome: Outcome, right: object) -> Any:
    if not isinstance(outcome, Returned) or not alike(outcome.value, right):
        raise CannotFollow("not the kind of answer that was asked for")
    if isinstance(right, pd.Series) and not isinstance(outcome.value, pd.Series):
        return pd.Series(list(outcome.value), index=right.index)  # type: ignore[call-overload]
    return outcome.value


def alike(got: object, right: object) -> bool:
    """Whether a value is of the right one's kind, and not far larger than it.

    >>> alike(0.25, 1), alike("25 %", 0.25), alike(1e12, 0.25)
    (True, False, False)
    """
    if isinstance(right, bool | np.bool_) or isinstance(got, bool | np.bool_):
        return isinstance(right, bool | np.bool_) and isinstance(got, bool | np.bool_)
    if isinstance(right, numbers.Real):
        return isinstance(got, numbers.Real) and _moderate(float(got), float(right))
    if isinstance(right, pd.DataFrame):
        return isinstance(got, pd.DataFrame) and set(right.columns) <= set(got.columns) and _fits(len(got), len(right))
    if isinstance(right, pd.Series) and isinstance(got, list | tuple | np.ndarray):
        return np.ndim(got) == 1 and len(got) == len(right)
    for kind in (str, pd.Series, Mapping):
        if isinstance(right, kind):
            return isinstance(got, kind) and _fits(len(got), len(right))
    sequences = (list, tuple, set, frozenset, np.ndarray, pd.Index)
    if isinstance(right, sequences):
        return isinstance(got, sequences) and _fits(len(got), len(right))
    return type(got) is type(right)


def _moderate(got: float, right: float) -> bool:
    if not math.isfinite(got) or not math.isfinite(right):
        return not math.isfinite(right)
    return abs(got) <= _TIMES_LARGER * (1 + abs(right))


def _fits(got: int, right: int) -> bool:
    return got <= _SPARE + 2 * right
