"""A slider and a switch on `peeking`: look more often at tests of nothing, and watch how many are "successes"."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.peeking import (
    MOST_LOOKS,
    NORMAL_95,
    TESTS,
    false_alarms,
    limit_for,
    played_without_effect,
    stopped_early,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#999999"
DRAWN: Final = 60
"""Of the tests played, how many are drawn."""

STILL_LOOKS: Final = (1, 5, 20)


class PeekingSlider:
    """A slider, a switch and a picture in a `box`; where widgets can't run, a still picture takes their place."""

    def __init__(self, label: Label) -> None:
        self.label = label
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "220px"}}
        self.looks = widgets.IntSlider(value=1, min=1, max=MOST_LOOKS, description=label("peek-looks"), **wide)
        self.strict = widgets.Checkbox(value=False, description=label("peek-strict"), indent=False)
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.looks, self.strict, self.picture])
        for control in (self.looks, self.strict):
            control.observe(self._draw, names="value")
        self._draw()

    @property
    def limit(self) -> float:
        """The limit in use: the usual one, or the stricter one for this number of looks."""
        return limit_for(self.looks.value) if self.strict.value else NORMAL_95

    def _draw(self, _: object = None) -> None:
        self.picture.value = as_png(draw_looks(self.looks.value, self.limit, self.label))

    def still(self) -> bytes:
        """Draw how false alarms grow with looks, as a PNG."""
        return as_png(draw_still(self.label))

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = base64.b64encode(self.still()).decode("ascii")
        return bundle | {"image/png": still, "text/plain": self.label("peek-still")}


def peek_at_tests(label: Label) -> PeekingSlider:
    """Let a reader look again and again at tests without an effect.

    `label` gives the text of a key in the reader's language, as `coursekit.label` does; keys `peek-…`.
    """
    return PeekingSlider(label)


def draw_looks(looks: int, limit: float, label: Label) -> Figure:
    """Draw tests without an effect as they are seen at each look; those taken for a success stand out."""
    figure = Figure(figsize=(8.6, 4.0), dpi=90, layout="constrained")
    axes: Axes = figure.subplots()
    seen = played_without_effect(looks)
    alarmed = stopped_early(seen, limit)
    share = 100 * np.arange(1, looks + 1) / looks
    for path, alarm in sorted(zip(seen[:DRAWN], alarmed[:DRAWN], strict=True), key=lambda pair: bool(pair[1])):
        axes.plot(share, path, "o-", markersize=3, linewidth=0.8, color=ORANGE if alarm else GREY, alpha=0.8)
    for edge in (-limit, limit):
        axes.axhline(edge, color=BLUE, linestyle="--", linewidth=1.2)
    axes.axhline(0, color="#444444", linewidth=0.8)
    axes.set(xlim=(0, 103), xlabel=label("peek-axis"), ylabel=label("peek-errors"))
    title = label("peek-title", looks=looks, limit=limit, chance=false_alarms(looks, limit))
    axes.set_title(f"{title}\n{label('peek-count', alarms=int(alarmed.sum()), tests=TESTS, drawn=DRAWN)}", fontsize=10)
    return figure


def draw_still(label: Label) -> Figure:
    """Draw the chance of a false alarm for each number of looks, with the usual limit and with the stricter one."""
    figure = Figure(figsize=(8.4, 3.4), dpi=90, layout="constrained")
    axes: Axes = figure.subplots()
    looks = range(1, MOST_LOOKS + 1)
    chances = [100 * false_alarms(number) for number in looks]
    axes.plot(looks, chances, "o-", color=ORANGE, markersize=4, label=label("peek-usual"))
    axes.plot(looks, [5.0] * MOST_LOOKS, "--", color=BLUE, label=label("peek-pocock"))
    for number in STILL_LOOKS:
        axes.annotate(
            f"{chances[number - 1]:.0f} %", (number, chances[number - 1]), (4, -14), textcoords="offset points"
        )
    axes.set(ylim=(0, None), xlabel=label("peek-looks"), ylabel=label("peek-chance"), title=label("peek-still"))
    axes.legend(loc="lower right")
    return figure


def as_png(figure: Figure) -> bytes:
    """The figure as a PNG."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
