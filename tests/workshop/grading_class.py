"""A class on the small lesson of tests/grader: its directory, its submissions, and what its gradebook holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

import generator
from grader.lesson import Lesson, read_lesson
from grader.seeds import new_secret, own_seed
from workshop.gradebook import configured, gradebook_url

LESSONS: Final = Path(__file__).resolve().parents[1] / "grader" / "lessons"
LESSON: Final = "01-orders"
_ROLES: Final = {
    "given": {"grade": False, "solution": False, "locked": True},
    "solution": {"grade": False, "solution": True, "locked": False},
    "tests": {"grade": True, "solution": False, "locked": True},
    "essay": {"grade": True, "solution": True, "locked": False},
}
SUBMISSIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "right": {"memo": "Call those who stopped."},
    "wrong": {"buyers": "def buyers(orders):\n    return len(orders)", "memo": "Call everybody."},
    "crash": {"buyer-count": "import os\nos.kill(os.getpid(), 9)"},
    "loop": {"busiest": "while True:\n    pass"},
    "untouched": {"buyers": "def buyers(orders):\n    ...", "buyer-count": "buyer_count = (...)"},
}


def make(folder: Path, gradebook: str | None = None, learners: Mapping[str, Mapping[str, str]] = SUBMISSIONS) -> Config:
    """Make a class directory with everything handed in; return nbgrader's configuration for it."""
    lesson = read_lesson(LESSONS / LESSON)
    folder.mkdir(exist_ok=True)
    secret = new_secret(folder, b"s" * 32)
    facts = ['language = "en"', "customers = 300", f'lessons = ["{LESSON}"]']
    facts += [f"gradebook = {json.dumps(gradebook)}"] if gradebook else []
    people = [f'[[learners]]\nid = "{one}"\nname = "{one}"\nemail = ""\nlanguage = "en"' for one in learners]
    (folder / "class.toml").write_text("\n".join([*facts, *people]) + "\n")
    source = folder / "source" / LESSON
    source.mkdir(parents=True)
    nbformat.write(notebook(lesson, {}), source / f"{LESSON}.ipynb")
    config = configuration(folder)
    made = NbGraderAPI(config=config).generate_assignment(LESSON)
    assert made["success"], made["log"]
    for learner, answers in learners.items():
        generator.write(
            "amazon", folder / "data" / learner, customers=300, seed=own_seed(secret, learner, "amazon"), truth=False
        )
        place = folder / "submitted" / learner / LESSON
        place.mkdir(parents=True)
        nbformat.write(notebook(lesson, answers), place / f"{LESSON}.ipynb")
        (place / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
        (place / "notes.txt").write_text("mine")
    return config


def configuration(folder: Path) -> Config:
    """The class's configuration, with the small lesson and limits that a test needn't wait long for."""
    config = configured(folder)
    config.TrustedExecute.lessons = str(LESSONS)
    config.TrustedExecute.fresh_customers = 200
    config.TrustedExecute.cell_seconds = 2.0
    return config


def notebook(lesson: Lesson, answers: Mapping[str, str]) -> NotebookNode:
    """The solved notebook with some cells' sources replaced."""
    cells = []
    for cell in lesson.cells:
        if cell.role == "prose":
            cells.append(new_markdown_cell(cell.source, id=cell.name))
            continue
        kind = "markdown" if cell.role == "essay" else "code"
        about = {"grade_id": cell.name, "schema_version": 3, "task": False, "cell_type": kind, **_ROLES[cell.role]}
        about |= {"points": cell.points} if cell.points else {}
        new = new_markdown_cell if kind == "markdown" else new_code_cell
        source = re.sub(r"^ *### (BEGIN|END) SOLUTION\n?", "", cell.source, flags=re.MULTILINE)
        cells.append(new(answers.get(cell.name, source or "Write here"), id=cell.name, metadata={"nbgrader": about}))
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def rows(folder: Path) -> dict[str, Any]:
    """What the gradebook holds on each submission, by the names of things rather than by their ids."""
    found: dict[str, Any] = {}
    with Gradebook(gradebook_url(folder), folder.name) as book:
        for submission in book.assignment_submissions(LESSON):
            (sheet,) = submission.notebooks
            found[submission.student.id] = {
                "timestamp": submission.timestamp,
                "penalty": sheet.late_submission_penalty,
                "flagged": sheet.flagged,
                "score": sheet.score,
                "grades": {
                    grade.name: (grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
                    for grade in sheet.grades
                },
                "comments": {said.name: (said.auto_comment, said.manual_comment) for said in sheet.comments},
            }
    return found


def files(folder: Path, *parts: str) -> dict[str, bytes]:
    """Every file below some of a class's folders."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in parts
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }
