"""The limits that the far side puts on itself before any of the learner's code runs; none can be lifted again."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG: Final = 1
_MOST_OPEN_FILES: Final = 256
"""Of one process: a socket may hold a fifth of a megabyte of the kernel's memory."""


@dataclass(frozen=True)
class Bounds:
    """What the process may use: bytes of memory and of a file, seconds of processor, number of processes.

    `uid` is the user to become, or None to stay who one is; `processes` of None leaves their number alone.
    """

    memory_bytes: int
    file_bytes: int
    cpu_seconds: int
    processes: int | None
    uid: int | None


def become(uid: int | None) -> None:
    """Give up root for a user that owns nothing."""
    if uid is None:
        return
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if hasattr(ctypes, "CDLL"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine(bounds: Bounds) -> None:
    """Set the limits for good, in memory on top of what the imported libraries take already.

    What the trusted side may take of its own accord (grader.own_memory) doesn't hold here.
    """
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, bounds.file_bytes)
    _limit(resource.RLIMIT_CPU, bounds.cpu_seconds)
    _limit(resource.RLIMIT_AS, bounds.memory_bytes + _address_space())
    if bounds.processes is not None:
        _limit(resource.RLIMIT_NPROC, bounds.processes)


def _limit(what: int, amount: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        amount = min(amount, hard)
    try:
        resource.setrlimit(what, (amount, amount))
    except (ValueError, OSError):
        if what != resource.RLIMIT_AS:
            raise


def _address_space() -> int:
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 1 << 30
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
