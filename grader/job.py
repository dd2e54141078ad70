"""One submission from the file handed in to its marks, its graded notebook and its feedback page, without a gradebook.

A job holds all that is needed, so that it can be done by any process on any machine with this course installed.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from grader.assignment import Assignment
from grader.candidate import Candidate, mark
from grader.feedback_html import Standing, feedback_html
from grader.ledger import Entry
from grader.own_memory import bounded, room_bytes
from grader.questions import Text
from grader.refusal import Refused
from grader.sandbox import ForkServer
from grader.submission import parse

_TOO_MUCH: Final = "marking it took more than {:.0f} GB of memory, as no honest work does; it was given up."


@dataclass(frozen=True)
class Job:
    """A submission to mark.

    Parameters
    ----------
    candidate : whose it is, and how it is marked
    content : the file handed in
    assignment : what was released
    standing : what a person has given its cells already
    """

    candidate: Candidate
    content: bytes
    assignment: Assignment
    standing: Standing

    @property
    def name(self) -> tuple[str, str]:
        """Learner and lesson."""
        return self.candidate.learner, self.candidate.lesson


@dataclass(frozen=True)
class Result:
    """What came of a job.

    Parameters
    ----------
    learner, lesson : whose submission of what
    entry : the line for the ledger; None when the submission was refused or the grader failed
    scores : graded cell → points, None where a person has to give them
    comments : cell to be answered → nbgrader's own comment on it
    penalty : points taken off for lateness
    notebook : the graded notebook, as its file
    feedback : the feedback page
    notes : what the instructor should know
    refused : why the submission can't be graded
    failed : why the grader could not grade it
    feedback_seconds : seconds that the feedback page took, besides those of the marking in `entry`
    """

    learner: str
    lesson: str
    entry: Entry | None = None
    scores: Mapping[str, float | None] | None = None
    comments: Mapping[str, str | None] | None = None
    penalty: float | None = None
    notebook: str = ""
    feedback: str = ""
    notes: tuple[str, ...] = ()
    refused: Text | None = None
    failed: str = ""
    feedback_seconds: float = 0.0


def do(job: Job) -> Result:
    """Mark a submission; whatever is wrong with it is in the result, never an exception."""
    learner, lesson = job.name
    try:
        with bounded():
            return _done(job)
    except Refused as refused:
        return Result(learner, lesson, refused=refused.says)
    except MemoryError:
        return Result(learner, lesson, failed=_TOO_MUCH.format(room_bytes() / (1 << 30)))
    except Exception as error:
        return Result(learner, lesson, failed=f"{type(error).__name__}: {error}")


def _done(job: Job) -> Result:
    one, notes = job.candidate, list[str]()
    found = parse(job.content)
    notebook, mended = job.assignment.restore(found.notebook, found.notes, one.language)
    notes += [note.en for note in mended]
    entry = mark(notebook, job.content, one, server=_server(), log=notes.append)
    scores = {_name(cell): utils.determine_grade(cell)[0] for cell in notebook.cells if utils.is_grade(cell)}
    comments = {_name(cell): _comment(cell) for cell in notebook.cells if utils.is_solution(cell)}
    began = time.monotonic()
    points = job.standing.points(scores)
    penalty = job.standing.penalty(one.learner, sum(points.values()))
    page = feedback_html(notebook, one.lesson, points, {**comments, **job.standing.comments}, penalty)
    told = round(time.monotonic() - began, 3)
    written = str(nbformat.writes(notebook)).rstrip("\n") + "\n"
    for text in (written, page):
        text.encode()  # here, where it costs one submission, rather than where the files of all are written
    return Result(
        one.learner, one.lesson, entry, scores, comments, penalty, written, page, tuple(notes), feedback_seconds=told
    )


@functools.cache
def _server() -> ForkServer:
    """This process's fork server; it ends with the process."""
    return ForkServer()


def _comment(cell: NotebookNode) -> str | None:
    untouched = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell) and not utils.is_task(cell)
    return "No response." if untouched else None


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.nbgrader["grade_id"])
