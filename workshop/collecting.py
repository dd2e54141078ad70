"""Take in what came back: notebooks, folders and zip archives, put where grading looks for them.

Whose work it is stands in the names on its way (archive, folder, file), what lesson it is in the notebook itself.
Nothing is unpacked under a name of its own.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final

from grader.lesson import Lesson
from grader.notebook_file import MOST_BYTES, content_of
from grader.refusal import Refused
from grader.sandbox.outputs import plain
from grader.submission import parse
from workshop.classroom import Classroom
from workshop.intake import SUBMITTED, plain_name
from workshop.terminal import WorkshopError

MOST_ENTRIES: Final = 10_000
MOST_SIGNS: Final = 10 * MOST_ENTRIES
"""Signs of an entry in an archive's bytes: those of its own entries, and of archives in it that are not packed."""

_ENTRY: Final = b"PK\x01\x02"
MOST_UNPACKED: Final = 2 << 30
EARLIER: Final = ".earlier"
_DEEPEST: Final = 2


@dataclass(frozen=True)
class Taken:
    """What became of a file: where it was put, or why not."""

    source: str
    place: Path | None
    why: str = ""


@dataclass(frozen=True)
class _Found:
    """A file on its way: the names it came by, outermost first, and its content."""

    names: tuple[str, ...]
    content: bytes

    @property
    def shown(self) -> str:
        return " › ".join(" ".join(plain(name).split()) for name in self.names)


def collect(room: Classroom, sources: Sequence[Path]) -> Iterator[Taken]:
    """Put notebooks in their places in submitted/; say of each what became of it.

    What was at a place before is kept beside it, in a folder `.earlier`.

    Parameters
    ----------
    room : the class
    sources : notebooks, folders with notebooks, zip archives of either (as a learning platform gives them)

    Raises
    ------
    WorkshopError : for a source that isn't there
    """
    lessons = room.read_lessons()
    for source in sources:
        if not source.exists():
            raise WorkshopError(f"No file {source}.")
        for found in _files(source):
            yield found if isinstance(found, Taken) else _put(room, lessons, found)


def learner_in(room: Classroom, names: Sequence[str]) -> str | None:
    """Find the one learner whose id or name is in the names a file came by; None where there is none, or more than one.

    The outermost name that tells counts: folders are named by whom one collects with, files by learners.
    """
    for name in names:
        for step in PurePosixPath(name.replace("\\", "/")).parts:
            found = {one.id for one in room.learners.values() if _is_in(one.id, step) or _is_in(one.name, step)}
            if found:
                return found.pop() if len(found) == 1 else None
    return None


def lesson_of(lessons: Sequence[Lesson], content: bytes) -> str | None:
    """Find the lesson that most of a notebook's cells are of; None where there is none.

    Raises
    ------
    grader.refusal.Refused : when the content is no notebook
    """
    cells = parse(content).notebook.cells
    names = {str(cell.get("id")) for cell in cells} | {
        str(cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in cells
    }
    shared = {lesson.name: len(names & {cell.name for cell in lesson.cells}) for lesson in lessons}
    best = max(shared, key=lambda name: shared[name], default=None)
    return best if best is not None and shared[best] else None


def _put(room: Classroom, lessons: Sequence[Lesson], found: _Found) -> Taken:
    learner = learner_in(room, found.names)
    if learner is None:
        return Taken(found.shown, None, "no learner's id or name, or more than one, is in its name")
    try:
        lesson = lesson_of(lessons, found.content)
    except Refused as refused:
        lesson = next((one.name for one in lessons if plain_name(one.name) in plain_name(found.names[-1])), None)
        if lesson is None:
            return Taken(found.shown, None, refused.says.said_in(room.language))
    if lesson is None:
        return Taken(found.shown, None, "it is of no lesson of this class")
    place = room.folder / SUBMITTED / learner / lesson / f"{lesson}.ipynb"
    if place.is_file() and not place.is_symlink() and place.read_bytes() == found.content:
        return Taken(found.shown, place, "it was there already")
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.part")
    beside.write_bytes(found.content)
    kept = _keep(place)
    beside.replace(place)
    return Taken(found.shown, place, f"the one before is kept as {kept.name}" if kept else "")


def _keep(place: Path) -> Path | None:
    """Give what is at a place a second name; it stays at its place until something replaces it."""
    if not place.exists():
        return None
    folder = place.parent / EARLIER
    folder.mkdir(exist_ok=True)
    names = (folder / f"{place.stem}.{number}.ipynb" for number in count(1))
    kept = next(name for name in names if not os.path.lexists(name))
    try:
        os.link(place, kept, follow_symlinks=False)
    except OSError:  # a file system without links
        place.replace(kept)
    return kept


def _files(source: Path) -> Iterator[_Found | Taken]:
    if source.is_dir():
        for file in sorted(source.rglob("*")):
            if _is_wanted(file.name) and file.is_file() and not file.is_symlink():
                yield from _opened(file, (str(file.relative_to(source.parent)),))
        return
    yield from _opened(source, (source.name,))


def _opened(file: Path, names: tuple[str, ...]) -> Iterator[_Found | Taken]:
    if file.suffix.lower() == ".zip" and file.is_file():
        with file.open("rb") as stream:
            yield from _unpacked(stream, names, [MOST_UNPACKED])
        return
    try:
        yield _Found(names, content_of(file))
    except Refused as refused:
        yield Taken(_Found(names, b"").shown, None, refused.says.en)


def _unpacked(
    stream: io.BufferedReader | io.BytesIO, names: tuple[str, ...], room: list[int]
) -> Iterator[_Found | Taken]:
    """Go through an archive; `room` holds how many bytes may still be unpacked."""
    shown = _Found(names, b"").shown
    if _signs(stream) > MOST_SIGNS:
        yield Taken(shown, None, f"the archive has more than {MOST_SIGNS} entries")
        return
    try:
        archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Taken(shown, None, f"the archive is damaged ({error}); ask for it again")
        return
    with archive:
        if len(entries) > MOST_ENTRIES:
            yield Taken(
                shown, None, f"the archive has {len(entries)} entries; {MOST_ENTRIES} are the most that are read"
            )
            return
        for entry in entries:
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16) or not _is_wanted(entry.filename):
                continue
            inside = (*names, entry.filename)
            try:
                content = _read(archive, entry, room)
            except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
                yield Taken(_Found(inside, b"").shown, None, f"it can't be unpacked ({error})")
                continue
            if not entry.filename.lower().endswith(".zip"):
                yield _Found(inside, content)
            elif len(names) < _DEEPEST:
                yield from _unpacked(io.BytesIO(content), inside, room)
            else:
                yield Taken(_Found(inside, b"").shown, None, "archives in archives in archives are not opened")


def _signs(stream: io.BufferedReader | io.BytesIO) -> int:
    """Count what every entry of an archive's directory begins with, about as far as too many.

    `zipfile` reads the whole directory before it says how long that is, and takes half a kilobyte an entry.
    """
    found, end = 0, b""
    stream.seek(0)
    while found <= MOST_SIGNS and (piece := stream.read(1 << 20)):
        piece = end + piece
        found += piece.count(_ENTRY)
        end = piece[-len(_ENTRY) + 1 :]
    stream.seek(0)
    return found


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: list[int]) -> bytes:
    """Unpack an entry as far as there is room, whatever size it claims to have."""
    most = min(MOST_BYTES, room[0])
    with archive.open(entry) as file:
        content = file.read(most + 1)
    room[0] -= len(content)
    if len(content) > most:
        raise ValueError("it unfolds to more than a notebook can be")
    return content


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and (".ipynb" in path.name.lower() or path.suffix.lower() == ".zip")


def _is_in(who: str, step: str) -> bool:
    """Whether an id or a name stands in a name as words of their own."""
    wanted, has = plain_name(who), plain_name(step)
    place = has.find(wanted)
    while wanted and place >= 0:
        before, after = has[:place][-1:], has[place + len(wanted) :][:1]
        if not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum()):
            return True
        place = has.find(wanted, place + 1)
    return False
