"""Two sliders and a picture on `cohort_rows`: add cohort after cohort, pull the end of the data back and forth."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.cohort_rows import CohortGrid

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

MOST_ROWS: Final = 12
"""How many cohorts are built, the latest of the data: as many as fit a screen with their numbers readable."""

BRIGHTEST: Final = 0.4
"""The share that gets the strongest colour; age 0 is 100 % and would leave no colour for the others."""


class CohortBuilder:
    """Sliders and picture in a `box`; where widgets can't run, the finished table takes its place."""

    def __init__(self, grid: CohortGrid, label: Label) -> None:
        self.grid = grid
        self.label = label
        self.cohorts = grid.months[-MOST_ROWS:]
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "140px"}}
        self.rows = widgets.IntSlider(value=1, min=1, max=len(self.cohorts), description=label("build-rows"), **wide)
        self.known = widgets.SelectionSlider(
            options=list(self.cohorts), value=self.cohorts[-1], description=label("build-known"), **wide
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.rows, self.known, self.picture])
        self.rows.observe(self._draw, names="value")
        self.known.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        built = self.cohorts[: self.rows.value]
        self.picture.value = cohort_picture(self.grid, built, self.known.value, self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = cohort_picture(self.grid, self.cohorts, self.cohorts[-1], self.label)
        return bundle | {"image/png": base64.b64encode(still).decode("ascii"), "text/plain": self.label("build-axis")}


def build_cohorts(grid: CohortGrid, label: Label) -> CohortBuilder:
    """Show how a cohort table grows row by row, and what is not yet known of it.

    Parameters
    ----------
    grid : the customers' months
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `build-…`, `age`, `cohort`
    """
    return CohortBuilder(grid, label)


def cohort_picture(grid: CohortGrid, cohorts: Sequence[str], known: str, label: Label) -> bytes:
    """Draw some cohorts' shares by age, as known at the end of a month, and their weighted average, as a PNG."""
    figure = Figure(figsize=(8.4, 5.4), dpi=90, layout="constrained")
    table, average = figure.subplots(2, 1, sharex=True, height_ratios=(2.2, 1))
    begun = [cohort for cohort in cohorts if cohort <= known]
    _draw_table(table, grid, begun, known, label)
    ages = range(1, MOST_ROWS)
    average.plot(ages, [grid.share(begun, age, known) for age in ages], marker="o")
    average.set(ylim=(0, BRIGHTEST), xticks=range(MOST_ROWS), xlabel=label("age"), ylabel=label("build-average"))
    average.yaxis.set_major_formatter("{x:.0%}")
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _draw_table(axes: Axes, grid: CohortGrid, cohorts: Sequence[str], known: str, label: Label) -> None:
    shares = np.full((MOST_ROWS, MOST_ROWS), np.nan)
    for place, cohort in enumerate(cohorts):
        size = grid.size(cohort)
        for age in range(MOST_ROWS):
            active = grid.active(cohort, age, known)
            if active is not None and size:
                shares[place, age] = active / size
                ink = "white" if active / size < BRIGHTEST else "black"
                axes.text(age, place, f"{active / size:.0%}", ha="center", va="center", fontsize=8, color=ink)
    axes.imshow(shares, vmin=0, vmax=BRIGHTEST * 1.4, cmap="viridis", aspect="auto")
    names = [label("build-row", cohort=cohort, size=grid.size(cohort)) for cohort in cohorts]
    axes.set_yticks(range(len(names)), labels=names)
    axes.grid(visible=False)
    people = sum(grid.size(cohort) for cohort in cohorts)
    axes.set(ylabel=label("cohort"), title=label("build-title", cohorts=len(cohorts), customers=people, known=known))
