"""The walls on Linux: the bubblewrap command line around a submission's process, and whether it works here."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from grader.sandbox.limits import Isolation, NoIsolation

HOME: Final = "/home/learner"
TEMP: Final = "/tmp"
LIBRARY: Final = "/course"
DATA: Final = "/data"
SCRATCH: Final = (TEMP, HOME, "/dev/shm")
"""The folders that a submission may write to."""

_SYSTEM: Final = (
    *(f"/usr/{name}" for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "include", "share")),
    *(f"/usr/local/{name}" for name in ("bin", "sbin", "lib", "lib64", "libexec", "include", "share")),
    *(f"/{name}" for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32")),
)
"""Not all of /usr: images of containers have their programs' sources in /usr/src, and some keep work in /usr/local."""

_OF_A_PYTHON: Final = (
    *("bin", "lib", "lib32", "lib64", "libexec", "include", "ssl", "fonts", "etc/fonts"),
    *("share/fonts", "share/fontconfig", "share/zoneinfo", "share/terminfo"),
)
"""What is shown of the folder that a Python is installed in, where people may keep more than that."""

_SETTINGS: Final = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts", "localtime")
_TO_PART: Final = ["CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_SETPCAP"]
_REMEDY: Final = (
    "Submissions are strangers' programs, so grading needs a sandbox. On Debian and Ubuntu: sudo apt-get install "
    "bubblewrap; on Fedora: sudo dnf install bubblewrap; on Windows grade inside WSL 2, on macOS inside a Linux "
    "virtual machine. In a container, allow unprivileged user namespaces. `--no-isolation` grades without walls: then "
    "every submission can read whatever you can read, the solutions and other learners' work included."
)


_RESTRICTED: Final = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
_ON_UBUNTU: Final = (
    "This system's AppArmor keeps bubblewrap from making user namespaces; its own profile for bubblewrap allows it: "
    "sudo apt-get install apparmor-profiles && "
    "sudo ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/bwrap && "
    "sudo apparmor_parser -r /etc/apparmor.d/bwrap."
)


def available() -> Isolation:
    """Return the isolation that this machine offers, tried for real.

    Raises
    ------
    NoIsolation : when there is none, with what to do about it
    """
    problem = _problem()
    if problem:
        raise NoIsolation(f"{problem} {_REMEDY}")
    return Isolation.BUBBLEWRAP


@functools.cache
def _problem() -> str:
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed."
    probe = ["-c", "import os, sys; sys.exit(os.path.exists('/home/learner') - 1)"]
    command = wrapped([sys.executable, "-P", "-s", *probe], {}, 1 << 20, {})
    try:
        tried = subprocess.run(command, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not run here ({error})."
    if tried.returncode:
        said = tried.stderr.decode(errors="replace").strip()[-300:]
        hint = f" {_ON_UBUNTU}" if _restricted() else ""
        return f"bubblewrap does not work here ({said or 'exit code ' + str(tried.returncode)}).{hint}"
    return ""


def _restricted() -> bool:
    try:
        return _RESTRICTED.read_text().strip() == "1"
    except OSError:
        return False


def wrapped(
    command: list[str],
    environment: Mapping[str, str],
    scratch_bytes: int,
    mounts: Mapping[str, Path],
    call_filter: int | None = None,
    *,
    forking: bool = False,
) -> list[str]:
    """Return the command that runs another one inside the walls.

    Parameters
    ----------
    command : what to run; this Python and its libraries are visible at their own paths
    environment : all its environment variables
    scratch_bytes : size of each of its writable folders: its home, /tmp and /dev/shm
    mounts : further folders to show it, read-only: path inside → path outside
    call_filter : descriptor of an open file that holds the seccomp filter
    forking : whether the command is the fork server, which may part its children from one another
    """
    scratch = ["--perms", "1777", "--size", str(scratch_bytes), "--tmpfs"]
    arguments = ["bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    arguments += ["--die-with-parent", "--new-session", "--hostname", "classroom", "--clearenv"]
    arguments += _whoever(forking)
    arguments += [] if forking else ["--as-pid-1"]
    if call_filter is not None:
        arguments += ["--seccomp", str(call_filter)]
    arguments += [*scratch, TEMP, *scratch, HOME]
    arguments += ["--proc", "/proc", "--dev", "/dev", *scratch, "/dev/shm", "--remount-ro", "/dev"]
    for path in _SYSTEM:
        arguments += [*_way_to(path), *_shown(path)]
    for name in _SETTINGS:
        arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for path in _python_paths():
        arguments += [*_way_to(path), *_shown(path)]
    for package in _hidden_packages():
        arguments += ["--tmpfs", package, "--remount-ro", package]
    for inside, outside in mounts.items():
        arguments += ["--ro-bind", str(outside), inside]
    for name, value in environment.items():
        arguments += ["--setenv", name, value]
    return [*arguments, "--remount-ro", "/", "--chdir", HOME, "--", *command]


def _whoever(forking: bool) -> list[str]:
    powers = ["CAP_SETUID", "CAP_SETGID"] if os.geteuid() == 0 else []
    powers += _TO_PART if forking else []
    granted = ["--cap-drop", "ALL", *(word for power in powers for word in ("--cap-add", power))]
    return granted if os.geteuid() == 0 else ["--unshare-user", "--uid", "1000", "--gid", "1000", *granted]


def check_hidden(*paths: Path) -> None:
    """Make sure that no submission sees these files and folders, which lie where somebody chose to put them.

    Raises
    ------
    NoIsolation : naming the path, and the folder shown in which it lies
    """
    for path in paths:
        places = {path.absolute(), path.resolve()}
        hidden = any(place.is_relative_to(package) for place in places for package in _hidden_packages())
        shown = (
            folder for folder in (*_SYSTEM, *_python_paths()) if any(place.is_relative_to(folder) for place in places)
        )
        folder = None if hidden else next(shown, None)
        if folder is not None:
            raise NoIsolation(f"{path} lies in {folder}, which every submission may read. Move it to another folder.")


def _shown(path: str) -> list[str]:
    if os.path.islink(path) and not os.path.isabs(os.readlink(path)):
        return ["--symlink", os.readlink(path), path]
    return ["--ro-bind", path, path] if os.path.exists(path) else []


def _way_to(path: str) -> list[str]:
    steps = [str(parent) for parent in reversed(Path(path).parents) if str(parent) not in ("/", TEMP, "/home")]
    return [argument for step in steps for argument in ("--perms", "0755", "--dir", step)]


@functools.cache
def _python_paths() -> tuple[str, ...]:
    """The files and folders of this Python and its packages.

    A virtual environment may have been made in the very folder that holds the course, or somebody's home: of it, its
    programs and packages are shown, and nothing else that lies there.
    """
    scheme = sysconfig.get_paths()
    own = {scheme["purelib"], scheme["platlib"], os.path.dirname(sys.executable), f"{sys.prefix}/pyvenv.cfg"}
    if sys.prefix == sys.base_prefix:
        own = set()
    bases = {sys.base_prefix, os.path.realpath(sys.base_prefix)}
    base = {os.path.join(folder, name) for folder in bases for name in _OF_A_PYTHON}
    places = {form for path in own | base for form in (path, _really(path)) if os.path.lexists(form)}
    return tuple(sorted(path for path in places if not any(Path(path).is_relative_to(known) for known in _SYSTEM)))


def _really(path: str) -> str:
    """A path whose folders are no links, whatever it is itself."""
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def _hidden_packages() -> Iterator[str]:
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for name in ("grader", "workshop", "lessons"):
            package = os.path.join(folder, name)
            if os.path.isdir(package):
                yield package
