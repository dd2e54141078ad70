"""What a folder of data holds: sizes and hashes of its parts, and nothing that reveals the seed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "manifest.json"
GENERATOR_VERSION = "1"


@dataclass(frozen=True)
class Part:
    """One file: its path below the case's folder, its rows and the SHA-256 of its bytes."""

    path: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A case's data on disk. `version` changes whenever the same seed would give other data.

    The seed is left out on purpose: the seed of a class is secret.
    """

    case: str
    customers: int
    format: str
    truth: bool
    version: str
    parts: tuple[Part, ...]

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
            held["parts"] = tuple(Part(**part) for part in held["parts"])
            return cls(**held)
        except (OSError, ValueError, KeyError, TypeError):
            return None
