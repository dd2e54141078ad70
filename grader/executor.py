"""nbgrader's step that runs and scores a submission with us in place of a kernel.

It stands first in `c.Autograde.autograde_preprocessors`, where nbgrader has `Execute`. nbgrader's gradebook then reads
the marks from the test cells as ever.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer, Unicode

from grader import ledger
from grader.candidate import LESSONS, Rules, candidate, lesson_of, mark
from grader.language import language_of
from grader.one_at_a_time import alone
from grader.own_memory import bounded
from grader.sandbox import Limits
from grader.seeds import read_secret


class TrustedExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Run a submission's cells shut in, never its test cells, and write the marks into those from here."""

    classroom = Unicode("", help="The class directory").tag(config=True)
    lessons = Unicode(str(LESSONS), help="The folder of lessons, whose solution cells are the reference").tag(
        config=True
    )
    fresh_customers = Integer(2000, help="Customers in the fresh population that every answer is tried on").tag(
        config=True
    )
    cell_seconds = Float(30.0, help="Seconds a cell or a call may take").tag(config=True)
    total_seconds = Float(300.0, help="Seconds a submission may take").tag(config=True)
    memory_bytes = Integer(2 << 30, help="Bytes of memory a submission may take").tag(config=True)
    no_isolation = Bool(
        False, help="Run submissions without walls: they can then read whatever you can read. Your explicit choice."
    ).tag(config=True)

    pictures = Bool(
        False, help="Also run the given cells that only show something, which no mark depends on: it takes longer."
    ).tag(config=True)

    @property
    def rules(self) -> Rules:
        """How the configuration says to grade."""
        limits = Limits(self.cell_seconds, self.total_seconds, self.memory_bytes)
        return Rules(Path(self.lessons), self.fresh_customers, limits, not self.no_isolation, self.pictures)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Run and score one submission; add its line to the ledger.

        Raises
        ------
        grader.one_at_a_time.BeingGraded : when somebody else is grading the class
        """
        about, room = resources["nbgrader"], Path(self.classroom)
        learner, assignment = about["student"], about["assignment"]
        lesson, _ = lesson_of(self.rules.lessons / assignment)
        one = candidate(
            learner,
            assignment,
            language=language_of(room, learner),
            case=lesson.dataset,
            room=room,
            secret=read_secret(room),
            rules=self.rules,
        )
        content = _bytes_of(room / "submitted" / learner / assignment / f"{about['notebook']}.ipynb", nb)
        with alone(room), bounded():
            line = mark(nb, content, one, log=lambda says: self.log.warning("%s, %s: %s", learner, assignment, says))
            ledger.append(room, line)
        return nb, resources


def _bytes_of(file: Path, notebook: NotebookNode) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return str(nbformat.writes(notebook)).encode()
