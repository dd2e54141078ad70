"""Marks for one question: the cases shown, the learner's own data and fresh customers, each worth its part."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Outcome, Returned, Stopped, Undefined, Untouched
from coursekit.questions import Case
from coursekit.values import Opaque
from grader.answering import Answering
from grader.cases import in_language
from grader.lesson import Lesson
from grader.questions import Question
from grader.reference import Cases
from grader.telling import is_one_number

Part: TypeAlias = Literal["toys", "own", "fresh"]

PARTS: Final[Mapping[Part, float]] = {"toys": 1 / 4, "own": 3 / 8, "fresh": 3 / 8}
"""What each part of a function or chart is worth. A value is judged on the learner's own data, a choice as it is."""


_DIAGNOSED: Final[tuple[Part, ...]] = ("toys", "fresh", "own")
"""Where to look for the mistake first: what mistakes give is dear to find out on many customers."""

Carry: TypeAlias = Callable[[Part, Cases], Cases | None]
Find: TypeAlias = Callable[[int | None], Cases]

_OVER: Final = (Stopped, Untouched, Undefined)
"""Outcomes after which asking further is no use."""

TOO_LARGE: Final = Returned(Opaque("far larger than the right answer"))

_SPARE: Final = 100_000


@dataclass(frozen=True)
class Score:
    """What a question earned, and why.

    Parameters
    ----------
    question : the question's name
    points : what it is worth
    earned : what was earned, to two decimals
    parts : part → whether all its cases were right; a part that could not be reached is wrong
    verdict : what to tell the learner
    told_by : the part that the verdict comes from
    followed : whether some part is right only given the learner's own earlier answer, which is wrong and was marked
        where it stands
    lowered : whether a policy was measured by less than the question's par, since the learner's data mislead
    one_number : whether the answer is one number wherever it was asked for, though the right ones differ
    """

    question: str
    points: float
    earned: float
    parts: Mapping[Part, bool]
    verdict: Verdict
    told_by: Part
    followed: bool = False
    lowered: bool = False
    one_number: bool = False

    @property
    def only_toys(self) -> bool:
        """Whether the answer is right on the cases shown and nowhere else."""
        return self.parts.get("toys", False) and len(self.parts) > 1 and sum(self.parts.values()) == 1


def score(
    lesson: Lesson,
    question: Question,
    cases: Mapping[Part, Find],
    far: Answering,
    language: str = "en",
    carry: Carry | None = None,
) -> Score:
    """Ask the far side for a question's answers and mark them.

    Parameters
    ----------
    lesson : the question's lesson
    question : the question
    cases : finds each part's cases, in the order to try them, the first few or all, unless an earlier part had no
        answer at all; a part without cases does not count
    far : where the learner's code is
    language : of the verdict's messages
    carry : gives a part's cases with what is right given the learner's own earlier answers, or None
    """
    tried, over = _all_tried(lesson, question, cases, far, language)
    followed = _followed(lesson, question, tried, language, carry) if carry and not over else frozenset()
    right = {part: part in followed or one.verdict.right for part, one in tried.items()}
    wrong = [part for part in _DIAGNOSED if part in tried and tried[part].cases and not right[part]]
    told_by = next(iter(wrong or tried))
    told = tried[told_by]
    if wrong:
        verdict = _judged(lesson, question, told.cases, told.outcomes, language)
    elif told_by in followed:
        verdict = Verdict(told.verdict.question, "right", outcome=told.verdict.outcome)
    else:
        verdict = told.verdict
    points = lesson.points[question.name]
    earned = points * sum(PARTS[part] for part in tried if right[part]) / sum(PARTS[part] for part in tried)
    same = bool(wrong) and question.kind != "chart" and _is_one_number(question, tried)
    return Score(question.name, points, round(earned, 2), right, verdict, told_by, bool(followed), one_number=same)


@dataclass(frozen=True)
class _Tried:
    """A part's cases, what came of them, and the verdict without naming a mistake; no cases where nobody answered."""

    cases: Cases
    outcomes: Sequence[Outcome]
    verdict: Verdict


def _all_tried(
    lesson: Lesson, question: Question, cases: Mapping[Part, Find], far: Answering, language: str
) -> tuple[dict[Part, _Tried], bool]:
    """Return what came of each part, and whether asking ended early.

    What is right on a learner's own data is found out for each learner. Whoever is right on fresh customers is asked
    for one call there.
    """
    tried: dict[Part, _Tried] = {}
    over = False
    for part, find in cases.items():
        few = 1 if part == "own" and "fresh" in tried else None
        found = () if over else find(few)
        if found:
            tried[part] = _tried(lesson, question, found, far, language)
            if few and tried[part].verdict.right and not tried["fresh"].verdict.right:
                tried[part] = _tried(lesson, question, find(None), far, language)
            over = any(isinstance(outcome, _OVER) for outcome in tried[part].outcomes)
        elif over:
            tried[part] = _Tried((), (), next(reversed(tried.values())).verdict)
    return tried, over


def _tried(lesson: Lesson, question: Question, cases: Cases, far: Answering, language: str) -> _Tried:
    outcomes: list[Outcome] = []
    for case in cases:
        over = outcomes[-1] if outcomes and isinstance(outcomes[-1], _OVER) else None
        outcomes.append(over or _ask(question, case, far))
    return _Tried(cases, outcomes, _judged(lesson, question, _undiagnosed(cases), outcomes, language))


def _followed(
    lesson: Lesson, question: Question, tried: Mapping[Part, _Tried], language: str, carry: Carry
) -> frozenset[Part]:
    """Return the parts that are right given the learner's own earlier answers.

    Asking the learner's functions is dear. So of fresh customers the call is looked at that showed the answer wrong,
    and what is right there passes on the learner's own customers too, if it gave any answer.
    """
    found: set[Part] = set()
    for part, one in tried.items():
        if one.verdict.right or (part == "own" and "fresh" in tried):
            continue
        telling = one.verdict.case.arguments if one.verdict.case else None
        shown = [place for place, case in enumerate(one.cases) if part == "toys" or case.arguments is telling]
        carried = carry(part, tuple(one.cases[place] for place in shown)) if shown else None
        outcomes = [one.outcomes[place] for place in shown]
        if carried and _judged(lesson, question, carried, outcomes, language).right:
            found.add(part)
    own = tried.get("own")
    if own and "fresh" in found and not own.verdict.right and all(isinstance(out, Returned) for out in own.outcomes):
        found.add("own")
    return frozenset(found)


def _is_one_number(question: Question, tried: Mapping[Part, _Tried]) -> bool:
    """Whether an answer is one number, on a data set if it was asked for there: small cases can be known by heart."""
    parts = [tried[part] for part in ("fresh", "own", "toys") if part in tried and tried[part].cases]
    return bool(parts) and is_one_number(parts[0].cases, parts[0].outcomes, question.tolerance)


def _ask(question: Question, case: Case, far: Answering) -> Outcome:
    if question.kind in ("value", "choice"):
        outcome = far.value(question.target)
    else:
        outcome = far.call(question.target, case.arguments, chart=question.kind == "chart")
    return TOO_LARGE if _excessive(outcome, case.expected) else outcome


def _excessive(outcome: Outcome, expected: Outcome) -> bool:
    """Whether an answer is so much larger than the right one that comparing them would only cost time."""
    if not isinstance(outcome, Returned) or not isinstance(expected, Returned):
        return False
    most = _SPARE + 2 * _size(expected.value, sys.maxsize)
    return _size(outcome.value, most) > most


def _size(value: object, enough: int) -> int:
    """Count the single values in a value, about as far as `enough`."""
    size, waiting = 0, [value]
    while waiting and size <= enough:
        item = waiting.pop()
        if isinstance(item, pd.DataFrame | pd.Series | pd.Index | np.ndarray):
            size += int(item.size) + len(item)
        elif isinstance(item, str):
            size += 1 + len(item) // 100
        elif isinstance(item, Mapping):
            waiting += [*item.keys(), *item.values()]
        elif isinstance(item, list | tuple | set | frozenset):
            size += 1
            waiting += item
        else:
            size += 1
    return size


def _judged(lesson: Lesson, question: Question, cases: Cases, outcomes: Sequence[Outcome], language: str) -> Verdict:
    ready = in_language(lesson, question, cases, language)
    try:
        return judge(ready, outcomes)
    except Exception:
        return Verdict(ready, "wrong", case=cases[0], outcome=outcomes[0])


def _undiagnosed(cases: Cases) -> Cases:
    """The same cases without their mistakes."""
    return tuple(replace(case, mistaken={}) for case in cases)
