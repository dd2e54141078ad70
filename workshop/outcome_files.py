"""The files that grading leaves in a class directory, as nbgrader's autograde and generate_feedback leave them."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from grader.candidate import TIMESTAMP, files_of
from grader.job import Result
from grader.notebook_file import content_of
from grader.refusal import Refused
from workshop.classroom import Classroom
from workshop.intake import plain_name

GRADED: Final = "autograded"
_READ_ONLY: Final = 0o444


def graded_file(room: Classroom, learner: str, lesson: str) -> Path:
    """Where a learner's graded notebook of a lesson is."""
    return room.folder / GRADED / learner / lesson / f"{lesson}.ipynb"


def put_graded(room: Classroom, result: Result) -> None:
    """Write a graded notebook, and beside it what was handed in and what was released with it.

    What is handed in under a name of what was released gives way to that.
    """
    place = graded_file(room, result.learner, result.lesson).parent
    submitted = room.folder / "submitted" / result.learner / result.lesson
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    source = room.folder / "source" / result.lesson
    taken = {plain_name(item.name) for item in source.iterdir()}
    for name, content in files_of(submitted).items():
        if plain_name(name) not in taken:
            (beside / name).write_bytes(content)
    with suppress(Refused):
        (beside / TIMESTAMP).write_bytes(content_of(submitted / TIMESTAMP))
    shutil.copytree(source, beside, ignore=shutil.ignore_patterns("*.ipynb", ".*"), dirs_exist_ok=True)
    (beside / f"{result.lesson}.ipynb").write_text(result.notebook, encoding="utf-8")
    for file in beside.rglob("*"):
        if file.is_file():
            file.chmod(_READ_ONLY)
    if place.exists():
        shutil.rmtree(place)
    os.rename(beside, place)


def put_feedback(file: Path, page: str) -> None:
    """Write a feedback page."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.part")
    beside.write_text(page, encoding="utf-8")
    os.replace(beside, file)
