"""The memory that marking one submission may take on the trusted side, whatever the submission answers."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

LEAST_BYTES: Final = 4 << 30
"""More than twice what the course's own lessons take with 10,000 customers a learner."""

_SHARE: Final = 1 / 4
"""Of the machine's memory: where there is much of it, classes may have more customers."""

_STATUS: Final = Path("/proc/self/status")


@contextmanager
def bounded(room: int | None = None) -> Iterator[None]:
    """Let this process take `room` bytes more than it has; where it asks for more, it gets a MemoryError.

    It is the process's own writable memory that counts (Linux: RLIMIT_DATA in setrlimit(2)); processes started
    meanwhile have the same limit. Elsewhere than on Linux nothing is bounded.

    Parameters
    ----------
    room : bytes; those of `room_bytes()` unless given
    """
    held = _held()
    if held is None:
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    limits = [limit for limit in (before, most, held + (room or room_bytes())) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


@functools.cache
def room_bytes() -> int:
    """Bytes that marking a submission may take on this machine."""
    try:
        there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return LEAST_BYTES
    return max(LEAST_BYTES, int(there * _SHARE))


def _held() -> int | None:
    """Bytes of writable memory of its own that this process has; None where the system doesn't say."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
