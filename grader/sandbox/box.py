"""One submission's process, and what can be asked of it: run a cell, call a function, read a variable."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pandas as pd

from coursekit.outcomes import Outcome, Stopped
from coursekit.values import Json, encode
from grader.sandbox import inbox
from grader.sandbox.far_side import FarSide
from grader.sandbox.forking import ForkServer
from grader.sandbox.guard import Guard
from grader.sandbox.known_tables import KnownTables
from grader.sandbox.launch import launch
from grader.sandbox.limits import Isolation, Limits, SandboxFailed
from grader.sandbox.outputs import admitted
from grader.sandbox.watch import GaveUp, Watch
from grader.sandbox.worker.frames import Garbled, pack, read
from grader.sandbox.written_tables import write

_START_SECONDS: Final = 60.0


@dataclass(frozen=True)
class CellRun:
    """What came of a cell.

    Parameters
    ----------
    outputs : as nbformat has them
    raised : whether the cell ended with an exception
    stopped : why the grader had to stop it, if it had to; later cells may still run after "time"
    seconds : wall-clock seconds it took
    """

    outputs: list[dict[str, Any]] = field(default_factory=list)
    raised: bool = False
    stopped: Stopped | None = None
    seconds: float = 0.0


class Sandbox:
    """A process for one submission; use it in a `with` statement.

    Whatever the learner's code does, asking never raises: code that had to be ended answers `Stopped` from then on.

    Parameters
    ----------
    case : the lesson's case, such as "amazon"
    data : the learner's data, a folder that holds one folder a case
    files : what was handed in beside the notebook: file name → content
    limits : seconds, bytes and processes allowed
    isolation : how to shut it in; from `available()`, or `PROCESS_ONLY` by the instructor's explicit choice
    server : forks the process inside bubblewrap, where one is at hand and free; otherwise it is started anew

    Raises
    ------
    SandboxFailed : when the process can't be started

    Examples
    --------
    >>> with Sandbox("amazon", data, isolation=available()) as box:  # doctest: +SKIP
    ...     box.run("def double(x): return 2 * x")
    ...     box.call("double", {"x": 21})
    Returned(value=42)
    """

    def __init__(
        self,
        case: str,
        data: Path | None = None,
        files: Mapping[str, bytes] | None = None,
        limits: Limits | None = None,
        *,
        isolation: Isolation,
        server: ForkServer | None = None,
    ) -> None:
        self._case = case
        self._data = data
        self._files = files or {}
        self._limits = limits or Limits()
        self._isolation = isolation
        self._server = server
        self._far: FarSide | None = None
        self._guard: Guard | None = None
        self._asked = 0
        self._left = self._limits.total_seconds
        self._tables = KnownTables()
        self.stopped: Stopped | None = None
        self.lost = False
        """Whether the process ended without a word, be it by the learner's code or because somebody killed it."""

    def __enter__(self) -> Sandbox:
        """Start the process."""
        far = self._started()
        watch = Watch(far, _START_SECONDS, 0.0)
        try:
            watch.send(pack(far.hello, far.parts))
            read(watch.receive, self._limits.reply_bytes)
        except (GaveUp, Garbled) as error:
            words = far.last_words()
            far.end()
            raise SandboxFailed(f"a submission's process did not start ({error}): {words}") from None
        except BaseException:
            far.end()
            raise
        self._far, self._guard = far, Guard(far, self._limits.memory_bytes)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the process and whatever it started."""
        self._end(self.stopped or Stopped("died"))

    def _started(self) -> FarSide:
        if self._server is not None and self._isolation is Isolation.BUBBLEWRAP:
            forked = self._server.fork(self._case, self._data, self._files, self._limits)
            if forked is not None:
                return forked
        return launch(self._case, self._data, self._files, self._limits, self._isolation)

    def run(self, source: str) -> CellRun:
        """Run a cell's source as a notebook would."""
        reply, _, watch = self._ask({"ask": "run", "source": source})
        if reply is None:
            return CellRun(stopped=self.stopped, seconds=watch.seconds if watch else 0.0)
        assert watch is not None
        began = time.monotonic()
        try:
            outputs = admitted(reply.get("outputs", []), self._limits.output_bytes)
        except Garbled:
            self._end(Stopped("died"))
            return CellRun(stopped=self.stopped, seconds=watch.seconds)
        self._spend(time.monotonic() - began)
        stopped = Stopped("time") if watch.interrupted else None
        if reply.get("outcome") == "stopped":
            stopped = Stopped("memory")
        return CellRun(outputs, reply.get("raised") is not False, stopped, watch.seconds)

    def call(self, target: str, arguments: Mapping[str, object], *, chart: bool = False) -> Outcome:
        """Call the learner's function with arguments by name; with `chart`, get a description of what it drew."""
        parts: list[bytes] = []
        tables, given = self._tables.told(arguments, parts)
        items = [[name, _written(value, parts)] for name, value in given.items()]
        request = {"ask": "call", "target": target, "names": list(arguments), "chart": chart, "tables": asdict(tables)}
        return self._outcome({**request, "arguments": {"$": "dict", "items": items}}, parts)

    def value(self, target: str) -> Outcome:
        """Read the learner's variable."""
        return self._outcome({"ask": "value", "target": target}, [])

    def _outcome(self, request: dict[str, Any], parts: Sequence[bytes]) -> Outcome:
        reply, received, watch = self._ask(request, parts)
        if reply is None or watch is None:
            return self.stopped or Stopped("died")
        if watch.interrupted:
            return Stopped("time")
        began = time.monotonic()
        try:
            outcome = inbox.outcome(reply, received)
        except Garbled:
            return self._end(Stopped("died"))
        self._spend(time.monotonic() - began)
        return outcome

    def _ask(
        self, request: dict[str, Any], parts: Sequence[bytes] = ()
    ) -> tuple[dict[str, Any] | None, list[bytes], Watch | None]:
        if self._guard is not None and self._guard.exceeded:
            self._end(Stopped("memory"))
        if self.stopped is not None or self._far is None:
            return None, [], None
        self._asked += 1
        limits = self._limits
        watch = Watch(self._far, min(limits.cell_seconds, self._left), limits.grace_seconds)
        try:
            watch.send(pack({**request, "id": self._asked}, parts))
            reply, received = read(watch.receive, limits.reply_bytes)
            if reply.get("id") != self._asked:
                raise Garbled("a reply to another question")
        except GaveUp as end:
            self.lost = self._end(Stopped(end.why)) == Stopped("died")
            return None, [], watch
        except Garbled:
            self._end(Stopped("died"))
            return None, [], watch
        self._spend(max(watch.own_seconds, watch.seconds * limits.total_seconds / limits.longest_seconds))
        return reply, received, watch

    def _spend(self, seconds: float) -> None:
        """Take seconds off those that are left, also such as are spent here on what came."""
        self._left -= seconds
        if self._left <= 0:
            self._end(Stopped("time"))

    def _end(self, why: Stopped) -> Stopped:
        if self._guard is not None:
            self._guard.end()
            why = Stopped("memory") if self._guard.exceeded else why
            self._guard = None
        self.stopped = self.stopped or why
        if self._far is not None:
            self._far.end()
            self._far = None
        return self.stopped


def _written(value: object, parts: list[bytes]) -> Json:
    return write(value, parts) if isinstance(value, pd.DataFrame) else encode(value, parts)
