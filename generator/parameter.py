"""One number that models the world, with its unit and its source beside it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


def parameter(value: T, unit: str, source: str, zh: str = "") -> T:
    """Declare a field of a frozen dataclass of parameters.

    Parameters: `value`; its `unit` in words, what it means included; `source`, where the value comes from ("invented"
    if nowhere); `zh`, the unit in Chinese.

    >>> @dataclass(frozen=True)
    ... class Season:
    ...     november: float = parameter(1.5, "times the mean month", "UCI Online Retail: 1.69")
    >>> Season().november
    1.5
    """
    metadata = {"unit": unit, "source": source, "zh": zh}
    chosen: Any = field(default=value, metadata=metadata)
    return chosen  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Listed:
    """A parameter as a reader of the table sees it."""

    name: str
    value: object
    unit: str
    source: str
    zh: str


def listed(group: object) -> tuple[Listed, ...]:
    """All parameters of a dataclass instance, in order, with unit and source.

    Raises TypeError when `group` is not a dataclass instance.
    """
    if not dataclasses.is_dataclass(group) or isinstance(group, type):
        raise TypeError("listed() takes an instance of a dataclass of parameters")
    return tuple(
        Listed(
            item.name, getattr(group, item.name), item.metadata["unit"], item.metadata["source"], item.metadata["zh"]
        )
        for item in dataclasses.fields(group)
        if "unit" in item.metadata
    )
