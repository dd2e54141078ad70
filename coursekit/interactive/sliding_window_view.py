"""Two sliders and a picture on `sliding_window`: stretch the window, push it through the calendar, watch the rate."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from coursekit.interactive.sliding_window import VisitDays, rate_by_window

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

LENGTHS: Final = (7, 14, 30, 60, 90, 180)
"""Window lengths offered, in days: from a week to half a year."""

STILL_LENGTHS: Final = (30, 60, 90)
FIRST_COLOUR, SECOND_COLOUR, LINE_COLOUR = "#0072B2", "#E69F00", "#444444"


class SlidingWindow:
    """Sliders and picture in a `box`; where widgets can't run, a still picture of three windows takes its place."""

    def __init__(self, visits: VisitDays, label: Label) -> None:
        self.visits = visits
        self.label = label
        self._curve = cache(lambda days: rate_by_window(visits, visits.starts(days), days))
        lengths = [days for days in LENGTHS if len(visits.starts(days))]
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "140px"}}
        self.length = widgets.SelectionSlider(
            options=lengths or [1],
            value=30 if 30 in lengths else (lengths or [1])[0],
            description=label("slide-length"),
            **wide,
        )
        self.position = widgets.SelectionSlider(
            options=self._positions(), description=label("slide-position"), continuous_update=True, **wide
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.length, self.position, self.picture])
        self.length.observe(self._stretch, names="value")
        self.position.observe(self._draw, names="value")
        self._draw()

    def curve(self) -> pd.DataFrame:
        """The rate for every position of the window of the length chosen."""
        return self._curve(self.length.value)

    def _positions(self) -> list[tuple[str, pd.Timestamp]]:
        starts = self.visits.starts(self.length.value)
        return [(start.date().isoformat(), start) for start in starts] or [("–", self.visits.first_day)]

    def _stretch(self, _: object = None) -> None:
        wanted = self.position.value
        positions = self._positions()
        nearest = min((start for _, start in positions), key=lambda start: abs(start - wanted))
        self.position.unobserve(self._draw, names="value")
        self.position.options = positions
        self.position.value = nearest
        self.position.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        self.picture.value = sliding_picture(self.curve(), self.position.value, self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = still_picture(self.visits, self.position.value, self.label)
        return bundle | {"image/png": base64.b64encode(still).decode("ascii"), "text/plain": self.label("slide-still")}


def slide_the_window(purchases: pd.DataFrame, label: Label) -> SlidingWindow:
    """Show how the retention rate changes with the window.

    Parameters
    ----------
    purchases : one row a purchase, with `customer_id` and `ordered_at`
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `slide-…`
    """
    return SlidingWindow(VisitDays.of(purchases), label)


def sliding_picture(curve: pd.DataFrame, start: pd.Timestamp, label: Label) -> bytes:
    """Draw the rate for every position of a window, and the two windows at one position, as a PNG."""
    figure = Figure(figsize=(8.4, 3.4), dpi=90, layout="constrained")
    axes = figure.subplots()
    axes.plot(curve["start"].to_numpy(), curve["rate"].to_numpy(), color=LINE_COLOUR, linewidth=1.5)
    chosen = curve[curve["start"] == start]
    if len(chosen):
        customers, stayed, days = (int(chosen[name].iloc[0]) for name in ("customers", "stayed", "days"))
        rate = float(chosen["rate"].iloc[0])
        _mark_windows(axes, start, days, label)
        axes.plot(chosen["start"].to_numpy(), chosen["rate"].to_numpy(), "o", color=FIRST_COLOUR, markersize=9)
        known = (
            label("slide-title", customers=customers, stayed=stayed, rate=rate) if customers else label("slide-nobody")
        )
        axes.set_title(known)
        axes.legend(loc="upper left", ncols=2, frameon=True)
    _finish(axes, label)
    return _png(figure)


def still_picture(visits: VisitDays, start: pd.Timestamp, label: Label) -> bytes:
    """Draw the rates of three window lengths beginning on one day, as a PNG."""
    lengths = [days for days in STILL_LENGTHS if len(visits.starts(days))] or [1]
    figure = Figure(figsize=(8.4, 2.8), dpi=90, layout="constrained")
    axes = figure.subplots()
    rates = [float(rate_by_window(visits, [start], days)["rate"].iloc[0]) for days in lengths]
    bars = axes.barh([label("slide-days", days=days) for days in lengths], rates, color=FIRST_COLOUR)
    axes.bar_label(bars, [f"{rate:.1%}" for rate in rates], padding=4)
    axes.set(xlim=(0, 1), xlabel=label("retention"), title=label("slide-still"))
    axes.xaxis.set_major_formatter("{x:.0%}")
    axes.invert_yaxis()
    return _png(figure)


def _mark_windows(axes: Axes, start: pd.Timestamp, days: int, label: Label) -> None:
    middle, end = start + pd.Timedelta(days=days), start + pd.Timedelta(days=2 * days)
    axes.axvspan(start, middle, color=FIRST_COLOUR, alpha=0.25, label=label("slide-first"))  # type: ignore[arg-type]
    axes.axvspan(middle, end, color=SECOND_COLOUR, alpha=0.25, label=label("slide-second"))  # type: ignore[arg-type]


def _finish(axes: Axes, label: Label) -> None:
    axes.set(ylim=(0, 1), xlabel=label("slide-axis"), ylabel=label("retention"))
    axes.yaxis.set_major_formatter("{x:.0%}")
    axes.grid(visible=True, alpha=0.4)


def _png(figure: Figure) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
