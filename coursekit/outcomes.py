"""What came of an answer: the same few outcomes in the learner's notebook and across the grader's boundary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True)
class Returned:
    """The function returned, or the variable holds, `value`."""

    value: object


@dataclass(frozen=True)
class Raised:
    """The learner's code raised: the exception's type, its message, and the line of their code it came from."""

    error: str
    message: str
    line: str | None = None


CHANGED_INPUT: Final = "ChangedInput"
"""What a function is said to have raised that spoilt the table it was given; the message names the argument."""


@dataclass(frozen=True)
class Undefined:
    """No such function or variable: the cell wasn't run, or the name was changed."""


@dataclass(frozen=True)
class Untouched:
    """The placeholder still stands where the answer should be."""


@dataclass(frozen=True)
class Stopped:
    """The grader had to stop the code; `why` is "time", "memory" or "died"."""

    why: str


Outcome: TypeAlias = Returned | Raised | Undefined | Untouched | Stopped
