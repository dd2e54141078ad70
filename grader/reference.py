"""What is right on a data set: computed once, kept on disk.

What is kept are the right outcomes, not the tables that questions are asked with: those come from the data set again.
What mistakes give is found out when it is needed (see grader.mistaken).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from coursekit import attempts
from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case, outcome_from_json, outcome_to_json
from grader.answering import Answering
from grader.cases import toy_cases, tried, value_case
from grader.dependence import builds_on, leading_to_answers
from grader.following import followed
from grader.lesson import Lesson
from grader.mistaken import Mistaken
from grader.questions import Arguments, Namespace, Question
from grader.running import run_reference
from grader.versions import environment, grader_version
from grader.worlds import World

Cases: TypeAlias = tuple[Case, ...]
Asked: TypeAlias = Mapping[str, Sequence[Arguments]]
Expected: TypeAlias = Mapping[str, Sequence[Outcome]]

_WORLDS_KEPT: Final = 4


class ReferenceFailed(ValueError):
    """A lesson's reference or its questions fail on a data set; the message names the file and the question."""


class Reference:
    """The right answers of one lesson.

    Parameters
    ----------
    lesson : the lesson
    cache : folder where results are kept; made when needed
    """

    def __init__(self, lesson: Lesson, cache: Path) -> None:
        self.lesson = lesson
        self._cache = cache
        self._toys: dict[tuple[str, str], Cases] = {}
        self._on: dict[str, Mapping[str, Cases]] = {}
        self._ran: tuple[str, Namespace] | None = None

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
            namespace = self._ran[1] if self._ran else self._namespace(world)
            self._toys[key] = toy_cases(question, namespace, language)
        return self._toys[key]

    def on(self, world: World) -> Mapping[str, Cases]:
        """Return each question's cases on a data set: its calls `elsewhere`, or its value.

        Raises
        ------
        ReferenceFailed, LessonError : when the lesson does not work on these data
        """
        if world.digest not in self._on:
            while len(self._on) >= _WORLDS_KEPT:
                del self._on[next(iter(self._on))]
            self._on[world.digest] = self._cases(world)
        return self._on[world.digest]

    def carried(
        self, question: Question, cases: Cases, wrong: Collection[str], far: Answering, world: World
    ) -> Cases | None:
        """Return what is right in these cases given the learner's own wrong answers to earlier questions.

        Parameters
        ----------
        question, cases : the question and its cases
        wrong : names of earlier questions whose answers are not right
        far : where the learner's code is
        world : the data set that the cases come from

        Returns
        -------
        cases : None where the question stands on its own, or nothing can be carried forward
        """
        if not any(name in wrong for name in builds_on(self.lesson, question)):
            return None
        return followed(self.lesson, question, cases, wrong, far, self._namespace(world))

    def _cases(self, world: World) -> Mapping[str, Cases]:
        asked = {question.name: self._calls(question, world) for question in self.lesson.questions.values()}
        file = self._cache / f"{self._key(world)}.json"
        expected = _read(file, asked)
        if expected is None:
            expected = {name: self._expected(name, calls, world) for name, calls in asked.items()}
            _write(file, expected)
            expected = _read(file, asked) or expected
        return {
            name: tuple(
                Case("", dict(arguments), right, self._mistaken(self.lesson.questions[name], arguments, world))
                for arguments, right in zip(calls, expected[name], strict=True)
            )
            for name, calls in asked.items()
        }

    def _calls(self, question: Question, world: World) -> Sequence[Arguments]:
        if question.kind == "value":
            return [{}]
        if question.kind == "choice" or question.elsewhere is None:
            return []
        try:
            return list(question.elsewhere(world.sample))
        except Exception as error:
            raise self._failed(question, f"`elsewhere` raises {type(error).__name__}: {error}") from error

    def _expected(self, name: str, calls: Sequence[Arguments], world: World) -> list[Outcome]:
        question = self.lesson.questions[name]
        if not calls:
            return []
        namespace, chart = self._namespace(world), question.kind == "chart"
        if question.kind == "value":
            found = [attempts.look(namespace, question.target)]
        else:
            found = [attempts.call(namespace, question.target, arguments, chart=chart) for arguments in calls]
        for outcome in found:
            if not isinstance(outcome, Returned):
                raise self._failed(question, f"the reference gives no answer but {outcome}")
        return found

    def _mistaken(self, question: Question, arguments: Arguments, world: World) -> Mistaken:
        if question.kind == "value":
            return Mistaken(question, lambda mistake: self._value_cases(question, world).mistaken[mistake.name])
        chart = question.kind == "chart"
        return Mistaken(question, lambda mistake: tried(mistake.wrong, arguments, chart=chart))

    def _value_cases(self, question: Question, world: World) -> Case:
        return value_case(question, self._namespace(world))

    def _namespace(self, world: World) -> Namespace:
        if self._ran is None or self._ran[0] != world.digest:
            self._ran = (world.digest, run_reference(self.lesson, world.tables, leading_to_answers(self.lesson)))
        return self._ran[1]

    def _failed(self, question: Question, problem: str) -> ReferenceFailed:
        return ReferenceFailed(f"{self.lesson.folder / 'checks.py'}, question {question.name!r}: {problem}")

    def _key(self, world: World) -> str:
        facts = [self.lesson.name, self.lesson.digest, world.digest, grader_version(), environment()]
        return f"{self.lesson.name}-{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]}"


def _read(file: Path, asked: Asked) -> Expected | None:
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        found = {name: [outcome_from_json(item) for item in tree[name]] for name in asked}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if all(len(found[name]) == len(calls) for name, calls in asked.items()) else None


def _write(file: Path, expected: Expected) -> None:
    tree = {name: [outcome_to_json(outcome) for outcome in outcomes] for name, outcomes in expected.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(tree, out, ensure_ascii=False, allow_nan=False)
    os.replace(beside, file)
