"""The engine that makes blocks on a Dask cluster.

A worker that sees the folder of the data writes there; any other sends its block back as bytes (5 MB for 10,000
customers of amazon), which are written here. Each worker finds out for itself, so nothing has to be said about it.
"""

from __future__ import annotations

import platform
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.engines import make_block
from generator.errors import NoScheduler, OtherVersions, WorkersLost
from generator.manifest import GENERATOR_VERSION, Part
from generator.parts import BlockJob, put, write_parts
from generator.unfinished import Unfinished

if TYPE_CHECKING:
    from distributed import Client, Future

MARK = "here"
ANSWER_SECONDS = 10.0
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 5.0


def versions() -> dict[str, str]:
    """The versions that the bytes depend on."""
    return {"generator": GENERATOR_VERSION} | {name: version(name) for name in ("faker", "numpy", "pandas", "pyarrow")}


@dataclass(frozen=True)
class Delivery:
    """A block as a worker delivers it: its parts, and their bytes unless it wrote them into the shared folder.

    `differences` says what is wrong with the worker's versions; then there are no parts.
    """

    worker: str
    parts: tuple[Part, ...] = ()
    contents: tuple[bytes, ...] | None = None
    differences: tuple[str, ...] = ()


def deliver(job: BlockJob, unfinished: Unfinished, mark: str, wanted: dict[str, str]) -> Delivery:
    """Make a block on a worker. Raises OSError."""
    here, worker = versions(), platform.node()
    other = [name for name in wanted if here[name] != wanted[name]]
    differences = tuple(f"{name} {here[name]} instead of {wanted[name]}" for name in other)
    if differences:
        return Delivery(worker, differences=differences)
    try:
        shared = (unfinished.folder / MARK).read_text(encoding="ascii") == mark
    except OSError:
        shared = False
    if shared:
        return Delivery(worker, make_block(job, unfinished))
    with tempfile.TemporaryDirectory() as folder:
        parts = write_parts(job, Path(folder))
        return Delivery(worker, parts, tuple((Path(folder) / part.path).read_bytes() for part in parts))


def _accept(delivery: Delivery, job: BlockJob, unfinished: Unfinished) -> tuple[Part, ...]:
    """Write what a worker sent. Raises OSError, OtherVersions."""
    if delivery.differences:
        raise OtherVersions(delivery.worker, delivery.differences)
    if delivery.contents is not None:
        for part, content in zip(delivery.parts, delivery.contents, strict=True):
            path = unfinished.data / part.path
            path.parent.mkdir(parents=True, exist_ok=True)
            put(content, path)
        unfinished.note(job.block.index, delivery.parts)
    return delivery.parts


def _connect(address: str) -> Client:
    from distributed import Client

    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise NoScheduler(address, "nothing answers there") from error
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except TimeoutError as error:
        client.close()
        raise NoScheduler(address, "it has no workers") from error
    return client


def on_cluster(jobs: Sequence[BlockJob], unfinished: Unfinished, address: str) -> Iterator[tuple[Part, ...]]:
    """Make the blocks on the workers of the Dask scheduler at `address`, in whatever order they get done.

    Two blocks a thread are under way at a time, so that memory doesn't grow with size. When a worker dies its blocks
    are made by others. Raises NoScheduler, OtherVersions, WorkersLost.
    """
    from distributed import KilledWorker, wait
    from distributed.comm.core import CommClosedError

    mark, wanted, run = secrets.token_hex(16), versions(), secrets.token_hex(4)
    put(mark.encode("ascii"), unfinished.folder / MARK)
    with _connect(address) as client:
        todo = list(reversed(jobs))
        under_way: dict[Future[Delivery], BlockJob] = {}
        seen = time.monotonic()
        try:
            while todo or under_way:
                while todo and len(under_way) < 2 * max(1, sum(client.nthreads().values())):
                    job = todo.pop()
                    key = f"{job.case}-{job.block.index:05d}-{run}"
                    under_way[client.submit(deliver, job, unfinished, mark, wanted, key=key, pure=False)] = job
                try:
                    with client.as_current():
                        done = wait(list(under_way), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    done = set()
                if done or client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > PATIENCE_SECONDS:
                    raise WorkersLost(f"No worker has been left at {address} for {PATIENCE_SECONDS:.0f} s")
                for future in done:
                    yield _accept(future.result(), under_way.pop(future), unfinished)
        except KilledWorker as error:
            raise WorkersLost("A block killed every worker that it was given to; did their memory run out?") from error
        except (CancelledError, CommClosedError) as error:
            raise WorkersLost(f"The scheduler at {address} is gone") from error
        finally:
            with suppress(OSError, TimeoutError):
                client.cancel(list(under_way), force=True)
