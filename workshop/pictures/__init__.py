"""Three pictures of each case, drawn from the data that a learner gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import generator
from workshop.pictures import amazon, banks, citic, starbucks, travel
from workshop.pictures.canvas import Picture, png

PICTURES: Final[Mapping[str, tuple[Picture, ...]]] = {
    "amazon": amazon.PICTURES,
    "starbucks": starbucks.PICTURES,
    "cmb": banks.CMB,
    "pingan": banks.PINGAN,
    "citic": citic.PICTURES,
    "travel": travel.PICTURES,
}


def drawn(case: str, languages: tuple[str, ...] = ("en", "zh")) -> Iterator[tuple[str, bytes]]:
    """Yield the path below the course's root and the PNG of every picture of a case, from its standard data."""
    names = sorted({name for picture in PICTURES[case] for name in picture.tables})
    tables = generator.simulate(case, tables=names)
    for picture in PICTURES[case]:
        for language in languages:
            yield path(case, picture.name, language), png(picture, tables, language)


def path(case: str, name: str, language: str) -> str:
    """Where a picture is kept, below the course's root.

    >>> path("amazon", "concentration", "zh")
    'docs/cases/images/amazon-concentration-zh.png'
    """
    return f"docs/cases/images/{case}-{name}-{language}.png"
