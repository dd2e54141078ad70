"""Mark one learner's notebook of a lesson: on which data, under which rules, and the ledger line that comes of it."""

from __future__ import annotations

import contextlib
import functools
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from nbformat import NotebookNode

from grader import ledger
from grader.deciding import DECISIONS, kept_world
from grader.lesson import Lesson, read_lesson
from grader.marking import Marking
from grader.notebook_file import content_of
from grader.reference import Reference
from grader.refusal import Refused
from grader.rubric import show_rubrics
from grader.sandbox import ForkServer, Isolation, Limits, Sandbox, SandboxFailed, available
from grader.sandbox.bubblewrap import check_hidden
from grader.scoring import Score
from grader.seeds import fresh_seed, own_seed
from grader.worlds import fresh_world, own_world

LESSONS: Final = Path(__file__).resolve().parents[1] / "lessons"
TIMESTAMP: Final = "timestamp.txt"
"""What nbgrader calls the file that says when a submission was handed in."""

MOST_FILES: Final = 500
_MOST_FILES_BYTES: Final = 50 << 20
_LONGEST_NAME: Final = 255
"""Bytes of a file's name that Linux takes (NAME_MAX)."""

AGAIN_SECONDS: Final = 120.0
"""A submission that ran longer before its process ended isn't run once more: that would keep the class waiting."""


@dataclass(frozen=True)
class Rules:
    """How submissions are graded.

    Parameters
    ----------
    lessons : the folder of lessons, whose solution cells are the reference
    fresh_customers : customers in the fresh population that every answer is tried on
    limits : what a submission may use
    isolated : False runs submissions without walls, by the instructor's explicit choice
    pictures : also run given cells that only show something, which no mark depends on
    """

    lessons: Path = LESSONS
    fresh_customers: int = 2000
    limits: Limits = field(default_factory=Limits)
    isolated: bool = True
    pictures: bool = False

    @property
    def isolation(self) -> Isolation:
        """How submissions are shut in.

        Raises
        ------
        NoIsolation : where this machine can't shut them in
        """
        return available() if self.isolated else Isolation.PROCESS_ONLY


@dataclass(frozen=True)
class Candidate:
    """A learner whose work on a lesson is marked.

    Parameters
    ----------
    learner, lesson : whose work on what
    language : the learner's, for feedback
    data : the learner's data, a folder that holds one folder a case
    files : what was handed in beside the notebook: file name → content
    seed : digest of the seed of the learner's data
    fresh_seed, decisions_seed : of the class's fresh customers in the lesson's case
    cache : folder where what a whole class shares is kept
    rules : how to grade
    """

    learner: str
    lesson: str
    language: str
    data: Path
    files: Mapping[str, bytes]
    seed: str
    fresh_seed: int
    decisions_seed: int
    cache: Path
    rules: Rules


def candidate(
    learner: str, lesson: str, *, language: str, case: str, room: Path, secret: bytes, rules: Rules
) -> Candidate:
    """Return a learner of a class directory as a candidate.

    Parameters
    ----------
    case : the lesson's
    room : the class directory
    secret : the class's
    """
    return Candidate(
        learner,
        lesson,
        language,
        room / "data" / learner,
        files_of(room / "submitted" / learner / lesson),
        ledger.seed_digest(own_seed(secret, learner, case)),
        fresh_seed(secret, case),
        fresh_seed(secret, case, DECISIONS),
        room / "cache",
        rules,
    )


def mark(
    notebook: NotebookNode,
    content: bytes,
    candidate: Candidate,
    *,
    server: ForkServer | None = None,
    log: Callable[[str], None] = lambda line: None,
) -> ledger.Entry:
    """Run and score a notebook; what comes of each cell is written into its outputs.

    Parameters
    ----------
    notebook : in order (see grader.mending); changed in place
    content : the file handed in, for its digest
    server : forks the submission's process, if given
    log : takes a line for what the instructor should know

    Returns
    -------
    entry : the grade's line for the ledger
    """
    rules, began = candidate.rules, time.monotonic()
    isolation = rules.isolation
    if isolation is Isolation.BUBBLEWRAP:
        check_hidden(rules.lessons, candidate.data.parent, candidate.cache)
    lesson, reference = lesson_of(rules.lessons / candidate.lesson)
    if len(candidate.files) == MOST_FILES:
        log(f"there are many files beside the notebook: {MOST_FILES} are taken, the first by name")
    marking = functools.partial(
        Marking,
        lesson,
        reference,
        own_world(lesson.dataset, candidate.data / lesson.dataset),
        fresh_world(lesson.dataset, rules.fresh_customers, candidate.fresh_seed),
        candidate.language,
        lambda case: kept_world(case, candidate.decisions_seed, candidate.cache),
        pictures=rules.pictures,
    )
    box = functools.partial(
        Sandbox, lesson.dataset, candidate.data, candidate.files, rules.limits, isolation=isolation, server=server
    )
    scores = _scored(notebook, marking, box, log)
    show_rubrics(notebook, lesson, candidate.language)
    return ledger.entry(
        scores,
        lesson=lesson.name,
        learner=candidate.learner,
        submission=content,
        version=lesson.digest,
        data=candidate.seed,
        isolation=isolation.value,
        seconds=time.monotonic() - began,
    )


def _scored(
    notebook: NotebookNode,
    marking: Callable[[], Marking],
    sandbox: Callable[[], Sandbox],
    log: Callable[[str], None],
) -> list[Score]:
    """Mark a notebook; from its start again, once, where its process ended without a word.

    Somebody may have killed it, or the system for want of memory, and that must cost nobody marks. A submission that
    ends its own process does so again, and keeps what it earned before.
    """
    began = time.monotonic()
    for attempt in (1, 2):
        found, said = marking(), list[str]()
        try:
            with sandbox() as box:
                found.mark(notebook, box, said.append)
        except SandboxFailed:
            if attempt == 2:
                raise
            continue
        if not box.lost or time.monotonic() - began > AGAIN_SECONDS:
            break
    if attempt == 2 and not box.lost:
        said.append("its process ended without a word the first time; it was marked again from its start")
    for line in said:
        log(line)
    return found.scores


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the plain files handed in beside the notebook, by name, `MOST_FILES` at most.

    Links, folders, what can't be opened, what is too large and what has too long a name stay out.
    """
    found: dict[str, bytes] = {}
    room = _MOST_FILES_BYTES
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():
        if name.casefold().endswith(".ipynb") or name == TIMESTAMP or len(found) == MOST_FILES:
            continue
        told = _in_characters(name)
        if len(told.encode()) > _LONGEST_NAME:
            continue
        try:
            content = content_of(folder / name, room)
        except Refused:
            continue
        room -= len(content)
        found[told] = content
    return found


def _in_characters(name: str) -> str:
    """A file's name; one that isn't in UTF-8, as archives from Windows have them, in the characters that it stands for.

    >>> _in_characters(os.fsdecode("数据.csv".encode("gbk")))
    '数据.csv'
    """
    written = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return written.decode(encoding)
    return written.decode("ascii", "ignore") or "file"


def lesson_of(folder: Path) -> tuple[Lesson, Reference]:
    """Return a lesson and its reference; both are kept for as long as the lesson's files don't change."""
    times = tuple(sorted((file.name, file.stat().st_mtime_ns) for file in folder.iterdir() if file.is_file()))
    return _lesson_of(folder, times)


@functools.lru_cache(maxsize=2)
def _lesson_of(folder: Path, times: tuple[tuple[str, int], ...]) -> tuple[Lesson, Reference]:
    lesson = read_lesson(folder)
    return lesson, Reference(lesson)
