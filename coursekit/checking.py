"""`check` and `hint`: what a learner runs to hear about an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coursekit.attempts import call, look, names_called
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Outcome
from coursekit.phrases import phrase
from coursekit.policies import codes_of, judge_policy, practice_world
from coursekit.questions import LessonChecks, Practice, Question
from coursekit.rendering import inline, verdict_html, verdict_text
from coursekit.session import CASE_VARIABLE, CourseError, current, labels_as_keys


@dataclass(frozen=True)
class CheckResult:
    """A verdict that a notebook shows as text and nbgrader reads as points.

    Its plain form is nothing but a number: nbgrader gives full marks for any output that it can't read as one.
    """

    verdict: Verdict
    language: str
    mend_first: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """All the question's points or none; for a policy, as many as it earned."""
        return round(self.verdict.question.points * self.verdict.credit, 2)

    def __str__(self) -> str:
        return "\n".join([verdict_text(self.verdict, self.language), *self._advice()])

    def __repr__(self) -> str:
        return str(float(self.points))

    def _repr_html_(self) -> str:
        said = "".join(f"<p>{inline(line)}</p>" for line in self._advice())
        return verdict_html(self.verdict, self.language) + said

    def _advice(self) -> list[str]:
        names = ", ".join(f"`{name}`" for name in self.mend_first)
        mend = [phrase(self.language, "verdict", "mend_first", names=names)] if names else []
        practice = [phrase(self.language, "policy", "other_customers")] if self.verdict.play is not None else []
        return mend + practice


@dataclass(frozen=True)
class Hint:
    """A hint as the notebook shows it."""

    title: str
    text: str
    colon: str = ": "

    def __repr__(self) -> str:
        return f"{self.title}{self.colon}{self.text}" if self.title else self.text

    def _repr_html_(self) -> str:
        title = f"<b>{inline(self.title)}</b> " if self.title else ""
        style = "border-left:4px solid #8a6d1d;padding:.5em .9em;max-width:56em"
        return f"<div style='{style}'>{title}{inline(self.text)}</div>"


@dataclass(frozen=True)
class NotAsked:
    """What `check` and `hint` give while a submission is graded; it is worth nothing."""

    def __str__(self) -> str:
        return "Nothing is checked here while this is graded. / 评分时这里不做检查。"

    def __repr__(self) -> str:
        return "0.0"

    def _repr_html_(self) -> str:
        return f"<p>{self}</p>"


def check(name: str) -> CheckResult | NotAsked:
    """Say whether the answer to the question `name` is right, and if not, what was misunderstood.

    While a submission is graded it says nothing: learners also call it in cells of their own, above their answers.

    Raises
    ------
    CourseError : before the notebook's first cell has run, or for a name that no question has
    """
    if _is_graded():
        return NotAsked()
    checks = _checks()
    question = _question(checks, name)
    namespace = sys._getframe(1).f_globals
    if question.practice is not None:
        return CheckResult(practised(question, question.practice, namespace), checks.language)
    verdict = judge(question, attempts(question, namespace))
    shaky = () if verdict.right else tuple(_shaky(question, checks, namespace))
    return CheckResult(verdict, checks.language, shaky)


def _shaky(question: Question, checks: LessonChecks, namespace: Mapping[str, Any]) -> Iterator[str]:
    """The learner's other functions that this one calls and whose own checks they don't pass."""
    called = names_called(namespace.get(question.target))
    others = [item for item in checks.questions.values() if item.kind == "function" and item.name != question.name]
    for other in others:
        if other.target in called and not judge(other, attempts(other, namespace)).right:
            yield other.target


def practised(question: Question, practice: Practice, namespace: Mapping[str, Any]) -> Verdict:
    """Play the learner's policy among the practice customers."""
    world = practice_world(practice)
    outcome = call(namespace, question.target, {"customers": world.customers})
    mistaken = {name: codes_of(text) for name, text in practice.mistaken.items()}
    return judge_policy(question, world, outcome, mistaken)


def attempts(question: Question, namespace: Mapping[str, Any]) -> list[Outcome]:
    """The outcomes of a question's cases in this namespace; of a value, what its variable holds."""
    if question.kind in ("value", "choice"):
        return [look(namespace, question.target)] * max(1, len(question.cases))
    chart = question.kind == "chart"
    with labels_as_keys():
        return [call(namespace, question.target, case.arguments, chart=chart) for case in question.cases]


def hint(name: str) -> Hint | NotAsked:
    """Give the next hint on the question `name`: a nudge first, nearly the solution last."""
    if _is_graded():
        return NotAsked()
    checks = _checks()
    question = _question(checks, name)
    language, total = checks.language, len(question.hints)
    if not total:
        return Hint("", phrase(language, "hint", "none"))
    given = current().hints_given
    number = min(given.get(name, 0) + 1, total)
    given[name] = number
    text = question.hints[number - 1]
    if number == total:
        text += " " + phrase(language, "hint", "last")
    return Hint(
        phrase(language, "hint", "title", number=number, total=total), text, phrase(language, "verdict", "colon")
    )


def _is_graded() -> bool:
    return current().checks is None and CASE_VARIABLE in os.environ


def _checks() -> LessonChecks:
    checks = current().checks
    if checks is None:
        raise CourseError("The checks of this lesson aren't beside the notebook. / 笔记本旁边没有本课的检查文件。")
    return checks


def _question(checks: LessonChecks, name: str) -> Question:
    if name not in checks.questions:
        names = ", ".join(checks.questions)
        raise CourseError(phrase(checks.language, "hint", "unknown", name=name, names=names))
    return checks.questions[name]
