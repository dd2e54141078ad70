"""The mess that real tables have, by kind: a case says which it has, and each kind can be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pyarrow as pa

from generator.arrays import Bools, Columns, Ints, Values
from generator.schema import Text

MessKind = Literal["missing", "duplicates", "late", "cancellations", "refunds"]
KINDS: tuple[MessKind, ...] = get_args(MessKind)


@dataclass(frozen=True)
class Mess:
    """One kind of mess in a case: the tables it shows in, and what it does there, for the data dictionary.

    `follows` names the tables that differ only because of those, sealed ones as "truth/…".

    The code that makes it asks `Streams.messy(kind)`, and draws whatever the answer, from a stream of its own.
    """

    kind: MessKind
    tables: tuple[str, ...]
    meaning: Text
    follows: tuple[str, ...] = ()


def _taken(values: Values, rows: Ints) -> Values:
    return values.take(pa.array(rows)) if isinstance(values, pa.Array) else values[rows]


def taken(columns: Columns, rows: Ints) -> Columns:
    """The rows of a table at these positions, in this order.

    >>> taken({"visit": np.array([11, 12])}, np.array([1, 0, 0]))["visit"].tolist()
    [12, 11, 11]
    """
    return {name: _taken(values, rows) for name, values in columns.items()}


def doubled(columns: Columns, twice: Bools) -> Columns:
    """The table with some rows twice, one right after the other, as a log has it that was sent a second time.

    Parameters: `twice`, shape (rows,).

    >>> doubled({"visit": np.array([11, 12])}, np.array([False, True]))["visit"].tolist()
    [11, 12, 12]
    """
    if not twice.any():
        return columns
    return taken(columns, np.repeat(np.arange(len(twice)), 1 + twice.astype(np.int64)))
