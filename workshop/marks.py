"""What each learner has earned, from nbgrader's gradebook and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nbgrader.api import Gradebook, MissingEntry

from grader import ledger
from grader.lesson import Lesson
from workshop.classroom import Classroom
from workshop.gradebook import configured, gradebook_url
from workshop.grading import submitted_file

HARD_CODED: Final = "hard-coded"
"""Right on the small cases shown and wrong beyond them."""


@dataclass(frozen=True)
class Marks:
    """One learner's marks in one lesson.

    `questions` maps each question to points earned, or None where a person has still to grade it; `statuses` and
    `mistakes` say what the grader found. `handed_in` without `graded` is waiting to be graded.
    """

    learner: str
    lesson: str
    handed_in: bool
    graded: bool
    questions: Mapping[str, float | None]
    statuses: Mapping[str, str]
    mistakes: Mapping[str, str]
    isolation: str

    @property
    def earned(self) -> float:
        """Points earned so far."""
        return round(sum(points for points in self.questions.values() if points is not None), 2)

    def share(self, points: Mapping[str, float]) -> float:
        """The share earned of the points already graded; 0 where nothing is."""
        of = sum(points[name] for name, earned in self.questions.items() if earned is not None)
        return self.earned / of if of else 0.0

    def reason(self, question: str) -> str:
        """Why the answer isn't right: a mistake's name, "hard-coded", or the verdict's status."""
        status = self.statuses.get(question, "")
        if status == "wrong" and (self.questions.get(question) or 0) > 0:
            return HARD_CODED
        return self.mistakes.get(question, status)

    @property
    def open(self) -> list[str]:
        """Questions that a person has still to grade."""
        return [name for name, points in self.questions.items() if points is None]


def class_marks(room: Classroom, lessons: list[Lesson]) -> list[Marks]:
    """Everybody's marks in every lesson, in the order of the roster."""
    lines = ledger.latest(room.folder)
    config = configured(room.folder)
    found: list[Marks] = []
    with Gradebook(gradebook_url(room.folder), config.CourseDirectory.course_id) as book:
        for lesson in lessons:
            for learner in room.learners:
                line = lines.get((lesson.name, learner))
                found.append(
                    Marks(
                        learner,
                        lesson.name,
                        handed_in=submitted_file(room, learner, lesson.name).is_file(),
                        graded=line is not None,
                        questions=_points(book, lesson, learner) if line else {},
                        statuses=line.statuses if line else {},
                        mistakes=line.mistakes if line else {},
                        isolation=line.isolation if line else "",
                    )
                )
    return found


def _points(book: Gradebook, lesson: Lesson, learner: str) -> dict[str, float | None]:
    try:
        notebook = book.find_submission_notebook(lesson.name, lesson.name, learner)
    except MissingEntry:
        return {}
    by_cell = {
        grade.name: None if grade.needs_manual_grade and grade.manual_score is None else float(grade.score)
        for grade in notebook.grades
    }
    return {name: by_cell.get(f"{name}-check", by_cell.get(name)) for name in lesson.points}
