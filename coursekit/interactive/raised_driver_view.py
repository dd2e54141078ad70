"""A list, a slider and a picture on `raised_driver`: raise one driver, watch the prediction and the truth."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import pandas as pd
from matplotlib.figure import Figure

from coursekit.interactive.logistic import Logistic
from coursekit.interactive.raised_driver import RAISABLE, Change, RaisedDriver

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

MODEL_COLOUR, TRUTH_COLOUR = "#0072B2", "#D55E00"
POINTS: Final = 100
MANY: Final = 8


class DriverRaiser:
    """A list, a slider and a picture in a `box`; where widgets can't run, all drivers raised stand side by side."""

    def __init__(self, raised: RaisedDriver, label: Label) -> None:
        self.raised = raised
        self.label = label
        self._curves = {driver: self._curve(driver) for driver in RAISABLE}
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "180px"}}
        self.driver = widgets.Dropdown(
            options=[(label(f"raise-{driver}"), driver) for driver in RAISABLE],
            description=label("raise-which"),
            **wide,
        )
        self.extra = widgets.IntSlider(
            value=1, min=0, max=max(RAISABLE.values()), description=label("raise-by"), **wide
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.driver, self.extra, self.picture])
        for control in (self.driver, self.extra):
            control.observe(self._draw, names="value")
        self._draw()

    def _curve(self, driver: str) -> dict[int, Change]:
        return {extra: self.raised.change(driver, extra) for extra in range(RAISABLE[driver] + 1)}

    def chosen(self) -> tuple[str, int]:
        """The driver and how much it is raised."""
        return self.driver.value, min(self.extra.value, RAISABLE[self.driver.value])

    def _draw(self, _: object = None) -> None:
        driver, extra = self.chosen()
        self.extra.max = RAISABLE[driver]
        figure = Figure(figsize=(8.4, 3.8), dpi=90, layout="constrained")
        axes = figure.subplots()
        change = self._curves[driver][extra]
        draw_curve(axes, self._curves[driver], self.label(f"raise-{driver}"), self.label)
        axes.axvline(extra, color="#444444", linewidth=1)
        axes.set_title(
            self.label("raise-title", predicted=POINTS * change.predicted, true=POINTS * change.true), fontsize=11
        )
        axes.legend(loc="upper left")
        self.picture.value = as_png(figure)

    def still(self) -> bytes:
        """Draw all drivers side by side, as a PNG."""
        figure = Figure(figsize=(9.6, 5.6), dpi=90, layout="constrained")
        *panels, corner = figure.subplots(2, 3).flat
        for axes, (driver, curve) in zip(panels, self._curves.items(), strict=True):
            draw_curve(axes, curve, self.label(f"raise-{driver}"), self.label)
        corner.set_axis_off()
        corner.legend(*panels[0].get_legend_handles_labels(), loc="center")
        figure.suptitle(self.label("raise-still"))
        return as_png(figure)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = base64.b64encode(self.still()).decode("ascii")
        return bundle | {"image/png": still, "text/plain": self.label("raise-still")}


def raise_a_driver(model: Logistic, renewals: pd.DataFrame, label: Label) -> DriverRaiser:
    """Let a reader raise one driver for everyone, and see what the model says and what would be true.

    Parameters
    ----------
    model : fitted to the drivers of `monthly_renewals`
    renewals : the renewals it is asked about
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `raise-…`
    """
    return DriverRaiser(RaisedDriver(model, renewals), label)


def draw_curve(axes: Axes, curve: dict[int, Change], name: str, label: Label) -> None:
    """Draw the change of churn in percentage points against how much a driver is raised."""
    steps = list(curve)
    low, predicted, high, true = (
        [POINTS * getattr(change, part) for change in curve.values()] for part in ("low", "predicted", "high", "true")
    )
    axes.fill_between(steps, low, high, color=MODEL_COLOUR, alpha=0.15, label=label("raise-unsure"))
    axes.plot(steps, predicted, color=MODEL_COLOUR, linewidth=2, label=label("raise-model"))
    axes.plot(steps, true, "--", color=TRUTH_COLOUR, linewidth=2, label=label("raise-truth"))
    axes.set(xlabel=name, ylabel=label("raise-change"))
    axes.set_xticks(steps if len(steps) < MANY else steps[::3])
    axes.grid(visible=True, alpha=0.4)


def as_png(figure: Figure) -> bytes:
    """The figure as a PNG."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
