"""nbgrader's way to our reader: every file of a submission is read by `grader.submission`, never by nbformat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters.notebook import NotebookExporter

from grader.submission import read_submission


class SubmissionExporter(NotebookExporter):
    """For `c.Autograde.exporter_class`; what was mended to read a file goes to `resources["reading_notes"]`."""

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any) -> tuple[Any, Any]:
        """Read a submission's file and convert it.

        Raises
        ------
        grader.refusal.Refused : when it holds no notebook
        """
        file, found = Path(filename), read_submission(Path(filename))
        about = {**(resources or {}), "reading_notes": found.notes}
        about["metadata"] = {"name": file.stem, "path": str(file.parent)}
        converted: tuple[Any, Any] = self.from_notebook_node(found.notebook, resources=about, **kw)  # type: ignore[no-untyped-call]
        return converted
