"""Every attack, malformed file and odd habit that grading is promised to survive, with what it deserves."""

from __future__ import annotations

from typing import Final

from . import exhaustion, forging, hijack, honest, malformed, output, theft
from .attack import Attack, Group

CATALOGUE: Final[dict[Group, tuple[Attack, ...]]] = {
    "forging": forging.ATTACKS,
    "theft": theft.ATTACKS,
    "hijack": hijack.ATTACKS,
    "exhaustion": exhaustion.ATTACKS,
    "malformed": malformed.ATTACKS,
    "output": output.ATTACKS,
    "honest": honest.ATTACKS,
}
