"""Start a worker of its own for one submission: behind bubblewrap's walls, or as a plain process."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.sandbox import bubblewrap, process_tree, provisions
from grader.sandbox.far_side import FarSide, family, interrupt
from grader.sandbox.limits import Isolation, Limits, NoIsolation, SandboxFailed
from grader.sandbox.scratch import Scratch
from grader.sandbox.system_calls import call_filter

_BOOT: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from grader.sandbox.worker.main import main; "
    "main(int(sys.argv[2]), first=len(sys.argv) > 3)"
)


@dataclass
class Launched:
    """A worker started for one submission."""

    process: subprocess.Popen[bytes]
    connection: socket.socket
    scratch: Scratch
    isolation: Isolation
    hello: dict[str, object]
    parts: Sequence[bytes]

    def interrupt(self) -> None:
        """Send Ctrl-C to the worker: bubblewrap's grandchild, or the process itself."""
        pids = family(self.process.pid, 2) if self.isolation is Isolation.BUBBLEWRAP else [0, self.process.pid]
        if len(pids) > 1:
            interrupt(pids[1])

    def held(self, enough: int) -> int:
        """Return the bytes of memory that it and its descendants hold."""
        pids = family(self.process.pid, 2) if self.isolation is Isolation.BUBBLEWRAP else []
        files = process_tree.names(pids[1], bubblewrap.SCRATCH) if len(pids) > 1 else 0
        return files + process_tree.memory(self.process.pid, max(0, enough - files))

    def delays(self) -> dict[int, float]:
        """Return how long it and its descendants have waited for a processor."""
        return process_tree.delays(self.process.pid)

    def kill(self) -> None:
        """Kill the worker and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill the worker and whatever it started, and remove its folder."""
        self.kill()
        self.process.wait()
        self.connection.close()
        self.scratch.remove()

    def last_words(self) -> str:
        """Return what it wrote to stderr before it could serve."""
        self.process.kill()
        self.process.wait()
        return (self.scratch.folder / "stderr").read_text(errors="replace").strip()[-1000:]


def launch(case: str, data: Path | None, files: Mapping[str, bytes], limits: Limits, isolation: Isolation) -> FarSide:
    """Start a worker.

    Parameters
    ----------
    case : the lesson's case, such as "amazon"
    data : the learner's data, a folder that holds one folder a case; read-only for the worker behind walls
    files : what was handed in beside the notebook: plain file name → content

    Raises
    ------
    NoIsolation : on a system that can't run a worker in the isolation asked for
    SandboxFailed : when a file's name is not plain, or there are no data
    """
    if os.name != "posix":
        raise NoIsolation("Grading runs learners' code on Linux or macOS only; on Windows, grade inside WSL 2.")
    provisions.check_names(files)
    scratch = Scratch()
    try:
        return _launched(scratch, case, data, files, limits, isolation)
    except BaseException:
        scratch.remove()
        raise


def _launched(
    scratch: Scratch, case: str, data: Path | None, files: Mapping[str, bytes], limits: Limits, isolation: Isolation
) -> FarSide:
    walls, calls, folder = isolation is Isolation.BUBBLEWRAP, None, scratch.folder
    library, coursekit = provisions.library(folder), provisions.coursekit()
    here, there = socket.socketpair()
    home, temp = (bubblewrap.HOME, bubblewrap.TEMP) if walls else (str(folder / "home"), str(folder / "tmp"))
    environment, seen = provisions.environment(home, temp), None
    python = [sys.executable, "-P", "-s", "-B", "-c", _BOOT]
    if walls:
        mounts = {bubblewrap.LIBRARY: library, f"{bubblewrap.LIBRARY}/coursekit": coursekit}
        if data is not None:
            mounts[bubblewrap.DATA] = _readable(data, folder)
            seen = bubblewrap.DATA
        (library / "coursekit").mkdir()
        inside = [*python, bubblewrap.LIBRARY, str(there.fileno()), "first"]
        calls = _filter_file(folder)
        command = bubblewrap.wrapped(inside, environment, limits.file_bytes, mounts, calls)
    else:
        (library / "coursekit").symlink_to(coursekit)
        for path in (home, temp):
            os.mkdir(path)
        if data is not None:
            seen = str(data.resolve())
        command = [*python, str(library), str(there.fileno())]
    with there, (folder / "stderr").open("wb") as stderr, contextlib.ExitStack() as open_until_started:
        if calls is not None:
            open_until_started.callback(os.close, calls)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            pass_fds=[there.fileno()] if calls is None else [there.fileno(), calls],
            env={"PATH": os.defpath} if walls else environment,
            cwd=None if walls else home,
            start_new_session=True,
        )
    hello, announced = provisions.hello(case, limits, files, seen, temp=temp, walls=walls)
    return Launched(process, here, scratch, isolation, hello, [*announced.values(), b""])


def _filter_file(folder: Path) -> int | None:
    program = call_filter()
    if program is None:
        return None
    file = folder / "calls"
    file.write_bytes(program)
    return os.open(file, os.O_RDONLY)


def _readable(data: Path, folder: Path) -> Path:
    """Return the data where the worker's user can read them: where they are, or a copy when root alone can."""
    data = data.resolve()
    if not data.is_dir():
        raise SandboxFailed(f"there is no data folder {data}")
    if os.geteuid() or all(_open_to_all(path) for path in (data, *data.rglob("*"))):
        return data
    copy = folder / "data"
    shutil.copytree(data, copy)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return copy


def _open_to_all(path: Path) -> bool:
    wanted = 0o005 if path.is_dir() else 0o004
    return path.stat().st_mode & wanted == wanted
