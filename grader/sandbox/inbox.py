"""What the far side says, checked before it is believed to be even a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from coursekit.outcomes import Outcome, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.values import Opaque, decode
from grader.sandbox.arrow import MAX_ROWS, check_stream
from grader.sandbox.outputs import plain
from grader.sandbox.worker.frames import Garbled

_DTYPE: Final = re.compile(
    r"object|str|bool|boolean|u?int(8|16|32|64)|U?Int(8|16|32|64)|float(32|64)|Float(32|64)"
    r"|datetime64\[(s|ms|us|ns)(, [\w/+:-]{1,40})?\]|period\[[\w-]{1,20}\]"
)
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
        for part in parts:
            check_stream(part)
        _check(tree)
        return decode(tree, parts)
    except Exception:
        return Opaque("not plain data")


def _check(tree: Any) -> None:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            kind = node.get("$")
            if kind == "frame":
                _check_frame(node)
            elif kind == "set":
                _check_keys(node.get("v"))
            elif kind == "dict":
                _check_keys([item[0] for item in node.get("items", ()) if isinstance(item, list) and item])
            waiting += node.values()


def _check_frame(node: dict[str, Any]) -> None:
    rows, columns, index = node.get("rows"), node.get("columns"), node.get("index")
    if type(rows) is not int or not 0 <= rows <= MAX_ROWS:
        raise Garbled("a table of no credible length")
    if not isinstance(columns, list) or not isinstance(index, list):
        raise Garbled("a table without columns")
    for column in [*columns, *index]:
        if not isinstance(column, dict) or not _DTYPE.fullmatch(str(column.get("dtype"))):
            raise Garbled("a column of an unknown type")


def _check_keys(keys: Any) -> None:
    if not isinstance(keys, list):
        raise Garbled("no list of keys")
    if any(type(key) is int and abs(key) >= _HASHED_AS_THEMSELVES for key in keys):
        raise Garbled("keys made to collide")
