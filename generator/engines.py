"""The engines that make blocks on this machine: this process, or several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from generator.errors import WorkersLost
from generator.manifest import Part
from generator.parts import BlockJob, write_parts
from generator.unfinished import Unfinished

MOST_WORKERS = 256


def make_block(job: BlockJob, unfinished: Unfinished) -> tuple[Part, ...]:
    """Write a block's parts, then the note that it is whole. Raises OSError."""
    parts = write_parts(job, unfinished.data)
    unfinished.note(job.block.index, parts)
    return parts


def in_this_process(jobs: Sequence[BlockJob], unfinished: Unfinished) -> Iterator[tuple[Part, ...]]:
    """Make the blocks one after the other."""
    for job in jobs:
        yield make_block(job, unfinished)


def _live_with_parent() -> None:
    """Leave Ctrl+C to the parent, and end when it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def in_processes(jobs: Sequence[BlockJob], unfinished: Unfinished, workers: int) -> Iterator[tuple[Part, ...]]:
    """Make the blocks in up to `workers` processes. Raises WorkersLost when one of them dies."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(jobs)), context, _live_with_parent) as pool:
        try:
            yield from pool.map(partial(make_block, unfinished=unfinished), jobs)
        except BrokenProcessPool as error:
            raise WorkersLost("A worker process died; perhaps memory ran out, and fewer workers will do") from error
