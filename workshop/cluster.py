"""Submissions marked by the workers of a Dask cluster, on other machines too; what they find comes back here."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from grader.job import Job, Result
from grader.shipping import Unfit, do_shipped, packed
from workshop.terminal import WorkshopError

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWER_SECONDS: Final = 10.0
PATIENCE_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 1.0


def on_cluster(jobs: Iterator[Job], address: str) -> Iterator[Result]:
    """Do jobs on the workers of the Dask scheduler at `address`; results come in whatever order they get done.

    Two jobs a thread are under way at a time, so that memory doesn't grow with their number. When a worker dies its
    jobs are done by others.

    Raises
    ------
    WorkshopError : when there is no scheduler or no worker, or a worker would grade otherwise than this machine
    """
    from distributed import KilledWorker, wait
    from distributed.comm.core import CommClosedError

    run = secrets.token_hex(4)
    with _connected(address) as client:
        under_way: dict[Future[Result], Job] = {}
        seen, more = time.monotonic(), True
        try:
            while more or under_way:
                while more and len(under_way) < 2 * max(1, sum(client.nthreads().values())):
                    job = next(jobs, None)
                    if job is None:
                        more = False
                        break
                    key = f"grade-{'-'.join(job.name)}-{run}"
                    under_way[client.submit(do_shipped, packed(job), key=key, pure=False)] = job
                if not under_way:
                    return
                try:
                    with client.as_current():
                        done = wait(list(under_way), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done
                except TimeoutError:
                    done = set()
                if done or client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > PATIENCE_SECONDS:
                    raise WorkshopError(
                        f"No worker has been left at {address} for {PATIENCE_SECONDS:.0f} s. What was graded is kept: "
                        "start workers and run the same again."
                    )
                for future in done:
                    job = under_way.pop(future)
                    try:
                        yield future.result()
                    except KilledWorker:
                        yield Result(*job.name, failed="it killed every worker that it was given to")
        except Unfit as error:
            raise WorkshopError(
                f"A worker at {address} can't grade this class: {error}. Install the same version of the course and "
                "its requirements.lock there."
            ) from error
        except (CancelledError, CommClosedError) as error:
            raise WorkshopError(
                f"The scheduler at {address} is gone. What was graded is kept: run the same again."
            ) from error
        finally:
            with suppress(OSError, TimeoutError):
                client.cancel(list(under_way), force=True)


def _connected(address: str) -> Client:
    from distributed import Client

    start = "Start one with `dask scheduler` and workers with `dask worker ADDRESS --nworkers auto --nthreads 1`."
    try:
        client = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise WorkshopError(f"No Dask scheduler answers at {address}. {start}") from error
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except TimeoutError as error:
        client.close()
        raise WorkshopError(f"The scheduler at {address} has no workers. {start}") from error
    return client
