"""Two pictures side by side: what more channels and more messages seem to do at the practice bank, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.practice_messages import CAME, GONE, NORMAL_95, KnownEffect

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#777777"
POINTS: Final = 100


def show_the_truth(label: Label) -> Figure:
    """Draw the practice bank's estimates with their intervals beside the truth.

    `label` gives the text of a key in the reader's language, as `coursekit.label` does; keys `truth-…`.
    """
    figure = Figure(figsize=(9.6, 3.9), dpi=90, layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw(left, GONE, label)
    invited = next(effect for effect in GONE if effect.name == "invitation")
    left.set_ylabel(label("truth-gone"))
    left.set_title(label("truth-gone-title", naive=POINTS * GONE[0].estimate, truth=POINTS * (invited.truth or 0.0)))
    _draw(right, CAME, label)
    right.set_ylabel(label("truth-came"))
    best = max(CAME, key=lambda effect: effect.truth or 0.0)
    right.set_title(label("truth-came-title", best=label(f"truth-{best.name}").replace("\n", " ")))
    left.legend(*right.get_legend_handles_labels(), loc="lower right", fontsize=9)
    return figure


def _draw(axes: Axes, effects: tuple[KnownEffect, ...], label: Label) -> None:
    spots = np.arange(len(effects))
    points = [POINTS * effect.estimate for effect in effects]
    reach = [POINTS * NORMAL_95 * effect.error for effect in effects]
    axes.errorbar(spots - 0.05, points, yerr=reach, fmt="o", color=BLUE, label=label("truth-estimate"))
    known = [(spot, POINTS * effect.truth) for spot, effect in enumerate(effects) if effect.truth is not None]
    axes.plot([x + 0.05 for x, _ in known], [y for _, y in known], "D", color=ORANGE, label=label("truth-truth"))
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set_xticks(spots, labels=[label(f"truth-{effect.name}") for effect in effects])
    axes.set_xlim(-0.6, len(effects) - 0.4)
