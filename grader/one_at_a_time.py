"""One grading of a class at a time, on this machine and on others that share its directory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

LOCK_FILE: Final = ".grading.lock"


class BeingGraded(RuntimeError):
    """Somebody else is grading the class; the message says which process."""


@contextmanager
def alone(room: Path) -> Iterator[None]:
    """Hold a class's lock; the system lets go of it when this process ends, however it ends.

    Parameters
    ----------
    room : the class directory

    Raises
    ------
    BeingGraded : when somebody else holds it
    """
    if sys.platform == "win32":
        yield
        return
    with (room / LOCK_FILE).open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise BeingGraded(
                f"This class is being graded already (process {lock.read(20).strip() or '?'}). Wait until that is done."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
