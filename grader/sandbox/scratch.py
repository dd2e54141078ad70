"""Folders for temporary files; those of a process that was killed are removed by the next that has use for one."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

if sys.platform != "win32":
    import fcntl

PREFIX: Final = "workshop-"
_PREFIXES: Final = (PREFIX, "pymp-")
_LOCK: Final = ".in-use"


class Scratch:
    """A folder that is in use until it is removed or its process ends, however it ends; it serves as a context too.

    The process holds a lock on a file in it, of which the system lets go when the process ends.

    Parameters
    ----------
    folder : one that is there already, such as multiprocessing's own; a new one unless given

    Examples
    --------
    >>> with Scratch() as scratch:
    ...     (scratch.folder / "notes").write_text("mine")
    4
    >>> scratch.folder.exists()
    False
    """

    def __init__(self, folder: Path | None = None) -> None:
        remove_abandoned()
        self.folder: Final = folder or Path(tempfile.mkdtemp(prefix=PREFIX))
        beside = self.folder / f"{_LOCK}.part"
        self._lock = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        _locked(self._lock)
        beside.rename(self.folder / _LOCK)

    def __enter__(self) -> Scratch:
        """Use the folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Remove it."""
        self.remove()

    def remove(self) -> None:
        """Remove the folder; once is enough."""
        if self._lock >= 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1


def remove_abandoned() -> None:
    """Remove the folders of this user's processes that are no more."""
    with suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            if entry.name.startswith(_PREFIXES) and entry.is_dir(follow_symlinks=False):
                _remove_if_abandoned(Path(entry.path))


def _remove_if_abandoned(folder: Path) -> None:
    try:
        if folder.lstat().st_uid != os.geteuid():
            return
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        if stat.S_ISREG(os.fstat(lock).st_mode) and _locked(lock):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _locked(descriptor: int) -> bool:
    """Lock a file, unless another process has."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
