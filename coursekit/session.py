"""Which lesson is open in this notebook: its checks, its language, where its data are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd

from coursekit.questions import LessonChecks, read_checks
from coursekit.values import Malformed
from coursekit.waiting import explain_open_questions

DATA_VARIABLE: Final = "COURSEKIT_DATA"
CASE_VARIABLE: Final = "COURSEKIT_CASE"


class CourseError(RuntimeError):
    """Something the learner or instructor can mend; the message says how."""

    def _render_traceback_(self) -> list[str]:
        """IPython shows these lines in place of a traceback."""
        return [f"⚠ {self}"]


@dataclass
class Session:
    """An open lesson. `tables` holds data given directly, in place of files."""

    lesson: str
    checks: LessonChecks | None
    case: str
    data: Path | None = None
    tables: Mapping[str, pd.DataFrame] | None = None
    hints_given: dict[str, int] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The notebook's language, "en" or "zh"."""
        return self.checks.language if self.checks else "en"


_open: Session | None = None
_pinned = False
_labels_as_keys = False


def begin(lesson: str) -> None:
    """Open a lesson: every notebook's first call.

    The lesson's checks stand in `checks/<lesson>.json`, in the notebook's folder or one above it.

    Raises
    ------
    CourseError : when they aren't there, or were built by another version of the course
    """
    global _open
    if _pinned:
        return
    case = os.environ.get(CASE_VARIABLE)
    file = _above(f"checks/{lesson}.json")
    if file is None:
        if case is None:
            raise CourseError(
                f"No checks/{lesson}.json beside this notebook. Run `make course`, or keep the notebook in its folder. "
                "/ "
                f"本文件夹里没有 checks/{lesson}.json。请运行 `make course`，或把笔记本放回原来的文件夹。"
            )
        _open = Session(lesson, None, case)
        return
    try:
        checks = read_checks(file)
    except Malformed as error:
        raise CourseError(str(error)) from error
    _open = Session(lesson, checks, case or checks.dataset)
    explain_open_questions(checks.language)


def current() -> Session:
    """The open lesson.

    Raises
    ------
    CourseError : before `begin`
    """
    if _open is None:
        raise CourseError("Run the notebook's first cell first. / 请先运行笔记本的第一个单元格。")
    return _open


def labels() -> Mapping[str, str]:
    """The open lesson's chart texts; none before `begin`, where no checks are at hand, and within `labels_as_keys`."""
    return _open.checks.labels if _open is not None and _open.checks is not None and not _labels_as_keys else {}


@contextmanager
def labels_as_keys() -> Iterator[None]:
    """Let `label` give the key itself, as it does while a submission is graded: the same in every language.

    A chart's words can then be compared with those of the reference chart, so that exchanged names are seen.
    """
    global _labels_as_keys
    before, _labels_as_keys = _labels_as_keys, True
    try:
        yield
    finally:
        _labels_as_keys = before


@contextmanager
def opened(session: Session) -> Iterator[Session]:
    """Hold this session open whatever `begin` is called with: for running a lesson outside a notebook."""
    global _open, _pinned
    before = (_open, _pinned)
    _open, _pinned = session, True
    try:
        yield session
    finally:
        _open, _pinned = before


def data_folder(case: str) -> Path | None:
    """Where a case's tables are: $COURSEKIT_DATA, or `datasets/` in this folder or one above it."""
    if DATA_VARIABLE in os.environ:
        folder = Path(os.environ[DATA_VARIABLE]) / case
        return folder if folder.is_dir() else None
    return _above(f"datasets/{case}")


def _above(name: str) -> Path | None:
    here = Path.cwd()
    return next((folder / name for folder in (here, *here.parents) if (folder / name).exists()), None)
