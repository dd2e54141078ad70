"""Which language a learner is spoken to in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def language_of(room: Path, learner: str) -> str:
    """Return a learner's language as `class.toml` has it, or the class's."""
    facts: Mapping[str, Any] = tomllib.loads((room / "class.toml").read_text(encoding="utf-8"))
    spoken = {item.get("id"): item.get("language") for item in facts.get("learners", ())}
    return str(spoken.get(learner) or facts.get("language", "en"))
