"""The course kit's own sentences, in both languages, from `messages/en.toml` and `messages/zh.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def phrases(language: str) -> Mapping[str, Mapping[str, str]]:
    """All sentences of a language ("en" or "zh") by section and key."""
    return tomllib.loads(files("coursekit").joinpath(f"messages/{language}.toml").read_text(encoding="utf-8"))


def phrase(language: str, section: str, key: str, **values: object) -> str:
    """One sentence, with its blanks filled.

    >>> phrase("en", "verdict", "right")
    'Right.'
    """
    text = phrases(language)[section][key]
    return text.format(**values) if values else text
