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
from typing import Any, TypedDict, cast

from grader.sandbox.worker.confine import Bounds, become, confine
from grader.sandbox.worker.frames import Garbled, pack, read

_REQUEST_BYTES = 1 << 30


class Walls(TypedDict):
    """What to wall in with: the folders that may be written to, and the limits (see confine.Bounds)."""

    scratch: list[str]
    bounds: dict[str, Any]


class Hello(Walls):
    """The first message: what this process is for. Its parts are the data, the files and the filter of calls.

    `data` names the learner's files below $COURSEKIT_DATA, `files` what else to write.
    """

    id: int
    environment: dict[str, str]
    data: list[str]
    files: list[str]
    output_bytes: int
    reply_bytes: int


class _Busy:
    """Whether learner code runs, since only then may the other side interrupt."""

    def __init__(self) -> None:
        self.now = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.now:
            raise KeyboardInterrupt


def main(descriptor: int, *, first: bool = False) -> None:
    """Serve the requests that come over an inherited socket, in a process that has its walls already.

    Parameters
    ----------
    descriptor : the socket's
    first : whether this process is the first of its namespace; then a child of it serves
    """

    def served() -> None:
        serve(socket.socket(fileno=descriptor), lambda hello, data: None, lambda calls: None)

    if first:
        from grader.sandbox.worker.first import attend

        attend(served, descriptor)
    else:
        served()


def serve(
    connection: socket.socket,
    wall: Callable[[Hello, dict[str, bytes]], None],
    renounce: Callable[[bytes], None],
) -> None:
    """Serve the requests that come over a socket.

    Parameters
    ----------
    connection : to the other side
    wall : called with the first message and the learner's data files, while this process may still do anything
    renounce : called with the filter of system calls, last before any of the learner's code may run
    """

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
    head, parts = read(source, _REQUEST_BYTES)
    hello = cast(Hello, head)
    os.environ.update(hello["environment"])
    told = iter(parts)
    data, files = {name: next(told) for name in hello["data"]}, {name: next(told) for name in hello["files"]}
    wall(hello, data)
    answer = _settle(hello, files)
    renounce(next(told))
    connection.sendall(pack({"id": hello["id"]}))
    del parts, data, files
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


def _settle(hello: Hello, files: dict[str, bytes]) -> Callable[[dict[str, Any], list[bytes]], Any]:
    bounds = Bounds(**hello["bounds"])
    become(bounds.uid)
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if "COURSEKIT_DATA" in os.environ and not os.path.lexists("datasets"):
        os.symlink(os.environ["COURSEKIT_DATA"], "datasets")
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

    kept: dict[int, object] = {}

    def answer(request: dict[str, Any], received: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        sent: list[bytes] = []
        if request["ask"] == "run":
            outputs, raised = shell.run(learner, request["source"])
            return {"outcome": "ran", "outputs": outputs, "raised": raised}, sent
        if request["ask"] == "value":
            return dict(answers.value(learner.user_ns, request["target"], sent)), sent
        tables = request["tables"]
        kept.update((number, decode(tree, received)) for number, tree in tables["keep"])
        known = {name: kept[number] for name, number in tables["use"]} | decode(request["arguments"], received)
        for number in tables["forget"]:
            del kept[number]
        arguments = {name: known[name] for name in request["names"]}
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
