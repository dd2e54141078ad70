"""Picture of `shrinkage`: a slider of the strength over raw rates, shrunk rates and the truth of a practice bank."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.shrinkage import INDUSTRIES, distance_from_truth, prior_strength, shrunk_rates

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#777777"
POINTS: Final = 100
STRENGTHS: Final = (0, 5, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1_000, 2_000, 5_000, 20_000)
CLIENTS, GONE = [item.clients for item in INDUSTRIES], [item.gone for item in INDUSTRIES]


class StrengthSlider:
    """A slider and a picture in a `box`; where widgets can't run, a still picture takes its place."""

    def __init__(self, label: Label) -> None:
        self.label = label
        self.strength = widgets.SelectionSlider(
            options=STRENGTHS,
            value=0,
            description=label("slider-strength"),
            layout={"width": "95%", "max_width": "760px"},
            style={"description_width": "180px"},
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.strength, self.picture])
        self.strength.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        self.picture.value = as_png(draw_shrinkage(float(self.strength.value), self.label))

    def still(self) -> bytes:
        """Draw the picture at the estimated strength, as a PNG."""
        return as_png(draw_shrinkage(prior_strength(CLIENTS, GONE), self.label))

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = base64.b64encode(self.still()).decode("ascii")
        return bundle | {"image/png": still, "text/plain": self.label("slider-still")}


def shrink_and_compare(label: Label) -> StrengthSlider:
    """Let a reader choose how far rates are drawn towards the overall rate, and see how far they lie from the truth.

    `label` gives the text of a key in the reader's language, as `coursekit.label` does; keys `slider-…`, `clients`.
    """
    return StrengthSlider(label)


def draw_shrinkage(strength: float, label: Label) -> Figure:
    """Draw raw and shrunk rates beside the truth, and the distance from the truth at every strength."""
    figure = Figure(figsize=(9.6, 4.6), dpi=90, layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    truth = POINTS * np.array([item.truth for item in INDUSTRIES])
    raw = POINTS * np.array([item.rate for item in INDUSTRIES])
    drawn = POINTS * shrunk_rates(CLIENTS, GONE, strength)
    left.vlines(CLIENTS, drawn, truth, color=GREY, linewidth=0.8)
    left.plot(CLIENTS, raw, "x", color=ORANGE, label=label("slider-raw"))
    left.plot(CLIENTS, truth, "_", color="black", markersize=11, label=label("slider-truth"))
    left.plot(CLIENTS, drawn, "o", color=BLUE, markersize=5, label=label("slider-shrunk"))
    left.set_xscale("log")
    left.set(xlabel=label("clients"), ylabel=label("slider-rate"))
    left.legend(fontsize=8)
    far = [POINTS * distance_from_truth(float(value)) for value in STRENGTHS]
    spots = np.array(STRENGTHS, dtype=float) + 1.0
    here, estimate = POINTS * distance_from_truth(strength), prior_strength(CLIENTS, GONE)
    right.plot(spots, far, color=BLUE)
    right.plot([strength + 1.0], [here], "o", color=BLUE)
    right.axvline(estimate + 1.0, color=GREEN, linestyle="--", label=label("slider-estimate", strength=estimate))
    right.set_xscale("log")
    right.set(xlabel=label("slider-axis"), ylabel=label("slider-distance"))
    right.set_ylim(bottom=0)
    right.legend(fontsize=8)
    raw_distance = POINTS * distance_from_truth(0.0)
    figure.suptitle(label("slider-title", strength=strength, here=here, raw=raw_distance), fontsize=10)
    return figure


def as_png(figure: Figure) -> bytes:
    """The figure as a PNG."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
