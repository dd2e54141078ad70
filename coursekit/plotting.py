"""Charts with one look and texts in the notebook's language, Chinese glyphs included."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final

from coursekit.comparing import lone
from coursekit.session import labels

FONT_FILE: Final = "fonts/CourseSansSC-Regular.otf"
PALETTE: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito's colours, told apart by readers with colour-vision deficiency (jfly.uni-koeln.de/color, 2008)."""


def label(key: str, **values: object) -> str:
    """A chart text from the lesson's label table in the notebook's language, with its blanks filled.

    Where no lesson's labels are at hand (while a submission is graded) it is the key itself.

    >>> label("share_of", month="2026-01")  # doctest: +SKIP
    'Share of the customers of 2026-01'
    """
    text = labels().get(key, key)
    return text.format(**{name: _plain(value) for name, value in values.items()}) if values else text


def _plain(value: object) -> object:
    """A number from what a check takes for one: a fraction, or the only item of a Series, table or array."""
    single = lone(value)
    return float(single) if isinstance(single, Fraction | Decimal) else single


def style() -> None:
    """Set seaborn's theme, colours for every eye, and a font that has Chinese glyphs.

    Call it after any other `seaborn.set_theme`, which resets the font.
    """
    import matplotlib as mpl
    import seaborn as sns

    sns.set_theme(style="whitegrid", palette=list(PALETTE))
    mpl.rcParams["font.family"] = ["DejaVu Sans", _chinese_font()]
    mpl.rcParams["axes.unicode_minus"] = False
    mpl.rcParams["figure.figsize"] = (9.0, 4.5)
    mpl.rcParams["figure.dpi"] = 110


@cache
def _chinese_font() -> str:
    from matplotlib import font_manager

    path = str(files("coursekit").joinpath(FONT_FILE))
    font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()
