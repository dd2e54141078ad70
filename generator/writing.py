"""A case to disk: block by block beside its place, then put in place whole."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.blocks import DEFAULT_CUSTOMERS, Block, blocks
from generator.case import find_case
from generator.errors import BadWorkers, CannotWrite, FolderTaken, UnknownFormat
from generator.files import WRITERS, save
from generator.frames import to_frame
from generator.manifest import GENERATOR_VERSION, Manifest, Part
from generator.streams import DEFAULT_SEED, Streams, checked_seed

ABANDONED_AFTER = 86_400.0
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BlockJob:
    """All that a worker, in this process or on another machine, needs to write one block."""

    case: str
    seed: int
    block: Block
    folder: str
    format: str
    truth: bool


def write_block(job: BlockJob) -> tuple[Part, ...]:
    """Write the parts of one block below `job.folder` and describe them."""
    case = find_case(job.case)
    world = case.world(Streams(job.seed, job.case, job.block.index), job.block)
    sealed = [(f"truth/{table.name}", table) for table in case.truth] if job.truth else []
    parts = []
    for name, table in [(table.name, table) for table in case.tables] + sealed:
        if table.once and job.block.index:
            continue
        frame = to_frame(table, world.table(name))
        path = f"{name}/part-{job.block.index:05d}.{job.format}"
        parts.append(Part(path, len(frame), save(frame, table, Path(job.folder) / path)))
    return tuple(parts)


def _run(jobs: list[BlockJob], workers: int) -> Iterator[tuple[Part, ...]]:
    if workers == 1 or len(jobs) == 1:
        yield from map(write_block, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(write_block, jobs)


def _sweep(place: Path) -> None:
    """Remove what runs that were killed left beside `place` more than a day ago."""
    for left in place.parent.glob(f".{place.name}-unfinished-*"):
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A new folder beside `place`, removed at the end unless it has been renamed."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}-unfinished-", dir=place.parent))
    except OSError as error:
        raise CannotWrite(place.parent, error.strerror or str(error)) from error
    try:
        yield folder
    except OSError as error:
        raise CannotWrite(place, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, place: Path, manifest: Manifest) -> None:
    """Rename the finished folder to its place; data that are already there stay, if they are the very same."""
    if place.exists() and any(place.iterdir()):
        if Manifest.load(place) != manifest:
            raise FolderTaken(place)
        return
    folder.chmod(0o755)
    if place.exists():
        place.rmdir()
    folder.rename(place)


def _check_place(place: Path, plan: Manifest) -> None:
    """Refuse early when the place holds what this run cannot give."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    held = Manifest.load(place) if place.is_dir() else None
    same = held and (held.case, held.customers, held.format, held.truth, held.version) == (
        plan.case, plan.customers, plan.format, plan.truth, plan.version,
    )  # fmt: skip
    if not same:
        raise FolderTaken(place)


def write(
    case: str,
    out: Path | str,
    *,
    customers: int = DEFAULT_CUSTOMERS,
    seed: int = DEFAULT_SEED,
    format: str = "parquet",
    workers: int = 1,
    truth: bool = True,
    progress: Progress | None = None,
) -> Manifest:
    """Write a case to `<out>/<case>/<table>/part-00000.<format>`, one part a block of 10,000 customers.

    The bytes depend on case, customers, seed and format only. Everything is written beside its place and renamed when
    whole. `truth=False` leaves out the sealed truth. `progress(done, total)` is called after each block.
    Writing the same data again changes nothing. Raises UnknownCase, UnknownFormat, BadSize, BadSeed, BadWorkers,
    FolderTaken when other data are in the place, CannotWrite.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write("amazon", folder, customers=50, seed=7).rows["customers"]
    50
    """
    find_case(case)
    if format not in WRITERS:
        raise UnknownFormat(format, WRITERS)
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise BadWorkers(workers)
    number, todo, place = checked_seed(seed), blocks(customers), Path(out) / case
    plan = Manifest(case, int(customers), format, truth, GENERATOR_VERSION, ())
    _check_place(place, plan)
    parts: list[Part] = []
    with _beside(place) as folder:
        jobs = [BlockJob(case, number, block, str(folder), format, truth) for block in todo]
        for done, made in enumerate(_run(jobs, workers), start=1):
            parts.extend(made)
            if progress:
                progress(done, len(todo))
        manifest = Manifest(case, int(customers), format, truth, GENERATOR_VERSION, tuple(parts))
        manifest.save(folder)
        _put_in_place(folder, place, manifest)
    return manifest
