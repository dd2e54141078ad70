"""An essay's rubric, shown below it: to who marks it in formgrader, and to its learner in the feedback."""

from __future__ import annotations

from typing import Final

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grader.lesson import Lesson
from grader.questions import Text

_HEADING: Final = Text("**What this answer is marked for**", "**这份作答的评分标准**")
_COLUMNS: Final = Text("| points | for |", "| 分值 | 标准 |")


def show_rubrics(notebook: NotebookNode, lesson: Lesson, language: str) -> None:
    """Put each essay's rubric into a cell behind it.

    Parameters
    ----------
    notebook : graded; changed in place
    lesson : its lesson
    language : the learner's
    """
    for name, criteria in lesson.rubrics.items():
        place = next((n for n, cell in enumerate(notebook.cells) if _called(cell) == name), None)
        if place is None:
            continue
        rows = [f"| {one.points:g} | {one.says.said_in(language)} |" for one in criteria]
        lines = [_HEADING.said_in(language), "", _COLUMNS.said_in(language), "|---|---|", *rows]
        notebook.cells.insert(place + 1, new_markdown_cell("\n".join(lines), id=f"{name}-rubric"))


def _called(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
