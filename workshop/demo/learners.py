"""The demo's eight learners: two right in their own ways, three with known mistakes, one crash, one loop, one cheat."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import jupytext
from nbformat import NotebookNode

from grader.lesson import BEGIN_SOLUTION, END_SOLUTION, Lesson
from workshop.notebooks import notebook
from workshop.roster import Learner


@dataclass(frozen=True)
class DemoLearner:
    """A learner of the demo, and what to expect of them."""

    learner: Learner
    about: str


CLASS: Final = (
    DemoLearner(Learner("ada", "Ada Wong", "ada@example.org", "en"), "right throughout"),
    DemoLearner(Learner("bruno", "Bruno Costa", "bruno@example.org", "en"), "right, in another style"),
    DemoLearner(Learner("chen", "陈静", "chen@example.org", "zh"), "counts new customers as retained"),
    DemoLearner(Learner("dina", "Dina Haddad", "dina@example.org", "en"), "counts cancelled orders as purchases"),
    DemoLearner(Learner("emil", "Emil Novak", "emil@example.org", "en"), "counts orders for customers"),
    DemoLearner(Learner("fang", "方磊", "fang@example.org", "zh"), "a cell ends the Python process"),
    DemoLearner(Learner("gu", "顾明", "gu@example.org", "zh"), "a loop that never ends and can't be interrupted"),
    DemoLearner(Learner("hong", "洪亮", "hong@example.org", "zh"), "tries to cheat in four ways"),
)


def submission(lesson: Lesson, learner: Learner) -> NotebookNode:
    """The notebook a demo learner hands in: the solution, with the cells of `answers/<id>.py` in place of its own."""
    node = notebook(lesson, learner.language, "solution")
    text = files("workshop").joinpath(f"demo/answers/{learner.id}.py").read_text(encoding="utf-8")
    answers = {cell.metadata["title"]: cell.source for cell in jupytext.reads(text, fmt="py:percent").cells}
    for cell in node.cells:
        if cell.id in answers:
            cell.source = answers.pop(cell.id)
        kept = [line for line in cell.source.splitlines() if line.strip() not in (BEGIN_SOLUTION, END_SOLUTION)]
        cell.source = "\n".join(kept)
    if answers:
        raise ValueError(f"answers/{learner.id}.py answers cells that {lesson.name} doesn't have: {', '.join(answers)}")
    return node
