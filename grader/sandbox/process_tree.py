"""The processes of a submission as the kernel counts them: who descends from whom, and the memory they hold."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_BUFFER: Final = 212_992
"""What an open socket may hold: net.core.wmem_default."""

_NAME: Final = 1_024
"""What a file without content takes: its inode and its entry in a folder."""

MOST_LOCKS: Final = 20_000
"""Locks on parts of files that a submission may hold: they take the kernel's memory, and no limit counts them."""

_MOST_LISTED: Final = 4 << 20
"""Bytes of the kernel's list of locks that are read: some 70,000 lines."""

_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def known() -> bool:
    """Tell whether this system lists its processes."""
    return (_PROC / "self" / "statm").exists()


def descendants(pid: int) -> list[int]:
    """Return the processes that descend from one, parents before children."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        born = children(waiting.pop(0))
        found += born
        waiting += born
    return found


def children(pid: int) -> list[int]:
    """Return the processes whose parent a process is, the first-born first."""
    try:
        tasks = os.listdir(_PROC / str(pid) / "task")
    except OSError:
        return []
    found: list[int] = []
    for task in tasks:
        try:
            found += map(int, (_PROC / str(pid) / "task" / task / "children").read_text().split())
        except OSError:
            continue
    return found


def memory(pid: int, enough: int) -> int:
    """Return the bytes of memory that a process and its descendants hold, what the kernel may hold for them included.

    What they share is counted once, but only looked into when the plain sum is more than `enough`. More than
    `MOST_LOCKS` locks are more than enough.
    """
    family = [pid, *descendants(pid)]
    if _locks(family) > MOST_LOCKS:
        return enough + 1
    buffers = _BUFFER * sum(_open_files(member) for member in family)
    held = buffers + sum(_resident(member) for member in family)
    return held if held <= enough else buffers + sum(_proportional(member) for member in family)


def names(pid: int, folders: Sequence[str]) -> int:
    """Return the bytes of memory that the names of files take in the folders in memory that a process sees."""
    found = 0
    for folder in folders:
        try:
            about = os.statvfs(f"{_PROC}/{pid}/root{folder}")
        except OSError:
            continue
        found += _NAME * (about.f_files - about.f_ffree)
    return found


def delays(pid: int) -> dict[int, float]:
    """Return how long a process and its descendants have waited for a processor: process → seconds.

    Zero where the kernel doesn't count it (Documentation/scheduler/sched-stats.rst).
    """
    return {member: _delay(member) for member in [pid, *descendants(pid)]}


def tasks_of_user() -> int:
    """Return how many processes and threads this user has now."""
    count, me = 0, os.getuid()
    for folder in _PROC.glob("[0-9]*"):
        try:
            if folder.stat().st_uid == me:
                count += len(os.listdir(folder / "task"))
        except OSError:
            continue
    return count


def _delay(pid: int) -> float:
    try:
        return int((_PROC / str(pid) / "schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _locks(family: Sequence[int]) -> int:
    """Return how many locks on files processes hold, as far as the list is read (proc_locks(5))."""
    try:
        with (_PROC / "locks").open("rb") as listed:
            lines = listed.read(_MOST_LISTED).splitlines()
    except OSError:
        return 0
    members = {str(member).encode() for member in family}
    return sum(not members.isdisjoint(line.split()[4:6]) for line in lines)


def _open_files(pid: int) -> int:
    try:
        return len(os.listdir(_PROC / str(pid) / "fd"))
    except OSError:
        return 0


def _resident(pid: int) -> int:
    try:
        return int((_PROC / str(pid) / "statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident(pid)
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), _resident(pid))
