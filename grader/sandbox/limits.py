"""How far a submission may go, and how well it is shut in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Isolation(Enum):
    """How the learner's process is kept apart.

    `BUBBLEWRAP`: no network, no files but the system's and its own, no other process in sight.
    `PROCESS_ONLY`: a process of its own with limits, and no more: it can read what the grader's user can read.
    """

    BUBBLEWRAP = "bubblewrap"
    PROCESS_ONLY = "process only"


class NoIsolation(RuntimeError):
    """This machine can't shut a submission in; the message says how to mend it."""


class SandboxFailed(RuntimeError):
    """The far side could not be started, through no fault of the submission."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Parameters
    ----------
    cell_seconds : seconds a cell, or a call of a function, may take before it is interrupted, without those that it
        waits for a processor
    total_seconds : such seconds for all cells and calls of a submission together, and for taking in what they answer
    memory_bytes : memory of the submission on top of the libraries; twice told, to each process and to all together
    processes : processes and threads at a time
    file_bytes : size of a file, and of each of the scratch folders
    output_bytes : what a cell may print and show; the rest is cut
    reply_bytes : size of the tables in one answer
    grace_seconds : time to react to the interruption before the process is killed
    """

    cell_seconds: float = 30.0
    total_seconds: float = 300.0
    memory_bytes: int = 2 << 30
    processes: int = 64
    file_bytes: int = 100 << 20
    output_bytes: int = 1 << 20
    reply_bytes: int = 64 << 20
    grace_seconds: float = 2.0

    @property
    def longest_seconds(self) -> float:
        """Wall-clock seconds that a submission may take however long it waits for a processor."""
        return 2 * self.total_seconds
