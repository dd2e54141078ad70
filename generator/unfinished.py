"""Data that are not whole yet: they grow in a folder beside their place, and a run that was stopped goes on there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.errors import WorkersLost
from generator.manifest import Manifest, Part, parts_from
from generator.parts import put

try:
    import fcntl
except ImportError:  # Windows: two runs can't tell each other, so each begins anew in a folder of its own
    fcntl = None  # type: ignore[assignment]

ABANDONED_AFTER = 86_400.0


@dataclass(frozen=True)
class Unfinished:
    """A folder with `data/`, which becomes the place, and `blocks/`, a note for each block whose parts are whole."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def note(self, index: int, parts: tuple[Part, ...]) -> None:
        """Note that a block is whole: the last thing that is written of it. Raises OSError."""
        content = json.dumps([asdict(part) for part in parts]).encode()
        put(content, self.folder / "blocks" / f"{index:05d}.json")

    def whole(self) -> dict[int, tuple[Part, ...]]:
        """The blocks whose parts are all there, byte for byte; what else lies about is removed."""
        found: dict[int, tuple[Part, ...]] = {}
        for file in sorted((self.folder / "blocks").glob("[0-9]*.json")):
            with suppress(OSError, ValueError, KeyError, TypeError):
                parts = parts_from(json.loads(file.read_bytes()))
                if all(is_whole(part, self.data) for part in parts):
                    found[int(file.stem)] = parts
        self.clear_but([part for parts in found.values() for part in parts])
        return found

    def clear_but(self, parts: list[Part]) -> None:
        """Remove every file of the data that is none of these parts."""
        kept = {self.data / part.path for part in parts}
        for file in self.data.rglob("*"):
            if file not in kept and not file.is_dir():
                file.unlink(missing_ok=True)

    def put_in_place(self, place: Path, manifest: Manifest) -> bool:
        """Rename the data to their place; False when something is there already."""
        self.clear_but(list(manifest.parts))
        manifest.save(self.data)
        try:
            if place.exists():
                place.rmdir()
            self.data.rename(place)
        except OSError:
            if place.is_dir() and any(place.iterdir()):
                return False
            raise
        return True


def is_whole(part: Part, folder: Path) -> bool:
    """Whether a part lies below `folder`, byte for byte."""
    try:
        with (folder / part.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
    except OSError:
        return False


def _lock(folder: Path) -> int | None:
    """Hold a folder as long as this process lives; None where another one does, or the folder is gone."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == folder.stat().st_ino:
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _sweep(place: Path, mine: Path) -> None:
    """Remove what other runs that were stopped left beside `place` more than a day ago."""
    for left in place.parent.glob(f".{place.name}-unfinished-*"):
        with suppress(FileNotFoundError):
            if left == mine or time.time() - left.stat().st_mtime < ABANDONED_AFTER:
                continue
            held = _lock(left)
            if held is not None or fcntl is None:
                shutil.rmtree(left, ignore_errors=True)
            if held is not None:
                os.close(held)


@contextmanager
def unfinished(place: Path, name: str) -> Iterator[Unfinished]:
    """The folder in which the data of a place grow: that of an earlier run of the same `name`, if it was stopped.

    Where another process is at work in that folder, it is one for this run alone. It is removed at the end, but stays
    when the run is killed. Raises OSError.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = place.parent / f".{place.name}-unfinished-{name}"
    _sweep(place, folder)
    if fcntl is not None:
        folder.mkdir(exist_ok=True)
    handle = _lock(folder) if fcntl is not None else None
    if handle is None:
        folder = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=place.parent))
        handle = _lock(folder)
    try:
        for below in ("data", "blocks"):
            (folder / below).mkdir(exist_ok=True)
        yield Unfinished(folder)
    except (KeyboardInterrupt, WorkersLost):
        if not any((folder / "blocks").glob("[0-9]*.json")):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    else:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        if handle is not None:
            os.close(handle)
