"""What a folder of data holds: sizes and hashes of its parts, and nothing that reveals the seed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

FILE_NAME = "manifest.json"
GENERATOR_VERSION = "3"


@dataclass(frozen=True)
class Part:
    """One file: its path below the case's folder, its rows and the SHA-256 of its bytes."""

    path: str
    rows: int
    sha256: str


def parts_from(listed: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Parts from their JSON; raises TypeError."""
    return tuple(Part(**part) for part in listed)


@dataclass(frozen=True)
class Manifest:
    """A case's data on disk. `version` changes whenever the same seed would give other data.

    `mess` lists the kinds of mess that were left in, None being all that the case has; `locale` is None for the case's
    own. The seed is left out on purpose: the seed of a class is secret.
    """

    case: str
    customers: int
    format: str
    truth: bool
    version: str
    parts: tuple[Part, ...]
    mess: tuple[str, ...] | None = None
    locale: str | None = None

    def same_plan(self, other: Manifest) -> bool:
        """Whether both describe the same request, whatever came of it."""
        return replace(self, parts=()) == replace(other, parts=())

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table; tables of the truth are named "truth/…"."""
        totals: dict[str, int] = {}
        for part in self.parts:
            table = part.path.rpartition("/")[0]
            totals[table] = totals.get(table, 0) + part.rows
        return totals

    def save(self, folder: Path) -> None:
        """Write the manifest into the folder it describes."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def load(cls, folder: Path) -> Manifest | None:
        """The manifest in a folder; None where there is none that can be read."""
        try:
            held = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
            held["parts"] = parts_from(held["parts"])
            held["mess"] = None if held["mess"] is None else tuple(held["mess"])
            return cls(**held)
        except (OSError, ValueError, KeyError, TypeError):
            return None
