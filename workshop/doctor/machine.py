"""The machine: Python and packages, text and fonts, room and ports; then the walls."""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from coursekit.plotting import FONT_FILE
from workshop.building import ROOT
from workshop.doctor.finding import Finding, Verdict
from workshop.doctor.walls import walls

OLDEST: Final = (3, 11)
PORT: Final = 8888
DISK_BYTES: Final = 2 << 30
MEMORY_BYTES: Final = 3 << 30
_PINNED: Final = re.compile(r"^([A-Za-z0-9][\w.\[\]-]*==[^\\\n]+?)\s*\\?$", re.MULTILINE)
_PROGRAMS: Final = ("jupyter-lab", "nbgrader", "alembic")


def look_over(root: Path = ROOT, port: int = PORT) -> Iterator[Finding]:
    """Look into everything the course needs, one thing after the other; the walls come last and take some seconds.

    Parameters
    ----------
    root : where the course lies
    port : where JupyterLab is to listen
    """
    looks: tuple[Callable[[], Finding], ...] = (
        python,
        lambda: packages(root / "requirements.lock"),
        programs,
        text,
        font,
        lambda: listening(port),
        lambda: disk(root),
        memory,
    )
    for look in looks:
        yield look()
    yield from walls()


def python() -> Finding:
    """Whether this Python is new enough, and the course's own."""
    version = platform.python_version()
    if sys.version_info[:2] < OLDEST:
        return Finding("Python", Verdict.BROKEN, version, "Install Python 3.11 or later, and run `make setup` with it.")
    if sys.prefix == sys.base_prefix:
        return Finding(
            "Python",
            Verdict.LIMITED,
            f"{version}, not in an environment of its own",
            "Run `make setup`; it makes .venv.",
        )
    return Finding("Python", Verdict.FINE, f"{version} in {sys.prefix}")


def packages(lock: Path) -> Finding:
    """Whether the packages installed are those of the lock."""
    if not lock.is_file():
        return Finding("packages", Verdict.LIMITED, f"no {lock.name} to compare with", "")
    wanted = [Requirement(line) for line in _PINNED.findall(lock.read_text(encoding="utf-8"))]
    needed = [one for one in wanted if one.marker is None or one.marker.evaluate()]
    missing, other = [], []
    for one in needed:
        try:
            found = importlib.metadata.version(one.name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(one.name)
            continue
        if not one.specifier.contains(found, prereleases=True):
            other.append(f"{one.name} {found} for {str(one.specifier).removeprefix('==')}")
    if not missing and not other:
        return Finding("packages", Verdict.FINE, f"all {len(needed)} of {lock.name}, in its versions")
    says = "; ".join(
        [*(["missing: " + _few(missing)] if missing else []), *(["other versions: " + _few(other)] if other else [])]
    )
    return Finding("packages", Verdict.BROKEN, says, "Remove .venv and run `make setup`.")


def programs() -> Finding:
    """Whether the programs that others call are beside this Python."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    missing = [name for name in _PROGRAMS if shutil.which(name, path=beside) is None]
    return Finding.of("programs", not missing, _few(missing or _PROGRAMS), "Missing. Run `make setup`.")


def text() -> Finding:
    """Whether Chinese names can be printed here."""
    encoding, said = sys.stdout.encoding or "", locale.setlocale(locale.LC_CTYPE) or "C"
    return Finding(
        "text",
        Verdict.FINE if "utf" in encoding.casefold() else Verdict.LIMITED,
        f"{encoding or 'unknown'} (locale {said})",
        ""
        if "utf" in encoding.casefold()
        else "Set PYTHONUTF8=1, or LANG=C.UTF-8, so that Chinese names can be printed.",
    )


def font() -> Finding:
    """Whether charts have Chinese glyphs: the course brings its own font."""
    from matplotlib import ft2font

    file = Path(str(files("coursekit").joinpath(FONT_FILE)))
    try:
        glyphs = ft2font.FT2Font(str(file)).get_charmap()
    except (OSError, RuntimeError) as error:
        return Finding("fonts", Verdict.BROKEN, f"{file}: {error}", "Restore the file: git checkout -- coursekit/fonts")
    lacking = [sign for sign in "客户留存率流失" if ord(sign) not in glyphs]
    return Finding.of(
        "fonts", not lacking, f"Chinese glyphs from {file.name}", "Restore the file: git checkout -- coursekit/fonts"
    )


def listening(port: int) -> Finding:
    """Whether JupyterLab's port is free."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return Finding(
                "port", Verdict.LIMITED, f"{port}: {error.strerror}", "Another program listens there; say port=8889."
            )
    return Finding("port", Verdict.FINE, f"{port} is free")


def disk(root: Path) -> Finding:
    """Whether there is room for a class and for submissions' scratch folders."""
    places = {
        str(root): shutil.disk_usage(root).free,
        tempfile.gettempdir(): shutil.disk_usage(tempfile.gettempdir()).free,
    }
    full = [place for place, free in places.items() if free < DISK_BYTES]
    says = ", ".join(f"{free / 1e9:.0f} GB free in {place}" for place, free in places.items())
    return Finding.of("disk", not full, says, f"Make room in {_few(full)}: a class of 30 takes about 1 GB.")


def memory() -> Finding:
    """Whether there is memory for grading, and for how many submissions at once."""
    free = _memory_free()
    if free is None:
        return Finding("memory", Verdict.LIMITED, "can't be told on this system", "")
    cores = os.cpu_count() or 1
    at_once = max(1, min(cores, free // MEMORY_BYTES))
    says = f"{free / 1e9:.0f} GB free, {cores} cores: room for {at_once} submissions at once"
    mend = "Close other programs; a submission may take 2 GB. Or grade with --workers 1."
    return Finding.of("memory", free >= MEMORY_BYTES, says, mend)


def _memory_free() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _few(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
