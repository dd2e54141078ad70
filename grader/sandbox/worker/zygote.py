"""A process inside the walls that has imported what notebooks use, and forks one process a submission.

It never runs a learner's code and never sees a learner's file: a request brings nothing but the socket over which the
forked process is then told everything. Between it and that process stand a warden, which ends the submission when
asked, and the submission's own process 1, whose end is the end of whatever the submission started.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import shutil
import signal
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from grader.sandbox.worker import namespaces
from grader.sandbox.worker.first import attend
from grader.sandbox.worker.main import Walls, serve

FORK, END, DONE = b"fork", b"end", b"done"
_LONGEST_REQUEST = 64
_IMPORTED = (
    "IPython.core.completer",
    "matplotlib_inline.backend_inline",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.io.formats.html",
    "pyarrow.csv",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "seaborn",
    "ipywidgets",
    "coursekit.attempts",
    "coursekit.data",
    "coursekit.interactive",
    "coursekit.plotting",
    "coursekit.shapes",
    "grader.sandbox.worker.answers",
    "grader.sandbox.worker.shell",
)


def main(descriptor: int, fonts: str) -> None:
    """Import, then serve the requests that come over an inherited socket, until the other side hangs up.

    Parameters
    ----------
    descriptor : the socket's
    fonts : a folder with matplotlib's list of fonts, which takes seconds to make
    """
    control = socket.socket(fileno=descriptor)
    shutil.copytree(fonts, os.environ["MPLCONFIGDIR"], dirs_exist_ok=True)
    _rehearse()
    _preload()
    gc.collect()
    gc.freeze()
    control.send(DONE)
    leash: int | None = None
    while True:
        request, sent, _, _ = socket.recv_fds(control, _LONGEST_REQUEST, 1)
        if leash is not None:
            os.close(leash)
            leash = None
            os.waitpid(-1, 0)
        if not request:
            return
        if request == FORK:
            leash = _forked(sent[0])
        for received in sent:
            os.close(received)
        control.send(DONE)


def _rehearse() -> None:
    """Try whether children can be parted here at all; what is wrong goes to stderr, and this process ends."""
    if os.fork() == 0:
        _in_child(_rehearsed)
    if os.wait()[1]:
        os._exit(1)


def _rehearsed() -> None:
    namespaces.part()
    if os.fork() == 0:
        _in_child(lambda: _walled({"scratch": ["/tmp"], "bounds": {"file_bytes": 1 << 20}}, {}))
    if os.wait()[1]:
        os._exit(1)


def _preload() -> None:
    for name in _IMPORTED:
        importlib.import_module(name)
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([0, 1], label="x")
    axes.legend()
    figure.canvas.draw()
    plt.close(figure)


def _forked(connection: int) -> int:
    """Fork the warden of a new submission; return the descriptor whose closing ends both."""
    slack, leash = os.pipe()
    if os.fork() == 0:
        _in_child(lambda: _warden(connection, slack), connection, slack)
    os.close(slack)
    return leash


def _warden(connection: int, slack: int) -> None:
    namespaces.part()
    init = os.fork()
    if init == 0:
        _in_child(lambda: _init(connection), connection)
    os.close(connection)
    watched = select.poll()
    watched.register(slack, select.POLLHUP)
    watched.register(os.pidfd_open(init), select.POLLIN)
    watched.poll()
    os.kill(init, signal.SIGKILL)
    os.waitpid(init, 0)


def _init(connection: int) -> None:
    namespaces.die_with_parent()
    attend(lambda: _in_child(lambda: _submission(connection), connection), connection)


def _submission(connection: int) -> None:
    serve(socket.socket(fileno=connection), _walled, _powerless)


def _walled(hello: Walls, data: dict[str, bytes]) -> None:
    """Put empty folders over all that can be written to, and the learner's data where they belong."""
    namespaces.show_own_processes()
    for folder in hello["scratch"]:
        namespaces.empty_folder(folder, hello["bounds"]["file_bytes"])
    if data:
        room = sum(map(len, data.values())) + (len(data) + 100) * 4 * os.sysconf("SC_PAGE_SIZE")
        top = os.environ["COURSEKIT_DATA"]
        namespaces.empty_folder(top, room, 0o755)
        for name, content in data.items():
            path = Path(top, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        namespaces.make_read_only(top, room)
    namespaces.loopback()
    namespaces.small_buffers()
    os.chdir(os.environ["HOME"])
    namespaces.limit_capabilities()


def _powerless(calls: bytes) -> None:
    namespaces.drop_capabilities()
    namespaces.refuse_calls(calls)


def _in_child(work: Callable[[], Any], *kept: int) -> NoReturn:
    """Do the work with these descriptors and stderr alone, and end."""
    try:
        _close_others({2, *kept})
        work()
        os._exit(0)
    except BaseException:
        with contextlib.suppress(Exception):
            os.write(2, traceback.format_exc().encode())
        os._exit(1)


def _close_others(kept: set[int]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - kept:
        os.dup2(null, standard)
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor > 2 and descriptor not in kept:
            with contextlib.suppress(OSError):
                os.close(descriptor)
