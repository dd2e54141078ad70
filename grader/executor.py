"""nbgrader's step that runs and scores a submission with us in place of a kernel.

It stands first in `c.Autograde.autograde_preprocessors`, where nbgrader has `Execute`. nbgrader's gradebook then reads
the marks from the test cells as ever.
"""

from __future__ import annotations

import functools
import os
import time
from pathlib import Path
from typing import Final

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer, Unicode

from grader import ledger
from grader.deciding import DECISIONS, kept_world
from grader.language import language_of
from grader.lesson import Lesson, read_lesson
from grader.marking import Marking
from grader.reference import Reference
from grader.sandbox import Isolation, Limits, Sandbox, available
from grader.seeds import fresh_seed, own_seed, read_secret
from grader.worlds import fresh_world, own_world

LESSONS: Final = Path(__file__).resolve().parents[1] / "lessons"
_MOST_FILES_BYTES: Final = 50 << 20


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

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Run and score one submission; add its line to the ledger."""
        about = resources["nbgrader"]
        learner, assignment, room = about["student"], about["assignment"], Path(self.classroom)
        isolation = Isolation.PROCESS_ONLY if self.no_isolation else available()
        began = time.monotonic()
        lesson, reference = _lesson(Path(self.lessons) / assignment, room / "cache")
        secret = read_secret(room)
        data = room / "data" / learner
        marking = Marking(
            lesson,
            reference,
            own_world(lesson.dataset, data / lesson.dataset),
            fresh_world(lesson.dataset, self.fresh_customers, fresh_seed(secret, lesson.dataset)),
            language_of(room, learner),
            lambda case: kept_world(case, fresh_seed(secret, case, DECISIONS), room / "cache"),
        )
        handed_in = room / "submitted" / learner / assignment
        limits = Limits(self.cell_seconds, self.total_seconds, self.memory_bytes)
        with Sandbox(lesson.dataset, data, files_of(handed_in), limits, isolation=isolation) as box:
            marking.mark(nb, box, lambda line: self.log.warning("%s, %s: %s", learner, assignment, line))
        line = ledger.entry(
            marking.scores,
            lesson=lesson.name,
            learner=learner,
            submission=_bytes_of(handed_in / f"{about['notebook']}.ipynb", nb),
            version=lesson.digest,
            seed=own_seed(secret, learner, lesson.dataset),
            isolation=isolation.value,
            seconds=time.monotonic() - began,
        )
        ledger.append(room, line)
        return nb, resources


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the plain files handed in beside the notebook; links, folders and what is too large stay out."""
    found: dict[str, bytes] = {}
    room = _MOST_FILES_BYTES
    for entry in sorted(os.scandir(folder), key=lambda item: item.name) if folder.is_dir() else ():
        if entry.name.endswith(".ipynb") or entry.name == "timestamp.txt" or not entry.is_file(follow_symlinks=False):
            continue
        room -= entry.stat(follow_symlinks=False).st_size
        if room < 0:
            break
        found[entry.name] = Path(entry.path).read_bytes()
    return found


def _lesson(folder: Path, cache: Path) -> tuple[Lesson, Reference]:
    lesson = read_lesson(folder)
    return lesson, _reference(lesson.digest, folder, cache)


@functools.lru_cache(maxsize=16)
def _reference(digest: str, folder: Path, cache: Path) -> Reference:
    return Reference(read_lesson(folder), cache)


def _bytes_of(file: Path, notebook: NotebookNode) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return str(nbformat.writes(notebook)).encode()
