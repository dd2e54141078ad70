"""What stands at a place on an axis: a month, a category, a number."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axis import Axis

DIGITS: Final = 6
EPOCH: Final = pd.Timestamp("1970-01-01")
"""Where matplotlib's days begin unless somebody moves it (`matplotlib.dates.set_epoch`)."""


def texts_at(axis: Axis, places: np.ndarray) -> list[str]:
    """What a reader finds at these places of an axis.

    Months and days come as "2026-01" or "2026-01-31T00:00:00", categories as their names, anything else as the number.
    Bars that stand beside each other in one group all stand at the group's name.
    """
    from matplotlib.category import StrCategoryFormatter
    from matplotlib.ticker import FuncFormatter

    rounded = np.round(np.asarray(places, dtype=float), DIGITS)
    converter = type(axis.get_converter()).__name__ if axis.get_converter() is not None else ""
    if converter == "PeriodConverter":
        unit = getattr(axis, "freq", None)
        return [_period(place, unit) for place in rounded]
    if "Date" in converter:
        return [_moment(place) for place in rounded]
    formatter = axis.get_major_formatter()
    if isinstance(formatter, StrCategoryFormatter | FuncFormatter):
        beside = np.where(np.abs(rounded - np.round(rounded)) < 0.5, np.round(rounded), rounded)
        texts = [_named(formatter, place) for place in beside]
        if any(texts):
            return texts
    return [repr(float(place)) for place in rounded]


def ticks_between(axis: Axis, edges: np.ndarray) -> list[str]:
    """The tick label that stands between each two neighbouring edges; "" where none or several do."""
    found = []
    texts_shown = [text.get_text().strip() for text in axis.get_majorticklabels()]
    ticks = list(zip(axis.get_majorticklocs(), texts_shown, strict=False))
    for one, other in pairwise(edges):
        low, high = sorted((one, other))
        texts = [text for place, text in ticks if low < place < high and text]
        found.append(texts[0] if len(texts) == 1 else "")
    return found


def _named(formatter: Any, place: float) -> str:
    """The tick label at a place; "" where none is."""
    try:
        return str(formatter(place)).strip()
    except (IndexError, KeyError, ValueError, TypeError):
        return ""


def _period(place: float, unit: Any) -> str:
    try:
        return str(pd.Period(ordinal=round(place), freq=unit))
    except (TypeError, ValueError):
        return repr(float(place))


def _moment(place: float) -> str:
    return str((EPOCH + pd.Timedelta(days=place)).round("min").isoformat())
