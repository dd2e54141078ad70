"""The words an author writes a lesson's `checks.py` in.

A question is one solution cell of `lesson.py`, found by its name: the cell *is* the reference. `checks.py` adds what
the cell can't say: small cases to try it on, the wrong answers learners give and what to tell them, hints.

>>> Question(
...     "churn-rate",
...     toys=[Toy(Text("Two of four left", "四位顾客走了两位"), {"orders": ORDERS, "month": "2025-01"})],
...     mistakes=[Mistake(lost_over_average, Text("You divided by …", "你除以了……"))],
...     hints=[Text("Start from …", "先从……"), …],
...     elsewhere=every_month,
... )  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import pandas as pd

Tables: TypeAlias = Mapping[str, pd.DataFrame]
Arguments: TypeAlias = Mapping[str, Any]
Namespace: TypeAlias = Mapping[str, Any]
Kind: TypeAlias = Literal["function", "value", "choice", "chart", "decision"]


@dataclass(frozen=True)
class Text:
    """One sentence or short paragraph in both languages (inline Markdown: `code`, **bold**)."""

    en: str
    zh: str

    def said_in(self, language: str) -> str:
        """Return the text in "en" or "zh"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Toy:
    """A small case the learner is shown: what it probes, and the arguments of the call by name."""

    title: Text
    arguments: Arguments


@dataclass(frozen=True)
class Mistake:
    """A wrong answer learners give.

    `wrong` is a small wrong implementation. For a function or a chart it has the reference's parameters; for a value it
    takes the reference notebook's namespace after the last cell and returns the wrong value. Its `__name__` names the
    mistake in reports, so name it for what is misunderstood. `says` explains the misunderstanding, not the solution.
    """

    wrong: Callable[..., Any]
    says: Text

    @property
    def name(self) -> str:
        """The misunderstanding in a few words, such as "new customers counted"."""
        return self.wrong.__name__.replace("_", " ")


@dataclass(frozen=True)
class Option:
    """One option of a choice: what the learner writes to choose it, and what to tell one who does."""

    key: str
    says: Text
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A graded solution cell.

    Parameters
    ----------
    name : the solution cell's name, such as "retention-rate"; the learner's function or variable is `retention_rate`
    kind : "function" (called with tables), "value" (a variable), "choice" (a variable holding an option's key) or
        "chart" (a function that returns matplotlib Axes; judged by what it shows), or "decision" (a policy: a function
        that takes the customers and gives each an action; judged by what it earns in a world of the lesson's case)
    toys : small cases, for a function or a chart; each listed mistake must differ from the reference on at least one,
        and no two mistakes may agree on all of them
    mistakes : wrong answers, most frequent first
    also_right : different but right implementations (of the reference's parameters); must get full marks
    elsewhere : the calls to try on a whole data set, for the learner's own data and for fresh customers; it takes the
        tables of the data set by name and yields arguments by name
    hints : three, from nudge to near-solution
    tolerance : how far a number may be from the reference: |got − expected| ≤ tolerance × max(1, |expected|)
    ordered : whether the order of rows or items matters
    form : for a value, what it should be: "share" (0…1), "count", "money", "month", "text" or "number"
    shown : for a value, whether it follows from a table printed in the notebook, so that it is the same for every
        learner and the notebook can say at once whether it is right
    par : of a decision, the share of the possible gain that earns full marks; below it, points fall in proportion
    """

    name: str
    kind: Kind = "function"
    toys: Sequence[Toy] = ()
    mistakes: Sequence[Mistake] = ()
    also_right: Sequence[Callable[..., Any]] = ()
    elsewhere: Callable[[Tables], Iterable[Arguments]] | None = None
    hints: Sequence[Text] = ()
    options: Sequence[Option] = ()
    tolerance: float = 1e-6
    ordered: bool = False
    form: Literal["share", "count", "money", "month", "text", "number"] = "number"
    shown: bool = False
    par: float = 1.0
    target: str = field(default="")

    def __post_init__(self) -> None:
        if not self.target:
            object.__setattr__(self, "target", self.name.replace("-", "_"))
