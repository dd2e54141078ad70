"""Grade a class: nbgrader's autograde with our executor, one submission after the other, resumable."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from grader import ledger
from grader.lesson import read_lesson
from grader.sandbox import NoIsolation, available
from workshop.building import LESSONS
from workshop.classroom import Classroom
from workshop.gradebook import configured
from workshop.refusing import refusal, tell_refusal
from workshop.terminal import WorkshopError

What: TypeAlias = Literal["graded", "kept", "failed"]

FEEDBACK: Final = "feedback"


@dataclass(frozen=True)
class Graded:
    """What came of one submission; `why` says what went wrong or what the instructor should know."""

    learner: str
    lesson: str
    what: What
    why: str = ""


def submissions(room: Classroom, lesson: str | None = None, learner: str | None = None) -> list[tuple[str, str]]:
    """The (learner, lesson) pairs handed in, of this lesson and learner if named.

    Raises
    ------
    WorkshopError : for a lesson or learner the class doesn't have
    """
    if lesson is not None and lesson not in room.lessons:
        raise WorkshopError(f"This class has no lesson {lesson!r}. It has: {', '.join(room.lessons)}.")
    if learner is not None and learner not in room.learners:
        raise WorkshopError(f"This class has no learner {learner!r}. Its roster is in {room.folder / 'class.toml'}.")
    return [
        (one, name)
        for one in room.learners
        for name in room.lessons
        if lesson in (None, name) and learner in (None, one) and submitted_file(room, one, name).is_file()
    ]


def submitted_file(room: Classroom, learner: str, lesson: str) -> Path:
    """Where a learner's notebook of a lesson is handed in."""
    return room.folder / "submitted" / learner / lesson / f"{lesson}.ipynb"


def grade(
    room: Classroom,
    pairs: list[tuple[str, str]],
    *,
    force: bool = False,
    isolate: bool = True,
    config: Config | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Iterator[Graded]:
    """Grade these submissions and write their feedback; what is graded already and unchanged is kept.

    One submission's failure never stops the others.

    Raises
    ------
    WorkshopError : where this machine can't isolate learners' code and `isolate` wasn't turned off
    """
    if isolate:
        try:
            available()
        except NoIsolation as error:
            raise WorkshopError(
                f"{error}\nOr grade without walls, if you trust every submission: --no-isolation"
            ) from error
    config = config or configured(room.folder)
    config.TrustedExecute.no_isolation = not isolate
    api = NbGraderAPI(config=config)
    for number, (learner, lesson) in enumerate(pairs):
        progress(f"{room.learners[learner].name}, {lesson}", number, len(pairs))
        if not force and _unchanged(room, learner, lesson):
            yield Graded(learner, lesson, "kept")
            continue
        says = refusal(submitted_file(room, learner, lesson), read_lesson(LESSONS / lesson))
        if says is not None:
            tell_refusal(room, learner, read_lesson(LESSONS / lesson), says)
            yield Graded(learner, lesson, "failed", says.said_in(room.language))
            continue
        yield _grade_one(api, room, learner, lesson)
    progress("", len(pairs), len(pairs))


def _grade_one(api: NbGraderAPI, room: Classroom, learner: str, lesson: str) -> Graded:
    done: dict[str, Any] = api.autograde(lesson, learner, force=True, create=False)
    if not done["success"]:
        return Graded(learner, lesson, "failed", _reason(done))
    told: dict[str, Any] = api.generate_feedback(lesson, learner, force=True)
    if not told["success"]:
        return Graded(learner, lesson, "failed", f"graded, but without feedback: {_reason(told)}")
    notes = [
        line.split("] ", 1)[-1] for line in str(done.get("log") or "").splitlines() if line.startswith("[WARNING]")
    ]
    told_of = f"{learner}, {lesson}: "
    return Graded(learner, lesson, "graded", "; ".join(note.removeprefix(told_of) for note in notes if told_of in note))


def _reason(result: dict[str, Any]) -> str:
    """The last line of an error that says something."""
    lines = [line.strip() for line in str(result.get("error") or result.get("log") or "").splitlines() if line.strip()]
    return lines[-1] if lines else "nbgrader did not say why"


def _unchanged(room: Classroom, learner: str, lesson: str) -> bool:
    line = ledger.latest(room.folder).get((lesson, learner))
    feedback = room.folder / FEEDBACK / learner / lesson / f"{lesson}.html"
    if line is None or not feedback.is_file():
        return False
    handed_in = hashlib.sha256(submitted_file(room, learner, lesson).read_bytes()).hexdigest()
    return line.submission == handed_in and line.version == read_lesson(LESSONS / lesson).digest
