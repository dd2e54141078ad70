"""What a learner's answers are asked from, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from coursekit.outcomes import Outcome


class Answering(Protocol):
    """What a learner's answers are asked from; a `Sandbox` is one."""

    def call(self, target: str, arguments: Mapping[str, object], *, chart: bool = False) -> Outcome:
        """Call the learner's function."""

    def value(self, target: str) -> Outcome:
        """Read the learner's variable."""
