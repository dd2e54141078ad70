"""Grade a class: submissions are marked by workers, and one writer puts what they found where it belongs.

A submission is graded when its line is in the ledger, which is written last, and nothing has been written of it since
(see grader.unfinished). So a run that was killed at any moment leaves submissions graded or to be graded, and the next
run goes on with those.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from grader import ledger
from grader.assignment import Assignment
from grader.candidate import Rules, candidate, lesson_of
from grader.executor import TrustedExecute
from grader.job import Job, Result
from grader.lesson import Lesson
from grader.notebook_file import content_of
from grader.one_at_a_time import BeingGraded, alone
from grader.questions import Text
from grader.refusal import Refused
from grader.sandbox import NoIsolation, available
from grader.sandbox.bubblewrap import check_hidden
from grader.seeds import NoSecret, read_secret
from grader.submission import submitted_bytes
from grader.unfinished import begin, end, is_unfinished
from workshop.bookkeeping import Bookkeeper
from workshop.classroom import Classroom
from workshop.crew import here
from workshop.gradebook import configured, gradebook_url
from workshop.outcome_files import graded_file, put_feedback, put_graded
from workshop.refusing import feedback_file, tell_refusal
from workshop.terminal import WorkshopError

What: TypeAlias = Literal["graded", "kept", "failed"]
Pair: TypeAlias = tuple[str, str]

_BATCH: Final = 20
_BATCH_SECONDS: Final = 1.0


@dataclass(frozen=True)
class Graded:
    """What came of one submission; `why` says what went wrong or what the instructor should know.

    `feedback_seconds` is what the feedback page took.
    """

    learner: str
    lesson: str
    what: What
    why: str = ""
    feedback_seconds: float = field(default=0.0, compare=False)


def submissions(room: Classroom, lesson: str | None = None, learner: str | None = None) -> list[Pair]:
    """The (learner, lesson) pairs handed in, of this lesson and learner if named; lesson after lesson.

    What marking a lesson needs is kept for two lessons at a time, so that memory doesn't grow with their number.

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
        for name in room.lessons
        for one in room.learners
        if lesson in (None, name) and learner in (None, one) and submitted_file(room, one, name).is_file()
    ]


def submitted_file(room: Classroom, learner: str, lesson: str) -> Path:
    """Where a learner's notebook of a lesson is handed in."""
    return room.folder / "submitted" / learner / lesson / f"{lesson}.ipynb"


def grade(
    room: Classroom,
    pairs: list[Pair],
    *,
    force: bool = False,
    isolate: bool = True,
    pictures: bool = False,
    config: Config | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Iterator[Graded]:
    """Grade these submissions and write their feedback; what is graded already and unchanged is kept.

    One submission's failure never stops the others.

    Parameters
    ----------
    pairs : (learner, lesson)
    force : grade again what is graded and unchanged
    isolate : shut submissions in; False is the instructor's explicit choice
    pictures : also run the given cells that only show something, so that graded notebooks have their pictures
    config : nbgrader's, the class's unless given
    workers : processes on this machine; as many as it has cores unless given
    scheduler : address of a Dask scheduler whose workers are to mark, in place of processes here
    progress : is told the step, how many are done, and of how many

    Raises
    ------
    WorkshopError : where this machine can't isolate learners' code and `isolate` wasn't turned off; when the gradebook
        can't be opened; when somebody else is grading the class
    """
    if isolate and scheduler is None:
        _check_walls(room)
    config = config or configured(room.folder)
    config.TrustedExecute.no_isolation = not isolate
    config.TrustedExecute.pictures = pictures or config.TrustedExecute.get("pictures", False)
    with _alone(room), _opened(room, config) as gradebook:
        rules = TrustedExecute(config=config).rules
        run = _Run(room, Bookkeeper(gradebook, config), rules, ledger.latest(room.folder))
        kept = [] if force else [pair for pair in pairs if run.is_graded(*pair)]
        for learner, lesson in kept:
            yield Graded(learner, lesson, "kept")
        left, known = [pair for pair in pairs if pair not in set(kept)], len(kept)
        progress("", known, len(pairs))
        try:
            for done, graded in enumerate(run.grade(left, workers or os.cpu_count() or 1, scheduler), start=known + 1):
                progress(f"{room.learners[graded.learner].name}, {graded.lesson}", done, len(pairs))
                yield graded
        except NoSecret as error:
            raise WorkshopError(str(error)) from error
        except SQLAlchemyError as error:
            raise WorkshopError(
                f"The gradebook can't be written: {_first_line(error)}\nWhat was graded before is kept. Is somebody "
                "else writing to it, or the disk full? Run the same again."
            ) from error


@contextmanager
def _alone(room: Classroom) -> Iterator[None]:
    try:
        with alone(room.folder):
            yield
    except BeingGraded as error:
        raise WorkshopError(str(error)) from None


def _check_walls(room: Classroom) -> None:
    try:
        available()
        check_hidden(room.folder)
    except NoIsolation as error:
        raise WorkshopError(
            f"{error}\nOr grade without walls, if you trust every submission: --no-isolation"
        ) from error


def _opened(room: Classroom, config: Config) -> Gradebook:
    url = gradebook_url(room.folder)
    try:
        return Gradebook(url, config.CourseDirectory.course_id)
    except (SQLAlchemyError, ImportError) as error:
        toml = room.folder / "class.toml"
        mend = (
            f"If it is damaged, put back the copy that you keep of it; if it is elsewhere, mend its address in {toml}."
            if url.startswith("sqlite")
            else f"Is the server up, its address right in {toml}, and its driver there (pip install 'psycopg[binary]')?"
        )
        raise WorkshopError(
            f"The gradebook {_without_password(url)} can't be opened: {_first_line(error)}\n{mend}"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _without_password(url: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)


@dataclass
class _Run:
    """One run of grading: what is known of the class, and the way of a submission through it."""

    room: Classroom
    keeper: Bookkeeper
    rules: Rules
    lines: Mapping[Pair, ledger.Entry]
    refused: list[tuple[Pair, Text]] = field(default_factory=list)
    assignments: dict[str, Assignment | None] = field(default_factory=dict)

    def is_graded(self, learner: str, lesson: str) -> bool:
        """Whether what is handed in is graded, by the lesson as it is, and everywhere written down."""
        line = self.lines.get((lesson, learner))
        files = feedback_file(self.room, learner, lesson), graded_file(self.room, learner, lesson)
        if line is None or is_unfinished(self.room.folder, learner, lesson) or not all(map(Path.is_file, files)):
            return False
        try:
            digest = hashlib.sha256(submitted_bytes(submitted_file(self.room, learner, lesson))).hexdigest()
        except Refused:
            return False
        found = self._lesson(lesson)
        known = self.keeper.scores(learner, lesson)
        written = all(known.get(f"{name}-check") == score for name, score in line.scores.items())
        return written and line.submission == digest and line.version == found.digest

    def grade(self, pairs: list[Pair], workers: int, scheduler: str | None) -> Iterator[Graded]:
        """Grade submissions; write down what is found a batch at a time."""
        jobs = self._jobs(pairs)
        if scheduler is None:
            results = here(jobs, workers)
        else:
            from workshop.cluster import on_cluster

            results = on_cluster(jobs, scheduler)
        batch: list[Result] = []
        since = time.monotonic()
        try:
            for result in results:
                batch.append(result)
                if len(batch) >= _BATCH or time.monotonic() - since > _BATCH_SECONDS:
                    ready, batch, since = batch, [], time.monotonic()
                    yield from self._written(ready)
        finally:
            last = list(self._written(batch))
        yield from last

    def _jobs(self, pairs: list[Pair]) -> Iterator[Job]:
        secret = read_secret(self.room.folder)
        for learner, lesson in pairs:
            try:
                content = submitted_bytes(submitted_file(self.room, learner, lesson))
            except Refused as refused:
                self.refused.append(((learner, lesson), refused.says))
                continue
            if lesson not in self.assignments:
                self.assignments[lesson] = self.keeper.assignment(lesson)
            released = self.assignments[lesson]
            if released is None:
                raise WorkshopError(f"The gradebook doesn't know the lesson {lesson!r}; was the class made with it?")
            one = candidate(
                learner,
                lesson,
                language=self.room.learners[learner].language,
                case=self._lesson(lesson).dataset,
                room=self.room.folder.resolve(),
                secret=secret,
                rules=self.rules,
            )
            yield Job(one, content, released, self.keeper.standing(learner, lesson, self._timestamp(learner, lesson)))

    def _lesson(self, name: str) -> Lesson:
        return lesson_of(self.rules.lessons / name)[0]

    def _timestamp(self, learner: str, lesson: str) -> dt.datetime | None:
        """When a submission was handed in, if it says so in a way that can be read."""
        try:
            said = content_of(submitted_file(self.room, learner, lesson).parent / "timestamp.txt")[:100]
            found: dt.datetime = parse_utc(said.decode().strip())
        except (Refused, ValueError, OverflowError):
            return None
        return found

    def _written(self, batch: list[Result]) -> Iterator[Graded]:
        done = [result for result in batch if result.entry is not None]
        refused = [(*pair, says) for pair, says in self.refused]
        refused += [(result.learner, result.lesson, result.refused) for result in batch if result.refused]
        self.refused.clear()
        for learner, lesson, _ in refused:
            begin(self.room.folder, learner, lesson)
        for result in done:
            begin(self.room.folder, result.learner, result.lesson)
            put_graded(self.room, result)
        if done:
            self.keeper.record([(result, self._timestamp(result.learner, result.lesson)) for result in done])
        for result in done:
            put_feedback(feedback_file(self.room, result.learner, result.lesson), result.feedback)
            assert result.entry is not None
            ledger.append(self.room.folder, result.entry)
            end(self.room.folder, result.learner, result.lesson)
            yield Graded(result.learner, result.lesson, "graded", "; ".join(result.notes), result.feedback_seconds)
        for learner, lesson, says in refused:
            tell_refusal(self.room, learner, self._lesson(lesson), says)
            yield Graded(learner, lesson, "failed", says.said_in(self.room.language))
        for result in batch:
            if result.failed:
                yield Graded(result.learner, result.lesson, "failed", result.failed)
