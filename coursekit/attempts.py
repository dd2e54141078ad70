"""Try a learner's function or look at their variable: always an outcome, never an exception."""

from __future__ import annotations

import contextlib
import copy
import dis
import io
import linecache
import traceback
import warnings
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from itertools import islice
from types import CodeType, FunctionType, TracebackType
from typing import Any, Final

import pandas as pd

from coursekit.charts import NoChart, describe
from coursekit.outcomes import CHANGED_INPUT, Outcome, Raised, Returned, Undefined, Untouched

MESSAGE_LENGTH: Final = 500
MOST_ITEMS: Final = 1_000_000


def call(namespace: Mapping[str, Any], target: str, arguments: Mapping[str, Any], *, chart: bool = False) -> Outcome:
    """Call the learner's function `target` with copies of the arguments, in the order given.

    Prints and warnings are swallowed. With `chart`, what is returned is the description of the chart drawn, and the
    figures the call opened are closed again; what is no chart is returned as it is. A function that spoils a table it
    was given has "raised" CHANGED_INPUT: whatever its caller does next with that table goes wrong.
    """
    function = namespace.get(target)
    if function is None:
        return Undefined()
    if function is ...:
        return Untouched()
    if not callable(function):
        return Raised("TypeError", f"{target} is no function any more: it holds a {type(function).__name__}")
    given = [copy.deepcopy(argument) for argument in arguments.values()]
    try:
        with _silence():
            result = _draw(function, given) if chart else _settled(function(*given))
    except (Exception, SystemExit) as error:
        return Untouched() if is_untouched(function) or _says_not_written(error) else _raised(error)
    if result is ... or (result is None and is_untouched(function)):
        return Untouched()
    spoilt = next((name for (name, was), now in zip(arguments.items(), given, strict=True) if _spoilt(was, now)), None)
    return Returned(result) if spoilt is None else Raised(CHANGED_INPUT, spoilt)


def _spoilt(was: object, now: object) -> bool:
    """Whether a table lost rows or columns, or holds other values; new columns and another order do no harm."""
    if not isinstance(was, pd.DataFrame) or not isinstance(now, pd.DataFrame) or not was.index.is_unique:
        return False
    if len(was) != len(now) or not set(was.columns) <= set(now.columns):
        return True
    if not now.index.equals(was.index):
        if set(was.index) != set(now.index):
            return True
        now = now.loc[was.index]
    return not all(_same_column(was[name], now[name]) for name in was.columns)


def _same_column(was: pd.Series, now: pd.Series) -> bool:
    return was.equals(now.astype(was.dtype) if isinstance(now.dtype, pd.CategoricalDtype) else now)


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
    return isinstance(function, FunctionType) and _does_nothing(function.__code__)


def names_called(function: object) -> frozenset[str]:
    """The global names that a function's code uses, those of the functions within it too.

    >>> def churn(orders): return 1 - retention(orders)
    >>> names_called(churn)
    frozenset({'retention'})
    """
    return frozenset(_global_names(function.__code__)) if isinstance(function, FunctionType) else frozenset()


def _global_names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _global_names(constant)


def _does_nothing(code: CodeType) -> bool:
    """Whether all that the code does is to return the constant None."""
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP")]
    return all(
        step.opname == "RETURN_VALUE" or (step.opname in ("LOAD_CONST", "RETURN_CONST") and step.argval is None)
        for step in steps
    )


def _says_not_written(error: BaseException) -> bool:
    """Whether the function itself, and not something it called, raised NotImplementedError."""
    here = error.__traceback__.tb_next if error.__traceback__ else None
    return isinstance(error, NotImplementedError) and _depth(here) <= 1


def _depth(trace: TracebackType | None) -> int:
    return 0 if trace is None else 1 + _depth(trace.tb_next)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def _settled(result: object) -> object:
    """The result as it is, or, of what can be gone through only once, its items."""
    if isinstance(result, KeysView | ValuesView | ItemsView):
        return list(result)
    return list(islice(result, MOST_ITEMS)) if isinstance(result, Iterator) else result


def _draw(function: Callable[..., object], given: list[object]) -> object:
    """What the chart shows that a function draws: on a fresh figure, which `plt.plot` finds, or on its own."""
    import matplotlib.pyplot as plt

    before, show = set(plt.get_fignums()), plt.show
    try:
        plt.figure()
        with plt.ioff():
            plt.show = _show_nothing
            result = function(*given)
            try:
                return describe(result)
            except NoChart:
                return result
    finally:
        plt.show = show
        for number in set(plt.get_fignums()) - before:
            plt.close(number)


def _show_nothing(*given: object, **named: object) -> None: ...


def _raised(error: BaseException) -> Raised:
    """The error with the line of the learner's own code it came from, if that line can be found."""
    line = None
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if _is_a_cell(frame.filename):
            line = (frame.line or linecache.getline(frame.filename, frame.lineno or 0)).strip() or None
            break
    try:
        message = str(error)[:MESSAGE_LENGTH]
    except Exception:
        message = ""
    return Raised(type(error).__name__, message, line)


def _is_a_cell(filename: str) -> bool:
    return "ipykernel_" in filename or (filename.startswith("<") and not filename.startswith(("<frozen", "<__array")))
