"""Two sliders and a picture on `retention_curve`: bend the model's curve by hand until it lies on what was seen."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from coursekit.interactive.retention_curve import Renewals, best_fit, shape, share_left

Label: TypeAlias = Callable[..., str]

AHEAD: Final = 36
SEEN_COLOUR, HAND_COLOUR, CONSTANT_COLOUR = "#444444", "#0072B2", "#D55E00"
START: Final = (0.25, 0.02)


class CurveByHand:
    """Sliders and picture in a `box`; where widgets can't run, a still picture of the best fit takes its place."""

    def __init__(self, renewals: Renewals, label: Label) -> None:
        self.renewals = renewals
        self.label = label
        self._best = renewals.log_likelihood(*best_fit(renewals))
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "220px"}}
        self.first = widgets.FloatSlider(
            value=START[0], min=0.01, max=0.6, step=0.01, readout_format=".0%", description=label("fit-first"), **wide
        )
        self.unlike = widgets.FloatSlider(
            value=START[1], min=0.01, max=0.8, step=0.01, description=label("fit-unlike"), **wide
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.first, self.unlike, self.picture])
        for slider in (self.first, self.unlike):
            slider.observe(self._draw, names="value")
        self._draw()

    def distance(self) -> float:
        """How far the curve's log-likelihood is below the best one; 0 can't be beaten."""
        return self._best - self.renewals.log_likelihood(*shape(self.first.value, self.unlike.value))

    def _draw(self, _: object = None) -> None:
        alpha, beta = shape(self.first.value, self.unlike.value)
        title = self.label("fit-title", distance=self.distance(), alpha=alpha, beta=beta)
        self.picture.value = curve_picture(self.renewals, alpha, beta, title, self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = still_picture(self.renewals, self.label)
        return bundle | {"image/png": base64.b64encode(still).decode("ascii"), "text/plain": self.label("fit-still")}


def fit_the_curve(members: pd.DataFrame, label: Label) -> CurveByHand:
    """Let a reader fit the shifted-beta-geometric curve by hand.

    Parameters
    ----------
    members : one row a membership, with `terms` and `reason`
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `fit-…`
    """
    return CurveByHand(Renewals.of(members), label)


def still_picture(renewals: Renewals, label: Label) -> bytes:
    """Draw the curve of the highest likelihood, as a PNG."""
    return curve_picture(renewals, *best_fit(renewals), label("fit-still"), label)


def curve_picture(renewals: Renewals, alpha: float, beta: float, title: str, label: Label) -> bytes:
    """Draw what was seen, the model's curve and the curve of a constant churn rate, as a PNG."""
    figure = Figure(figsize=(8.4, 3.6), dpi=90, layout="constrained")
    axes = figure.subplots()
    seen = renewals.observed()
    length = max(AHEAD, len(seen) - 1)
    steps = np.arange(length + 1)
    axes.plot(np.arange(len(seen)), seen, "o", color=SEEN_COLOUR, markersize=4, label=label("fit-seen"))
    axes.plot(steps, share_left(alpha, beta, length), color=HAND_COLOUR, linewidth=2, label=label("fit-hand"))
    constant = (1 - renewals.constant_churn) ** steps
    axes.plot(steps, constant, "--", color=CONSTANT_COLOUR, linewidth=1.5, label=label("fit-constant"))
    axes.set(ylim=(0, 1), xlabel=label("fit-axis"), ylabel=label("share-left"), title=title)
    axes.yaxis.set_major_formatter("{x:.0%}")
    axes.grid(visible=True, alpha=0.4)
    axes.legend(loc="upper right")
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
