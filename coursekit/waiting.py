"""When a cell fails only because an earlier question is still open, say that instead of a traceback."""

from __future__ import annotations

import ast
import linecache
import sys
from collections.abc import Iterator, Mapping
from types import CodeType, TracebackType
from typing import Any

from coursekit.attempts import is_untouched
from coursekit.phrases import phrase


def explain_open_questions(language: str) -> None:
    """From now on, let this notebook's kernel name the open question that a failing cell was waiting for.

    Every other error is shown as ever. Outside a notebook this does nothing.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return

    def handler(
        shell: Any, kind: type[Exception], error: Exception, trace: TracebackType, tb_offset: int | None = None
    ) -> list[str] | None:
        names = open_questions(shell.user_ns, trace)
        if not names or isinstance(error, SyntaxError) or hasattr(error, "_render_traceback_"):
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
            return None
        says = phrase(language, "verdict", "waiting", names=", ".join(f"`{name}`" for name in names))
        print(says)
        return [says]

    shell.set_custom_exc((Exception,), handler)


def open_questions(namespace: Mapping[str, Any], trace: TracebackType | None) -> list[str]:
    """The names used by the failing cell that still hold a placeholder, in the order of use."""
    found: dict[str, None] = {}
    while trace is not None:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals is namespace and code.co_name == "<module>":
            for name in _names(code):
                value = namespace.get(name)
                if value is ... or is_untouched(value):
                    found.setdefault(name)
        trace = trace.tb_next
    return list(found)


def _names(code: CodeType) -> Iterator[str]:
    """The names in the whole cell: IPython compiles each of its statements apart, but keeps the source together."""
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:
        return
    yield from (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
