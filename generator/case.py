"""What a case is, and how the cases are found: one folder each under `generator/cases`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from generator.arrays import Columns
from generator.blocks import Block
from generator.decisions.specification import Decision
from generator.errors import UnknownCase
from generator.mess import Mess
from generator.schema import Table, Text
from generator.streams import Streams

# Loaded before the package takes the function of the same name from here, so that `generator.cases` stays the function.
FOLDER = importlib.import_module("generator.cases")


class World(Protocol):
    """One block of one case, simulated as far as it is asked for."""

    def table(self, name: str) -> Columns:
        """The columns of a table of the case, or of its sealed truth (named "truth/…")."""
        ...


@dataclass(frozen=True)
class Case:
    """A case: its names, the tables learners get, the sealed truth, how a block is made, and what is decided in it.

    `mess` lists the kinds of mess it has, `locales` those that names and addresses can be in, its own first.
    """

    name: str
    title: Text
    disclaimer: Text
    tables: tuple[Table, ...]
    truth: tuple[Table, ...]
    world: Callable[[Streams, Block], World]
    decision: Decision | None = None
    mess: tuple[Mess, ...] = ()
    locales: tuple[str, ...] = ()


def cases() -> tuple[str, ...]:
    """The names of all cases, in alphabetical order.

    >>> "amazon" in cases()
    True
    """
    return tuple(sorted(module.name for module in pkgutil.iter_modules(FOLDER.__path__) if module.ispkg))


@cache
def find_case(name: str) -> Case:
    """The case of that name; raises UnknownCase."""
    known = cases()
    if name not in known:
        raise UnknownCase(name, known)
    found: Case = importlib.import_module(f"generator.cases.{name}").CASE
    return found
