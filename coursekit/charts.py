"""What a chart shows, as plain data: enough to judge it without its pixels (see coursekit.pictures)."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import numpy as np

from coursekit.axis_texts import texts_at, ticks_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

Description: TypeAlias = dict[str, Any]

MAX_MARKS: Final = 5_000
MOST_NOTES: Final = 50
EDGE: Final = 1e-3
"""Which part of an axis beyond its end a mark may lie at and still be seen."""


class NoChart(TypeError):
    """What was returned is no chart, and none was drawn."""


def describe(result: object) -> Description:
    """Say what a chart shows, in JSON-safe values.

    Parameters
    ----------
    result : matplotlib Axes or Figure, a seaborn grid, what a plotting call gives back, any of these in a list or
        tuple, or None for the figure drawn last

    Returns
    -------
    dict with "title", "xlabel", "ylabel", "lines", "bars", "points" (each a list of {"x", "y", "label"} from left to
    right, x as the text a reader finds there), "heatmaps" (each {"rows", "columns", "values"}), "xticks", "legend",
    "ylim" and "ylim_set" (whether the limits were chosen), "turned" (which of "x" and "y" run backwards). A series with
    marks beyond the limits of its axes says how many are "outside", and bars that lie say their "limits"

    Raises
    ------
    NoChart : when there is nothing to look at
    """
    group = _axes(result)
    main, figure = group[0], _root(group[0])
    return {
        "title": _first(_title(axes) for axes in group) or str(figure.get_suptitle()),
        "xlabel": _first(axes.get_xlabel() for axes in group) or str(figure.get_supxlabel()),
        "ylabel": _first(axes.get_ylabel() for axes in group) or str(figure.get_supylabel()),
        "lines": [series for axes in group for series in _lines(axes)],
        "bars": [series for axes in group for series in _bars(axes)],
        "points": [series for axes in group for series in _points(axes)],
        "heatmaps": [grid for axes in group for grid in _heatmaps(axes)],
        "xticks": _tick_labels(main.xaxis)[:MAX_MARKS],
        "legend": [text for axes in group for _, text in _legend(axes)],
        "notes": [text for axes in group for text in _notes(axes)],
        "ylim": [float(limit) for limit in main.get_ylim()],
        "ylim_set": not main.get_autoscaley_on(),
        "turned": [axis for axis, away in (("x", main.xaxis_inverted()), ("y", main.yaxis_inverted())) if away],
    }


def _tick_labels(axis: Axis) -> list[str]:
    """Return what stands at an axis's ticks, without making the ticks, which would take longer than all the rest."""
    return [str(label) for label in axis.get_major_formatter().format_ticks(list(axis.get_majorticklocs()))]


def _axes(result: object) -> list[Axes]:
    """The Axes meant, the fullest first: all of a figure, or one with those laid over it."""
    import matplotlib.pyplot as plt

    if result is None or (isinstance(result, ModuleType) and result is plt):
        result = plt.gcf() if plt.get_fignums() else ()
    if (plot := _seaborn_plot()) is not None and isinstance(result, plot):
        figure = plt.figure()
        result.on(figure).plot()
        result = figure
    found = list(dict.fromkeys(_within(result)))
    if len(found) == 1:
        place = found[0].get_position(original=True).bounds
        found += [
            other
            for other in _root(found[0]).axes
            if other is not found[0] and other.get_position(original=True).bounds == place
        ]
        return found
    found = [axes for axes in found if not hasattr(axes, "_colorbar")]
    if not found:
        raise NoChart(f"no chart in a {type(result).__name__}")
    return sorted(found, key=lambda axes: -len(axes.lines) - len(axes.patches) - len(axes.collections))


def _seaborn_plot() -> type[Any] | None:
    """The class of what seaborn.objects plots, which draws only when it is shown; None where nobody imported it."""
    module = sys.modules.get("seaborn.objects")
    return None if module is None else cast("type[Any]", module.Plot)


def _root(axes: Axes) -> Figure:
    """The whole figure that Axes stand in."""
    return cast("Figure", axes.get_figure(root=True))


def _within(result: object) -> Iterator[Axes]:
    from matplotlib.axes import Axes
    from matplotlib.figure import FigureBase

    if isinstance(result, Axes):
        yield result
    elif isinstance(result, FigureBase):
        yield from cast("list[Axes]", result.axes)
    elif isinstance(axes := getattr(result, "axes", None), Axes):
        yield axes
    elif isinstance(result, list | tuple) or (isinstance(result, np.ndarray) and result.dtype == object):
        for item in result.flat if isinstance(result, np.ndarray) else result:
            yield from _within(item)
    elif isinstance(figure := getattr(result, "figure", None), FigureBase):
        yield from cast("list[Axes]", figure.axes)


def _first(texts: Iterator[str]) -> str:
    return next((text for text in texts if text.strip()), "")


def _title(axes: Axes) -> str:
    return _first(axes.get_title(loc=place) for place in ("center", "left", "right"))


def _lines(axes: Axes) -> Iterator[Description]:
    for line in axes.lines:
        places = np.asarray(line.get_xdata(orig=False), dtype=float)
        heights = _floats(line.get_ydata(orig=False))
        on_data = all(line.get_transform().contains_branch_seperately(axes.transData))
        if line.get_visible() and on_data and np.isfinite(heights).any():
            label = _label(axes, line.get_label(), line.get_color())
            yield _series(axes.xaxis, places, heights, label) | _outside(axes, places, heights)


def _bars(axes: Axes) -> Iterator[Description]:
    for container in axes.containers:
        bars: Sequence[Any] = [item for item in container if hasattr(item, "get_height")]
        if not bars:
            continue
        lying = getattr(container, "orientation", "vertical") == "horizontal"
        axis: Axis
        if lying:
            axis, middles = axes.yaxis, [bar.get_y() + bar.get_height() / 2 for bar in bars]
            lengths = [bar.get_width() for bar in bars]
        else:
            axis, middles = axes.xaxis, [bar.get_x() + bar.get_width() / 2 for bar in bars]
            lengths = [bar.get_height() for bar in bars]
        label = _label(axes, container.get_label(), bars[0].get_facecolor())
        places, heights = np.asarray(middles, dtype=float), _floats(lengths)
        across, up = (heights, places) if lying else (places, heights)
        limits = {"limits": [float(limit) for limit in axes.get_xlim()]} if lying else {}
        yield _series(axis, places, heights, label) | {"lying": lying} | limits | _outside(axes, across, up)


def _points(axes: Axes) -> Iterator[Description]:
    for item in axes.collections:
        offsets = np.reshape(_floats(item.get_offsets()), (-1, 2))
        if type(item).__name__ == "PathCollection" and len(offsets):
            places, heights = offsets.T
            yield _series(axes.xaxis, places, heights, str(item.get_label())) | _outside(axes, places, heights)


def _heatmaps(axes: Axes) -> Iterator[Description]:
    meshes = [(item, item.get_coordinates()[:, 0, 1]) for item in _meshes(axes)]
    for item, edges in [*meshes, *((image, _edges(image)) for image in axes.images)]:
        grid = np.atleast_2d(_floats(item.get_array()))
        yield {
            "rows": grid.shape[0],
            "columns": grid.shape[1],
            "values": [[None if np.isnan(value) else float(value) for value in row] for row in grid[:MAX_MARKS]],
            "names": ticks_between(axes.yaxis, np.asarray(edges, dtype=float))[:MAX_MARKS],
        }


def _meshes(axes: Axes) -> list[Any]:
    return [item for item in axes.collections if type(item).__name__ == "QuadMesh"]


def _edges(image: Any) -> np.ndarray:
    """Where the rows of an image begin and end, the first row first."""
    _, _, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    return np.linspace(first, last, np.shape(image.get_array())[0] + 1)


def _notes(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_visible() and text.get_text().strip()][:MOST_NOTES]


def _series(axis: Axis, places: np.ndarray, heights: np.ndarray, label: str) -> Description:
    order = np.lexsort((heights, places)) if len(set(places)) < len(places) else np.argsort(places)
    order = order[:MAX_MARKS]
    return {
        "x": texts_at(axis, places[order]),
        "y": [float(value) if np.isfinite(value) else None for value in heights[order]],
        "label": label,
    }


def _outside(axes: Axes, across: np.ndarray, up: np.ndarray) -> Description:
    """How many marks lie beyond the axes' limits; nothing where all are in sight."""
    hidden = np.zeros(len(across), dtype=bool)
    for values, limits in ((across, axes.get_xlim()), (up, axes.get_ylim())):
        low, high = sorted(limits)
        room = EDGE * (high - low)
        hidden |= (values < low - room) | (values > high + room)
    return {"outside": int(hidden.sum())} if hidden.any() else {}


def _floats(values: Any) -> np.ndarray:
    """Numbers with NaN for what is masked or infinite."""
    return np.asarray(np.ma.filled(np.ma.masked_invalid(np.ma.asarray(values, dtype=float)), np.nan))


def _label(axes: Axes, label: object, colour: Any) -> str:
    """A series' name: its own or, as seaborn does it, that of the legend's entry in the same colour."""
    from matplotlib.colors import same_color

    if not str(label).startswith("_"):
        return str(label)
    found = (text for entry, text in _legend(axes) if entry is not None and same_color(entry, colour))
    return next(found, str(label))


def _legend(axes: Axes) -> list[tuple[Any, str]]:
    """The legend's entries: colour, if there is one, and text."""
    if axes.legend_ is None:
        return []
    texts = [text.get_text() for text in axes.legend_.get_texts()]
    colours = []
    for handle in axes.legend_.legend_handles:
        look = getattr(handle, "get_color", None) or getattr(handle, "get_facecolor", None)
        colours.append(look() if look is not None else None)
    return list(zip(colours + [None] * len(texts), texts, strict=False))
