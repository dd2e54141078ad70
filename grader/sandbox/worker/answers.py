"""A learner's function called, or their variable read, and what came of it written so that it can cross."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursekit import attempts
from coursekit.outcomes import Outcome, Raised, Returned, Undefined
from coursekit.values import Json, Opaque, encode

_LONGEST_MESSAGE = 500


def value(names: Mapping[str, Any], target: str, parts: list[bytes]) -> dict[str, Json]:
    """Read a variable; tables go to `parts`."""
    return _written(attempts.look(names, target), parts)


def call(
    names: Mapping[str, Any], target: str, arguments: Mapping[str, Any], chart: bool, parts: list[bytes]
) -> dict[str, Json]:
    """Call a function; with `chart`, what it drew is described in plain values."""
    return _written(attempts.call(names, target, arguments, chart=chart), parts)


def _written(outcome: Outcome, parts: list[bytes]) -> dict[str, Json]:
    match outcome:
        case Undefined():
            return {"outcome": "undefined"}
        case Raised(error="MemoryError"):
            return {"outcome": "stopped", "why": "memory"}
        case Raised(error=error, message=message, line=line):
            return {"outcome": "raised", "error": error[:100], "message": message[:_LONGEST_MESSAGE], "line": line}
        case Returned(value=result) if result is not ...:
            return {"outcome": "returned", "value": _encoded(result, parts)}
    return {"outcome": "untouched"}


def _encoded(result: object, parts: list[bytes]) -> Json:
    try:
        return encode(result, parts)
    except Exception:
        parts.clear()
        return encode(Opaque(type(result).__qualname__))
