"""What a contestant took: seconds, values, peak memory; measured from outside, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet

LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Measured:
    """One run: wall-clock and processor seconds, values, rows, bytes on disk, and the peak of the memory in bytes.

    `memory` is the most that the process and its children held at a time (resident).
    """

    seconds: float
    processor: float
    values: int
    rows: int
    size: int
    memory: int

    @property
    def rate(self) -> float:
        """Values a second."""
        return self.values / self.seconds


def _weigh(process: psutil.Process) -> int:
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.Error:
            continue
    return total


def _watch(pid: int, over: threading.Event, most: list[int]) -> None:
    process = psutil.Process(pid)
    while not over.wait(LOOK_SECONDS):
        try:
            most[0] = max(most[0], _weigh(process))
        except psutil.Error:
            return


def measure(make: Callable[..., None], *words: Any, within: Path | None = None) -> Measured:
    """Run `make(folder, *words)` in a fresh process and measure it; what it writes is counted, then removed.

    The start of Python is not counted (the process says when it is ready), the imports of the contestant are. Raises
    RuntimeError when it fails.
    """
    with tempfile.TemporaryDirectory(dir=within) as folder:
        context = multiprocessing.get_context("spawn")
        ready, over, most, told = context.Event(), threading.Event(), [0], context.SimpleQueue()
        process = context.Process(target=_run, args=(ready, told, make, Path(folder), words))
        process.start()
        ready.wait()
        watcher = threading.Thread(target=_watch, args=(process.pid, over, most))
        began = time.perf_counter()
        watcher.start()
        process.join()
        seconds = time.perf_counter() - began
        over.set()
        watcher.join()
        if process.exitcode:
            raise RuntimeError(f"{make.__name__} ended with status {process.exitcode}")
        found = [pyarrow.parquet.read_metadata(path) for path in Path(folder).rglob("*.parquet")]
        return Measured(
            seconds, told.get(), sum(f.num_rows * f.num_columns for f in found), sum(f.num_rows for f in found),
            sum(path.stat().st_size for path in Path(folder).rglob("*.parquet")), most[0],
        )  # fmt: skip


def _run(ready: Any, told: Any, make: Callable[..., None], folder: Path, words: tuple[Any, ...]) -> None:
    before = os.times()
    ready.set()
    make(folder, *words)
    told.put(sum(os.times()[:4]) - sum(before[:4]))
