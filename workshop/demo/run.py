"""Run the demo: make the class, hand in, grade, print who got what and why, write the report."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from rich.markup import escape
from rich.table import Table

from grader.lesson import Lesson, read_lesson
from workshop.building import LESSONS
from workshop.classroom import Classroom, new_classroom, open_classroom
from workshop.demo.learners import CLASS, DemoLearner, submission
from workshop.gradebook import configured
from workshop.grading import Graded, grade, submissions, submitted_file
from workshop.marks import HARD_CODED, Marks, class_marks
from workshop.notebooks import text
from workshop.report import write_report
from workshop.terminal import WorkshopError, console

LESSON: Final = "01-who-stayed"
CUSTOMERS: Final = 3_000
SECONDS: Final = 6.0
"""What a cell or call may take in the demo, so that its endless loop doesn't keep you waiting."""


def run_demo(folder: Path, *, isolate: bool = True) -> list[Marks]:
    """Run the whole loop in `folder`, which is made anew.

    Raises
    ------
    WorkshopError : when `folder` holds something that isn't an earlier demo
    """
    if folder.exists():
        _clear(folder)
    lesson = read_lesson(LESSONS / LESSON)
    with console.status("making a class of eight, each with their own customers"):
        learners = [one.learner for one in CLASS]
        room = new_classroom(folder, learners, [LESSONS / LESSON], customers=CUSTOMERS)
        for one in CLASS:
            file = submitted_file(room, one.learner.id, LESSON)
            file.parent.mkdir(parents=True)
            file.write_text(text(submission(lesson, one.learner)), encoding="utf-8")
    graded = _grade(room, isolate)
    marks = class_marks(open_classroom(folder), [lesson])
    console.print(_table(lesson, marks, graded))
    for file in write_report(room, room.language):
        console.print(f"written  {escape(str(file))}")
    console.print(f"Open the report in your browser: {escape((folder / 'report.html').resolve().as_uri())}")
    return marks


def _clear(folder: Path) -> None:
    """Remove an earlier demo, and nothing else."""
    known = {one.learner.id for one in CLASS}
    if set(open_classroom(folder).learners) != known:
        raise WorkshopError(f"{folder} holds something that isn't an earlier demo. Choose another folder: out=…")
    shutil.rmtree(folder)


def _grade(room: Classroom, isolate: bool) -> dict[str, Graded]:
    found: dict[str, Graded] = {}
    config = configured(room.folder)
    config.TrustedExecute.cell_seconds = SECONDS
    with console.status("grading") as status:

        def moved(step: str, done: int, total: int) -> None:
            status.update(f"grading {escape(step)} ({done} of {total} done)")

        for result in grade(room, submissions(room), isolate=isolate, config=config, progress=moved):
            found[result.learner] = result
    return found


def _table(lesson: Lesson, marks: list[Marks], graded: dict[str, Graded]) -> Table:
    table = Table(title=f"{lesson.name}: who got what, and why", show_lines=True)
    automatic = sum(points for name, points in lesson.points.items() if name in lesson.questions)
    for heading in ("learner", "what they did", f"points of {automatic:g}", "what the grader found"):
        table.add_column(heading)
    by_learner = {mark.learner: mark for mark in marks}
    for one in CLASS:
        table.add_row(*_row(lesson, one, by_learner[one.learner.id], graded[one.learner.id]))
    table.caption = "The memo is graded by hand, in nbgrader's formgrader; its points are not in the table."
    return table


def _row(lesson: Lesson, one: DemoLearner, mark: Marks, graded: Graded) -> tuple[str, str, str, str]:
    told = []
    for question in lesson.questions:
        reason = mark.reason(question)
        if reason == HARD_CODED:
            reason = "right on the small cases only"
        if reason not in ("", "right"):
            told.append(f"{question}: {reason}")
    said = "\n".join(told) if told else "everything right"
    if graded.what == "failed":
        said = graded.why
    return escape(one.learner.name), one.about, f"{mark.earned:g}", escape(said)
