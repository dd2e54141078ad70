"""What a chart shows, as plain data: enough to judge it without its pixels.

`describe` runs where the chart was drawn; `same_picture` compares two descriptions anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Description: TypeAlias = dict[str, Any]

MAX_MARKS: Final = 5_000
PERCENT: Final = 100.0


class NoChart(TypeError):
    """What was returned is no chart, and none was drawn."""


def describe(result: object) -> Description:
    """Say what a chart shows, in JSON-safe values.

    Parameters
    ----------
    result : matplotlib Axes or Figure, a seaborn grid, a list of Axes, or None for the figure drawn last

    Returns
    -------
    dict with "title", "xlabel", "ylabel", "lines", "bars", "points" (each a list of {"x", "y", "label"}), "heatmaps"
    (each {"rows", "columns", "values"}), "xticks" and "legend"

    Raises
    ------
    NoChart : when there is nothing to look at
    """
    axes = _axes(result)
    axes.figure.canvas.draw_idle()
    return {
        "title": axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right") or _suptitle(axes),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "lines": [_series(line.get_xdata(), line.get_ydata(), line.get_label()) for line in axes.lines if _seen(line)],
        "bars": _bars(axes),
        "points": [_points(item) for item in axes.collections if _is_scatter(item)],
        "heatmaps": [_heatmap(item) for item in axes.collections if type(item).__name__ == "QuadMesh"],
        "xticks": [tick.get_text() for tick in axes.get_xticklabels()][:MAX_MARKS],
        "legend": [text.get_text() for text in axes.legend_.get_texts()] if axes.legend_ else [],
    }


def same_picture(expected: Mapping[str, Any], got: Mapping[str, Any], tolerance: float) -> bool:
    """Whether a chart shows every series the reference chart shows, as lines, bars or points, as shares or percent."""
    drawn = [_values(series) for kind in ("lines", "bars", "points") for series in got[kind]]
    for kind in ("lines", "bars", "points"):
        for series in expected[kind]:
            wanted = _values(series)
            if len(wanted) and not any(_match(wanted, values, tolerance) for values in drawn):
                return False
    grids = [np.asarray(item["values"], dtype=float) for item in got["heatmaps"]]
    return all(
        any(_match(np.asarray(item["values"], dtype=float), grid, tolerance) for grid in grids)
        for item in expected["heatmaps"]
    )


def unlabelled(got: Mapping[str, Any]) -> list[str]:
    """Which of "title", "xlabel" and "ylabel" are empty."""
    return [part for part in ("title", "xlabel", "ylabel") if not str(got.get(part, "")).strip()]


def _match(wanted: np.ndarray, values: np.ndarray, tolerance: float) -> bool:
    if wanted.shape != values.shape:
        return False
    scale = max(1.0, float(np.nanmax(np.abs(wanted), initial=0.0)))
    return any(
        np.allclose(values, wanted * unit, rtol=0, atol=tolerance * scale * unit, equal_nan=True)
        for unit in (1.0, PERCENT)
    )


def _values(series: Mapping[str, Any]) -> np.ndarray:
    values = np.asarray(series["y"], dtype=float)
    return values[~np.isnan(values)]


def _axes(result: object) -> Axes:
    import matplotlib.pyplot as plt
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    if isinstance(result, Axes):
        return result
    if result is None:
        if not plt.get_fignums():
            raise NoChart("no chart was drawn")
        result = plt.gcf()
    figure = getattr(result, "figure", None)
    if not isinstance(result, Figure) and isinstance(figure, Figure):
        result = figure
    if isinstance(result, Figure):
        candidates: Iterable[object] = result.axes
    elif isinstance(result, list | tuple | np.ndarray):
        candidates = np.ravel(np.asarray(result, dtype=object))
    else:
        raise NoChart(f"a {type(result).__name__} is no chart")
    found = [item for item in candidates if isinstance(item, Axes)]
    if not found:
        raise NoChart("no chart was drawn")
    return max(found, key=lambda item: len(item.lines) + len(item.patches) + len(item.collections))


def _suptitle(axes: Axes) -> str:
    return str(getattr(axes.figure, "get_suptitle", lambda: "")())


def _seen(line: Any) -> bool:
    return bool(line.get_visible()) and len(line.get_xdata()) > 0


def _series(x: object, y: object, label: object) -> Description:
    heights = np.ma.filled(np.ma.masked_invalid(np.asarray(y, dtype=float)), np.nan)
    positions = np.asarray(x)
    try:
        order = np.argsort(positions, kind="stable")
    except TypeError:
        order = np.arange(len(heights))
    return {
        "x": [str(position) for position in positions[order]][:MAX_MARKS],
        "y": [None if np.isnan(value) else float(value) for value in heights[order]][:MAX_MARKS],
        "label": str(label),
    }


def _bars(axes: Axes) -> list[Description]:
    found: list[Description] = []
    for container in axes.containers:
        bars: Sequence[Any] = [item for item in container if hasattr(item, "get_height")]
        if not bars:
            continue
        lying = getattr(container, "orientation", "vertical") == "horizontal"
        places = [bar.get_y() if lying else bar.get_x() for bar in bars]
        lengths = [bar.get_width() if lying else bar.get_height() for bar in bars]
        found.append(_series(np.asarray(places, dtype=float), lengths, container.get_label()))
    return found


def _is_scatter(item: Any) -> bool:
    return type(item).__name__ == "PathCollection" and len(item.get_offsets()) > 0


def _points(item: Any) -> Description:
    offsets = np.ma.filled(np.ma.asarray(item.get_offsets(), dtype=float), np.nan)
    return _series(offsets[:, 0], offsets[:, 1], item.get_label())


def _heatmap(item: Any) -> Description:
    values = np.ma.filled(np.ma.asarray(item.get_array(), dtype=float), np.nan)
    grid = np.atleast_2d(values)
    return {
        "rows": grid.shape[0],
        "columns": grid.shape[1],
        "values": [[None if np.isnan(value) else float(value) for value in row] for row in grid[:MAX_MARKS]],
    }
