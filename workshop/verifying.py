"""Is a lesson fair? Right answers pass, listed mistakes are named, an untouched notebook earns nothing, both languages say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from coursekit.diagnosis import judge
from coursekit.outcomes import Outcome, Raised, Returned, Untouched
from coursekit.questions import Case
from coursekit.questions import Question as Shipped
from grader.cases import called_cases, in_language, toy_cases, tried, value_case
from grader.lesson import LANGUAGES, Lesson
from grader.questions import Question
from grader.running import run_reference
from workshop.building import built_files, small_population

SEEDS: Final = (1, 2, 3)
"""Populations that every answer is tried on: a mistake that none of them shows would pass somewhere."""

HINTS: Final = 3
ALSO_RIGHT: Final = 3
OBJECTIVES: Final = 2


@dataclass(frozen=True)
class Finding:
    """One thing found: a problem, or a question proved fair."""

    level: Literal["problem", "fair"]
    place: str
    says: str


def verify(lesson: Lesson) -> Iterator[Finding]:
    """Yield what is wrong with a lesson and, for each question, the proof that it is fair."""
    yield from _texts(lesson)
    worlds = [run_reference(lesson, small_population(lesson.dataset, seed)) for seed in SEEDS]
    for question in lesson.questions.values():
        place = f"lessons/{lesson.name}/checks.py: {question.name}"
        problems = list(_question(lesson, question, worlds))
        yield from (Finding("problem", place, problem) for problem in problems)
        if not problems:
            mistakes, styles = len(question.mistakes), len(question.also_right)
            yield Finding("fair", place, f"{mistakes} mistakes named, {styles} other right answers accepted")
    yield from _notebooks(lesson)


def _question(lesson: Lesson, question: Question, worlds: list[dict[str, Any]]) -> Iterator[str]:
    if len(question.hints) != HINTS:
        yield f"has {len(question.hints)} hints; write {HINTS}, from nudge to near-solution"
    if question.kind == "choice":
        yield from _choice(question)
        return
    if not question.mistakes:
        yield "lists no mistake; write at least one that learners make"
    if question.kind == "function" and len(question.also_right) < ALSO_RIGHT:
        yield f"has {len(question.also_right)} also_right; write {ALSO_RIGHT} in other styles"
    for cases, where in _all_cases(lesson, question, worlds):
        yield from _reference(lesson, question, cases, where)
    if question.kind == "value":
        if question.shown and len({repr(world[question.target]) for world in worlds}) > 1:
            yield "is marked shown, but its value depends on the data"
    else:
        yield from _toys(lesson, question, worlds[0])
        yield from _also_right(lesson, question, worlds)
        yield from _untouched(lesson, question, worlds[0])
    yield from _mistakes_show(lesson, question, worlds)


def _all_cases(lesson: Lesson, question: Question, worlds: list[dict[str, Any]]) -> Iterator[tuple[tuple[Case, ...], str]]:
    if question.kind == "value":
        for seed, world in zip(SEEDS, worlds, strict=True):
            yield (value_case(question, world),), f"on population {seed}"
        return
    yield toy_cases(question, worlds[0], "en"), "on its toys"
    for seed, world in zip(SEEDS, worlds, strict=True):
        yield _elsewhere_cases(lesson, question, world, seed), f"on population {seed}"


def _elsewhere_cases(lesson: Lesson, question: Question, world: Mapping[str, Any], seed: int) -> tuple[Case, ...]:
    """The question's cases on a whole small population."""
    if question.elsewhere is None:
        return ()
    tables = small_population(lesson.dataset, seed)
    return called_cases(question, world, question.elsewhere(tables))


def _reference(lesson: Lesson, question: Question, cases: tuple[Case, ...], where: str) -> Iterator[str]:
    for case in cases:
        if not isinstance(case.expected, Returned | Raised):
            yield f"the reference gives nothing {where}: is it called {question.target!r}?"
        elif isinstance(case.expected, Raised):
            yield f"the reference raises {case.expected.error} {where}: {case.expected.message}"
    if cases and not judge(in_language(lesson, question, cases, "en"), [case.expected for case in cases]).right:
        yield f"the reference itself is not accepted {where}"


def _toys(lesson: Lesson, question: Question, world: Mapping[str, Any]) -> Iterator[str]:
    if not question.toys:
        yield "has no toys; write two to four small cases"
        return
    if question.elsewhere is None:
        yield "has no elsewhere=…; say which calls to try on a whole data set"
    shipped = in_language(lesson, question, toy_cases(question, world, "en"), "en")
    for mistake in question.mistakes:
        outcomes = [case.mistaken[mistake.name] for case in shipped.cases]
        verdict = judge(shipped, outcomes)
        if verdict.right:
            yield f"mistake {mistake.name!r} is right on every toy; add a toy that shows it"
        elif verdict.mistake != mistake.name:
            taken = verdict.mistake or verdict.slip or verdict.status
            yield f"mistake {mistake.name!r} is taken for {taken!r}; add a toy that tells them apart"


def _also_right(lesson: Lesson, question: Question, worlds: list[dict[str, Any]]) -> Iterator[str]:
    for cases, where in _all_cases(lesson, question, worlds):
        shipped = in_language(lesson, question, cases, "en")
        for answer in question.also_right:
            outcomes = [tried(answer, case.arguments, chart=question.kind == "chart") for case in cases]
            verdict = judge(shipped, outcomes) if cases else None
            if verdict is not None and not verdict.right:
                why = verdict.mistake or verdict.slip or verdict.outcome
                yield f"also_right {answer.__name__!r} is refused {where}: {verdict.status}, {why}"


def _untouched(lesson: Lesson, question: Question, world: Mapping[str, Any]) -> Iterator[str]:
    shipped = in_language(lesson, question, toy_cases(question, world, "en"), "en")
    outcomes: list[Outcome] = [Untouched()] * len(shipped.cases)
    if judge(shipped, outcomes).status != "untouched":
        yield "an untouched answer is not told as such"


def _mistakes_show(lesson: Lesson, question: Question, worlds: list[dict[str, Any]]) -> Iterator[str]:
    """Every mistake must be seen on whole data sets, not only on the toys."""
    for mistake in question.mistakes:
        seen = 0
        for cases, where in _all_cases(lesson, question, worlds):
            if where == "on its toys" or not cases:
                continue
            shipped: Shipped = in_language(lesson, question, cases, "en")
            verdict = judge(shipped, [case.mistaken[mistake.name] for case in cases])
            seen += not verdict.right
        if not seen and (question.elsewhere is not None or question.kind == "value"):
            yield f"mistake {mistake.name!r} would pass on every population; let elsewhere=… make calls that show it"


def _choice(question: Question) -> Iterator[str]:
    right = [option.key for option in question.options if option.right]
    if len(right) != 1:
        yield f"needs one right option, has {len(right)}"
    if len(question.options) < 3:
        yield "has fewer than three options"


def _texts(lesson: Lesson) -> Iterator[Finding]:
    file = f"lessons/{lesson.name}/lesson.zh.md"
    prose = {cell.name: cell for cell in lesson.cells if cell.role == "prose"}
    for name, cell in prose.items():
        head = f"<!-- cell: {name} | en: {cell.digest} -->"
        translation = lesson.translations.get(name)
        if translation is None or not translation.text:
            yield Finding("problem", file, f"no Chinese for cell {name!r}; write it under {head}")
        elif translation.digest != cell.digest:
            yield Finding("problem", file, f"the English of cell {name!r} has changed; read the Chinese again, then {head}")
    for name in lesson.translations:
        if name not in prose:
            yield Finding("problem", file, f"block {name!r} belongs to no prose cell of lesson.py; remove it")
    file = f"lessons/{lesson.name}/lesson.toml"
    if len(lesson.objectives) < OBJECTIVES:
        yield Finding("problem", file, f"write at least {OBJECTIVES} objectives")
    for cell in lesson.cells:
        if cell.role == "essay":
            rubric = lesson.rubrics.get(cell.name, ())
            if sum(row.points for row in rubric) != cell.points:
                yield Finding("problem", file, f"the rubric of {cell.name!r} must add up to its {cell.points:g} points")
    for cell in lesson.cells:
        begun = f'begin("{lesson.name}")'
        if cell.role == "given" and "begin(" in cell.source and begun not in cell.source:
            yield Finding("problem", f"lessons/{lesson.name}/lesson.py: {cell.name}", f"must say {begun}")


def _notebooks(lesson: Lesson) -> Iterator[Finding]:
    """Code, names and points must be equal in both languages; what is built must be the same twice."""
    if any(cell.name not in lesson.translations for cell in lesson.cells if cell.role == "prose"):
        return
    first, second = dict(built_files(lesson)), dict(built_files(lesson))
    if first != second:
        yield Finding("problem", f"lessons/{lesson.name}", "builds differently the second time")
    if len(first) != 3 * len(LANGUAGES):
        yield Finding("problem", f"lessons/{lesson.name}", "doesn't build in every language")
