"""The data sets that answers are tried on: a learner's own, and fresh customers whom nobody has seen."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import generator
from coursekit.data import load
from coursekit.data import tables as table_names
from coursekit.session import Session, opened
from grader.sample import Sample


class Tables(Mapping[str, pd.DataFrame]):
    """A learner's tables, each read from its files when it is first asked for."""

    def __init__(self, case: str, folder: Path) -> None:
        self._session = Session("", checks=None, case=case, data=folder)
        self._names = table_names(folder)
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._read:
            with opened(self._session):
                self._read[name] = load(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the tables' names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._names)


@dataclass(frozen=True)
class World:
    """A data set that answers are tried on.

    Parameters
    ----------
    tables : the tables; values are asked of them
    digest : by which what was found on them is kept
    sample : some customers' rows of the tables; functions are tried on these
    shared : whether a whole class's answers are tried on them
    """

    tables: Mapping[str, pd.DataFrame]
    digest: str
    sample: Mapping[str, pd.DataFrame]
    shared: bool = False


class NoData(ValueError):
    """A learner's data are missing; the message says where they should be."""


def own_world(case: str, folder: Path) -> World:
    """Return a learner's own data.

    Parameters
    ----------
    case : the case's name
    folder : the case's folder, with one folder a table

    Raises
    ------
    NoData : when there are none
    """
    files = sorted(path for path in folder.glob("*/part-*") if path.is_file())
    if not files:
        raise NoData(f"No data of the case {case!r} in {folder}. Is this learner on the roster of the class?")
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    tables = Tables(case, folder)
    return World(tables, whole.hexdigest(), Sample(case, tables))


@functools.lru_cache(maxsize=2)
def fresh_world(case: str, customers: int, seed: int) -> World:
    """Return fresh customers, the same for the same seed; kept, since a whole class is tried on them."""
    digest = hashlib.sha256(f"{case}\0{customers}\0{seed}".encode()).hexdigest()
    tables = generator.simulate(case, customers=customers, seed=seed)
    return World(tables, digest, Sample(case, tables), shared=True)
