"""Pictures of `offer_designer` and `practice_offers`: sliders for an offer, and estimates beside the truth."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.offer_designer import SEGMENTS, Brings, brings
from coursekit.interactive.practice_offers import NORMAL_95, PRACTICE, KnownEffect

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#777777"
LEAST_REWARD, MOST_REWARD = 2.0, 10.0
REWARDS: Final = np.linspace(LEAST_REWARD, MOST_REWARD, 33)
STYLES: Final = ("-", "--", ":")


def show_the_truth(label: Label, known: tuple[KnownEffect, ...] = PRACTICE) -> Figure:
    """Draw the estimates of the practice shop with their intervals beside the true effects, a panel a segment.

    Parameters
    ----------
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `truth-…`, `segment-…`
    known : estimates and truth
    """
    segments = list(dict.fromkeys(effect.segment for effect in known))
    segments.sort(key=list(SEGMENTS).index)
    figure = Figure(figsize=(8.6, 7.4), dpi=90, layout="constrained")
    for place, (axes, segment) in enumerate(zip(figure.subplots(len(segments), 1), segments, strict=True)):
        here = [effect for effect in known if effect.segment == segment]
        spots = np.arange(len(here))
        reach = [NORMAL_95 * effect.error for effect in here]
        axes.errorbar(
            spots - 0.08, [e.estimate for e in here], yerr=reach, fmt="o", color=BLUE, label=label("truth-estimate")
        )
        axes.plot(spots + 0.08, [e.truth for e in here], "D", color=ORANGE, label=label("truth-truth"))
        axes.axhline(0, color=GREY, linewidth=1)
        names = [label("truth-completed", offer=e.offer, share=e.completed) for e in here]
        axes.set_xticks(spots, labels=names, fontsize=8)
        axes.set(title=label(f"segment-{segment}"), ylabel=label("design-axis"))
        if place == 0:
            axes.legend(loc="upper left", ncols=2, fontsize=8)
    held, unsure = (sum(getattr(effect, what) for effect in known) for what in ("holds_truth", "holds_zero"))
    figure.suptitle(label("truth-title", held=held, all=len(known), unsure=unsure))
    return figure


class OfferSliders:
    """Three sliders and a picture in a `box`; where widgets can't run, a still picture takes its place."""

    def __init__(self, label: Label) -> None:
        self.label = label
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "260px"}}
        self.reward = widgets.FloatSlider(
            value=5.0, min=LEAST_REWARD, max=MOST_REWARD, step=0.5, description=label("design-reward"), **wide
        )
        self.spend = widgets.IntSlider(value=5, min=0, max=25, description=label("design-spend"), **wide)
        self.days = widgets.IntSlider(value=7, min=1, max=10, description=label("design-days"), **wide)
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.reward, self.spend, self.days, self.picture])
        for slider in (self.reward, self.spend, self.days):
            slider.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        self.picture.value = offer_picture(self.reward.value, self.spend.value, self.days.value, self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = base64.b64encode(still_picture(self.label)).decode("ascii")
        return bundle | {"image/png": still, "text/plain": self.label("design-still")}


def design_an_offer(label: Label) -> OfferSliders:
    """Show what an offer brings and costs in each segment, by its reward, spend and days.

    Parameters
    ----------
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `design-…`, `segment-…`
    """
    return OfferSliders(label)


def offer_picture(reward: float, spend: float, days: float, label: Label) -> bytes:
    """Draw margin and rewards of an offer for each segment, and what is left, as a PNG."""
    found = {segment: brings(members, reward, spend, days) for segment, members in SEGMENTS.items()}
    figure = Figure(figsize=(8.4, 3.8), dpi=90, layout="constrained")
    axes = figure.subplots()
    spots = np.arange(len(found))
    extra, anyway, moved = (
        np.array([getattr(each, name) for each in found.values()]) for name in ("extra", "anyway", "moved")
    )
    lost = np.minimum(extra, 0.0)
    saved = np.minimum(moved, 0.0)
    axes.bar(spots - 0.2, extra, 0.36, color=BLUE, label=label("design-extra"))
    axes.bar(spots - 0.2, -anyway - saved, 0.36, bottom=lost, color=ORANGE, label=label("design-anyway"))
    below = lost - anyway
    paid = np.maximum(moved, 0.0)
    axes.bar(spots - 0.2, -paid, 0.36, bottom=below, color="#E69F00", hatch="//", label=label("design-moved"))
    net = [each.net for each in found.values()]
    axes.bar(spots + 0.2, net, 0.36, color=GREEN, edgecolor="black", label=label("design-net"))
    axes.axhline(0, color=GREY, linewidth=1)
    axes.margins(y=0.08)
    axes.set_xticks(spots, labels=[label(f"segment-{segment}") for segment in found])
    axes.set(ylabel=label("design-axis"), title=_title(found, reward, spend, label))
    figure.legend(fontsize=8, loc="outside lower center", ncols=2)
    return _png(figure)


def still_picture(label: Label) -> bytes:
    """Draw what is left of an offer by its reward, a line a segment, as a PNG."""
    figure = Figure(figsize=(8.4, 3.6), dpi=90, layout="constrained")
    axes = figure.subplots()
    for (segment, members), style in zip(SEGMENTS.items(), STYLES, strict=True):
        net = [brings(members, float(reward), 10.0, 10).net for reward in REWARDS]
        axes.plot(REWARDS, net, style, color=BLUE, label=label(f"segment-{segment}"))
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set(xlabel=label("design-reward"), ylabel=label("design-axis"), title=label("design-still"))
    axes.legend()
    return _png(figure)


def _title(found: dict[str, Brings], reward: float, spend: float, label: Label) -> str:
    net = {segment: each.net for segment, each in found.items()}
    return label("design-title", reward=f"{reward:g}", spend=f"{spend:g}", **net)


def _png(figure: Figure) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
