"""Five sliders and a picture on `clv_levers`: the customer's account, and what a tenth better in each lever adds."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.clv_levers import LEVERS, Levers

Label: TypeAlias = Callable[..., str]

YEARS: Final = 10
SLIDERS: Final = {
    "orders": (0.2, 12.0, 0.1, ".1f"),
    "margin": (1.0, 60.0, 0.5, ".1f"),
    "retention": (0.0, 0.95, 0.01, ".0%"),
    "rate": (0.0, 0.3, 0.01, ".0%"),
    "cost": (0.0, 120.0, 1.0, ".0f"),
}
"""Lowest, highest, step and format of each lever's slider."""

LINE_COLOUR, BEST_COLOUR, OTHER_COLOUR = "#0072B2", "#D55E00", "#999999"


class LeversByHand:
    """Sliders and picture in a `box`; where widgets can't run, a still picture of the start takes its place."""

    def __init__(self, start: Levers, label: Label) -> None:
        self.start = start
        self.label = label
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "220px"}}
        self.sliders = {
            name: widgets.FloatSlider(
                value=min(max(getattr(start, name), low), high),
                min=low,
                max=high,
                step=step,
                readout_format=form,
                description=label(f"lever-{name}"),
                **wide,
            )
            for name, (low, high, step, form) in SLIDERS.items()
        }
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([*self.sliders.values(), self.picture])
        for slider in self.sliders.values():
            slider.observe(self._draw, names="value")
        self._draw()

    def levers(self) -> Levers:
        """The customer that the sliders describe."""
        return Levers(**{name: slider.value for name, slider in self.sliders.items()})

    def _draw(self, _: object = None) -> None:
        self.picture.value = levers_picture(self.levers(), self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = levers_picture(self.start, self.label)
        return bundle | {"image/png": base64.b64encode(still).decode("ascii"), "text/plain": self.label("lever-still")}


def pull_the_levers(
    orders: float, margin: float, retention: float, rate: float, cost: float, label: Label
) -> LeversByHand:
    """Let a reader move the five numbers behind a customer's value.

    Parameters
    ----------
    orders, margin, retention, rate, cost : where the sliders begin, as in `Levers`
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `lever-…`
    """
    return LeversByHand(Levers(orders, margin, min(retention, 0.95), rate, cost), label)


def levers_picture(levers: Levers, label: Label) -> bytes:
    """Draw the customer's account over ten years and the gain of each lever, as a PNG."""
    figure = Figure(figsize=(9.4, 3.6), dpi=90, layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.1, 1))
    years = np.arange(YEARS + 1)
    left.axhline(0, color="#444444", linewidth=1)
    left.plot(years, levers.account(YEARS), "o-", color=LINE_COLOUR, markersize=4)
    left.set(xlabel=label("lever-years"), ylabel=label("lever-account"))
    left.set_title(label("lever-title", value=levers.value()))
    gains = levers.gains()
    best = max(gains, key=lambda name: gains[name])
    names = list(reversed(LEVERS))
    right.barh(
        [label(f"lever-{name}") for name in names],
        [gains[name] for name in names],
        color=[BEST_COLOUR if name == best else OTHER_COLOUR for name in names],
    )
    right.set(xlabel=label("lever-gain"))
    right.set_title(label("lever-best", lever=label(f"lever-{best}"), gain=gains[best]))
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
