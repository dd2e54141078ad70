"""How the command speaks: one console, and failures as one clear line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer
from rich.console import Console

from coursekit.session import CourseError
from generator.errors import GeneratorError
from grader.lesson import LessonError

console: Final = Console(highlight=False, soft_wrap=True)
errors: Final = Console(stderr=True, highlight=False, soft_wrap=True)


class WorkshopError(RuntimeError):
    """Something the person at the keyboard can mend; the message says how."""


@contextmanager
def spoken_failures() -> Iterator[None]:
    """Turn what a person can mend into one red line and exit status 1."""
    try:
        yield
    except (WorkshopError, LessonError, CourseError, GeneratorError) as error:
        errors.print(f"[bold red]✗[/] {_escaped(str(error))}")
        raise typer.Exit(1) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        errors.print(f"[bold red]✗[/] {_escaped(f'{error.strerror or error}{where}')}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        errors.print("Stopped. What was finished is kept; run the same command again to go on.")
        sys.exit(130)


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
