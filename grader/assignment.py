"""An assignment as nbgrader released it, read from the gradebook once for all its submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import DeduplicateIds, OverwriteCells

from grader.mending import mend, tell
from grader.questions import Text
from grader.released import Released, released_cells


@dataclass(frozen=True)
class Assignment:
    """What the gradebook knows about a released notebook.

    Parameters
    ----------
    name : the lesson's
    released : its named cells
    """

    name: str
    released: tuple[Released, ...]

    @classmethod
    def of(cls, gradebook: Gradebook, name: str) -> Assignment:
        """Read an assignment of one notebook of the same name.

        Raises
        ------
        nbgrader.api.MissingEntry : when the gradebook has none
        """
        return cls(name, tuple(released_cells(gradebook, name, name)))

    def restore(self, notebook: NotebookNode, notes: Sequence[Text], language: str) -> tuple[NotebookNode, list[Text]]:
        """Put a submission back in order as `c.Autograde.sanitize_preprocessors` of a class do, without a gradebook.

        nbgrader's CheckCellMetadata is left out: after `mend` named cells have the metadata they were released with.

        Parameters
        ----------
        notebook : as `grader.submission.parse` gives it
        notes : what was mended to read it
        language : the learner's, for what is said about the mending

        Returns
        -------
        notebook : in order
        notes : all that was mended

        Raises
        ------
        grader.refusal.Refused : when it is another lesson's notebook
        """
        said = [*notes, *mend(notebook, self.released)]
        tell(notebook, said, language)
        notebook, _ = DeduplicateIds().preprocess(notebook, {})
        notebook, _ = _Overwritten(self.released).preprocess(notebook, {})
        return notebook, said


class _Overwritten(OverwriteCells):  # type: ignore[misc]
    """nbgrader's step of that name with these cells in place of a gradebook."""

    def __init__(self, released: Sequence[Released]) -> None:
        super().__init__()
        cells = {cell.name: cell for cell in released}
        self.notebook_id = self.assignment_id = ""
        self.gradebook = SimpleNamespace(
            find_source_cell=lambda name, *place: cells[name],
            find_graded_cell=lambda name, *place: SimpleNamespace(max_score=cells[name].points),
        )

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Go through the cells."""
        for place, cell in enumerate(nb.cells):
            nb.cells[place], resources = self.preprocess_cell(cell, resources, place)
        return nb, resources
