"""Put what was handed in where grading looks for it, in whatever name or spelling of a folder it came."""

from __future__ import annotations

import filecmp
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from grader.notebook_file import MOST_BYTES
from grader.sandbox.outputs import plain
from workshop.classroom import Classroom

SUBMITTED: Final = "submitted"
_ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_DEEPEST: Final = 4
"""Folders within folders that a notebook is looked for in."""

_COPIED: Final = re.compile(
    r"(\s*[(（\[]\s*\d+\s*[)）\]]|\s*[-_ ]?\s*(copy|副本|的副本|拷贝)(\s*\d+)?|\s+\d+)+$", re.IGNORECASE
)
"""What browsers and file managers put behind the name of a copy."""


def settle(room: Classroom) -> Iterator[str]:
    """Find each submission in whatever name it came and copy it to its place; yield what was done, a sentence each.

    What was handed in stays as it is. A notebook at its place is never replaced.
    """
    root = room.folder / SUBMITTED
    if not root.is_dir():
        return
    folders = sorted(item for item in root.iterdir() if _is_folder(item))
    for learner in room.learners:
        theirs = [item for item in folders if plain_name(item.name) == plain_name(learner)]
        for lesson in room.lessons:
            yield from _settle_one(room, learner, lesson, theirs)


def strangers(room: Classroom) -> list[str]:
    """Folders in submitted/ that belong to nobody on the roster, however they are spelled."""
    known = {plain_name(learner) for learner in room.learners}
    root = room.folder / SUBMITTED
    items = root.iterdir() if root.is_dir() else ()
    return sorted(item.name for item in items if item.is_dir() and plain_name(item.name) not in known)


def plain_name(name: str) -> str:
    """A name as people mean it: without case, in one Unicode form, without blanks at its ends.

    >>> plain_name("ＡＤＡ ") == plain_name("ada")
    True
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def _settle_one(room: Classroom, learner: str, lesson: str, folders: list[Path]) -> Iterator[str]:
    place = room.folder / SUBMITTED / learner / lesson / f"{lesson}.ipynb"
    shown = f"{SUBMITTED}/{learner}/{lesson}"
    inside = [item for folder in folders for item in folder.iterdir() if plain_name(item.name) == plain_name(lesson)]
    found = sorted(
        file
        for folder in inside
        if _is_folder(folder)
        for file in folder.iterdir()
        if ".ipynb" in file.name.casefold() and file != place and _is_file(file)
    )
    found += sorted(
        file for folder in folders for file in folder.iterdir() if _is_file(file) and _stem(file) == plain_name(lesson)
    )
    if not found:
        deeper = [file for folder in folders for file in _deeper(folder) if ".ipynb" in file.name.casefold()]
        found = sorted(
            file
            for file in deeper
            if any(file.is_relative_to(folder) for folder in inside) or _stem(file) == plain_name(lesson)
        )
    if place.is_symlink():
        return
    if place.exists():
        others = [_shown(file) for file in found if place.is_file() and not filecmp.cmp(file, place, shallow=False)]
        if others:
            yield f"{shown}: {place.name} is graded; {', '.join(others)} beside it is not."
        return
    named = [file for file in found if _stem(file) == plain_name(lesson)] or found
    if len(named) > 1:
        names = ", ".join(map(_shown, named))
        yield f"{shown}: there are several notebooks ({names}). Keep the one to be graded and call it {place.name}."
    elif named and named[0].stat().st_size > MOST_BYTES:
        yield f"{shown}: {_shown(named[0])} is larger than a notebook can be and was left where it is."
    elif named:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.part")
        shutil.copyfile(named[0], beside)
        beside.replace(place)
        yield f"{shown}: {_shown(named[0])} was taken for {place.name}."
    elif any(
        file.is_symlink() and _stem(file) == plain_name(lesson) for folder in folders for file in folder.iterdir()
    ):
        yield f"{shown}: what was handed in is a link to a file. Hand in the notebook itself."
    elif archives := [file for folder in inside if _is_folder(folder) for file in folder.iterdir() if _packed(file)]:
        yield f"{shown}: {_shown(archives[0])} is an archive. Unpack it where it is, and grade again."
    elif inside and any(_is_folder(folder) and any(folder.iterdir()) for folder in inside):
        yield f"{shown}: there is no notebook. Hand in the file whose name ends in .ipynb."


def _deeper(folder: Path, levels: int = _DEEPEST) -> Iterator[Path]:
    """Files in the folders of a folder; hidden ones, where checkpoints and earlier submissions lie, stay out."""
    for item in folder.iterdir() if levels else ():
        if _is_folder(item) and not item.name.startswith((".", "__")):
            yield from filter(_is_file, item.iterdir())
            yield from _deeper(item, levels - 1)


def _packed(path: Path) -> bool:
    return _is_file(path) and path.suffix.casefold() in _ARCHIVES


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: Path) -> bool:
    """Whether it is a plain file that isn't hidden, as one half written by a program that was killed is."""
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _shown(file: Path) -> str:
    return " ".join(plain(file.name.encode("utf-8", "replace").decode()).split())


def _stem(file: Path) -> str:
    """A notebook's name without its endings and without the marks of a copy."""
    name = plain_name(file.name)
    return _COPIED.sub("", name.split(".ipynb")[0]) if ".ipynb" in name else ""
