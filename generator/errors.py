"""What can go wrong when data are asked for: one exception class per mistake."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class GeneratorError(Exception):
    """Any mistake in a request to the generator; its message says what to do next."""


class UnknownCase(GeneratorError):
    """There is no case of that name."""

    def __init__(self, name: object, known: Iterable[str]) -> None:
        super().__init__(f"There is no case {name!r}. Choose one of: {', '.join(known)}.")


class UnknownTable(GeneratorError):
    """The case has no table of that name."""

    def __init__(self, case: str, names: Iterable[str], known: Iterable[str]) -> None:
        asked = ", ".join(repr(name) for name in names)
        super().__init__(f"Case {case} has no table {asked}. Choose from: {', '.join(known)}.")


class UnknownMess(GeneratorError):
    """The case has no mess of that kind."""

    def __init__(self, case: str, kinds: Iterable[str], known: Iterable[str]) -> None:
        asked, has = ", ".join(repr(kind) for kind in kinds), ", ".join(known)
        super().__init__(
            f"Case {case} has no mess {asked}. {f'It has: {has}' if has else 'It has none to choose from'}."
        )


class UnknownLocale(GeneratorError):
    """The case has no names and addresses in that locale."""

    def __init__(self, case: str, locale: str, known: Iterable[str]) -> None:
        has = ", ".join(known)
        says = f"Choose one of: {has}" if has else "It has its own only"
        super().__init__(f"Case {case} has no names and addresses for locale {locale!r}. {says}.")


class BadSize(GeneratorError):
    """The number of customers is not a positive whole number within the limit."""

    def __init__(self, customers: object, most: int) -> None:
        super().__init__(f"customers={customers!r} will not do. Give a whole number from 1 to {most:,}.")


class BadSeed(GeneratorError):
    """The seed is not a non-negative whole number of at most 256 bits."""

    def __init__(self) -> None:
        super().__init__("This seed will not do. Give a whole number from 0 to 2**256 - 1.")


class BadWorkers(GeneratorError):
    """The number of worker processes is not a positive whole number within the limit."""

    def __init__(self, workers: object, most: int) -> None:
        super().__init__(f"workers={workers!r} will not do. Give a whole number from 1 to {most}.")


class NoScheduler(GeneratorError):
    """No Dask scheduler answers at the address, or it has no workers."""

    def __init__(self, address: object, reason: str) -> None:
        super().__init__(
            f"Cannot use the scheduler {address}: {reason}. Give the address of a running one, such as "
            "tcp://127.0.0.1:8786, that has workers."
        )


class OtherVersions(GeneratorError):
    """A worker has other versions of what the bytes depend on."""

    def __init__(self, worker: str, differences: Iterable[str]) -> None:
        super().__init__(
            f"The worker on {worker} would write other bytes: {', '.join(differences)}. Install the same "
            "requirements.lock and the same sources there."
        )


class WorkersLost(GeneratorError):
    """Workers died, or the scheduler did, and the data are not whole; what was finished is kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. What was finished is kept: run the same again to go on.")


class UnknownFormat(GeneratorError):
    """Tables are written as parquet or csv only."""

    def __init__(self, name: object, known: Iterable[str]) -> None:
        super().__init__(f"Cannot write format {name!r}. Choose one of: {', '.join(known)}.")


class FolderDamaged(GeneratorError):
    """The folder holds the right data, but files of it are missing or have changed."""

    def __init__(self, folder: Path, path: str) -> None:
        super().__init__(
            f"{folder} is damaged: {path} is missing or has changed. Nothing in it was touched. Move or delete that "
            "folder, then run the same again."
        )


class FolderTaken(GeneratorError):
    """The folder already holds other data, which is neither mixed with new data nor overwritten."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} already holds other data, and nothing in it was changed. Move or delete that folder, "
            "or write to another one."
        )


class CannotWrite(GeneratorError):
    """The folder cannot be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Cannot write to {folder}: {reason}. Choose a folder that can be written to, or free its disk."
        )
