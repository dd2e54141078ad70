"""The named cells of an assignment as nbgrader's gradebook keeps them: the authority on what a submission must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook


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


def released_cells(gradebook: Gradebook, notebook: str, assignment: str) -> Iterator[Released]:
    """Go through the named cells of a released notebook, in their order."""
    found = gradebook.find_notebook(notebook, assignment)
    points = {cell.name: float(cell.max_score) for cell in found.grade_cells}
    solutions = {cell.name for cell in found.solution_cells}
    for cell in found.source_cells:
        worth, solution = points.get(cell.name), cell.name in solutions
        yield Released(cell.name, cell.cell_type, cell.source, worth, solution, bool(cell.locked), cell.checksum)
