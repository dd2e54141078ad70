"""What a chart shows, in a few words: its series, and where their first marks stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from coursekit.showing import show
from grader.questions import Text

MOST_SERIES: Final = 3
MOST_MARKS: Final = 6
MOST_CHARACTERS: Final = 24

_KINDS: Final[Mapping[str, Text]] = {
    "lines": Text("a line of {count}", "一条折线，{count} 个点"),
    "bars": Text("bars, {count}", "柱形，{count} 个"),
    "points": Text("points, {count}", "散点，{count} 个"),
}
_GRID: Final = Text("a heatmap of {rows} × {columns}", "热力图，{rows} 行 {columns} 列")
_NOTHING: Final = Text("nothing", "没有内容")


def drawn(chart: Mapping[str, Any], language: str) -> str:
    """Say what a chart shows.

    Parameters
    ----------
    chart : as `coursekit.charts.describe` gives it
    language : "en" or "zh"

    Examples
    --------
    >>> drawn({"lines": [{"x": ["2026-01", "2026-02"], "y": [0.5, None], "label": "_a"}]}, "en")
    'a line of 2 (2026-01: 0.5, 2026-02: –)'
    """
    found = list(_series(chart, language))
    stop, more = ("；", "……") if language == "zh" else ("; ", " …")
    shown = stop.join(found[:MOST_SERIES])
    return (shown + more if len(found) > MOST_SERIES else shown) or _NOTHING.said_in(language)


def _series(chart: Mapping[str, Any], language: str) -> Iterator[str]:
    for kind, says in _KINDS.items():
        for one in chart.get(kind, ()):
            yield says.said_in(language).format(count=len(one["y"])) + _marks(one["x"], one["y"], language)
    for grid in chart.get("heatmaps", ()):
        yield _GRID.said_in(language).format(rows=int(grid["rows"]), columns=int(grid["columns"]))


def _marks(places: Sequence[Any], heights: Sequence[Any], language: str) -> str:
    opened, colon, comma, more, closed = (
        ("（", "：", "，", "……", "）") if language == "zh" else (" (", ": ", ", ", " …", ")")
    )
    first = [
        f"{str(place)[:MOST_CHARACTERS]}{colon}{'–' if height is None else show(round(float(height), 4))}"
        for place, height in zip(places[:MOST_MARKS], heights, strict=False)
    ]
    if not first:
        return ""
    return opened + comma.join(first) + (more if len(heights) > MOST_MARKS else "") + closed
