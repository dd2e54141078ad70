"""The far side's loop: one request in, one reply out, until the other side hangs up.

It holds no test, no reference and no mark. Whatever learner code does to it can at worst send wrong data.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from grader.sandbox.worker.confine import Bounds, become, confine
from grader.sandbox.worker.frames import Garbled, pack, read

_REQUEST_BYTES = 1 << 30


class _Busy:
    """Whether learner code runs, since only then may the other side interrupt."""

    def __init__(self) -> None:
        self.now = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.now:
            raise KeyboardInterrupt


def main(descriptor: int) -> None:
    """Serve the requests that come over an inherited socket."""
    connection = socket.socket(fileno=descriptor)

    def source(size: int) -> bytes:
        pieces = []
        while size:
            piece = connection.recv(min(size, 1 << 20))
            if not piece:
                os._exit(0)
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    busy = _Busy()
    hello, parts = read(source, _REQUEST_BYTES)
    answer = _settle(hello, parts)
    connection.sendall(pack({"id": hello["id"]}))
    while True:
        request, parts = read(source, _REQUEST_BYTES)
        reply, sent = _guarded(busy, answer, request, parts)
        try:
            if sum(map(len, sent)) > hello["reply_bytes"]:
                raise Garbled("the reply is larger than the other side takes")
            message = pack({**reply, "id": request["id"]}, sent)
        except (Garbled, ValueError):
            message = pack({"outcome": "oversized", "id": request["id"]})
        connection.sendall(message)


def _settle(hello: dict[str, Any], parts: list[bytes]) -> Callable[[dict[str, Any], list[bytes]], Any]:
    bounds = Bounds(**hello["bounds"])
    become(bounds.uid)
    for name, part in zip(hello["files"], parts, strict=True):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part)
    from coursekit.values import decode
    from grader.sandbox.worker import answers, shell
    from grader.sandbox.worker.recorder import Recorder

    recorder = Recorder(int(hello["output_bytes"]))
    learner = shell.start(recorder)
    sys.path.append(os.getcwd())
    quiet = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)
    os.close(quiet)
    confine(bounds)

    def answer(request: dict[str, Any], received: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        sent: list[bytes] = []
        if request["ask"] == "run":
            outputs, raised = shell.run(learner, request["source"])
            return {"outcome": "ran", "outputs": outputs, "raised": raised}, sent
        if request["ask"] == "value":
            return dict(answers.value(learner.user_ns, request["target"], sent)), sent
        arguments = decode(request["arguments"], received)
        outcome = answers.call(learner.user_ns, request["target"], arguments, request["chart"], sent)
        return dict(outcome), sent

    return answer


def _guarded(
    busy: _Busy,
    answer: Callable[[dict[str, Any], list[bytes]], tuple[dict[str, Any], list[bytes]]],
    request: dict[str, Any],
    parts: list[bytes],
) -> tuple[dict[str, Any], list[bytes]]:
    try:
        try:
            busy.now = True
            return answer(request, parts)
        finally:
            busy.now = False
    except MemoryError:
        return {"outcome": "stopped", "why": "memory"}, []
    except BaseException as error:
        return {"outcome": "raised", "error": type(error).__name__, "message": "", "line": None}, []
