"""The class list: a CSV file from a spreadsheet, in whatever form a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.lesson import LANGUAGES
from workshop.terminal import WorkshopError

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "learner", "learner_id", "student", "student_id", "username", "学号", "工号", "编号", "账号"),
    "name": ("name", "full name", "full_name", "姓名", "名字"),
    "email": ("email", "e-mail", "mail", "邮箱", "电子邮箱", "邮件"),
    "language": ("language", "lang", "语言"),
}
ENCODINGS: Final = ("utf-8-sig", "gb18030")
IDENTIFIER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
SPOKEN: Final[Mapping[str, str]] = {"中文": "zh", "chinese": "zh", "zh-cn": "zh", "english": "en", "英文": "en"}


@dataclass(frozen=True)
class Learner:
    """One line of the roster."""

    id: str
    name: str
    email: str
    language: str


def read_roster(file: Path, language: str) -> tuple[Learner, ...]:
    """Read a roster with the columns id, name, and if you like email and language (headings in English or Chinese).

    Commas, semicolons or tabs; UTF-8 or GB 18030, as Excel saves them.

    Parameters
    ----------
    file : the CSV file
    language : the language of learners whose line doesn't name one

    Raises
    ------
    WorkshopError : naming the file, the line and the mend
    """
    rows = _rows(file)
    if not rows:
        raise WorkshopError(f"{file} is empty. Its first line names the columns: id,name,email,language")
    places = _places(file, rows[0])
    learners: list[Learner] = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(field.strip() for field in row):
            continue
        learner = _learner(f"{file}, line {number}", row, places, language)
        twin = next((other for other in learners if other.id.casefold() == learner.id.casefold()), None)
        if twin is not None:
            raise WorkshopError(
                f"{file}, line {number}: the id {learner.id!r} stands there twice; give each their own."
            )
        learners.append(learner)
    if not learners:
        raise WorkshopError(f"{file} names no learner. Add one line a learner below the headings.")
    return tuple(learners)


def _rows(file: Path) -> list[list[str]]:
    try:
        raw = file.read_bytes()
    except FileNotFoundError as error:
        raise WorkshopError(f"No file {file}. Name your roster with --roster FILE.") from error
    if raw[:4] == b"PK\x03\x04":
        raise WorkshopError(f"{file} is an Excel workbook. Save it as CSV UTF-8 and name that file.")
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise WorkshopError(f"{file} is neither UTF-8 nor GB 18030 text. Save it as CSV UTF-8.")
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _places(file: Path, headings: list[str]) -> dict[str, int]:
    said = [unicodedata.normalize("NFKC", heading).strip().casefold() for heading in headings]
    places = {
        column: said.index(next(name for name in names if name in said))
        for column, names in COLUMNS.items()
        if any(name in said for name in names)
    }
    for column in ("id", "name"):
        if column not in places:
            raise WorkshopError(f"{file}, line 1: no column {column!r}. The headings are: id,name,email,language")
    return places


def _learner(place: str, row: list[str], places: Mapping[str, int], language: str) -> Learner:
    def field(column: str) -> str:
        at = places.get(column)
        return unicodedata.normalize("NFC", row[at]).strip() if at is not None and at < len(row) else ""

    identifier, name = field("id"), field("name")
    if not IDENTIFIER.fullmatch(identifier):
        raise WorkshopError(
            f"{place}: the id {identifier!r} won't do. Use letters, digits and . _ @ - (it names a folder)."
        )
    said = field("language").casefold() or language
    spoken = SPOKEN.get(said, said)
    if spoken not in LANGUAGES:
        raise WorkshopError(f"{place}: no language {said!r}. Write en or zh.")
    return Learner(identifier, name or identifier, field("email"), spoken)
