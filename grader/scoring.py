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

Part: TypeAlias = Literal["toys", "own", "fresh"]

PARTS: Final[Mapping[Part, float]] = {"toys": 1 / 4, "own": 3 / 8, "fresh": 3 / 8}
"""What each part of a function or chart is worth. A value is judged on the learner's own data, a choice as it is."""


_DIAGNOSED: Final[tuple[Part, ...]] = ("toys", "fresh", "own")
"""Where to look for the mistake first: what mistakes give is dear to find out on many customers."""

Carry: TypeAlias = Callable[[Part, Cases], Cases | None]

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
    """

    question: str
    points: float
    earned: float
    parts: Mapping[Part, bool]
    verdict: Verdict
    told_by: Part
    followed: bool = False

    @property
    def only_toys(self) -> bool:
        """Whether the answer is right on the cases shown and nowhere else."""
        return self.parts.get("toys", False) and len(self.parts) > 1 and sum(self.parts.values()) == 1


def score(
    lesson: Lesson,
    question: Question,
    cases: Mapping[Part, Cases],
    far: Answering,
    language: str = "en",
    carry: Carry | None = None,
) -> Score:
    """Ask the far side for a question's answers and mark them.

    Parameters
    ----------
    lesson : the question's lesson
    question : the question
    cases : the cases of each part; a part without cases does not count
    far : where the learner's code is
    language : of the verdict's messages
    carry : gives a part's cases with what is right given the learner's own earlier answers, or None
    """
    verdicts: dict[Part, Verdict] = {}
    outcomes: dict[Part, list[Outcome]] = {}
    over: Outcome | None = None
    asked = {part: found for part, found in cases.items() if found}
    for part, found in asked.items():
        outcomes[part] = []
        for case in found:
            outcomes[part].append(over or _ask(question, case, far))
            if isinstance(outcomes[part][-1], Stopped | Untouched | Undefined):
                over = outcomes[part][-1]
        verdicts[part] = _judged(lesson, question, _undiagnosed(found), outcomes[part], language)
    followed = False
    for part in asked:
        carried = carry(part, asked[part]) if carry and over is None and not verdicts[part].right else None
        verdict = _judged(lesson, question, carried, outcomes[part], language) if carried else verdicts[part]
        if carried and verdict.right:
            verdicts[part], followed = verdict, True
    told_by = next((part for part in _DIAGNOSED if part in verdicts and not verdicts[part].right), next(iter(asked)))
    if not verdicts[told_by].right:
        verdicts[told_by] = _judged(lesson, question, asked[told_by], outcomes[told_by], language)
    whole = sum(PARTS[part] for part in asked)
    earned = sum(PARTS[part] for part, verdict in verdicts.items() if verdict.right) / whole
    points = lesson.points[question.name]
    right = {part: verdict.right for part, verdict in verdicts.items()}
    return Score(question.name, points, round(points * earned, 2), right, verdicts[told_by], told_by, followed)


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
