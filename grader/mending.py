"""Put a submission's notebook back in order before nbgrader reads it, so that no odd cell stops or fools the grading.

Cells are told by the names that nbgrader gave them at release. What a learner changed about a cell's role, points or
type is changed back; invented and doubled names are taken off; graded and given cells that are missing come back.
Learners' code is never dropped: a cell without its name still runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor


@dataclass(frozen=True)
class Released:
    """A cell as it was released.

    Parameters
    ----------
    name : its grade_id
    cell_type : "code" or "markdown"
    source : its text
    points : what it is worth, None for a cell without marks
    solution : whether the learner writes in it
    locked : whether the learner must not
    checksum : nbgrader's
    """

    name: str
    cell_type: str
    source: str
    points: float | None
    solution: bool
    locked: bool
    checksum: str | None

    @property
    def about(self) -> dict[str, Any]:
        """The cell's nbgrader metadata."""
        about: dict[str, Any] = {
            "grade_id": self.name,
            "schema_version": 3,
            "task": False,
            "grade": self.points is not None,
            "solution": self.solution,
            "locked": self.locked,
            "cell_type": self.cell_type,
        }
        if self.points is not None:
            about["points"] = self.points
        if self.checksum is not None:
            about["checksum"] = self.checksum
        return about


def mend(notebook: NotebookNode, released: Sequence[Released]) -> list[str]:
    """Put a notebook's cells back in order, in place.

    Parameters
    ----------
    notebook : the submission
    released : the named cells of the assignment, in their order

    Returns
    -------
    what was done, a line each
    """
    by_name = {cell.name: cell for cell in released}
    notes: list[str] = []
    seen: set[str] = set()
    for cell in reversed(notebook.cells):
        notes += _told_apart(cell, by_name, seen)
    present = {_name(cell): cell for cell in notebook.cells if _name(cell)}
    before: NotebookNode | None = None
    for wanted in released:
        cell = present.get(wanted.name)
        if cell is None:
            if wanted.solution and wanted.points is None:
                continue
            cell = _made(wanted)
            solution = present.get(wanted.name.removesuffix("-check"))
            notebook.cells.insert(_place_after(notebook, solution or before), cell)
            notes.append(f"cell {wanted.name!r} was missing and was put back")
        before = cell
    _number(notebook)
    return notes


class MendNotebook(NbGraderPreprocessor):  # type: ignore[misc]
    """nbgrader's step for `mend`; it belongs first in `c.Autograde.sanitize_preprocessors`."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Mend a notebook from what the gradebook knows about its assignment."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            released = list(released_cells(gradebook, about["notebook"], about["assignment"]))
        for note in mend(nb, released):
            self.log.warning("%s, %s: %s", about["student"], about["assignment"], note)
        return nb, resources


def released_cells(gradebook: Gradebook, notebook: str, assignment: str) -> Iterator[Released]:
    """Go through the named cells of a released notebook, in their order."""
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in found.grade_cells}
    solutions = {cell.name for cell in found.solution_cells}
    for cell in found.source_cells:
        worth, solution = points.get(cell.name), cell.name in solutions
        yield Released(cell.name, cell.cell_type, cell.source, worth, solution, bool(cell.locked), cell.checksum)


def _told_apart(cell: NotebookNode, by_name: Mapping[str, Released], seen: set[str]) -> Iterator[str]:
    if "nbgrader" not in cell.metadata:
        return
    name = _name(cell)
    wanted = by_name.get(name)
    if wanted is None or name in seen:
        del cell.metadata["nbgrader"]
        problem = "there twice" if wanted else "not part of the assignment"
        yield f"a cell called {name[:60]!r} is {problem}; it earns nothing"
        return
    seen.add(name)
    if cell.cell_type != wanted.cell_type:
        yield f"cell {name!r} had become {cell.cell_type}"
        _retype(cell, wanted.cell_type)
    about = cell.metadata["nbgrader"]
    if wanted.points is not None and about.get("points") != wanted.points:
        yield f"cell {name!r} is worth {wanted.points:g}, not {str(about.get('points'))[:20]}"
    cell.metadata["nbgrader"] = _node(wanted.about)


def _name(cell: NotebookNode) -> str:
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    cell.pop("attachments", None)
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _made(wanted: Released) -> NotebookNode:
    new = new_code_cell if wanted.cell_type == "code" else new_markdown_cell
    return _node(new(wanted.source, metadata={"nbgrader": wanted.about}))  # type: ignore[no-untyped-call]


def _node(content: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict(content)
    return made


def _place_after(notebook: NotebookNode, before: NotebookNode | None) -> int:
    if before is None:
        return 0
    return next(place for place, cell in enumerate(notebook.cells) if cell is before) + 1


def _number(notebook: NotebookNode) -> None:
    """Give every cell an id of its own, as nbformat 4.5 wants it; a named cell is called by its name."""
    taken: set[str] = set()
    for place, cell in enumerate(notebook.cells, start=1):
        wanted = _name(cell) or str(cell.get("id", ""))
        while not wanted or wanted in taken:
            wanted = f"cell-{place}-{len(taken)}"
        cell["id"] = wanted
        taken.add(wanted)
    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
