"""Pictures of `next_hour`: estimates beside the truth, and a slider of hours over the profit curves of some rules."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.next_hour import (
    CALLS,
    EFFECTS,
    GAINS,
    NORMAL_95,
    PER_HOUR,
    KnownEffect,
    gain_by_hours,
    worth_of_the_next_hour,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
POINTS: Final = 100
MOST_HOURS: Final = CALLS[-1] // PER_HOUR - 1
SHOWN: Final = {
    "best": ("#000000", "--"),
    "steady": (BLUE, "-"),
    "at-risk": ("#009E73", "-."),
    "richest": ("#CC79A7", ":"),
    "lot": (GREY, "-"),
    "riskiest": (ORANGE, "-"),
}


def show_the_truth(label: Label, known: tuple[KnownEffect, ...] = EFFECTS) -> Figure:
    """Draw the effects of a call at the practice bank: estimates with their intervals beside the truth.

    Parameters
    ----------
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `truth-…`, `segment-…`
    known : one for each segment
    """
    figure = Figure(figsize=(8.4, 3.8), dpi=90, layout="constrained")
    axes = figure.subplots()
    spots = np.arange(len(known))
    points = [POINTS * effect.estimate for effect in known]
    reach = [POINTS * NORMAL_95 * effect.error for effect in known]
    axes.errorbar(spots - 0.05, points, yerr=reach, fmt="o", color=BLUE, label=label("truth-estimate"))
    axes.plot(spots + 0.05, [POINTS * e.truth for e in known], "D", color=ORANGE, label=label("truth-truth"))
    axes.axhline(0, color=GREY, linewidth=1)
    names = [label("truth-risk", segment=label(f"segment-{e.segment}"), risk=e.risk) for e in known]
    axes.set_xticks(spots, labels=names)
    axes.set_xlim(-0.5, len(known) - 0.5)
    axes.set(ylabel=label("truth-axis"))
    moved = min(known, key=lambda effect: effect.truth)
    axes.set_title(label("truth-title", segment=label(f"segment-{moved.segment}"), effect=-POINTS * moved.truth))
    axes.legend(loc="lower right", fontsize=9)
    return figure


class HourSlider:
    """A slider and a picture in a `box`; where widgets can't run, a still picture takes its place."""

    def __init__(self, label: Label) -> None:
        self.label = label
        self.hours = widgets.IntSlider(
            value=10,
            min=0,
            max=MOST_HOURS,
            description=label("hours-spent"),
            layout={"width": "95%", "max_width": "760px"},
            style={"description_width": "180px"},
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.hours, self.picture])
        self.hours.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        self.picture.value = as_png(draw_hours(self.hours.value, self.label))

    def still(self) -> bytes:
        """Draw all hours, as a PNG."""
        return as_png(draw_hours(MOST_HOURS, self.label))

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = base64.b64encode(self.still()).decode("ascii")
        return bundle | {"image/png": still, "text/plain": self.label("hours-still")}


def spend_the_hours(label: Label) -> HourSlider:
    """Let a reader spend hours of calls, and see what they bring by several rules.

    `label` gives the text of a key in the reader's language, as `coursekit.label` does; keys `hours-…`, `rule-…`.
    """
    return HourSlider(label)


def draw_hours(hours: int, label: Label) -> Figure:
    """Draw what the calls of all hours bring by each rule, and mark how many are spent."""
    figure = Figure(figsize=(8.6, 4.4), dpi=90, layout="constrained")
    axes: Axes = figure.subplots()
    spent = np.linspace(0, CALLS[-1] / PER_HOUR, len(CALLS))
    for rule, (colour, style) in SHOWN.items():
        axes.plot(spent, GAINS[rule], style, color=colour, label=label(f"rule-{rule}"))
        axes.plot([hours], gain_by_hours(rule, [hours]), "o", color=colour, markersize=4)
    axes.axvline(hours, color=GREY, linewidth=1)
    axes.axhline(0, color=GREY, linewidth=1)
    steady, riskiest = (worth_of_the_next_hour(rule, hours) for rule in ("steady", "riskiest"))
    axes.set(xlabel=label("hours-spent"), ylabel=label("hours-gain"))
    axes.set_title(label("hours-title", hours=hours, steady=steady, riskiest=riskiest), fontsize=10)
    axes.legend(loc="upper left", fontsize=8)
    return figure


def as_png(figure: Figure) -> bytes:
    """The figure as a PNG."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
