"""One thing that was looked into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How a thing was found; the value is the sign it is shown by."""

    FINE = "✓"
    LIMITED = "!"
    BROKEN = "✗"


@dataclass(frozen=True)
class Finding:
    """What was found.

    Parameters
    ----------
    name : what was looked into
    verdict : whether it works
    says : what was seen
    mend : what to do about it; empty where nothing is to be done
    """

    name: str
    verdict: Verdict
    says: str
    mend: str = ""

    @classmethod
    def of(cls, name: str, fine: bool, says: str, mend: str) -> Finding:
        """A finding that is fine, or broken and to be mended."""
        return cls(name, Verdict.FINE if fine else Verdict.BROKEN, says, "" if fine else mend)
