"""What the far side says, checked before it is believed to be even a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from coursekit.outcomes import Outcome, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.values import Opaque, decode
from grader.sandbox.arrow import MAX_ROWS, Contents, check_stream
from grader.sandbox.outputs import plain
from grader.sandbox.worker.frames import Garbled

_DTYPE: Final = re.compile(
    r"object|str|bool|boolean|u?int(8|16|32|64)|U?Int(8|16|32|64)|float(32|64)|Float(32|64)"
    r"|datetime64\[(s|ms|us|ns)(, [\w/+:-]{1,40})?\]|period\[[\w-]{1,20}\]"
)
MAX_CELLS: Final = 20_000_000
"""Of all tables in one answer; each takes eight bytes or more here, however little it took to send."""

_HASHED_AS_THEMSELVES: Final = (1 << 61) - 1


def outcome(reply: dict[str, Any], parts: Sequence[bytes]) -> Outcome:
    """Read what came of a call or a variable.

    A value that is not one becomes an `Opaque`, which is a wrong answer to every question.

    Raises
    ------
    Garbled : when the reply is not about an outcome at all
    """
    match reply:
        case {"outcome": "undefined"}:
            return Undefined()
        case {"outcome": "untouched"}:
            return Untouched()
        case {"outcome": "oversized"}:
            return Returned(Opaque("larger than an answer can be"))
        case {"outcome": "stopped"}:
            return Stopped("memory")
        case {"outcome": "raised", "error": str(error), "message": str(message), "line": (str() | None) as line}:
            where = plain(line)[:300] if line else None
            return Raised(plain(error)[:100], plain(message)[:500], where)
        case {"outcome": "returned", "value": tree}:
            return Returned(_value(tree, parts))
    raise Garbled("no outcome")


def _value(tree: Any, parts: Sequence[bytes]) -> object:
    try:
        _Customs([check_stream(part) for part in parts]).check(tree)
        return decode(tree, parts)
    except Exception:
        return Opaque("not plain data")


@dataclass
class _Customs:
    """Looks through a value before it is unpacked: for what would be far larger, or take far longer, than it came.

    Parameters
    ----------
    streams : what its Arrow streams hold; each may be used once
    """

    streams: Sequence[Contents]
    _used: set[int] = field(default_factory=set)
    _cells: int = 0

    def check(self, tree: Any) -> None:
        """Refuse a value that `encode` would not have written so.

        Raises
        ------
        Garbled : with what is wrong
        """
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                kind = node.get("$")
                if kind == "frame":
                    self._check_frame(node)
                elif kind in ("series", "index") and not _is_frame(node.get("frame")):
                    raise Garbled("a series that is no table")
                waiting += node.values()
            elif type(node) is int and abs(node) >= _HASHED_AS_THEMSELVES:
                raise Garbled("a number that would collide with others as a key")

    def _check_frame(self, node: dict[str, Any]) -> None:
        rows, columns, index = node.get("rows"), node.get("columns"), node.get("index")
        if type(rows) is not int or not 0 <= rows <= MAX_ROWS:
            raise Garbled("a table of no credible length")
        if not isinstance(columns, list) or not isinstance(index, list):
            raise Garbled("a table without columns")
        stream = self._stream(node["part"], rows) if "part" in node else Contents(rows, {})
        held = dict(stream.columns)
        for column in [*columns, *index]:
            if not isinstance(column, dict) or not _DTYPE.fullmatch(str(column.get("dtype"))):
                raise Garbled("a column of an unknown type")
            if "arrow" in column:
                if not str(column["dtype"]).startswith(held.pop(str(column["arrow"]), ())):
                    raise Garbled("a column that its stream doesn't hold, or that was used already")
            elif not isinstance(column.get("v"), list) or len(column["v"]) != rows:
                raise Garbled("a column of another length")
        self._cells += rows * (len(columns) + len(index))
        if self._cells > MAX_CELLS:
            raise Garbled("tables of more cells than are credible")

    def _stream(self, number: Any, rows: int) -> Contents:
        if type(number) is not int or not 0 <= number < len(self.streams) or number in self._used:
            raise Garbled("a stream that didn't come, or was used already")
        self._used.add(number)
        if self.streams[number].rows != rows:
            raise Garbled("a stream of another length")
        return self.streams[number]


def _is_frame(node: Any) -> bool:
    return isinstance(node, dict) and node.get("$") == "frame"
