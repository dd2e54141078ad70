"""One table to one file: parquet for programs, CSV for people and Excel."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from generator.frames import arrow_schema
from generator.schema import Column, Table

Format = Literal["parquet", "csv"]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FORMULA_START = r"^[=+\-@\t\r]"


@dataclass(frozen=True)
class Layout:
    """How a table is laid out in parquet; what pays was measured.

    Dictionaries for texts and sums of money, which repeat; differences for whole numbers and times, which rise; the
    least and greatest value of these, by which readers skip row groups. `metadata` tells readers the plain schema,
    whether or not texts came as codes.
    """

    repeating: list[str]
    stepping: list[str]
    metadata: dict[bytes, bytes]


@cache
def _layout(table: Table) -> Layout:
    schema = arrow_schema(table)
    return Layout(
        [column.name for column in table.columns if column.kind in ("text", "money") and not column.unique],
        [column.name for column in table.columns if column.kind in ("int", "date", "time")],
        {**(schema.metadata or {}), b"ARROW:schema": b64encode(schema.serialize())},
    )


def _parquet(rows: pa.Table, table: Table) -> pa.Buffer:
    layout, into = _layout(table), pa.BufferOutputStream()
    with pyarrow.parquet.ParquetWriter(
        into, rows.schema, compression="snappy", use_dictionary=layout.repeating or False,
        column_encoding=dict.fromkeys(layout.stepping, "DELTA_BINARY_PACKED") or None,
        write_statistics=layout.stepping or False, store_schema=False,
    ) as writer:  # fmt: skip
        writer.write_table(rows)
        writer.add_key_value_metadata(layout.metadata)
    return into.getvalue()


def _for_people(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    if column.kind == "date":
        return pc.strftime(values.cast(pa.timestamp("s")), "%Y-%m-%d")
    if column.kind == "time":
        return pc.strftime(values.cast(pa.timestamp("s")), "%Y-%m-%d %H:%M:%S")
    if column.kind == "text":
        values = values.cast(pa.large_string())
        return pc.if_else(pc.match_substring_regex(values, FORMULA_START), _quoted(values), values)
    return values


def _quoted(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts behind an apostrophe, which keeps a spreadsheet from reading them as formulas."""
    return pc.replace_substring_regex(values, "^", "'")


def _csv(rows: pa.Table, table: Table) -> pa.Buffer:
    readable = [_for_people(column, rows.column(column.name)) for column in table.columns]
    into = pa.BufferOutputStream()
    into.write(BYTE_ORDER_MARK)
    options = pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="needed")
    pyarrow.csv.write_csv(pa.table(readable, names=rows.column_names), into, options)
    return into.getvalue()


WRITERS: dict[str, Callable[[pa.Table, Table], pa.Buffer]] = {"parquet": _parquet, "csv": _csv}


def save(rows: pa.Table, table: Table, path: Path) -> str:
    """Write a table to `path`, in the format of its ending, and return the SHA-256 of its bytes.

    CSV is UTF-8 with a byte-order mark, dates are ISO 8601, and a text that a spreadsheet would take for a formula is
    put behind an apostrophe (OWASP, "CSV injection").
    """
    content = WRITERS[path.suffix[1:]](rows, table)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()
