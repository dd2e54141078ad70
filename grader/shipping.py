"""A job sent to another machine with all that it needs, and done there behind that machine's own walls."""

from __future__ import annotations

import contextlib
import functools
import os
import stat
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from grader.candidate import LESSONS, lesson_of
from grader.job import Job, Result, do
from grader.lesson import LessonError
from grader.sandbox import NoIsolation
from grader.sandbox.scratch import Scratch
from grader.versions import environment, grader_version

_ONE_AT_A_TIME: Final = threading.Lock()
"""References draw with matplotlib and catch what is printed, so a process marks one submission at a time."""


@dataclass(frozen=True)
class Shipment:
    """A job and the learner's data.

    Parameters
    ----------
    job : its candidate's folders are those of the machine it comes from
    data : the learner's files by their paths below their data
    versions : of the lesson and of what grades it, as the sender has them
    """

    job: Job
    data: Mapping[str, bytes]
    versions: Mapping[str, str]


class Unfit(RuntimeError):
    """A worker that would grade otherwise than the sender; the message says in what it differs."""


def packed(job: Job) -> Shipment:
    """Make a job ready to be sent."""
    case = lesson_of(job.candidate.rules.lessons / job.candidate.lesson)[0].dataset
    top = job.candidate.data
    files = {path.relative_to(top).as_posix(): path.read_bytes() for path in (top / case).rglob("*") if path.is_file()}
    return Shipment(job, files, versions(job))


def versions(job: Job) -> dict[str, str]:
    """Return what a grade depends on besides the submission and its data."""
    lesson, _ = lesson_of(job.candidate.rules.lessons / job.candidate.lesson)
    return {"the lesson": lesson.digest, "the grader": grader_version(), **environment()}


def do_shipped(shipment: Shipment) -> Result:
    """Do a job from another machine.

    Raises
    ------
    Unfit : when this machine has other versions, or no walls
    """
    job = shipment.job
    lessons = job.candidate.rules.lessons if job.candidate.rules.lessons.is_dir() else LESSONS
    with _ONE_AT_A_TIME, Scratch() as scratch:
        rules = replace(job.candidate.rules, lessons=lessons)
        here = replace(job.candidate, data=scratch.folder, cache=_cache(), rules=rules)
        job = replace(job, candidate=here)
        _check(job, shipment.versions)
        for name, content in shipment.data.items():
            path = scratch.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return do(job)


@functools.cache
def _cache() -> Path:
    """Where this process keeps worlds: a folder that its user made and nobody else can enter.

    One of a known name serves all processes of this machine, unless somebody else has put another there.
    """
    if os.name != "posix":
        return Path(tempfile.mkdtemp(prefix="retention-worlds-"))
    shared = Path(tempfile.gettempdir()) / f"retention-worlds-{os.geteuid()}-{grader_version()}"
    with contextlib.suppress(FileExistsError):
        shared.mkdir(mode=0o700)
    found = shared.lstat()
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o077
    return shared if private else Path(tempfile.mkdtemp(prefix="retention-worlds-"))


def _check(job: Job, wanted: Mapping[str, str]) -> None:
    try:
        found = versions(job)
        _ = job.candidate.rules.isolation
    except LessonError as error:
        raise Unfit(f"it has no lesson {job.candidate.lesson}") from error
    except NoIsolation as error:
        raise Unfit(f"it can't shut submissions in: {error}") from error
    other = [name for name in wanted if found.get(name) != wanted[name]]
    if other:
        raise Unfit(f"it has another version of {', '.join(other)}")
