"""What is right on a data set, found out when a question is first asked there.

What mistakes give is found out later still, when somebody's answer is wrong (see grader.mistaken).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final, TypeAlias

from coursekit import attempts
from coursekit.outcomes import Outcome, Returned
from coursekit.questions import Case
from grader.answering import Answering
from grader.cases import mistakes_of, toy_cases, wrong_value
from grader.dependence import builds_on, leading_to_answers
from grader.following import followed
from grader.lesson import Lesson
from grader.mistaken import Mistaken
from grader.questions import Arguments, Namespace, Question
from grader.running import run_reference
from grader.worlds import World

Cases: TypeAlias = tuple[Case, ...]

_WORLDS_KEPT: Final = 4


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
        self._on: dict[str, dict[str, Cases]] = {}
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

    def on(self, question: Question, world: World) -> Cases:
        """Return a question's cases on a data set: its calls `elsewhere`, or its value.

        Raises
        ------
        ReferenceFailed, LessonError : when the lesson does not work on these data
        """
        kept = self._on.setdefault(world.digest, {})
        if question.name not in kept:
            kept[question.name] = self._cases(question, world)
        while len(self._on) > _WORLDS_KEPT:
            del self._on[next(iter(self._on))]
        return kept[question.name]

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

    def _cases(self, question: Question, world: World) -> Cases:
        found: list[Case] = []
        for arguments in self._calls(question, world):
            expected = self._expected(question, arguments, world)
            found.append(Case("", dict(arguments), expected, self._mistaken(question, arguments, world)))
        return tuple(found)

    def _calls(self, question: Question, world: World) -> Sequence[Arguments]:
        if question.kind == "value":
            return [{}]
        if question.kind == "choice" or question.elsewhere is None:
            return []
        try:
            return list(islice(question.elsewhere(world.sample), world.most_calls))
        except Exception as error:
            raise self._failed(question, f"`elsewhere` raises {type(error).__name__}: {error}") from error

    def _expected(self, question: Question, arguments: Arguments, world: World) -> Outcome:
        namespace = self._namespace(world)
        if question.kind == "value":
            found = attempts.look(namespace, question.target)
        else:
            found = attempts.call(namespace, question.target, arguments, chart=question.kind == "chart")
        if not isinstance(found, Returned):
            raise self._failed(question, f"the reference gives no answer but {found}")
        return found

    def _mistaken(self, question: Question, arguments: Arguments, world: World) -> Mistaken:
        if question.kind == "value":
            return Mistaken(question, lambda mistake: wrong_value(mistake, self._namespace(world)))
        return mistakes_of(question, arguments)

    def _namespace(self, world: World) -> Namespace:
        if self._ran is None or self._ran[0] != world.digest:
            self._ran = (world.digest, run_reference(self.lesson, world.tables, leading_to_answers(self.lesson)))
        return self._ran[1]

    def _failed(self, question: Question, problem: str) -> ReferenceFailed:
        return ReferenceFailed(f"{self.lesson.folder / 'checks.py'}, question {question.name!r}: {problem}")
