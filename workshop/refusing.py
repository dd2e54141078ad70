"""Submissions that can't be graded: the reason, for the instructor and on a feedback page for the learner."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, select_autoescape

from grader.lesson import Lesson
from grader.mending import check_lesson
from grader.questions import Text
from grader.refusal import Refused
from grader.submission import read_submission
from workshop.classroom import Classroom
from workshop.phrases import say

FEEDBACK: Final = "feedback"


def refusal(file: Path, lesson: Lesson) -> Text | None:
    """Say why a file can't be graded as a submission of this lesson, or None where it can."""
    names = {cell.name for cell in lesson.cells}
    answers = {cell.name for cell in lesson.cells if cell.role in ("solution", "tests")}
    try:
        check_lesson(read_submission(file).notebook, names, answers)
    except Refused as refused:
        return refused.says
    return None


def feedback_file(room: Classroom, learner: str, lesson: str) -> Path:
    """Where a learner's feedback on a lesson is."""
    return room.folder / FEEDBACK / learner / lesson / f"{lesson}.html"


def tell_refusal(room: Classroom, learner: str, lesson: Lesson, says: Text) -> Path:
    """Write the feedback page of a submission that could not be graded, in its learner's language; return the file."""
    language = room.learners[learner].language
    template = Environment(autoescape=select_autoescape(default_for_string=True)).from_string(
        files("workshop").joinpath("templates/refused.html").read_text(encoding="utf-8")
    )
    page = feedback_file(room, learner, lesson.name)
    page.parent.mkdir(parents=True, exist_ok=True)
    beside = page.with_name(f".{page.name}.part")
    html = template.render(
        language={"zh": "zh-CN"}.get(language, language),
        title=lesson.title.said_in(language),
        name=room.learners[learner].name,
        says=says.said_in(language),
        say=lambda key: say(key, language),
    )
    beside.write_text(html, encoding="utf-8")
    beside.replace(page)
    return page
