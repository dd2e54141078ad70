"""Is a lesson fair? Right answers pass, listed mistakes are named, untouched ones told as such, in both languages."""

from __future__ import annotations

import numbers
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

import generator
from coursekit.comparing import agrees
from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Outcome, Raised, Returned, Untouched
from coursekit.policies import judge_policy
from coursekit.questions import Case
from coursekit.questions import Question as Shipped
from coursekit.rendering import show_outcome
from grader.cases import called_cases, in_language, toy_cases, tried, value_case
from grader.deciding import mistaken, practice_world
from grader.dependence import leading_to_answers, showing
from grader.lesson import LANGUAGES, Lesson
from grader.questions import Namespace, Question
from grader.running import run_reference
from workshop.building import built_files, small_population
from workshop.glossary import read_glossary
from workshop.notebooks import GLOSSARY

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
    yield from _passed_over(lesson, worlds[0])
    yield from _notebooks(lesson)


@dataclass(frozen=True)
class Trial:
    """A question with its cases in one place: on its toys, or on a whole population."""

    where: str
    question: Shipped

    def verdict(self, outcomes: Sequence[Outcome]) -> Verdict:
        """Judge these outcomes of its cases."""
        return judge(self.question, outcomes)

    def of_mistake(self, name: str) -> Verdict:
        """Judge what a listed mistake gives."""
        return self.verdict([case.mistaken[name] for case in self.question.cases])


def _question(lesson: Lesson, question: Question, worlds: Sequence[Namespace]) -> Iterator[str]:
    if len(question.hints) != HINTS:
        yield f"has {len(question.hints)} hints; write {HINTS}, from nudge to near-solution"
    if question.kind == "choice":
        yield from _choice(question)
        return
    if question.kind == "decision":
        yield from _decision(lesson, question)
        return
    if not question.mistakes:
        yield "lists no mistake; write at least one that learners make"
    if question.kind == "function" and len(question.also_right) < ALSO_RIGHT:
        yield f"has {len(question.also_right)} also_right; write {ALSO_RIGHT} in other styles"
    called = question.kind != "value"
    if called and not question.toys:
        yield "has no toys; write two to four small cases"
    if called and question.elsewhere is None:
        yield "has no elsewhere=…; say which calls to try on a whole data set"
    populations = [_on_population(lesson, question, world, seed) for world, seed in zip(worlds, SEEDS, strict=True)]
    toys = _trial(lesson, question, toy_cases(question, worlds[0], "en"), "on its toys")
    for trial in (toys, *populations):
        yield from _reference(question, trial)
        yield from _also_right(question, trial)
    yield from _told_apart(question, toys)
    yield from _mistakes_show(question, populations)
    if question.shown and len({repr(world[question.target]) for world in worlds}) > 1:
        yield "is marked shown, but its value depends on the data"


def _trial(lesson: Lesson, question: Question, cases: tuple[Case, ...], where: str) -> Trial:
    return Trial(where, in_language(lesson, question, cases, "en"))


def _on_population(lesson: Lesson, question: Question, world: Namespace, seed: int) -> Trial:
    cases: tuple[Case, ...] = ()
    if question.kind == "value":
        cases = (value_case(question, world),)
    elif question.elsewhere is not None:
        cases = called_cases(question, world, question.elsewhere(small_population(lesson.dataset, seed)))
    return _trial(lesson, question, cases, f"on population {seed}")


def _reference(question: Question, trial: Trial) -> Iterator[str]:
    cases = trial.question.cases
    for case in cases:
        if isinstance(case.expected, Raised):
            yield f"the reference raises {case.expected.error} {trial.where}: {case.expected.message}"
        elif not isinstance(case.expected, Returned):
            yield f"the reference gives nothing {trial.where}: is it called {question.target!r}?"
    if cases and not trial.verdict([case.expected for case in cases]).right:
        yield f"the reference itself is not accepted {trial.where}"
    if cases and trial.verdict([Untouched()] * len(cases)).status != "untouched":
        yield f"an untouched answer is not told as such {trial.where}"


def _also_right(question: Question, trial: Trial) -> Iterator[str]:
    cases = trial.question.cases
    for answer in question.also_right if cases else ():
        verdict = trial.verdict([tried(answer, case.arguments, chart=question.kind == "chart") for case in cases])
        if not verdict.right:
            why = verdict.mistake or verdict.slip or (show_outcome(verdict.outcome) if verdict.outcome else "")
            yield f"also_right {answer.__name__!r} is refused {trial.where}: {verdict.status}, {why}"


def _told_apart(question: Question, toys: Trial) -> Iterator[str]:
    """Each mistake must show on the toys, and be taken for no other."""
    for mistake in question.mistakes if toys.question.cases else ():
        verdict = toys.of_mistake(mistake.name)
        if verdict.right:
            yield f"mistake {mistake.name!r} is right on every toy; add a toy that shows it"
        elif verdict.mistake != mistake.name:
            taken = verdict.mistake or verdict.slip or verdict.status
            yield f"mistake {mistake.name!r} is taken for {taken!r}; add a toy that tells them apart"


def _mistakes_show(question: Question, populations: Sequence[Trial]) -> Iterator[str]:
    """Each mistake must show on whole data sets too, or it would pass when graded."""
    for mistake in question.mistakes:
        tried_on = [trial for trial in populations if trial.question.cases]
        if tried_on and all(trial.of_mistake(mistake.name).right for trial in tried_on):
            yield f"mistake {mistake.name!r} would pass on every population; let elsewhere=… make calls that show it"


def _decision(lesson: Lesson, question: Question) -> Iterator[str]:
    """The reference must reach par wherever it is played, every listed mistake must fall short of it and be named.

    The reference learns from as many customers as a learner has.
    """
    namespace = run_reference(lesson, generator.simulate(lesson.dataset, seed=SEEDS[0]))
    for world in (
        practice_world(lesson.dataset),
        *(generator.decision_world(lesson.dataset, seed=seed) for seed in SEEDS[:2]),
    ):
        where = f"in the world of seed {world.seed}"
        ready, known = in_language(lesson, question, (), "en"), mistaken(question, world)
        for policy in (namespace[question.target], *question.also_right):
            verdict = judge_policy(ready, world, tried(policy, {"customers": world.customers}), known)
            if not verdict.right:
                reached = f"{verdict.play.share:.0%} of the possible gain" if verdict.play else verdict.slip
                yield f"{policy.__name__!r} comes to {verdict.status} ({reached}) {where}; par is {question.par:.0%}"
        for mistake in question.mistakes:
            verdict = judge_policy(ready, world, tried(mistake.wrong, {"customers": world.customers}), known)
            if verdict.right:
                yield f"mistake {mistake.name!r} reaches par {where}"
            elif mistake.name in known and verdict.mistake != mistake.name:
                yield f"mistake {mistake.name!r} is taken for {verdict.mistake or verdict.status!r} {where}"


def _passed_over(lesson: Lesson, world: Namespace) -> Iterator[Finding]:
    """Given cells that no answer needs are not run when grading, so they must leave everything as it is."""
    short = run_reference(lesson, small_population(lesson.dataset, SEEDS[0]), leading_to_answers(lesson))
    for name, value in short.items():
        is_table = isinstance(value, pd.DataFrame | pd.Series)
        is_number = isinstance(value, numbers.Number | str)
        if (is_table and not value.equals(world[name])) or (is_number and not agrees(world[name], value)):
            cells = ", ".join(cell.name for cell in showing(lesson))
            yield Finding(
                "problem",
                f"lessons/{lesson.name}/lesson.py",
                f"{name} is another where the given cells {cells} are not run, as when grading; "
                "let the one that changes it bind it to a name of its own",
            )


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
            yield Finding(
                "problem", file, f"the English of cell {name!r} has changed; read the Chinese again, then {head}"
            )
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
    known = read_glossary(lesson.folder.parent / GLOSSARY)
    for key in lesson.concepts:
        if key not in known:
            yield Finding(
                "problem", file, f"concept {key!r} is not in lessons/{GLOSSARY}; add it there or mend the name"
            )
    for cell in lesson.cells:
        begun = f'begin("{lesson.name}")'
        if cell.role == "given" and "begin(" in cell.source and begun not in cell.source:
            yield Finding("problem", f"lessons/{lesson.name}/lesson.py: {cell.name}", f"must say {begun}")


def _notebooks(lesson: Lesson) -> Iterator[Finding]:
    """Code, names and points must be equal in both languages; what is built must be the same twice."""
    if any(cell.name not in lesson.translations for cell in lesson.cells if cell.role == "prose"):
        return
    if not set(lesson.concepts) <= set(read_glossary(lesson.folder.parent / GLOSSARY)):
        return
    first, second = dict(built_files(lesson)), dict(built_files(lesson))
    if first != second:
        yield Finding("problem", f"lessons/{lesson.name}", "builds differently the second time")
    if len(first) != 3 * len(LANGUAGES):
        yield Finding("problem", f"lessons/{lesson.name}", "doesn't build in every language")
