"""Try a learner's function or look at their variable: always an outcome, never an exception."""

from __future__ import annotations

import contextlib
import copy
import io
import linecache
import traceback
import warnings
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType
from typing import Any, Final

from coursekit.charts import describe
from coursekit.outcomes import Outcome, Raised, Returned, Undefined, Untouched

MESSAGE_LENGTH: Final = 500


def call(namespace: Mapping[str, Any], target: str, arguments: Mapping[str, Any], *, chart: bool = False) -> Outcome:
    """Call the learner's function `target` with copies of the arguments, in the order given.

    Prints and warnings are swallowed. With `chart`, what is returned is the description of the chart drawn, and the
    figures the call opened are closed again.
    """
    function = namespace.get(target)
    if function is None:
        return Undefined()
    if function is ...:
        return Untouched()
    if not callable(function):
        return Returned(function)
    given = [copy.deepcopy(argument) for argument in arguments.values()]
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = _draw(function, given) if chart else function(*given)
    except NotImplementedError as error:
        return Untouched() if is_untouched(function) else _raised(error)
    except Exception as error:
        return Untouched() if is_untouched(function) else _raised(error)
    return Untouched() if result is None and is_untouched(function) else Returned(result)


def look(namespace: Mapping[str, Any], target: str) -> Outcome:
    """Look at the learner's variable `target`."""
    if target not in namespace:
        return Undefined()
    value = namespace[target]
    return Untouched() if value is ... else Returned(value)


def is_untouched(function: object) -> bool:
    """Whether a function's body still is the placeholder `...`, with or without a docstring.

    >>> def someone_will_write_this(orders): ...
    >>> is_untouched(someone_will_write_this)
    True
    """
    return isinstance(function, FunctionType) and _steps(function.__code__) <= _steps(_placeholder.__code__)


def _placeholder() -> None: ...


def _steps(code: CodeType) -> int:
    return len(code.co_code) if not code.co_names else len(code.co_code) + 1_000


def _draw(function: Callable[..., object], given: list[object]) -> object:
    import matplotlib.pyplot as plt

    before = set(plt.get_fignums())
    try:
        with plt.ioff():
            result = function(*given)
            return describe(result if result is not None or set(plt.get_fignums()) != before else ())
    finally:
        for number in set(plt.get_fignums()) - before:
            plt.close(number)


def _raised(error: Exception) -> Raised:
    """The error with the line of the learner's own code it came from, if that line can be found."""
    line = None
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if "ipykernel" in frame.filename or "ipython-input" in frame.filename or frame.filename.startswith("<"):
            line = (frame.line or linecache.getline(frame.filename, frame.lineno or 0)).strip() or None
            break
    return Raised(type(error).__name__, str(error)[:MESSAGE_LENGTH], line)
