"""One table to one file: parquet for programs, CSV for people and Excel."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from generator.schema import Column, Table

Format = Literal["parquet", "csv"]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FORMULA_START = r"^[=+\-@\t\r]"


@cache
def _encodings(table: Table) -> tuple[list[str], dict[str, str]]:
    """The columns with a dictionary, and the encodings of others: half the time and two thirds of the size."""
    repeating = [column.name for column in table.columns if column.kind == "text" and not column.unique]
    stepping = [column.name for column in table.columns if column.kind in ("int", "date", "time")]
    return repeating, dict.fromkeys(stepping, "DELTA_BINARY_PACKED")


def _parquet(rows: pa.Table, table: Table, path: Path) -> None:
    repeating, encodings = _encodings(table)
    pyarrow.parquet.write_table(
        rows, path, compression="zstd", use_dictionary=repeating or False, column_encoding=encodings or None
    )


def _for_people(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    if column.kind == "date":
        return pc.strftime(values.cast(pa.timestamp("s")), "%Y-%m-%d")
    if column.kind == "time":
        return pc.strftime(values.cast(pa.timestamp("s")), "%Y-%m-%d %H:%M:%S")
    if column.kind == "text":
        return pc.if_else(pc.match_substring_regex(values, FORMULA_START), _quoted(values), values)
    return values


def _quoted(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts behind an apostrophe, which keeps a spreadsheet from reading them as formulas."""
    return pc.replace_substring_regex(values, "^", "'")


def _csv(rows: pa.Table, table: Table, path: Path) -> None:
    readable = [_for_people(column, rows.column(column.name)) for column in table.columns]
    with path.open("wb") as file:
        file.write(BYTE_ORDER_MARK)
        options = pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="needed")
        pyarrow.csv.write_csv(pa.table(readable, names=rows.column_names), file, options)


WRITERS: dict[str, Callable[[pa.Table, Table, Path], None]] = {"parquet": _parquet, "csv": _csv}


def save(rows: pa.Table, table: Table, path: Path) -> str:
    """Write a table to `path`, in the format of its ending, and return the SHA-256 of its bytes.

    CSV is UTF-8 with a byte-order mark, dates are ISO 8601, and a text that a spreadsheet would take for a formula is
    put behind an apostrophe (OWASP, "CSV injection").
    """
    WRITERS[path.suffix[1:]](rows, table, path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
