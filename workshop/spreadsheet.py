"""CSV that a spreadsheet opens rightly: Chinese text, commas, and names that look like formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | None

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take text for a formula (OWASP, "CSV Injection"), full-width forms included."""


def write_csv(file: Path, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as CSV in UTF-8 with a byte order mark; text that would run as a formula gets an apostrophe."""
    beside = file.with_name(f".{file.name}.part")
    with beside.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
        writer.writerow([harmless(heading) for heading in headings])
        writer.writerows([[harmless(cell) for cell in row] for row in rows])
    beside.replace(file)


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before text that a spreadsheet would run.

    >>> harmless("=1+1"), harmless("王伟"), harmless(-2.5)
    ("'=1+1", '王伟', -2.5)
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
