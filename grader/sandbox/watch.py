"""Keeping time while the far side works: interrupt when time is up, give up when that does not help.

Time that the far side waits for a processor, on a machine with more to do than it can, is not held against it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from grader.sandbox.far_side import FarSide

PATIENCE: Final = 4
"""How many times its seconds something may take by the wall clock, however long it waited for a processor."""

_TICK: Final = 0.1


class GaveUp(Exception):
    """The far side must be ended; `why` is "time" or "died"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Watch:
    """Sends to the far side and reads from it, for a number of seconds at most.

    Parameters
    ----------
    far : the running worker
    seconds : seconds until it is interrupted
    grace : seconds after that until it is given up
    """

    def __init__(self, far: FarSide, seconds: float, grace: float) -> None:
        self._far = far
        self._started = time.monotonic()
        self._allowed = seconds
        self._until = self._started + seconds
        self._grace = grace
        self._delays: Mapping[int, float] | None = None
        self._waited = 0.0
        self.interrupted = False
        far.connection.settimeout(_TICK)

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the start."""
        return time.monotonic() - self._started

    @property
    def own_seconds(self) -> float:
        """Seconds since the start without those that the far side is known to have waited for a processor."""
        return self.seconds - self._waited

    def send(self, message: bytes) -> None:
        """Send all of a message; the far side may refuse to read it, so this too ends with the time."""
        view = memoryview(message)
        while view:
            try:
                view = view[self._far.connection.send(view[: 1 << 20]) :]
            except TimeoutError:
                self._check()
            except OSError:
                raise GaveUp("died") from None

    def receive(self, size: int) -> bytes:
        """Return exactly `size` bytes; what has come already is taken whatever the time."""
        pieces = []
        while size:
            try:
                piece = self._far.connection.recv(min(size, 1 << 20))
            except TimeoutError:
                self._check()
                continue
            except OSError:
                piece = b""
            if not piece:
                raise GaveUp("died")
            pieces.append(piece)
            size -= len(piece)
            if time.monotonic() > self._until + self._grace:
                self._check()
        return b"".join(pieces)

    def _check(self) -> None:
        if self._delays is None:
            self._delays = self._far.delays()
        if time.monotonic() < self._until:
            return
        if self.interrupted:
            raise GaveUp("time")
        before = self._delays
        self._waited = max((delay - before.get(pid, 0.0) for pid, delay in self._far.delays().items()), default=0.0)
        self._until = self._started + min(self._allowed + self._waited, PATIENCE * self._allowed)
        if time.monotonic() < self._until:
            return
        self.interrupted = True
        self._until = time.monotonic() + self._grace
        self._far.interrupt()
