"""Keeping time and memory while the far side works: interrupt when time is up, give up when that does not help."""

from __future__ import annotations

import time
from typing import Final

from grader.sandbox.far_side import FarSide

_TICK: Final = 0.1
_SLACK_BYTES: Final = 512 << 20


class GaveUp(Exception):
    """The far side must be ended; `why` is "time", "memory" or "died"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Watch:
    """Sends to the far side and reads from it, for a number of seconds at most.

    Parameters
    ----------
    far : the running worker
    seconds : wall-clock seconds until it is interrupted
    grace : seconds after that until it is given up
    memory_bytes : what it and its descendants may hold together
    """

    def __init__(self, far: FarSide, seconds: float, grace: float, memory_bytes: int) -> None:
        self._far = far
        self._started = time.monotonic()
        self._until = self._started + seconds
        self._grace = grace
        self._memory_bytes = memory_bytes + _SLACK_BYTES
        self._weighed = self._started
        self.interrupted = False
        far.connection.settimeout(_TICK)

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the start."""
        return time.monotonic() - self._started

    def send(self, message: bytes) -> None:
        """Send all of a message; the far side may refuse to read it, so this too ends with the time."""
        view = memoryview(message)
        while view:
            self._check()
            try:
                view = view[self._far.connection.send(view[: 1 << 20]) :]
            except TimeoutError:
                continue
            except OSError:
                raise GaveUp("died") from None

    def receive(self, size: int) -> bytes:
        """Return exactly `size` bytes."""
        pieces = []
        while size:
            self._check()
            try:
                piece = self._far.connection.recv(min(size, 1 << 20))
            except TimeoutError:
                continue
            except OSError:
                piece = b""
            if not piece:
                raise GaveUp("died")
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _check(self) -> None:
        now = time.monotonic()
        if now >= self._until:
            if self.interrupted:
                raise GaveUp("time")
            self.interrupted = True
            self._until = now + self._grace
            self._far.interrupt()
        if now - self._weighed > _TICK:
            self._weighed = now
            if self._far.held(self._memory_bytes) > self._memory_bytes:
                raise GaveUp("memory")
