"""Time is kept of what the far side does, not of what else the machine does."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from grader.sandbox.watch import PATIENCE, GaveUp, Watch


class Far:
    """A far side that never answers unless told to, and says how long it has waited for a processor."""

    def __init__(self, share: float) -> None:
        self.connection, self.other = socket.socketpair()
        self._began, self._share = time.monotonic(), share
        self.interrupted_at = 0.0

    def delays(self) -> dict[int, float]:
        return {7: 100 + self._share * (time.monotonic() - self._began), 8: 0.01}

    def interrupt(self) -> None:
        self.interrupted_at = time.monotonic() - self._began


@pytest.mark.parametrize(("share", "least"), [(0.0, 0.4), (0.5, 0.7), (0.9, 0.4 * PATIENCE)])
def test_waiting_for_a_processor_is_not_held_against_it(share: float, least: float) -> None:
    far = Far(share)
    watch = Watch(far, 0.4, 0.1)  # type: ignore[arg-type]
    with pytest.raises(GaveUp, match="time"):
        watch.receive(1)
    assert far.interrupted_at >= least
    assert watch.interrupted
    assert watch.own_seconds <= watch.seconds - share * (least - 0.2)


def test_what_has_come_is_taken_however_late_it_is_read() -> None:
    far = Far(0.0)
    watch = Watch(far, 0.05, 10.0)  # type: ignore[arg-type]
    far.other.sendall(b"answer")
    time.sleep(0.1)
    assert watch.receive(6) == b"answer"
    assert not watch.interrupted


def test_an_answer_that_never_ends_does_not_outlast_its_time() -> None:
    far = Far(0.0)
    over = threading.Event()

    def drip() -> None:
        while not over.wait(0.01):
            far.other.send(b".")

    threading.Thread(target=drip, daemon=True).start()
    with pytest.raises(GaveUp, match="time"):
        Watch(far, 0.1, 0.1).receive(1 << 30)  # type: ignore[arg-type]
    over.set()
