"""A fork server inside bubblewrap's walls: submissions are forked from a process that has imported their libraries.

Importing pandas and seaborn takes ten times as long as forking. Each submission still has all that it has in a
bubblewrap of its own: mounts, processes, network and shared memory apart from every other's, folders of its own,
its limits, no capability, and a filter of system calls. What the server needs for that, a capability to part its
children from one another, is refused on some hardened systems; there each submission gets a bubblewrap of its own.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.sandbox import bubblewrap, process_tree, provisions
from grader.sandbox.far_side import FarSide, family, interrupt, kill
from grader.sandbox.fonts import font_list
from grader.sandbox.limits import Limits, SandboxFailed
from grader.sandbox.scratch import Scratch
from grader.sandbox.system_calls import call_filter
from grader.sandbox.worker.zygote import DONE, END, FORK

_BOOT: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from grader.sandbox.worker.zygote import main; "
    "main(int(sys.argv[2]), sys.argv[3])"
)
_FONTS: Final = "/fonts"
_START_SECONDS: Final = 120.0
_MOST_DATA_BYTES: Final = 256 << 20
_MOST_DATA_FILES: Final = 400
_SERVER_SCRATCH_BYTES: Final = 64 << 20


@dataclass
class Forked:
    """A worker forked for one submission."""

    server: ForkServer
    connection: socket.socket
    hello: dict[str, object]
    parts: Sequence[bytes]

    def interrupt(self) -> None:
        """Send Ctrl-C to the worker: the server's great-grandchild."""
        pids = family(self.server.pid, 3)
        if len(pids) == 3:
            interrupt(pids[2])

    def held(self, enough: int) -> int:
        """Return the bytes of memory that the submission's processes hold."""
        pids = family(self.server.pid, 2)
        return process_tree.memory(pids[1], enough) if len(pids) == 2 else 0

    def delays(self) -> dict[int, float]:
        """Return how long the submission's processes have waited for a processor."""
        pids = family(self.server.pid, 3)
        return process_tree.delays(pids[2]) if len(pids) == 3 else {}

    def kill(self) -> None:
        """Kill the submission's first process, and all others with it."""
        for pid in family(self.server.pid, 2)[1:]:
            kill(pid)

    def end(self) -> None:
        """Kill whatever the submission started; the server stays."""
        self.connection.close()
        self.server.end()

    def last_words(self) -> str:
        """Return what was written to stderr since the server started."""
        self.server.end()
        return self.server.last_words()


class ForkServer:
    """Forks one submission's process at a time; close it, or use it in a `with` statement.

    Examples
    --------
    >>> with ForkServer() as server:  # doctest: +SKIP
    ...     with Sandbox("amazon", isolation=available(), server=server) as box: ...
    """

    def __init__(self) -> None:
        self._busy = False
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Scratch | None = None
        self._control: socket.socket | None = None
        self.pid = 0
        """The server's process as this side counts; 0 while there is none."""
        self.problem = _problem()
        """Why this machine can't fork inside the walls; empty as long as it can."""

    def __enter__(self) -> ForkServer:
        """Use the server."""
        return self

    def __exit__(self, *error: object) -> None:
        """End it."""
        self.close()

    def fork(self, case: str, data: Path | None, files: Mapping[str, bytes], limits: Limits) -> FarSide | None:
        """Fork a submission's process; None while another is under way, or where it can't be done.

        Parameters
        ----------
        case, data, files, limits : as for `grader.sandbox.launch.launch`

        Raises
        ------
        SandboxFailed : when a file's name is not plain, or there are no data
        """
        provisions.check_names(files)
        shown = {} if data is None else _files_of(data, case)
        if self._busy or shown is None or not self._ready():
            return None
        here, there = socket.socketpair()
        with there:
            if not self._request(FORK, there):
                here.close()
                self.close()
                return None
        self._busy = True
        seen = None if data is None else bubblewrap.DATA
        hello, announced = provisions.hello(case, limits, files, seen, temp=bubblewrap.TEMP, walls=True)
        hello |= {"scratch": list(bubblewrap.SCRATCH), "data": list(shown)}
        return Forked(self, here, hello, [*shown.values(), *announced.values(), call_filter() or b""])

    def end(self) -> None:
        """End the submission under way."""
        self._busy = False
        if self._control is not None and not self._request(END):
            self.close()

    def last_words(self) -> str:
        """Return what the server and its children wrote to stderr."""
        return _last_words(self._scratch.folder) if self._scratch else ""

    def close(self) -> None:
        """End the server, and the submission under way with it."""
        self._busy, self.pid = False, 0
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._scratch is not None:
            self._scratch.remove()
        self._control = self._process = self._scratch = None

    def _ready(self) -> bool:
        """Start the server unless it runs; the first time, try whether its children can be parted."""
        if self.problem or self._control is not None:
            return not self.problem
        try:
            self._start()
        except SandboxFailed as failed:
            self.problem = str(failed)
            self.close()
        return not self.problem

    def _start(self) -> None:
        self._scratch = Scratch()
        folder = self._scratch.folder
        library = provisions.library(folder)
        (library / "coursekit").mkdir()
        fonts, nothing = folder / "fonts", folder / "nothing"
        for made in (fonts, nothing):
            made.mkdir()
            made.chmod(0o755)
        for name, content in font_list().items():
            (fonts / name).write_bytes(content)
            (fonts / name).chmod(0o644)
        mounts = {
            bubblewrap.LIBRARY: library,
            f"{bubblewrap.LIBRARY}/coursekit": provisions.coursekit(),
            _FONTS: fonts,
            bubblewrap.DATA: nothing,
        }
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        python = [sys.executable, "-P", "-s", "-B", "-c", _BOOT]
        command = bubblewrap.wrapped(
            [*python, bubblewrap.LIBRARY, str(there.fileno()), _FONTS],
            provisions.environment(bubblewrap.HOME, bubblewrap.TEMP),
            _SERVER_SCRATCH_BYTES,
            mounts,
            forking=True,
        )
        with there, (folder / "stderr").open("wb") as stderr:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                pass_fds=[there.fileno()],
                env={"PATH": os.defpath},
                start_new_session=True,
            )
        self._control = here
        here.settimeout(_START_SECONDS)
        weakref.finalize(self, _end, self._process, self._scratch)
        pids = family(self._process.pid, 2) if self._answered() else []
        if len(pids) < 2:
            self._process.kill()
            self._process.wait()
            raise SandboxFailed(f"the fork server did not start: {self.last_words()}")
        self.pid = pids[1]

    def _request(self, what: bytes, sent: socket.socket | None = None) -> bool:
        assert self._control is not None
        try:
            socket.send_fds(self._control, [what], [sent.fileno()] if sent else [])
        except OSError:
            return False
        return self._answered()

    def _answered(self) -> bool:
        assert self._control is not None
        try:
            return self._control.recv(len(DONE)) == DONE
        except OSError:
            return False


def _problem() -> str:
    """Say what keeps this machine from forking, as far as it can be told without trying."""
    if call_filter() is None:
        return "no filter of system calls is known for this processor."
    hidden = [
        folder
        for folder in bubblewrap.SCRATCH
        if any(_within(prefix, folder) for prefix in (sys.prefix, sys.base_prefix))
    ]
    return f"this Python lies in {hidden[0]}, where each submission has a folder of its own." if hidden else ""


def _within(path: str, folder: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder) or Path(path).is_relative_to(folder)


def _files_of(data: Path, case: str) -> dict[str, bytes] | None:
    """Return a learner's files of a case by their paths below their data; None where they are too many to send."""
    if not data.is_dir():
        raise SandboxFailed(f"there is no data folder {data}")
    files = sorted(path for path in (data / case).rglob("*") if path.is_file())
    if len(files) > _MOST_DATA_FILES or sum(path.stat().st_size for path in files) > _MOST_DATA_BYTES:
        return None
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in files}


def _last_words(folder: Path) -> str:
    return (folder / "stderr").read_text(errors="replace").strip()[-1000:]


def _end(process: subprocess.Popen[bytes], scratch: Scratch) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    scratch.remove()
