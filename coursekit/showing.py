"""A value in one short line, as a reader would write it, whatever the value's own class says of itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

SHOWN_CHARACTERS: Final = 400
SHOWN_ITEMS: Final = 40
SORTED_ITEMS: Final = 10_000
DEPTH: Final = 4


def show(value: object, *, depth: int = 0) -> str:
    """A value in one short line.

    >>> show({3, 1}), show([0.5, "2026-01"]), show(np.float64(1) / 3)
    ('{1, 3}', "[0.5, '2026-01']", '0.3333333333')
    """
    text = _text(value, depth) if depth <= DEPTH else "…"
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def visible(text: str) -> str:
    """The text without characters that a reader can't see but that change what is seen.

    Control characters begin terminal colours; format characters turn the direction of writing.
    """
    return "".join(" " if unicodedata.category(one) in ("Cc", "Cf") else one for one in text)


def _text(value: object, depth: int) -> str:
    match value:
        case bool() | np.bool_():
            return str(bool(value))
        case float() | np.floating():
            return f"{float(value):.10g}"
        case np.integer():
            return str(int(value))
        case set() | frozenset():
            items = [show(item, depth=depth + 1) for item in islice(value, SORTED_ITEMS)]
            return _joined(sorted(items, key=lambda item: (len(item), item)), "{}") if items else "set()"
        case pd.Timestamp() if not pd.isna(value):
            return str(value.date()) if value == value.normalize() else str(value)
        case pd.Period() | pd.Timedelta():
            return str(value)
        case pd.Series():
            return f"Series {_pairs(zip(value.index, value, strict=True), depth)}"
        case pd.DataFrame():
            return f"DataFrame, {len(value)} × {value.shape[1]}"
        case Mapping():
            return _pairs(value.items(), depth)
        case tuple():
            items = [show(item, depth=depth + 1) for item in value[: SHOWN_ITEMS + 1]]
            return f"({items[0]},)" if len(items) == 1 else _joined(items, "()")
        case np.ndarray() if value.ndim == 0:
            return show(value.item(), depth=depth + 1)
        case list() | np.ndarray() | pd.Index() | ExtensionArray():
            return _joined((show(item, depth=depth + 1) for item in islice(value, SHOWN_ITEMS + 1)), "[]")
    try:
        return repr(value)
    except Exception:
        return f"<{type(value).__name__}>"


def _pairs(pairs: Iterable[tuple[object, object]], depth: int) -> str:
    shown = islice(pairs, SHOWN_ITEMS + 1)
    return _joined((f"{show(key, depth=depth + 1)}: {show(item, depth=depth + 1)}" for key, item in shown), "{}")


def _joined(items: Iterable[str], brackets: str) -> str:
    shown = list(islice(items, SHOWN_ITEMS + 1))
    if len(shown) > SHOWN_ITEMS:
        shown[SHOWN_ITEMS:] = ["…"]
    return brackets[0] + ", ".join(shown) + brackets[1]
