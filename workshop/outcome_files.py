"""The files that grading leaves in a class directory, as nbgrader's autograde and generate_feedback leave them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from grader.candidate import files_of
from grader.job import Result
from workshop.classroom import Classroom

GRADED: Final = "autograded"
_READ_ONLY: Final = 0o444


def put_graded(room: Classroom, result: Result) -> None:
    """Write a graded notebook, and beside it what was handed in and what was released with it."""
    place = room.folder / GRADED / result.learner / result.lesson
    submitted = room.folder / "submitted" / result.learner / result.lesson
    beside = place.with_name(f".{place.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, content in files_of(submitted).items():
        (beside / name).write_bytes(content)
    stamp = submitted / "timestamp.txt"
    if stamp.is_file() and not stamp.is_symlink():
        shutil.copyfile(stamp, beside / stamp.name)
    source = room.folder / "source" / result.lesson
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
