"""The walls around a learner's code, tried with code that runs against them."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coursekit.outcomes import Returned
from grader.sandbox import ForkServer, Isolation, Limits, NoIsolation, Sandbox, SandboxFailed, available
from grader.sandbox.system_calls import call_filter
from workshop.doctor.finding import Finding, Verdict

_LIMITS: Final = Limits(cell_seconds=2, total_seconds=30, memory_bytes=256 << 20, processes=32, grace_seconds=1)
_CLOSED: Final = {
    "/proc/sys/user/max_user_namespaces": "sudo sysctl user.max_user_namespaces=15000",
    "/proc/sys/kernel/unprivileged_userns_clone": "sudo sysctl kernel.unprivileged_userns_clone=1",
}
"""Settings of the kernel that are 0 where it lets no ordinary user make namespaces, and how to change them."""

_APPARMOR: Final = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
_NO_WALLS: Final = "Do not grade strangers' work on this machine, and please report this: this wall does not hold."


@dataclass(frozen=True)
class Probe:
    """Code that runs against one wall; `held` is the value of `seen` that it leaves where the wall holds."""

    name: str
    source: str
    held: object
    says: str


def walls() -> Iterator[Finding]:
    """Try whether learners' code can be shut in here."""
    if sys.platform != "linux":
        yield Finding(
            "isolation",
            Verdict.LIMITED,
            f"not on {sys.platform}: lessons run here, grading does not",
            "Grade on Linux: inside WSL 2 on Windows, in a Linux virtual machine on macOS.",
        )
        return
    yield from user_namespaces()
    try:
        isolation = available()
    except NoIsolation as error:
        yield Finding("isolation", Verdict.BROKEN, "learners' code can't be shut in", str(error))
        return
    yield Finding("isolation", Verdict.FINE, "bubblewrap works")
    yield _filter()
    yield from _tried(isolation)


def user_namespaces() -> Iterator[Finding]:
    """Whether the kernel lets ordinary users make the namespaces that bubblewrap needs; root needs none."""
    if os.geteuid() == 0:
        yield Finding("user namespaces", Verdict.FINE, "not needed: grading as root, submissions run as nobody")
        return
    for file, mend in _CLOSED.items():
        if _read(Path(file)) == "0":
            yield Finding("user namespaces", Verdict.BROKEN, f"{file} is 0", mend)
            return
    if _read(_APPARMOR) == "1":
        yield Finding(
            "user namespaces",
            Verdict.LIMITED,
            "AppArmor allows them only to programs that have a profile (Ubuntu 24.04 and later)",
            "Where isolation fails below, give bubblewrap its profile; the line there says how.",
        )
        return
    yield Finding("user namespaces", Verdict.FINE, "allowed")


def _filter() -> Finding:
    if call_filter() is None:
        return Finding(
            "system calls",
            Verdict.LIMITED,
            f"no filter for {os.uname().machine}: the other walls stand, this one is missing",
            "Grade on x86_64 or aarch64.",
        )
    return Finding("system calls", Verdict.FINE, "those that open walls are refused")


def _tried(isolation: Isolation) -> Iterator[Finding]:
    with ExitStack() as stack:
        hidden = [str(Path(__file__).resolve()), "/etc/passwd"]
        for folder in (None, Path.home()):
            with contextlib.suppress(OSError):
                file = stack.enter_context(tempfile.NamedTemporaryFile("w", prefix=".doctor-", dir=folder))
                file.write("secret")
                file.flush()
                hidden.append(file.name)
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        word = secrets.token_hex(8)
        os.environ["RETENTION_COURSE_DOCTOR"] = word
        stack.callback(os.environ.pop, "RETENTION_COURSE_DOCTOR", None)
        forks = stack.enter_context(ForkServer())
        try:
            box = stack.enter_context(Sandbox("amazon", limits=_LIMITS, isolation=isolation, server=forks))
        except SandboxFailed as error:
            yield Finding("a submission's process", Verdict.BROKEN, str(error), "Run `make setup`, then try again.")
            return
        yield _start(forks)
        for probe in probes(hidden, server.getsockname()[1], word):
            yield _finding(box, probe)
        stopped = box.run("while True: pass").stopped
        yield Finding.of("time", stopped is not None, "an endless loop is stopped", _NO_WALLS)


def _start(forks: ForkServer) -> Finding:
    if forks.pid:
        return Finding("start", Verdict.FINE, "submissions are forked from a process that is warm")
    return Finding(
        "start",
        Verdict.LIMITED,
        "each submission starts from nothing: as safe, and 1 to 2 seconds slower",
        "This kernel lets no process part its children further; nothing needs to be done.",
    )


def probes(hidden: Sequence[str], port: int, word: str) -> tuple[Probe, ...]:
    """The code that is run against the walls.

    Parameters
    ----------
    hidden : files outside
    port : where this process listens
    word : the value of one of this process's environment variables
    """
    return (
        Probe(
            "network",
            "import socket\nseen = []\n"
            f"for host, port in (('127.0.0.1', {port}), ('1.1.1.1', 53), ('example.org', 80)):\n"
            "    try:\n        socket.create_connection((host, port), timeout=1).close()\n        seen.append(host)\n"
            "    except OSError:\n        pass",
            [],
            "nothing can be reached, this machine included",
        ),
        Probe(
            "files",
            f"seen = []\nfor place in {list(hidden)!r}:\n    try:\n        open(place).close()\n"
            "        seen.append(place)\n    except OSError:\n        pass",
            [],
            "your files, the course and this machine's settings are out of sight",
        ),
        Probe(
            "processes",
            "import os\n"
            "seen = [pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) > 2 and int(pid) != os.getpid()]",
            [],
            "no other process is in sight",
        ),
        Probe(
            "environment",
            f"import os\nseen = {word!r} in str(os.environ)",
            False,
            "your environment variables are out of sight",
        ),
        Probe(
            "rights",
            "import os\nlines = open('/proc/self/status').read().splitlines()\n"
            "status = dict(line.split(':\\t') for line in lines if ':\\t' in line)\n"
            "seen = [status['CapEff'].strip('0'), status['NoNewPrivs'], os.getuid() == 0]",
            ["", "1", False],
            "no capability, no way to more rights",
        ),
        Probe(
            "number of processes",
            "import subprocess\nseen, started = False, []\ntry:\n    for _ in range(100):\n"
            "        started.append(subprocess.Popen(['sleep', '9']))\n    seen = True\n"
            "except OSError:\n    pass\nfor one in started:\n    one.kill()\n    one.wait()",
            False,
            f"at most {_LIMITS.processes} here, {Limits().processes} when grading",
        ),
        Probe(
            "memory of a submission",
            "seen = False\ntry:\n    hoard = bytearray(400 << 20)\n    seen = True\nexcept MemoryError:\n    pass",
            False,
            "bounded",
        ),
    )


def _finding(box: Sandbox, probe: Probe) -> Finding:
    run = box.run(probe.source)
    seen = box.value("seen")
    if run.raised or not isinstance(seen, Returned):
        return Finding(probe.name, Verdict.BROKEN, f"could not be tried ({seen})", "Run `make setup`, then try again.")
    if seen.value != probe.held:
        return Finding(probe.name, Verdict.BROKEN, f"not shut in: {seen.value}", _NO_WALLS)
    return Finding(probe.name, Verdict.FINE, probe.says)


def _read(file: Path) -> str | None:
    try:
        return file.read_text().strip()
    except OSError:
        return None
