"""The one description of a table: the dictionary, the dtypes and the validation all come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["int", "number", "money", "text", "bool", "date", "time"]

DTYPES: dict[Kind, str] = {
    "int": "int64",
    "number": "float64",
    "money": "float64",
    "text": "str",
    "bool": "bool",
    "date": "datetime64[us]",
    "time": "datetime64[us]",
}


@dataclass(frozen=True)
class Text:
    """One sentence in both languages."""

    en: str
    zh: str


@dataclass(frozen=True)
class Column:
    """One column.

    `missing` says why a value may be missing; a column without it never misses one. `values` lists the only values
    allowed. `references` is "table.column" of the key that each value must be found in. `low` and `high` bound numbers.
    """

    name: str
    kind: Kind
    meaning: Text
    unit: str = ""
    missing: Text | None = None
    values: tuple[str, ...] = ()
    references: str = ""
    unique: bool = False
    low: float | None = None
    high: float | None = None
    decimals: int = 4

    @property
    def dtype(self) -> str:
        """The pandas dtype; whole numbers that may be missing are Int64."""
        return "Int64" if self.kind == "int" and self.missing is not None else DTYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """One table.

    `key` names the columns that together identify a row; `once` marks tables that no block repeats; `repeats` those in
    which whole rows may stand twice, where the case's mess says so.
    """

    name: str
    meaning: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    once: bool = False
    repeats: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def dtypes(self) -> dict[str, str]:
        """Column name → pandas dtype, in column order."""
        return {column.name: column.dtype for column in self.columns}
