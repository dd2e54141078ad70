"""Run a lesson's reference in the trusted process. A learner's code never runs here."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd

from coursekit.session import Session, opened
from grader.lesson import Cell, Lesson, LessonError


def run_reference(
    lesson: Lesson, data: Path | Mapping[str, pd.DataFrame], cells: Iterable[Cell] | None = None
) -> dict[str, Any]:
    """Run a lesson's given and solution cells on a data set, top to bottom; return the names they leave.

    Parameters
    ----------
    lesson : the lesson; its solution cells are the reference
    data : the case's folder (one folder a table), or its tables by name
    cells : those to run, all unless given

    Raises
    ------
    LessonError : when a cell raises, naming the cell
    """
    namespace: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown, **how: None}
    if cells is None:
        cells = [cell for cell in lesson.cells if cell.role in ("given", "solution")]
    run_cells(lesson, cells, namespace, data)
    return namespace


def run_cells(
    lesson: Lesson,
    cells: Iterable[Cell],
    namespace: dict[str, Any],
    data: Path | Mapping[str, pd.DataFrame] | None = None,
) -> None:
    """Run some of a lesson's cells in order; what they bind is put into `namespace`.

    Raises
    ------
    LessonError : when a cell raises, naming the cell
    """
    import matplotlib as mpl

    session = Session(
        lesson.name,
        checks=None,
        case=lesson.dataset,
        data=data if isinstance(data, Path) else None,
        tables=None if isinstance(data, Path) else data,
    )
    printed = io.StringIO()
    with opened(session), mpl.rc_context({"backend": "Agg"}), contextlib.redirect_stdout(printed), _undrawn():
        import matplotlib.pyplot as plt

        for cell in cells:
            try:
                exec(compile(cell.source, f"<{lesson.name}: {cell.name}>", "exec"), namespace)
            except Exception as error:
                raise LessonError(
                    f"{lesson.folder / 'lesson.py'}, cell {cell.name!r}: {type(error).__name__}: {error}"
                ) from error
        plt.close("all")


@contextlib.contextmanager
def _undrawn() -> Iterator[None]:
    """Save figures as nothing: nobody looks at the reference's pictures, and they would take a third of its time."""
    from matplotlib.figure import Figure

    with patch.object(Figure, "savefig", lambda figure, *to, **how: None):
        yield
