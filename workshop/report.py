"""The class report: who has what, who is stuck, and on which misunderstanding; and the grades as CSV."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Final

from jinja2 import Environment, select_autoescape
from markupsafe import Markup

from coursekit.questions import chose
from coursekit.rendering import inline
from grader import ledger
from grader.lesson import Lesson
from grader.sandbox import Isolation
from workshop.building import ROOT
from workshop.classroom import Classroom
from workshop.grading import submitted_file
from workshop.marks import HARD_CODED, Marks, class_marks
from workshop.phrases import say
from workshop.refusing import feedback_file, refusal
from workshop.spreadsheet import write_csv
from workshop.terminal import WorkshopError

SAID: Final = (HARD_CODED, "slip", "raised", "stopped", "undefined", "untouched")
CSV_HEADINGS: Final = ("id", "name", "email", "lesson", "points", "out of", "handed in", "graded", "to grade by hand")


@dataclass(frozen=True)
class Cell:
    """One learner's mark in one question as the table shows it."""

    mark: str
    points: str
    tone: str
    title: str


@dataclass(frozen=True)
class Row:
    """One learner's marks in a lesson."""

    name: str
    cells: tuple[Cell, ...]
    earned: float


@dataclass(frozen=True)
class Reason:
    """Why an answer isn't right, and whose answers these are."""

    says: Markup
    names: tuple[str, ...]


@dataclass(frozen=True)
class Stuck:
    """A question that not everybody has right."""

    question: str
    right: int
    of: int
    reasons: tuple[Reason, ...]

    @property
    def share(self) -> float:
        """The share of those graded who have it right."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True)
class LessonReport:
    """What the report says about one lesson."""

    title: str
    questions: tuple[str, ...]
    of: float
    handed_in: int
    graded: int
    average: float
    waiting: int
    missing: tuple[str, ...]
    ungraded: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    stuck: tuple[Stuck, ...]


def write_report(room: Classroom, language: str) -> list[Path]:
    """Write `report.html` and `grades.csv` into the class directory; return the files."""
    lessons = room.read_lessons()
    marks = class_marks(room, lessons)
    page, grades = room.folder / "report.html", room.folder / "grades.csv"
    beside = page.with_name(".report.html.part")
    beside.write_text(report_html(room, lessons, marks, language), encoding="utf-8")
    beside.replace(page)
    write_csv(grades, CSV_HEADINGS, [_csv_row(room, lesson, mark) for lesson in lessons for mark in _of(marks, lesson)])
    return [page, grades]


def release_solutions(room: Classroom) -> list[Path]:
    """Put the solved notebook, in their language, beside the feedback of each learner who has some; return the files.

    Raises
    ------
    WorkshopError : where a solved notebook is not built
    """
    released: list[Path] = []
    for learner in room.learners.values():
        for name in room.lessons:
            page = feedback_file(room, learner.id, name)
            if not page.is_file():
                continue
            solved = ROOT / "solutions" / learner.language / f"{name}.ipynb"
            if not solved.is_file():
                raise WorkshopError(f"No {solved}. Run `workshop build` first.")
            released.append(page.with_name(f"{name}-solution.ipynb"))
            shutil.copyfile(solved, released[-1])
    return released


def report_html(room: Classroom, lessons: Sequence[Lesson], marks: Sequence[Marks], language: str) -> str:
    """The report as one HTML page; names and whatever else comes from learners are escaped."""
    template = Environment(autoescape=select_autoescape(default_for_string=True)).from_string(
        files("workshop").joinpath("templates/report.html").read_text(encoding="utf-8")
    )
    return template.render(
        name=room.folder.resolve().name,
        language={"zh": "zh-CN"}.get(language, language),
        made=dt.date.today().isoformat(),
        learners=len(room.learners),
        walls=all(mark.isolation in ("", Isolation.BUBBLEWRAP.value) for mark in marks),
        lessons=[_lesson_report(room, lesson, _of(marks, lesson), language) for lesson in lessons],
        say=lambda key: say(key, language),
    )


def _of(marks: Sequence[Marks], lesson: Lesson) -> list[Marks]:
    return [mark for mark in marks if mark.lesson == lesson.name]


def _lesson_report(room: Classroom, lesson: Lesson, marks: Sequence[Marks], language: str) -> LessonReport:
    names = {learner.id: learner.name for learner in room.learners.values()}
    graded = [mark for mark in marks if mark.graded]
    of = sum(lesson.points.values())
    return LessonReport(
        title=f"{lesson.name[:2]} {lesson.title.said_in(language)}",
        questions=tuple(lesson.points),
        of=of,
        handed_in=sum(mark.handed_in for mark in marks),
        graded=len(graded),
        average=fmean(mark.share(lesson.points) for mark in graded) if graded else 0.0,
        waiting=sum(len(mark.open) for mark in graded),
        missing=tuple(names[mark.learner] for mark in marks if not mark.handed_in),
        ungraded=tuple(_ungraded(room, lesson, mark, language) for mark in marks if mark.handed_in and not mark.graded),
        alike=tuple(_alike(room, lesson, graded)),
        rows=tuple(_row(lesson, mark, names[mark.learner], language) for mark in graded),
        stuck=tuple(_stuck(lesson, graded, names, language)),
    )


def _ungraded(room: Classroom, lesson: Lesson, mark: Marks, language: str) -> str:
    """Whose work is not graded, with the reason where it can't be."""
    name = room.learners[mark.learner].name
    says = refusal(submitted_file(room, mark.learner, lesson.name), lesson)
    return name if says is None else f"{name} ({says.said_in(language)})"


def _alike(room: Classroom, lesson: Lesson, marks: Sequence[Marks]) -> Iterator[tuple[str, ...]]:
    """Learners who handed in one and the same file and earned points with it."""
    lines = ledger.latest(room.folder)
    whose: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.earned > 0:
            whose[lines[lesson.name, mark.learner].submission].append(room.learners[mark.learner].name)
    yield from (tuple(names) for names in whose.values() if len(names) > 1)


def _row(lesson: Lesson, mark: Marks, name: str, language: str) -> Row:
    return Row(name, tuple(_cell(lesson, mark, question, language) for question in lesson.points), mark.earned)


def _cell(lesson: Lesson, mark: Marks, question: str, language: str) -> Cell:
    points, of = mark.questions.get(question), lesson.points[question]
    if points is None:
        return Cell("…", f"– / {of:g}", "open", say("by-hand", language))
    tone, sign = ("full", "✓") if points >= of else ("part", "◐") if points > 0 else ("none", "✗")
    return Cell(sign, f"{points:g} / {of:g}", tone, mark.mistakes.get(question) or mark.statuses.get(question, ""))


def _stuck(lesson: Lesson, marks: Sequence[Marks], names: Mapping[str, str], language: str) -> list[Stuck]:
    found: list[Stuck] = []
    for name in lesson.questions:
        whose: dict[str, list[str]] = defaultdict(list)
        right = 0
        for mark in marks:
            if (mark.questions.get(name) or 0) >= lesson.points[name]:
                right += 1
            else:
                whose[_why(lesson, mark, name, language)].append(names[mark.learner])
        if whose:
            frequent = sorted(whose.items(), key=lambda item: -len(item[1]))
            reasons = tuple(Reason(Markup(inline(says)), tuple(who)) for says, who in frequent)
            found.append(Stuck(name, right, len(marks), reasons))
    return sorted(found, key=lambda item: item.share)


def _why(lesson: Lesson, mark: Marks, question: str, language: str) -> str:
    """What is misunderstood, in the words of the lesson where it is a known mistake."""
    asked, reason = lesson.questions[question], mark.reason(question)
    known = next((item for item in asked.mistakes if item.name == reason), None)
    chosen = next((option for option in asked.options if reason == chose(option.key.casefold())), None)
    found = known or chosen
    if found is not None:
        return found.says.said_in(language)
    return say(reason if reason in SAID else "other", language)


def _csv_row(room: Classroom, lesson: Lesson, mark: Marks) -> list[str | int | float | None]:
    learner = room.learners[mark.learner]
    points = mark.earned if mark.graded else None
    yes = {True: "yes", False: "no"}
    facts = [learner.id, learner.name, learner.email, lesson.name, points, sum(lesson.points.values())]
    return [*facts, yes[mark.handed_in], yes[mark.graded], len(mark.open)]
