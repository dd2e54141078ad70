"""A case to disk: block by block beside its place, then put in place whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from generator.blocks import DEFAULT_CUSTOMERS, blocks
from generator.case import find_case
from generator.cluster import on_cluster, versions
from generator.engines import MOST_WORKERS, in_processes, in_this_process
from generator.errors import BadWorkers, CannotWrite, FolderDamaged, FolderTaken, UnknownFormat
from generator.files import WRITERS
from generator.manifest import GENERATOR_VERSION, Manifest, Part
from generator.parts import BlockJob, write_parts
from generator.streams import DEFAULT_SEED, Streams, checked_seed
from generator.unfinished import Unfinished, is_whole, unfinished
from generator.variant import chosen_variant

Progress = Callable[[int, int], None]
Engine = Callable[[Sequence[BlockJob], Unfinished], Iterator[tuple[Part, ...]]]


def _run_name(plan: Manifest, job: BlockJob) -> str:
    """What tells one unfinished run from another; like the data themselves, it betrays only a seed that is guessed."""
    drawn = Streams(job.seed, job.case, None).of("unfinished").bytes(32)
    described = json.dumps([asdict(plan), versions()], sort_keys=True).encode()
    return hashlib.sha256(described + drawn).hexdigest()[:16]


def _is_held(place: Path, plan: Manifest, first: BlockJob) -> Manifest | None:
    """The manifest of the data that were asked for, where they are in place already; None where the place is free.

    Whether they come from the same seed is seen by making their first block again. Raises FolderTaken when other data
    are there, FolderDamaged when files of the right data have changed.
    """
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    held = Manifest.load(place) if place.is_dir() else None
    if held is None or not held.same_plan(plan):
        raise FolderTaken(place)
    with tempfile.TemporaryDirectory() as folder:
        again = write_parts(first, Path(folder))
    if {part for part in held.parts if part.path.endswith(first.suffix)} != set(again):
        raise FolderTaken(place)
    for part in held.parts:
        if not is_whole(part, place):
            raise FolderDamaged(place, part.path)
    return held


def _check_room(folder: Path, parts: tuple[Part, ...], more: int) -> None:
    """Stop early when the disk can't take `more` further blocks of this size. Raises OSError."""
    need, free = more * sum((folder / part.path).stat().st_size for part in parts), shutil.disk_usage(folder).free
    if need > free:
        raise OSError(28, f"about {need / 1e6:,.1f} MB more are needed, and {free / 1e6:,.1f} MB are free")


def _grow(
    jobs: Sequence[BlockJob], here: Unfinished, engine: Engine, progress: Progress | None
) -> dict[int, tuple[Part, ...]]:
    """The parts of all blocks, after those that are not whole yet have been made."""
    made = here.whole()
    left = [job for job in jobs if job.block.index not in made]
    if progress and made:
        progress(len(made), len(jobs))
    for parts in engine(left, here) if left else ():
        index = int(Path(parts[0].path).stem.rpartition("-")[2])
        made[index] = parts
        if progress:
            progress(len(made), len(jobs))
        if len(made) == 1:
            _check_room(here.data, parts, len(jobs) - 1)
    return made


def _finish(here: Unfinished, place: Path, manifest: Manifest) -> None:
    if not here.put_in_place(place, manifest) and Manifest.load(place) != manifest:
        raise FolderTaken(place)


def write(
    case: str,
    out: Path | str,
    *,
    customers: int = DEFAULT_CUSTOMERS,
    seed: int = DEFAULT_SEED,
    format: str = "parquet",
    workers: int = 1,
    scheduler: str | None = None,
    truth: bool = True,
    mess: Iterable[str] | None = None,
    locale: str | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Write a case to `<out>/<case>/<table>/part-00000.<format>`, one part a block of 20,000 customers.

    The bytes depend on case, customers, seed, format, mess and locale only. `workers` is the number of processes;
    `scheduler`, the address of a Dask scheduler such as "tcp://10.0.0.5:8786", whose workers make the blocks instead.
    `truth=False` leaves out the sealed truth, `mess` and `locale` are as in `simulate`. `progress(done, total)` is
    called after each block.

    Everything is written beside its place and renamed when whole; a run that was stopped goes on where it was.
    Writing the same data again changes nothing. Raises UnknownCase, UnknownFormat, UnknownMess, UnknownLocale, BadSize,
    BadSeed, BadWorkers, NoScheduler, OtherVersions, WorkersLost, FolderTaken when other data are in the place,
    FolderDamaged, CannotWrite.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write("amazon", folder, customers=50, seed=7).rows["customers"]
    50
    """
    variant = chosen_variant(find_case(case), mess, locale)
    if format not in WRITERS:
        raise UnknownFormat(format, WRITERS)
    if isinstance(workers, bool) or not isinstance(workers, int) or not 1 <= workers <= MOST_WORKERS:
        raise BadWorkers(workers, MOST_WORKERS)
    number, todo, place = checked_seed(seed), blocks(customers), Path(out).absolute() / case
    kinds = None if variant.all_mess else tuple(sorted(variant.mess))
    plan = Manifest(case, int(customers), format, truth, GENERATOR_VERSION, (), kinds, variant.locale)
    jobs = [BlockJob(case, number, variant, block, format, truth) for block in todo]
    engine: Engine = in_this_process
    if scheduler is not None:
        engine = partial(on_cluster, address=scheduler)
    elif workers > 1 and len(jobs) > 1:
        engine = partial(in_processes, workers=workers)
    try:
        held = _is_held(place, plan, jobs[0])
        if held is not None:
            return held
        with unfinished(place, _run_name(plan, jobs[0])) as here:
            made = _grow(jobs, here, engine, progress)
            manifest = replace(plan, parts=tuple(part for job in jobs for part in made[job.block.index]))
            _finish(here, place, manifest)
    except OSError as error:
        raise CannotWrite(place, error.strerror or str(error)) from error
    return manifest
