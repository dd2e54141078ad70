"""A submission's process as the trusted side sees it, however it was started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Sequence
from typing import Protocol

from grader.sandbox import process_tree


class FarSide(Protocol):
    """A running worker.

    `connection` is the socket to it; `hello` and `parts` are what it is told first.
    """

    connection: socket.socket
    hello: dict[str, object]
    parts: Sequence[bytes]

    def interrupt(self) -> None:
        """Ask the worker to stop what it is doing, as Ctrl-C does."""

    def held(self, enough: int) -> int:
        """Return the bytes of memory that the submission holds (see process_tree.memory)."""

    def delays(self) -> dict[int, float]:
        """Return how long the submission's processes have waited for a processor: process → seconds."""

    def kill(self) -> None:
        """Kill the worker and whatever it started, from any thread; `end` is still to be called."""

    def end(self) -> None:
        """Kill the worker and whatever it started, and remove what was made for it."""

    def last_words(self) -> str:
        """Return what the worker wrote to stderr before it could serve; it must be over."""


def interrupt(pid: int) -> None:
    """Send the signal of Ctrl-C to a process that may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGINT)


def kill(pid: int) -> None:
    """Kill a process that may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def family(pid: int, generations: int) -> list[int]:
    """Return the first-born of a process, of each generation in turn, as far as there are any."""
    found: list[int] = []
    for _ in range(generations):
        children = process_tree.children(found[-1] if found else pid)
        if not children:
            break
        found.append(children[0])
    return found
