"""A class that has handed in lesson 01: a sixth each right, right in another style, wrong in three ways, untouched."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.grading import LESSON
from grader.lesson import read_lesson
from workshop.building import LESSONS
from workshop.classroom import new_classroom
from workshop.demo.learners import CLASS, submission
from workshop.grading import submitted_file
from workshop.notebooks import notebook, text
from workshop.roster import Learner

STYLES = ("ada", "bruno", "chen", "dina", "emil")


def make(folder: Path, learners: int, customers: int) -> None:
    """Make a class directory with `learners` submissions, each on data of `customers` customers of its own."""
    lesson = read_lesson(LESSONS / LESSON)
    people = [Learner(f"learner-{number:05d}", f"Learner {number}", "", "en") for number in range(learners)]
    room = new_classroom(folder, people, [LESSONS / LESSON], customers=customers)
    demo = {one.learner.id: one.learner for one in CLASS}
    kinds = [text(submission(lesson, demo[style])) for style in STYLES] + [text(notebook(lesson, "en", "exercise"))]
    for number, learner in enumerate(people):
        file = submitted_file(room, learner.id, LESSON)
        file.parent.mkdir(parents=True)
        file.write_text(kinds[number % len(kinds)], encoding="utf-8")


def replicate(folder: Path, learners: int) -> None:
    """Let a class grow to `learners`: those who come share the data and the answers of those who are there."""
    there = sorted(item.name for item in (folder / "data").iterdir())
    facts = (folder / "class.toml").read_text(encoding="utf-8")
    lines = []
    for number in range(len(there), learners):
        new, old = f"learner-{number:05d}", there[number % len(there)]
        (folder / "data" / new).symlink_to(folder.resolve() / "data" / old)
        shutil.copytree(folder / "submitted" / old, folder / "submitted" / new)
        lines += ["", "[[learners]]", f'id = "{new}"', f'name = "{new}"', 'email = ""', 'language = "en"']
    (folder / "class.toml").write_text(facts + "\n".join([*lines, ""]), encoding="utf-8")
