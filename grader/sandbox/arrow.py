"""Whether an Arrow stream from the far side is safe to read: plain columns, nothing that unfolds as it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from grader.sandbox.worker.frames import Garbled

MAX_ROWS: Final = 20_000_000
_PLAIN: Final[tuple[tuple[Callable[[pa.DataType], bool], tuple[str, ...]], ...]] = (
    (pa.types.is_boolean, ("bool",)),
    (pa.types.is_integer, ("int", "uint", "Int", "UInt")),
    (pa.types.is_floating, ("float", "Float")),
    (pa.types.is_timestamp, ("datetime64",)),
    (pa.types.is_string, ("str",)),
    (pa.types.is_large_string, ("str",)),
)
_HEADER, _LENGTH, _COMPRESSION = 2, 0, 3


@dataclass(frozen=True)
class Contents:
    """What a stream says that it holds: `rows` rows of `columns`, name → the beginnings of fitting pandas dtypes."""

    rows: int
    columns: Mapping[str, tuple[str, ...]]


def check_stream(stream: bytes) -> Contents:
    """Refuse a stream that is compressed, has other than plain columns, or claims more rows than are credible.

    Raises
    ------
    Garbled : with what is wrong
    """
    columns: dict[str, tuple[str, ...]] = {}
    rows = 0
    try:
        messages = pa.ipc.MessageReader.open_stream(pa.BufferReader(stream))
        first = messages.read_next_message()
        if first.type != "schema":  # read_schema takes the process down with any other (pyarrow 26)
            raise Garbled(f"a stream that begins with a message of type {first.type}")
        columns = _columns(pa.ipc.read_schema(first))
        for message in messages:
            if message.type != "record batch":
                raise Garbled(f"a message of type {message.type}")
            rows += _rows(message.metadata.to_pybytes())
    except StopIteration:
        pass
    except Garbled:
        raise
    except Exception as error:
        raise Garbled(f"not an Arrow stream: {type(error).__name__}") from None
    if rows > MAX_ROWS:
        raise Garbled(f"{rows} rows")
    return Contents(rows, columns)


def _columns(schema: pa.Schema) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field in schema:
        dtypes = next((dtypes for holds, dtypes in _PLAIN if holds(field.type)), None)
        if dtypes is None or field.name in found:
            raise Garbled(f"a column {field.name[:20]!r} of type {str(field.type)[:60]}")
        found[field.name] = dtypes
    return found


def _rows(metadata: bytes) -> int:
    batch = _table(metadata, _Table(metadata, _offset(metadata, 0)), _HEADER)
    if batch.slot(_COMPRESSION):
        raise Garbled("a compressed batch")
    place = batch.slot(_LENGTH)
    rows = int.from_bytes(metadata[place : place + 8], "little", signed=True) if place else 0
    if not 0 <= rows <= MAX_ROWS:
        raise Garbled(f"a batch of {rows} rows")
    return rows


class _Table:
    """A table of a FlatBuffer (https://flatbuffers.dev/internals): where its fields are."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data = data
        self._place = place
        self._fields = place - int.from_bytes(data[place : place + 4], "little", signed=True)

    def slot(self, number: int) -> int:
        """Return where a field is, or 0 when the table lacks it."""
        if self._fields < 0 or self._place < 0:
            raise Garbled("an offset outside the buffer")
        size = int.from_bytes(self._data[self._fields : self._fields + 2], "little")
        entry = self._fields + 4 + 2 * number
        if 4 + 2 * number >= size:
            return 0
        offset = int.from_bytes(self._data[entry : entry + 2], "little")
        return self._place + offset if offset else 0


def _table(data: bytes, parent: _Table, field: int) -> _Table:
    place = parent.slot(field)
    if not place:
        raise Garbled("a message without a header")
    return _Table(data, _offset(data, place))


def _offset(data: bytes, place: int) -> int:
    return place + int.from_bytes(data[place : place + 4], "little")
