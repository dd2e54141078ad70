"""An answer judged on a question's small cases, as the notebook judges it."""

from __future__ import annotations

from collections.abc import Callable

from coursekit.diagnosis import Verdict, judge
from coursekit.questions import Question
from grader.cases import tried


def verdict_on(question: Question, answer: Callable[..., object]) -> Verdict:
    """Judge a function as the answer to a question."""
    chart = question.kind == "chart"
    return judge(question, [tried(answer, case.arguments, chart=chart) for case in question.cases])
