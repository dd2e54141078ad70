"""What plain data are when written down, and what stands for anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None

MAX_DEPTH: Final = 40


class Malformed(ValueError):
    """The tree or its parts don't describe a value."""


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that is not plain data, such as a model or an open file."""

    type: str

    def __repr__(self) -> str:
        return f"<{self.type}>"
