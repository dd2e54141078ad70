"""The class's ledger: a line a grade, with all that is needed to grade it again and get the same."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.scoring import Score
from grader.versions import environment, grader_version

LEDGER_FILE: Final = "ledger.jsonl"


@dataclass(frozen=True)
class Entry:
    """One submission graded.

    Parameters
    ----------
    lesson, learner : what was graded, and whose
    submission : digest of the notebook file handed in
    version : digest of the lesson's files
    data : digest of the data seed, never the seed
    isolation : how the learner's code was shut in
    scores : question → points earned
    points : question → points to be had
    statuses : question → what the verdict was, such as "right" or "untouched"
    mistakes : question → the misunderstanding found
    seconds : wall-clock seconds that grading took
    """

    lesson: str
    learner: str
    submission: str
    version: str
    data: str
    isolation: str
    scores: Mapping[str, float]
    points: Mapping[str, float]
    statuses: Mapping[str, str]
    mistakes: Mapping[str, str]
    seconds: float
    grader: str = field(default_factory=grader_version)
    environment: Mapping[str, str] = field(default_factory=environment)
    time: str = field(default_factory=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))

    @property
    def grade(self) -> dict[str, Any]:
        """Everything but the time: two gradings of the same work agree in it."""
        return {name: value for name, value in asdict(self).items() if name not in ("time", "seconds")}


def entry(
    scores: Sequence[Score],
    *,
    lesson: str,
    learner: str,
    submission: bytes,
    version: str,
    data: str,
    isolation: str,
    seconds: float,
) -> Entry:
    """Make the line of a submission from the scores of its questions."""
    return Entry(
        lesson=lesson,
        learner=learner,
        submission=hashlib.sha256(submission).hexdigest(),
        version=version,
        data=data,
        isolation=isolation,
        scores={score.question: score.earned for score in scores},
        points={score.question: score.points for score in scores},
        statuses={score.question: score.verdict.status for score in scores},
        mistakes={score.question: score.verdict.mistake for score in scores if score.verdict.mistake},
        seconds=round(seconds, 2),
    )


def seed_digest(seed: int) -> str:
    """Return sixteen hex digits that tell a seed to nobody but who has it."""
    return hashlib.sha256(f"seed\0{seed}".encode()).hexdigest()[:16]


def append(classroom: Path, line: Entry) -> None:
    """Add a line; many graders may do so at once.

    Raises
    ------
    OSError : when the disk takes only part of it; the part is passed over by readers
    """
    text = json.dumps(asdict(line), ensure_ascii=False, sort_keys=True) + "\n"
    file = classroom / LEDGER_FILE
    whole = (text if _ends_a_line(file) else f"\n{text}").encode()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if os.write(descriptor, whole) < len(whole):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
    finally:
        os.close(descriptor)


def _ends_a_line(file: Path) -> bool:
    """Whether a ledger ends where a line ends, and not in one that was cut short."""
    try:
        with file.open("rb") as ledger:
            ledger.seek(-1, os.SEEK_END)
            return ledger.read(1) == b"\n"
    except OSError:
        return True


def read(classroom: Path) -> Iterator[Entry]:
    """Go through the ledger, oldest first; a line that was cut short by a power failure is passed over."""
    try:
        lines = (classroom / LEDGER_FILE).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue


def latest(classroom: Path) -> Mapping[tuple[str, str], Entry]:
    """Return the last line of each (lesson, learner)."""
    return {(line.lesson, line.learner): line for line in read(classroom)}
