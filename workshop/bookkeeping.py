"""The one writer to nbgrader's gradebook: what graders found goes in by a few statements for many submissions.

The rows are those that nbgrader's own steps make (nbgrader.converters.Autograde, SaveAutoGrades, AssignLatePenalties).
Scores and comments that a person gave are never touched.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import Float, Table, Update, bindparam, cast, insert, select, update
from sqlalchemy.exc import IntegrityError
from traitlets.config import Config

from grader import assignment as released
from grader.feedback_html import Given, Standing
from grader.job import Result
from workshop.terminal import WorkshopError

Row: TypeAlias = dict[str, Any]
_PENALTIES: Final = ("AssignLatePenalties", "LateSubmissionPlugin")


@dataclass
class _Submission:
    """A learner's rows of a lesson: their ids, and what a person put into them."""

    id: str
    notebook: str
    timestamp: dt.datetime | None
    extension: dt.timedelta | None
    grades: dict[str, tuple[str, Given]] = field(default_factory=dict)
    comments: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    scores: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Lesson:
    """A lesson's rows: ids of the assignment, its notebook, and its cells by their names."""

    id: str
    notebook: str
    due: dt.datetime | None
    graded: Mapping[str, str]
    commented: Mapping[str, str]
    submissions: dict[str, _Submission]


class Bookkeeper:
    """Reads from a class's gradebook what grading needs, and writes what it finds.

    Parameters
    ----------
    gradebook : nbgrader's, open
    config : the class's configuration of nbgrader
    """

    def __init__(self, gradebook: Gradebook, config: Config) -> None:
        self._book = gradebook
        self._penalties = Config({name: config[name] for name in _plugins(config) if name in config})
        self._lessons: dict[str, _Lesson] = {}
        self._students = set(gradebook.db.scalars(select(Student.id)))

    def assignment(self, lesson: str) -> released.Assignment | None:
        """Return a lesson as it was released; None where it wasn't."""
        try:
            return released.Assignment.of(self._book, lesson)
        except MissingEntry:
            return None

    def standing(self, learner: str, lesson: str, timestamp: dt.datetime | None) -> Standing:
        """Return what a person has given a submission, and how late it is.

        Parameters
        ----------
        timestamp : when it was handed in, in UTC without a zone, if that is known
        """
        rows = self._lesson(lesson)
        found = rows.submissions.get(learner)
        if found is None:
            return Standing(seconds_late=_late(timestamp, rows.due, None), penalties=self._penalties)
        return Standing(
            {name: given for name, (_, given) in found.grades.items()},
            {name: said for name, (_, said) in found.comments.items() if said is not None},
            _late(timestamp or found.timestamp, rows.due, found.extension),
            self._penalties,
        )

    def scores(self, learner: str, lesson: str) -> Mapping[str, float | None]:
        """Return the automatic scores that the gradebook has: graded cell → points."""
        found = self._lesson(lesson).submissions.get(learner)
        return found.scores if found else {}

    def record(self, results: Sequence[tuple[Result, dt.datetime | None]]) -> None:
        """Write results, each with the time it was handed in if that is known, in one transaction."""
        try:
            self._record(results)
        except IntegrityError:  # somebody, formgrader for one, has entered the same rows since they were read
            self._students = set(self._book.db.scalars(select(Student.id)))
            self._record(results)

    def _record(self, results: Sequence[tuple[Result, dt.datetime | None]]) -> None:
        new: dict[Table, list[Row]] = defaultdict(list)
        changed: dict[Table, list[Row]] = defaultdict(list)
        try:
            for result, timestamp in results:
                self._prepare(result, timestamp, new, changed)
            connection = self._book.db.connection()
            for model in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment):
                table = model.__table__
                if new[table]:
                    connection.execute(insert(table), new[table])
                if changed[table]:
                    connection.execute(_update(table, list(changed[table][0])), changed[table])
            self._book.db.commit()
        except BaseException:
            self._book.db.rollback()
            self._lessons.clear()
            raise

    def _prepare(
        self,
        result: Result,
        timestamp: dt.datetime | None,
        new: dict[Table, list[Row]],
        changed: dict[Table, list[Row]],
    ) -> None:
        lesson = self._lesson(result.lesson)
        found = lesson.submissions.get(result.learner) or self._enter(lesson, result.learner, timestamp, new)
        if timestamp is not None and timestamp != found.timestamp:
            found.timestamp = timestamp
            changed[SubmittedAssignment.__table__].append({"row": found.id, "new_timestamp": timestamp})
        row = {"row": found.notebook, "new_late_submission_penalty": result.penalty}
        changed[SubmittedNotebook.__table__].append(row)
        for name, score in (result.scores or {}).items():
            found.scores[name] = score
            changed[Grade.__table__].append({"row": found.grades[name][0], "new_auto_score": score})
        for name, said in (result.comments or {}).items():
            changed[Comment.__table__].append({"row": found.comments[name][0], "new_auto_comment": said})

    def _enter(
        self, lesson: _Lesson, learner: str, timestamp: dt.datetime | None, new: dict[Table, list[Row]]
    ) -> _Submission:
        """Make the rows of a first submission (nbgrader.api.Gradebook.add_submission)."""
        if learner not in self._students:
            self._students.add(learner)
            new[Student.__table__].append({"id": learner})
        made = _Submission(new_uuid(), new_uuid(), timestamp, None)
        row = {"id": made.id, "assignment_id": lesson.id, "student_id": learner, "timestamp": timestamp}
        new[SubmittedAssignment.__table__].append(row)
        notebook = {"id": made.notebook, "assignment_id": made.id, "notebook_id": lesson.notebook, "flagged": False}
        new[SubmittedNotebook.__table__].append(notebook)
        for name, cell in lesson.graded.items():
            made.grades[name] = (new_uuid(), Given())
            row = {"id": made.grades[name][0], "notebook_id": made.notebook, "cell_id": cell}
            new[Grade.__table__].append({**row, "needs_manual_grade": True})
        for name, cell in lesson.commented.items():
            made.comments[name] = (new_uuid(), None)
            new[Comment.__table__].append({"id": made.comments[name][0], "notebook_id": made.notebook, "cell_id": cell})
        lesson.submissions[learner] = made
        return made

    def _lesson(self, name: str) -> _Lesson:
        if name not in self._lessons:
            self._lessons[name] = self._read(name)
            self._book.db.rollback()
        return self._lessons[name]

    def _read(self, name: str) -> _Lesson:
        rows = self._book.db.execute
        place = select(Assignment.id, Notebook.id, Assignment.duedate).join(
            Notebook, Notebook.assignment_id == Assignment.id
        )
        row = rows(place.where(Assignment.name == name, Notebook.name == name)).one_or_none()
        if row is None:
            raise WorkshopError(
                f"The gradebook has no lesson {name!r}: it is empty, or another class's. Put back the copy that you "
                "keep of gradebook.db, and run the same again."
            )
        id_, notebook, due = row
        graded = _cells(rows, GradeCell, notebook) | _cells(rows, TaskCell, notebook)
        commented = _cells(rows, SolutionCell, notebook) | _cells(rows, TaskCell, notebook)
        names = {cell: name for cells in (graded, commented) for name, cell in cells.items()}
        parts = select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.id,
            SubmittedNotebook.id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
        ).join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        found = {
            learner: _Submission(*of) for learner, *of in rows(parts.where(SubmittedNotebook.notebook_id == notebook))
        }
        by_notebook = {of.notebook: of for of in found.values()}
        marks = select(
            Grade.notebook_id, Grade.cell_id, Grade.id, Grade.manual_score, Grade.extra_credit, Grade.auto_score
        ).join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        for place_, cell, grade, score, extra, automatic in rows(
            marks.where(SubmittedNotebook.notebook_id == notebook)
        ):
            by_notebook[place_].grades[names[cell]] = (grade, Given(score, extra))
            by_notebook[place_].scores[names[cell]] = automatic
        said = select(Comment.notebook_id, Comment.cell_id, Comment.id, Comment.manual_comment).join(
            SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id
        )
        for of, cell, comment, text in rows(said.where(SubmittedNotebook.notebook_id == notebook)):
            by_notebook[of].comments[names[cell]] = (comment, text)
        return _Lesson(id_, notebook, due, graded, commented, found)


def _update(table: Table, names: Sequence[str]) -> Update:
    """Make the statement that sets the columns named `new_…` of each `row`."""
    values: dict[str, Any] = {name.removeprefix("new_"): bindparam(name) for name in names if name != "row"}
    if table is Grade.__table__:
        automatic = cast(bindparam("new_auto_score"), Float)
        values["needs_manual_grade"] = table.c.manual_score.is_not(None) | automatic.is_(None)
    return update(table).where(table.c.id == bindparam("row")).values(values)


def _cells(rows: Any, kind: Any, notebook: str) -> dict[str, str]:
    found: dict[str, str] = dict(rows(select(kind.name, kind.id).where(kind.notebook_id == notebook)).all())
    return found


def _late(timestamp: dt.datetime | None, due: dt.datetime | None, extension: dt.timedelta | None) -> float:
    """Seconds (nbgrader.api.SubmittedAssignment.total_seconds_late)."""
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - due - (extension or dt.timedelta())).total_seconds())


def _plugins(config: Config) -> set[str]:
    """The sections of nbgrader's configuration that are about lateness."""
    chosen = config.get("AssignLatePenalties", {}).get("plugin_class", "")
    named = chosen if isinstance(chosen, str) else chosen.__name__
    return {*_PENALTIES, named.rpartition(".")[2]}
