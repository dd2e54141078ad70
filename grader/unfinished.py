"""Marks on submissions whose grade is being written: in files, gradebook and ledger, one after the other.

The mark is made before the first of them and goes after the last. So a run that was killed in between, or that found a
submission which can't be graded where an earlier one was, leaves the mark, and the next run grades anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = ".unfinished"


def begin(classroom: Path, learner: str, lesson: str) -> None:
    """Say that what is written of a submission may not belong together from now on."""
    mark = _mark(classroom, learner, lesson)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def end(classroom: Path, learner: str, lesson: str) -> None:
    """Say that all that is written of a submission belongs together."""
    _mark(classroom, learner, lesson).unlink(missing_ok=True)


def is_unfinished(classroom: Path, learner: str, lesson: str) -> bool:
    """Tell whether what is written of a submission may not belong together."""
    return _mark(classroom, learner, lesson).exists()


def _mark(classroom: Path, learner: str, lesson: str) -> Path:
    return classroom / FOLDER / learner / lesson
