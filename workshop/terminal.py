"""How the command speaks: one console, and failures as one clear line."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
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


class Ended(KeyboardInterrupt):
    """The process was asked to end, by the signal whose number is the argument: it ends as it does after Ctrl-C."""


@contextmanager
def spoken_failures() -> Iterator[None]:
    """Turn what a person can mend into one red line and exit status 1."""
    try:
        with _ended_in_order():
            yield
    except (WorkshopError, LessonError, CourseError, GeneratorError) as error:
        errors.print(f"[bold red]✗[/] {_escaped(str(error))}")
        raise typer.Exit(1) from None
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        errors.print(f"[bold red]✗[/] {_escaped(f'{error.strerror or error}{where}')}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt as stopped:
        with suppress(OSError):  # of a terminal that was closed
            errors.print("Stopped. What was finished is kept; run the same command again to go on.")
        sys.exit(128 + (stopped.args[0] if isinstance(stopped, Ended) else signal.SIGINT))


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Have a shutdown and a closed terminal stop the work as Ctrl-C does, unless somebody has them ignored."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Ended(number)

    asked = (signal.SIGTERM, signal.SIGHUP) if sys.platform != "win32" else (signal.SIGTERM,)
    ours = [number for number in asked if _in_main_thread() and signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
