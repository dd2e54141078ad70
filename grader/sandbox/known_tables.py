"""Tables that a worker has been sent already, so that the same table need not cross for every call."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from coursekit.values import Json
from grader.sandbox.written_tables import write

MOST_KEPT: Final = 12
_WORTH_KEEPING: Final = 1_000


@dataclass(frozen=True)
class Tables:
    """What a request says about tables: those to keep by their numbers, to use by name, and to forget.

    Parameters
    ----------
    keep : [number, table as `encode` writes it], to be kept
    use : [argument, number of a table kept]
    forget : numbers that won't be used again
    """

    keep: list[tuple[int, Json]] = field(default_factory=list)
    use: list[tuple[str, int]] = field(default_factory=list)
    forget: list[int] = field(default_factory=list)


class KnownTables:
    """Which tables one worker keeps: those used last, `MOST_KEPT` at most."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[int, pd.DataFrame]] = OrderedDict()
        self._count = 0

    def told(self, arguments: Mapping[str, object], parts: list[bytes]) -> tuple[Tables, dict[str, object]]:
        """Return what to say about the tables among a call's arguments, and the arguments left.

        Parameters
        ----------
        arguments : by name; a table that is passed again must be the same object, unchanged
        parts : where to append the Arrow streams of tables the worker doesn't have yet
        """
        tables, left = Tables(), dict(arguments)
        for name, value in arguments.items():
            if not isinstance(value, pd.DataFrame) or len(value) < _WORTH_KEEPING:
                continue
            del left[name]
            if id(value) not in self._kept:
                self._count += 1
                self._kept[id(value)] = (self._count, value)
                tables.keep.append((self._count, write(value, parts)))
            self._kept.move_to_end(id(value))
            tables.use.append((name, self._kept[id(value)][0]))
        while len(self._kept) > MOST_KEPT:
            _, (number, _) = self._kept.popitem(last=False)
            tables.forget.append(number)
        return tables, left
