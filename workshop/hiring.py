"""The process that workers are forked from: it imports what marking needs, once for all of them."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext
from typing import Final

_IMPORTED: Final = ["grader.job", "seaborn", "pyarrow.parquet"]


def context() -> ForkServerContext:
    """Where workers are hired."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_IMPORTED)
    return found


def call_up() -> None:
    """Start that process now, so that it imports while this one does; later calls do nothing."""
    if sys.platform == "win32":
        return
    from multiprocessing.forkserver import ensure_running

    context()
    ensure_running()
