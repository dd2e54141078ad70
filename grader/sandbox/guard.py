"""Weighing what a submission holds for as long as it is open, also while nobody asks it anything."""

from __future__ import annotations

import threading
from typing import Final

from grader.sandbox.far_side import FarSide

_TICK: Final = 0.1
_SLACK_BYTES: Final = 512 << 20


class Guard:
    """Kills the far side when it and its descendants hold too much memory.

    Parameters
    ----------
    far : the running worker
    memory_bytes : what they may hold together
    """

    def __init__(self, far: FarSide, memory_bytes: int) -> None:
        self._far = far
        self._most = memory_bytes + _SLACK_BYTES
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh, name="guard of a submission", daemon=True)
        self.exceeded = False
        """Whether it has killed the far side; to be read after `end`."""
        self._thread.start()

    def end(self) -> None:
        """Stop weighing; afterwards it kills nothing any more."""
        self._over.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._over.wait(_TICK):
            if self._far.held(self._most) > self._most:
                self._far.kill()
                self.exceeded = True
                return
