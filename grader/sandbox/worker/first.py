"""The first process of a submission's own: its end is the end of whatever the submission started."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from grader.sandbox.worker import namespaces


def attend(work: Callable[[], object], connection: int) -> None:
    """Do the work in a child; stay behind without powers, unreadable to the child, until it ends.

    Parameters
    ----------
    work : ends the child
    connection : a descriptor that is the child's alone
    """
    namespaces.hide_memory()
    worker = os.fork()
    if worker == 0:
        namespaces.hide_memory(False)
        work()
        os._exit(0)
    os.close(connection)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    namespaces.drop_capabilities()
    while os.wait()[0] != worker:
        continue
