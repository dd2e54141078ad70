"""What reports and pages for learners say, in both languages: `templates/report.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def say(key: str, language: str) -> str:
    """One of the texts, in "en" or "zh"."""
    return _texts()[key][language]


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("workshop").joinpath("templates/report.toml").read_text(encoding="utf-8"))
