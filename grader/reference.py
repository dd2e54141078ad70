"""What is right on a data set, found out when a question is first asked there.

What mistakes give is found out later still, when somebody's answer is wrong (see grader.mistaken).
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any, TypeAlias

from coursekit import attempts
from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case
from generator import Policy
from grader.answering import Answering
from grader.cases import mistakes_of, toy_cases, wrong_value
from grader.dependence import builds_on, leading_to, leading_to_answers
from grader.following import followed
from grader.lesson import Lesson
from grader.mistaken import Mistaken
from grader.questions import Arguments, Namespace, Question
from grader.running import run_reference
from grader.worlds import World

Cases: TypeAlias = tuple[Case, ...]


class ReferenceFailed(ValueError):
    """A lesson's reference or its questions fail on a data set; the message names the file and the question."""


class Reference:
    """The right answers of one lesson.

    Parameters
    ----------
    lesson : the lesson
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._toys: dict[tuple[str, str], Cases] = {}
        self._worlds: dict[bool, _OnWorld] = {}

    def toys(self, question: Question, language: str, world: World) -> Cases:
        """Return the small cases that the learner was shown (for a choice: the right option).

        Parameters
        ----------
        question : one of the lesson's
        language : of the cases' titles
        world : any data set, for the reference to run on
        """
        key = (question.name, language)
        if key not in self._toys:
            self._toys[key] = toy_cases(question, self._on(world).namespace, language)
        return self._toys[key]

    def on(self, question: Question, world: World, most: int | None = None) -> Cases:
        """Return a question's cases on a data set: its calls `elsewhere`, or its value.

        Parameters
        ----------
        question, world : the question and the data set
        most : how many of the calls, the first ones; all of them when None

        Raises
        ------
        ReferenceFailed, LessonError : when the lesson does not work on these data
        """
        return self._on(world).cases(question, most)

    def policy(self, question: Question, world: World) -> Policy:
        """Return the policy of a decision question that the reference learns from a data set."""
        found: Policy = self._on(world).namespace[question.target]
        return found

    def carried(
        self, question: Question, cases: Cases, right: Collection[str], far: Answering, world: World
    ) -> Cases | None:
        """Return what is right in these cases given the learner's own answers to earlier questions that are not right.

        Parameters
        ----------
        question, cases : the question and its cases
        right : names of the questions whose answers are known to be right; of all others the learner's own is taken,
            also where its test cell comes later: what is right there is no learner's function's business
        far : where the learner's code is
        world : the data set that the cases come from

        Returns
        -------
        cases : None where the question stands on its own, or nothing can be carried forward
        """
        wrong = [name for name in builds_on(self.lesson, question) if name not in right]
        return followed(self.lesson, question, cases, wrong, far, self._on(world).namespace) if wrong else None

    def _on(self, world: World) -> _OnWorld:
        """What was found on a world: one that a class shares is kept, and the last one that it doesn't."""
        found = self._worlds.get(world.shared)
        if found is None or found.world.digest != world.digest:
            if found is not None:
                found.clear()
            found = self._worlds[world.shared] = _OnWorld(self.lesson, world)
        return found


class _OnWorld:
    """What a lesson's reference gives on one data set, as far as it was asked for."""

    def __init__(self, lesson: Lesson, world: World) -> None:
        self._lesson = lesson
        self.world = world
        self._found: dict[str, list[Case]] = {}
        self._whole: set[str] = set()
        self._examples: dict[str, Namespace] = {}

    @functools.cached_property
    def namespace(self) -> Namespace:
        """The names that the reference leaves."""
        return run_reference(self._lesson, self.world.tables, leading_to_answers(self._lesson))

    def clear(self) -> None:
        """Let go of all tables now: functions and the names around them hold each other, and would stay for long."""
        self._found.clear()
        for names in (self.__dict__.pop("namespace", {}), *self._examples.values()):
            names.clear()
        self._examples.clear()

    def example(self, name: str) -> Any:
        """Return what a name holds that only a cell shown as an example binds."""
        if name not in self._examples:
            self._examples[name] = run_reference(self._lesson, self.world.tables, leading_to(self._lesson, name))
        return self._examples[name][name]

    def cases(self, question: Question, most: int | None) -> Cases:
        """Return a question's cases, the first ones."""
        found = self._found.setdefault(question.name, [])
        if question.name not in self._whole and (most is None or len(found) < most):
            for arguments in self._calls(question, len(found), most):
                found.append(
                    Case("", dict(arguments), self._right(question, arguments), self._wrong(question, arguments))
                )
            if most is None:
                self._whole.add(question.name)
        return tuple(found[:most])

    def _calls(self, question: Question, begin: int, most: int | None) -> Sequence[Arguments]:
        if question.kind == "value":
            return [{}][begin:]
        if question.kind == "choice" or question.elsewhere is None:
            return []
        try:
            return list(islice(question.elsewhere(self.world.sample), begin, most))
        except Exception as error:
            raise self._failed(question, f"`elsewhere` raises {type(error).__name__}: {error}") from error

    def _right(self, question: Question, arguments: Arguments) -> Outcome:
        if question.kind == "value":
            found = attempts.look(self.namespace, question.target)
        else:
            found = attempts.call(self.namespace, question.target, arguments, chart=question.kind == "chart")
        if not isinstance(found, Returned):
            raise self._failed(question, f"the reference gives no answer but {found}")
        return found

    def _wrong(self, question: Question, arguments: Arguments) -> Mistaken:
        if question.kind == "value":
            return Mistaken(question, lambda mistake: wrong_value(mistake, _Names(self)))
        return mistakes_of(question, arguments)

    def _failed(self, question: Question, problem: str) -> ReferenceFailed:
        return ReferenceFailed(f"{self._lesson.folder / 'checks.py'}, question {question.name!r}: {problem}")


class _Names(dict[str, Any]):
    """The names that the reference leaves; a mistake may be about one that only an example shown binds."""

    def __init__(self, on: _OnWorld) -> None:
        super().__init__(on.namespace)
        self._on = on

    def __missing__(self, name: str) -> Any:
        return self._on.example(name)
