"""The processes of a submission as the kernel counts them: who descends from whom, and the memory they hold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
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
    """Return the bytes of memory that a process and its descendants hold.

    What they share is counted once, but only looked into when the plain sum is more than `enough`.
    """
    family = [pid, *descendants(pid)]
    held = sum(_resident(member) for member in family)
    return held if held <= enough else sum(_proportional(member) for member in family)


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
