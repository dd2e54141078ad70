"""What a worker is given: the code it runs, its environment, and its first message."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from grader.sandbox import process_tree
from grader.sandbox.fonts import font_list
from grader.sandbox.limits import Limits, SandboxFailed
from grader.sandbox.worker.confine import Bounds


def check_names(files: Mapping[str, bytes]) -> None:
    """Refuse files handed in under a name that is a path.

    Raises
    ------
    SandboxFailed : naming the file
    """
    strange = [name for name in files if name != os.path.basename(name) or name in ("", ".", "..")]
    if strange:
        raise SandboxFailed(f"{strange[0]!r} is not a plain file name")


def environment(home: str, temp: str) -> dict[str, str]:
    """Return all the environment variables of a worker but those of the one submission."""
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
    }


def hello(
    case: str, limits: Limits, files: Mapping[str, bytes], data: str | None, *, temp: str, walls: bool
) -> tuple[dict[str, object], dict[str, bytes]]:
    """Return the first message's head, and the files that it announces.

    Parameters
    ----------
    case : the lesson's case, such as "amazon"
    limits : the submission's
    files : what was handed in beside the notebook
    data : where the worker sees the learner's data, if there are any
    temp : the worker's folder for temporary files
    walls : whether it is shut in
    """
    files = {**files, **{f"{temp}/matplotlib/{name}": content for name, content in font_list().items()}}
    return {
        "id": 0,
        "environment": {"COURSEKIT_CASE": case} | ({} if data is None else {"COURSEKIT_DATA": data}),
        "scratch": [],
        "data": [],
        "files": list(files),
        "bounds": asdict(_bounds(limits, walls)),
        "output_bytes": limits.output_bytes,
        "reply_bytes": limits.reply_bytes,
    }, files


def _bounds(limits: Limits, walls: bool) -> Bounds:
    uid = 2_000_000_000 + secrets.randbelow(100_000_000) if walls and os.geteuid() == 0 else None
    processes: int | None = limits.processes
    if not walls:
        processes = process_tree.tasks_of_user() + limits.processes if os.geteuid() and process_tree.known() else None
    return Bounds(limits.memory_bytes, limits.file_bytes, int(limits.total_seconds) + 60, processes, uid)


def library(folder: Path) -> Path:
    """Make a folder with the worker's code and nothing else of the grader; return it."""
    made = folder / "library"
    worker = made / "grader" / "sandbox" / "worker"
    shutil.copytree(Path(__file__).parent / "worker", worker, ignore=shutil.ignore_patterns("__pycache__"))
    for package in (worker.parent, worker.parent.parent):
        (package / "__init__.py").touch()
    for path in (folder, *made.rglob("*"), made):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return made


def coursekit() -> Path:
    """Return the folder of the package that notebooks import.

    Raises
    ------
    SandboxFailed : when it isn't installed
    """
    spec = importlib.util.find_spec("coursekit")
    if spec is None or not spec.submodule_search_locations:
        raise SandboxFailed("the package coursekit is not installed beside the grader")
    return Path(next(iter(spec.submodule_search_locations))).resolve()
