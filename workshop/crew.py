"""Worker processes on this machine that mark submissions, each with a fork server of its own."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Final

from grader.job import Job, Result, do
from grader.sandbox.scratch import Scratch, remove_abandoned
from workshop import hiring

_TRIES: Final = 2
_TRIES_TO_HIRE: Final = 5
_DIED: Final = (
    "the process that graded it ended without a word, twice; the others are graded. Has this machine run out of "
    "memory? Grade it again with --workers 1. If it ends again, look into what was handed in: no honest work does that."
)


SPARE_SECONDS: Final = 240.0
"""Seconds that marking a submission and writing its page may take besides the seconds that its own code may."""

_OVERDUE: Final = "reading and marking it took longer than any honest work does; it was given up after {seconds:.0f} s."


@dataclass
class _Worker:
    process: BaseProcess
    line: Connection
    job: Job | None = None
    until: float = 0.0

    def take(self, job: Job) -> None:
        """Set it to work."""
        self.job, self.until = job, time.monotonic() + _most_seconds(job)
        with suppress(OSError):  # of a worker that is gone, the end is heard of where its results are
            self.line.send(job)


def here(jobs: Iterator[Job], workers: int) -> Iterator[Result]:
    """Do jobs in processes on this machine; results come in whatever order they get done.

    Jobs are taken from `jobs` only as workers get free, so that memory doesn't grow with their number. A job whose
    process dies is done again once; one that takes too long is given up, for only a trick makes marking slow.

    Parameters
    ----------
    workers : number of processes
    """
    _listening()
    context = hiring.context()
    crew: list[_Worker] = []
    again: deque[Job] = deque()
    tried: dict[tuple[str, str], int] = {}
    try:
        while True:
            while len(crew) < workers and (job := _next(again, jobs)) is not None:
                crew.append(_hired(context))
                crew[-1].take(job)
            if not crew:
                return
            for worker in [one for one in crew if one.job is not None and one.until < time.monotonic()]:
                assert worker.job is not None
                yield Result(*worker.job.name, failed=_OVERDUE.format(seconds=_most_seconds(worker.job)))
                _dismiss(worker)
                crew.remove(worker)
            for line in wait([worker.line for worker in crew], timeout=1.0):
                worker = next(one for one in crew if one.line is line)
                job, result = worker.job, _received(worker)
                assert job is not None
                if result is None:
                    _dismiss(worker)
                    crew.remove(worker)
                    tried[job.name] = tried.get(job.name, 0) + 1
                    if tried[job.name] < _TRIES:
                        again.append(job)
                    else:
                        yield Result(*job.name, failed=_DIED)
                    continue
                worker.job = _next(again, jobs)
                if worker.job is None:
                    _dismiss(worker)
                    crew.remove(worker)
                else:
                    worker.take(worker.job)
                yield result
    finally:
        for worker in crew:
            _dismiss(worker)
        remove_abandoned()


def _next(again: deque[Job], jobs: Iterator[Job]) -> Job | None:
    return again.popleft() if again else next(jobs, None)


def _most_seconds(job: Job) -> float:
    return job.candidate.rules.limits.longest_seconds + SPARE_SECONDS


def _hired(context: ForkServerContext) -> _Worker:
    """Start a worker; again where the process that workers are forked from has just died: it is started anew."""
    for _ in range(_TRIES_TO_HIRE):
        with suppress(EOFError, OSError):
            return _started(context)
        time.sleep(0.1)
    return _started(context)


def _started(context: ForkServerContext) -> _Worker:
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there,), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here)


def _received(worker: _Worker) -> Result | None:
    try:
        result: Result = worker.line.recv()
    except (EOFError, OSError):
        return None
    return result


def _dismiss(worker: _Worker) -> None:
    worker.line.close()
    worker.process.kill()
    worker.process.join()


@functools.cache
def _listening() -> Scratch:
    """The folder in which multiprocessing's fork server listens; it goes with the next run if this one is killed."""
    return Scratch(Path(get_temp_dir()))


def _work(line: Connection) -> None:
    """Do the jobs that come over a pipe until it closes; end in the middle of one when the class's process is gone."""
    threading.Thread(target=_end_with_parent, name="end with the parent", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            line.send(do(line.recv()))
    os._exit(0)


def _end_with_parent() -> None:
    """End this process, and with it what it started, when the one that hired it has ended, however that ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
