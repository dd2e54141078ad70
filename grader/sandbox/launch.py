"""Start the far side: the same worker behind bubblewrap's walls, or as a plain process."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from grader.sandbox import bubblewrap, process_tree
from grader.sandbox.fonts import font_list
from grader.sandbox.limits import Isolation, Limits, NoIsolation, SandboxFailed
from grader.sandbox.system_calls import call_filter
from grader.sandbox.worker.confine import Bounds

_BOOT: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from grader.sandbox.worker.main import main; main(int(sys.argv[2]))"
)


@dataclass
class FarSide:
    """A running worker: its process, the socket to it, and its first message."""

    process: subprocess.Popen[bytes]
    connection: socket.socket
    folder: Path
    isolation: Isolation
    hello: dict[str, Any]
    files: list[bytes]

    def interrupt(self) -> None:
        """Ask the worker to stop what it is doing, as Ctrl-C does."""
        worker = self.process.pid
        if self.isolation is Isolation.BUBBLEWRAP:
            inside = process_tree.descendants(worker)
            worker = inside[1] if len(inside) > 1 else 0
        if worker:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(worker, signal.SIGINT)

    def end(self) -> None:
        """Kill the worker and whatever it started, and remove its folder."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def last_words(self) -> str:
        """Return what the worker wrote to stderr before it could serve."""
        return (self.folder / "stderr").read_text(errors="replace").strip()[-1000:]


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
    strange = [name for name in files if name != os.path.basename(name) or name in ("", ".", "..")]
    if strange:
        raise SandboxFailed(f"{strange[0]!r} is not a plain file name")
    folder = Path(tempfile.mkdtemp(prefix="submission-"))
    try:
        return _launched(folder, case, data, files, limits, isolation)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _launched(
    folder: Path, case: str, data: Path | None, files: Mapping[str, bytes], limits: Limits, isolation: Isolation
) -> FarSide:
    walls, calls = isolation is Isolation.BUBBLEWRAP, None
    library, coursekit = _library(folder), _coursekit()
    here, there = socket.socketpair()
    home, temp = (bubblewrap.HOME, bubblewrap.TEMP) if walls else (str(folder / "home"), str(folder / "tmp"))
    environment = _environment(case, home, temp)
    python = [sys.executable, "-P", "-s", "-B", "-c", _BOOT]
    if walls:
        mounts = {bubblewrap.LIBRARY: library, f"{bubblewrap.LIBRARY}/coursekit": coursekit}
        if data is not None:
            mounts[bubblewrap.DATA] = _readable(data, folder)
            environment["COURSEKIT_DATA"] = bubblewrap.DATA
        (library / "coursekit").mkdir()
        inside = [*python, bubblewrap.LIBRARY, str(there.fileno())]
        calls = _filter_file(folder)
        command = bubblewrap.wrapped(inside, environment, limits.file_bytes, mounts, calls)
    else:
        (library / "coursekit").symlink_to(coursekit)
        for path in (home, temp):
            os.mkdir(path)
        if data is not None:
            environment["COURSEKIT_DATA"] = str(data.resolve())
        command = [*python, str(library), str(there.fileno())]
    with there, (folder / "stderr").open("wb") as stderr:
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
    names = dict(files.items())
    for name, content in font_list().items():
        names[f"{temp}/matplotlib/{name}"] = content
    hello = {
        "id": 0,
        "files": list(names),
        "bounds": asdict(_bounds(limits, walls)),
        "output_bytes": limits.output_bytes,
        "reply_bytes": limits.reply_bytes,
    }
    return FarSide(process, here, folder, isolation, hello, list(names.values()))


def _bounds(limits: Limits, walls: bool) -> Bounds:
    uid = 2_000_000_000 + secrets.randbelow(100_000_000) if walls and os.geteuid() == 0 else None
    processes: int | None = limits.processes
    if not walls:
        processes = process_tree.tasks_of_user() + limits.processes if os.geteuid() and process_tree.known() else None
    return Bounds(limits.memory_bytes, limits.file_bytes, int(limits.total_seconds) + 60, processes, uid)


def _environment(case: str, home: str, temp: str) -> dict[str, str]:
    return {
        "PATH": f"{os.path.dirname(sys.executable)}:/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "USER": "learner",
        "LANG": "C.UTF-8",
        "TMPDIR": temp,
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": f"{temp}/ipython",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{temp}/matplotlib",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "COURSEKIT_CASE": case,
    }


def _library(folder: Path) -> Path:
    library = folder / "library"
    worker = library / "grader" / "sandbox" / "worker"
    shutil.copytree(Path(__file__).parent / "worker", worker, ignore=shutil.ignore_patterns("__pycache__"))
    for package in (worker.parent, worker.parent.parent):
        (package / "__init__.py").touch()
    for path in (folder, *library.rglob("*"), library):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return library


def _coursekit() -> Path:
    spec = importlib.util.find_spec("coursekit")
    if spec is None or not spec.submodule_search_locations:
        raise SandboxFailed("the package coursekit is not installed beside the grader")
    return Path(next(iter(spec.submodule_search_locations))).resolve()


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
