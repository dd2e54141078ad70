"""The shell that the learner's cells run in: IPython's, with its magics, its rich outputs and inline figures."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from traitlets import Type
from traitlets.config import Config

from grader.sandbox.worker.recorder import Recorder, Stream, joined

_INLINE: Final = "matplotlib_inline.backend_inline"


class _Results(DisplayHook):
    shell: Shell

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        self.shell.recorder.rich("execute_result", format_dict, self.prompt_count)

    def log_output(self, format_dict: dict[str, Any]) -> None:
        pass

    def finish_displayhook(self) -> None:
        pass


class _Displays(DisplayPublisher):
    shell: Shell

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **_: Any) -> None:
        self.shell.recorder.rich("display_data", data)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.clear()


class Shell(InteractiveShell):
    """IPython's shell whose outputs go to a recorder."""

    recorder: Recorder
    display_pub_class = Type(_Displays)
    displayhook_class = Type(_Results)

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """Keep no second copy of what a cell prints: IPython's history would hold it without bound."""
        yield

    def enable_gui(self, gui: str | None = None) -> None:
        """Take `%matplotlib` and `%gui` quietly: there is no window here."""

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.recorder.error(etype.__name__, said(evalue), [str(line) for line in stb])


def start(recorder: Recorder) -> Shell:
    """Start the one shell of this process."""
    settings = Config()
    settings.InteractiveShell.colors = "nocolor"
    settings.HistoryManager.enabled = False
    Shell.recorder = recorder
    shell = Shell.instance(config=settings)
    if _INLINE in sys.modules:
        _show_figures(shell)
    sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")
    return shell


def _show_figures(shell: Shell) -> None:
    """Do what importing the inline backend does where a shell is there already."""
    import matplotlib as mpl
    from matplotlib_inline.backend_inline import configure_inline_support

    mpl.interactive(True)
    configure_inline_support(shell, f"module://{_INLINE}")  # type: ignore[no-untyped-call]


def run(shell: Shell, source: str) -> tuple[list[dict[str, Any]], bool]:
    """Run a cell; return its outputs, and whether it raised."""
    shell.recorder.start()
    result: ExecutionResult = shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    return joined(shell.recorder.stop()), not result.success


def said(error: BaseException, most: int = 500) -> str:
    """Return an exception's message, cut, whatever its `__str__` does."""
    try:
        return str(error)[:most]
    except Exception:
        return ""
