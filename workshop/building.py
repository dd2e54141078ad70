"""Build what learners open from what authors write: notebooks, solutions, checks, data catalogue."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd

import generator
from coursekit.policies import practise
from coursekit.questions import Case, LessonChecks, Practice, dump_checks
from grader.cases import in_language, retitled, toy_cases
from grader.deciding import mistaken, practice_world
from grader.lesson import LANGUAGES, Lesson, lesson_folders, read_lesson
from grader.questions import Question
from grader.running import run_reference
from workshop.case_pages import parameter_pages
from workshop.glossary import PAGE, glossary_page, read_glossary
from workshop.notebooks import GLOSSARY, notebook, text
from workshop.pictures import PICTURES, drawn
from workshop.shown_truth import truth_modules

ROOT: Final = Path(__file__).resolve().parent.parent
LESSONS: Final = ROOT / "lessons"

SMALL: Final = 400
"""Customers in the population a lesson is built on; what is built does not depend on it."""


def built_files(lesson: Lesson, languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[str, str]]:
    """Yield the path (below the course's root) and text of every file built from a lesson."""
    namespace = run_reference(lesson, small_population(lesson.dataset))
    cases = {name: toy_cases(question, namespace, "en") for name, question in lesson.questions.items()}
    for language in languages:
        yield f"notebooks/{language}/{lesson.name}.ipynb", text(notebook(lesson, language, "exercise"))
        yield f"notebooks/{language}/checks/{lesson.name}.json", dump_checks(compiled(lesson, cases, language))
        yield f"solutions/{language}/{lesson.name}.ipynb", text(notebook(lesson, language, "solution"))


def compiled(lesson: Lesson, cases: Mapping[str, tuple[Case, ...]], language: str) -> LessonChecks:
    """The checks that ship with a lesson's notebook: small cases only, no reference, no hidden case."""
    return LessonChecks(
        lesson=lesson.name,
        language=language,
        title=lesson.title.said_in(language),
        dataset=lesson.dataset,
        labels={key: label.said_in(language) for key, label in lesson.labels.items()},
        questions={
            name: in_language(
                lesson, question, retitled(question, cases[name], language), language, _practice(lesson, question)
            )
            for name, question in lesson.questions.items()
        },
    )


def _practice(lesson: Lesson, question: Question) -> Practice | None:
    if question.kind != "decision":
        return None
    world = practice_world(lesson.dataset)
    return practise(world, mistaken(question, world))


@cache
def small_population(case: str, seed: int = 1) -> Mapping[str, pd.DataFrame]:
    """A small population to run a reference on while building."""
    return generator.simulate(case, customers=SMALL, seed=seed)


def build(
    root: Path = ROOT,
    *,
    languages: Sequence[str] = LANGUAGES,
    check: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> list[str]:
    """Build the course below `root`; return the files that were (or with `check`, are) different.

    Raises
    ------
    LessonError : for a lesson that can't be read or run; nothing is written for that lesson
    """
    differing = build_lessons(root, languages=languages, check=check, progress=progress)
    progress("datasets")
    with tempfile.TemporaryDirectory() as scratch:
        generator.write_catalogue(Path(scratch))
        for file in sorted(Path(scratch).rglob("*")):
            if file.is_file():
                name = f"datasets/{file.relative_to(scratch).as_posix()}"
                differing += _put(root / name, file.read_bytes(), name, check)
    for name, page in (*parameter_pages(), *truth_modules()):
        differing += _put(root / name, page.encode(), name, check)
    return differing


def build_pictures(root: Path = ROOT, *, progress: Callable[[str], None] = lambda step: None) -> list[str]:
    """Draw the pictures of every case below `root`; return the files that were different.

    Their bytes depend on the machine's drawing libraries, so that `build(check=True)` leaves them out.
    """
    differing: list[str] = []
    for case in PICTURES:
        progress(f"pictures of {case}")
        for name, drawing in drawn(case):
            differing += _put(root / name, drawing, name, check=False)
    return differing


def build_lessons(
    root: Path = ROOT,
    *,
    languages: Sequence[str] = LANGUAGES,
    check: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> list[str]:
    """Build every lesson's notebooks, solutions and checks; return the files that were (or are) different."""
    differing: list[str] = []
    for folder in lesson_folders(root / "lessons"):
        progress(folder.name)
        for name, new in list(built_files(read_lesson(folder), languages)):
            differing += _put(root / name, new.encode(), name, check)
    terms = read_glossary(root / "lessons" / GLOSSARY)
    for language in languages if terms else ():
        name = f"notebooks/{language}/{PAGE}"
        differing += _put(root / name, glossary_page(terms, language).encode(), name, check)
    return differing


def _put(file: Path, new: bytes, name: str, check: bool) -> list[str]:
    if file.is_file() and file.read_bytes() == new:
        return []
    if not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.part")
        beside.write_bytes(new)
        beside.replace(file)
    return [name]
