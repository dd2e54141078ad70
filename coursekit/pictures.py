"""Whether two described charts show the same, and whether a chart says what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from coursekit.periods import period_of, unit_of

PERCENT: Final = 100.0
LARGEST_SHARE: Final = 1.5
"""Numbers up to here may be shares, larger ones percentages; either may be drawn as the other."""

MOST_OTHERS: Final = 2
"""How many series beyond the expected ones a chart may show, such as a mean or last year's line."""

FEWEST_MARKS: Final = 3
"""From how many marks on a series counts among the others; a whisker or a reference line has two."""

KINDS: Final = ("lines", "bars", "points")

CUT: Final = 0.02
"""Which part of the axis above zero still counts as beginning at zero."""

BELOW: Final = 0.15
"""Which part of the axis may lie below zero, as a margin does."""


@dataclass(frozen=True)
class Series:
    """One line, set of bars or cloud of points, from left to right, without what is missing."""

    x: tuple[str, ...]
    y: np.ndarray
    label: str
    lying: bool

    def turned(self) -> Series:
        """The same series read from the other end."""
        return Series(self.x[::-1], self.y[::-1], self.label, False)


def same_picture(expected: Mapping[str, Any], got: Mapping[str, Any], tolerance: float) -> bool:
    """Whether a chart shows every series of the reference chart and little else.

    Lines, bars and points stand for each other, and so do shares and percentages. Where both charts say at which
    months, numbers or categories their marks stand, these must agree: time runs from left to right, categories and the
    named rows of a heatmap stand in any order. Categories may go by other names, but none by another's.
    """
    wanted, drawn = list(_series(expected)), list(_series(got))
    if not wanted and not expected["heatmaps"]:
        return not drawn and not got["heatmaps"]
    if not all(any(_same_grid(wish, grid, tolerance) for grid in got["heatmaps"]) for wish in expected["heatmaps"]):
        return False
    labels = {series.label for series in drawn}
    drawn += _put_together(got, repeated=len(set(wanted[0].x)) < len(wanted[0].x)) if len(wanted) == 1 else []
    for series in wanted:
        named = len(wanted) > 1 and series.label in labels
        candidates = [other for other in drawn if other.label == series.label] if named else drawn
        if not any(_same(series, other, tolerance) for other in candidates):
            return False
    others = [s for s in drawn if len(s.y) >= FEWEST_MARKS and not any(_same(wish, s, tolerance) for wish in wanted)]
    return len(others) <= MOST_OTHERS


def unlabelled(got: Mapping[str, Any]) -> list[str]:
    """Which of "title", "xlabel" and "ylabel" are empty."""
    return [part for part in ("title", "xlabel", "ylabel") if not str(got.get(part, "")).strip()]


def cuts_the_axis(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the reference lets its vertical axis begin at zero on purpose, and this chart begins elsewhere.

    Of bars that lie, the horizontal axis counts.
    """
    if not expected.get("ylim_set") or expected["ylim"][0] != 0:
        return False
    lying = next((item["limits"] for item, series in _with_items(got) if series.lying and "limits" in item), None)
    low, high = sorted(float(limit) for limit in lying or got.get("ylim", (0, 1)))
    return low > CUT * (high - low) or low < -BELOW * (high - low)


def hides_marks(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether marks of the expected series lie beyond the ends of the axes, where nobody sees them."""
    shown = [(item, series) for item, series in _with_items(got) if item.get("outside")]
    return any(len(wish.y) == len(series.y) for wish in _series(expected) for _, series in shown)


def turns_an_axis(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether heights grow downwards, or time or numbers run from right to left, unlike in the reference."""
    turned = set(got.get("turned", ())) - set(expected.get("turned", ()))
    lying = any(series.lying for series in _series(got))
    along = all(_are_categories(series.x) for series in _series(expected))
    return bool(turned) and not lying and ("y" in turned or not along)


def names_no_places(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the reference's marks stand at months, days or quarters, and this chart's at bare numbers."""
    return any(unit_of(series.x) for series in _series(expected)) and _at_bare_numbers(got)


def names_no_categories(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the reference's marks stand at categories, and nothing in this chart names what its marks stand for."""
    wanted = list(_series(expected))
    if not wanted or not all(_are_categories(series.x) for series in wanted) or not _at_bare_numbers(got):
        return False
    words = [*got.get("xticks", ()), *got.get("notes", ()), *got.get("legend", ())]
    return not any(str(word).strip() and _numbers([str(word).replace("\N{MINUS SIGN}", "-")]) is None for word in words)


def _at_bare_numbers(chart: Mapping[str, Any]) -> bool:
    drawn = [series for series in [*_series(chart), *_put_together(chart)] if len(series.x) >= FEWEST_MARKS]
    return bool(drawn) and all(unit_of(series.x) is None and _numbers(series.x) is not None for series in drawn)


def tells_series_apart(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether a legend, or words beside the lines, say which series is which where the reference has a legend."""
    needed = len(expected.get("legend", ()))
    return needed < 2 or len(got.get("legend", ())) >= 2 or len(got.get("notes", ())) >= 2


def swaps_labels(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the two axes carry each other's names."""
    wanted, given = ([str(chart.get(part, "")).strip() for part in ("xlabel", "ylabel")] for chart in (expected, got))
    lying = any(series.lying for series in _series(got))
    return not lying and wanted[0] != wanted[1] and given == wanted[::-1]


def _put_together(chart: Mapping[str, Any], repeated: bool = False) -> list[Series]:
    """For each kind of mark the one series that several calls drew, such as a bar a call, or gains and losses apart.

    Marks of two calls at one place are two series, not one, unless a place has several marks anyway (`repeated`).
    """
    found = []
    for kind in KINDS:
        parts = [series for _, series in _with_items({name: chart[name] if name == kind else () for name in KINDS})]
        parts = [series for series in parts if repeated or len(set(series.x)) == len(series.x)]
        marks = [mark for series in parts for mark in zip(series.x, series.y, strict=True)]
        if len(parts) > 1 and (repeated or len({x for x, _ in marks}) == len(marks)):
            numbers = _numbers([x for x, _ in marks])
            order = range(len(marks)) if numbers is None else np.lexsort(([y for _, y in marks], numbers))
            x, y = zip(*(marks[place] for place in order), strict=True)
            found.append(Series(x, np.array(y), "", all(series.lying for series in parts)))
    return found


def _series(chart: Mapping[str, Any]) -> Iterator[Series]:
    return (series for _, series in _with_items(chart))


def _with_items(chart: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Series]]:
    """Each series with the description it was read from."""
    for kind in KINDS:
        for item in chart[kind]:
            y = np.asarray(item["y"], dtype=float)
            there = np.isfinite(y)
            x = tuple(str(text) for text, shown in zip(item["x"], there, strict=True) if shown)
            if len(x):
                yield item, Series(x, y[there], str(item["label"]), bool(item.get("lying")))


def _same(wanted: Series, given: Series, tolerance: float) -> bool:
    if len(wanted.y) != len(given.y):
        return False
    if given.lying and _same(wanted, given.turned(), tolerance):
        return True
    if _are_categories(wanted.x) and len(set(wanted.x)) == len(wanted.x):
        shared = [place for place, text in enumerate(wanted.x) if text in given.x]
        under_their_names = [given.x.index(wanted.x[place]) for place in shared]
        if shared and not _near(wanted.y[shared], given.y[under_their_names], tolerance):
            return False
        if set(wanted.x) == set(given.x):
            return True
    return _same_places(wanted.x, given.x) and _near(wanted.y, given.y, tolerance)


def _same_grid(expected: Mapping[str, Any], got: Mapping[str, Any], tolerance: float) -> bool:
    """Whether two heatmaps have the same cells, row by row by the rows' names where both have the same ones."""
    wanted, given = (np.asarray(grid["values"], dtype=float) for grid in (expected, got))
    names, others = (list(grid.get("names", ())) for grid in (expected, got))
    if len(set(names)) == len(names) == len(given) and set(names) == set(others):
        given = given[[others.index(name) for name in names]]
    return _near(wanted, given, tolerance)


def _same_places(wanted: Sequence[str], given: Sequence[str]) -> bool:
    """Whether the marks stand at the same months, days or numbers; True where this can't be told."""
    unit = unit_of(wanted)
    if unit is not None:
        days = [(period_of(a, "D"), period_of(b, "D")) for a, b in zip(wanted, given, strict=True)]
        by_month = unit == "M" or (len(days) > 1 and all(day is not None and day.day == 1 for day, _ in days))
        known = [(a, b) for a, b in days if a is not None and b is not None]
        return all((a.year, a.month) == (b.year, b.month) if by_month else a == b for a, b in known)
    left, right = _numbers(wanted), _numbers(given)
    if left is None or right is None or len(left) < 2:
        return True
    gaps = np.diff(np.unique(left))
    return not len(gaps) or bool(np.all(np.abs(left - right) < gaps.min() / 2))


def _are_categories(texts: Sequence[str]) -> bool:
    return unit_of(texts) is None and _numbers(texts) is None


def _numbers(texts: Sequence[str]) -> np.ndarray | None:
    try:
        return np.array([float(text) for text in texts])
    except ValueError:
        return None


def _near(wanted: np.ndarray, values: np.ndarray, tolerance: float) -> bool:
    if wanted.shape != values.shape:
        return False
    largest = float(np.nanmax(np.abs(wanted), initial=0.0))
    return any(
        np.allclose(values, wanted * unit, rtol=0, atol=tolerance * max(1.0, largest) * unit, equal_nan=True)
        for unit in (1.0, PERCENT if largest <= LARGEST_SHARE else 1 / PERCENT)
    )
