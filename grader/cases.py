"""What is right, and what each mistake gives, in the cases of a question: run once on the trusted side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coursekit import attempts
from coursekit import questions as shipped
from coursekit.outcomes import Outcome, Raised, Returned
from grader.lesson import Lesson
from grader.mistaken import Mistaken
from grader.questions import Arguments, Mistake, Namespace, Question


def toy_cases(question: Question, namespace: Namespace, language: str) -> tuple[shipped.Case, ...]:
    """The cases a learner may see: the toys, a shown value, the right option of a choice."""
    if question.kind == "choice":
        right = next(option.key for option in question.options if option.right)
        return (shipped.Case("", {}, Returned(right), {}),)
    if question.kind == "value":
        return (value_case(question, namespace),) if question.shown else ()
    return retitled(question, called_cases(question, namespace, [toy.arguments for toy in question.toys]), language)


def retitled(question: Question, cases: Sequence[shipped.Case], language: str) -> tuple[shipped.Case, ...]:
    """The cases of a question's toys with the toys' titles in one language; any other cases as they are."""
    if len(cases) != len(question.toys):
        return tuple(cases)
    return tuple(
        replace(case, title=toy.title.said_in(language)) for case, toy in zip(cases, question.toys, strict=True)
    )


def value_case(question: Question, namespace: Namespace) -> shipped.Case:
    """The right value on the data that the reference ran on, and what each mistake gives there."""
    mistaken = Mistaken(question, lambda mistake: wrong_value(mistake, namespace))
    return shipped.Case("", {}, attempts.look(namespace, question.target), mistaken)


def wrong_value(mistake: Mistake, namespace: Namespace) -> Outcome:
    """What a mistake gives for a value, from the names that the reference left."""
    try:
        return Returned(mistake.wrong(namespace))
    except Exception as error:
        return Raised(type(error).__name__, str(error))


def called_cases(question: Question, namespace: Namespace, calls: Iterable[Arguments]) -> tuple[shipped.Case, ...]:
    """The reference's and each mistake's outcome in each call of a function or chart."""
    found: list[shipped.Case] = []
    for arguments in calls:
        expected = attempts.call(namespace, question.target, arguments, chart=question.kind == "chart")
        found.append(shipped.Case("", dict(arguments), expected, mistakes_of(question, arguments)))
    return tuple(found)


def mistakes_of(question: Question, arguments: Arguments) -> Mistaken:
    """What each mistake gives in one call of a function or chart."""
    chart = question.kind == "chart"
    return Mistaken(question, lambda mistake: tried(mistake.wrong, arguments, chart=chart))


def tried(function: Callable[..., Any], arguments: Mapping[str, Any], *, chart: bool = False) -> Outcome:
    """The outcome of calling an author's implementation as a learner's would be called."""
    return attempts.call({"function": function}, "function", arguments, chart=chart)


def in_language(
    lesson: Lesson,
    question: Question,
    cases: tuple[shipped.Case, ...],
    language: str,
    practice: shipped.Practice | None = None,
) -> shipped.Question:
    """The question with these cases, ready to be judged, its messages in one language."""
    mistakes = {mistake.name: mistake.says.said_in(language) for mistake in question.mistakes}
    mistakes |= {
        shipped.chose(option.key.casefold()): option.says.said_in(language)
        for option in question.options
        if not option.right
    }
    return shipped.Question(
        name=question.name,
        kind=question.kind,
        target=question.target,
        points=lesson.points[question.name],
        tolerance=question.tolerance,
        ordered=question.ordered,
        form=question.form,
        cases=cases,
        mistakes=mistakes,
        hints=tuple(hint.said_in(language) for hint in question.hints),
        options={option.key.casefold(): option.says.said_in(language) for option in question.options},
        par=question.par,
        practice=practice,
    )
