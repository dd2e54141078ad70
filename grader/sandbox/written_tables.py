"""Tables as they are written for the far side: each once, though it is sent to every submission of a class."""

from __future__ import annotations

import weakref
from typing import Any, Final, TypeAlias, cast

import pandas as pd

from coursekit.values import Json, encode

Written: TypeAlias = tuple[weakref.ref[pd.DataFrame], dict[str, Json], list[bytes]]

_written: Final[dict[int, Written]] = {}


def write(table: pd.DataFrame, parts: list[bytes]) -> Json:
    """Write a table as `coursekit.values.encode` does; what was written is kept for as long as the table is there.

    Parameters
    ----------
    table : one that is written again must be unchanged
    parts : where to append its Arrow stream
    """
    key = id(table)
    if key not in _written:
        streams: list[bytes] = []
        tree = cast(dict[str, Any], encode(table, streams))
        _written[key] = (weakref.ref(table, lambda _: _written.pop(key, None)), tree, streams)
    _, tree, streams = _written[key]
    if not streams:
        return tree
    parts += streams
    return {**tree, "part": len(parts) - 1}
