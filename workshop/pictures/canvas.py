"""What every picture of a case is drawn with: the course's look, one language, a finding as its title."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from coursekit.plotting import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Say = Callable[[str, str], str]
"""Chooses between an English and a Chinese text."""

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Picture:
    """A picture of a case: the name of its file, the tables it reads, and how it is drawn."""

    name: str
    tables: tuple[str, ...]
    draw: Callable[[Tables, Figure, Say], None]


def say_in(language: str) -> Say:
    """The choice for one language.

    >>> say_in("zh")("days", "天")
    '天'
    """
    return lambda english, chinese: chinese if language == "zh" else english


def png(picture: Picture, tables: Tables, language: str) -> bytes:
    """The picture as PNG."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context():
        style()
        figure = Figure(figsize=(9.0, 4.5), layout="constrained")
        FigureCanvasAgg(figure)
        picture.draw(tables, figure, say_in(language))
        held = io.BytesIO()
        figure.savefig(held, format="png", dpi=110, metadata={"Software": None})
    return held.getvalue()


def headline(axes: Axes, title: str, x: str, y: str) -> None:
    """The finding above the axes, and what they measure beside them."""
    axes.set_title(title, loc="left", fontsize=12, pad=10)
    axes.set_xlabel(x)
    axes.set_ylabel(y)


def percent(axes: Axes, which: str = "y") -> None:
    """Shares of one as per cent along an axis."""
    from matplotlib.ticker import PercentFormatter

    (axes.yaxis if which == "y" else axes.xaxis).set_major_formatter(PercentFormatter(1.0, decimals=0))


def plain_numbers(axes: Axes, which: str) -> None:
    """1,000 instead of 10³ along an axis."""
    from matplotlib.ticker import FuncFormatter

    (axes.yaxis if which == "y" else axes.xaxis).set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
