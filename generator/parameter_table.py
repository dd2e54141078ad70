"""The table of the sealed truth that lists the numbers a case is made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import ModuleType

import numpy as np
import pyarrow as pa

from generator.arrays import Columns
from generator.parameter import listed
from generator.schema import Column, Table, Text

PARAMETERS = Table(
    "parameters",
    Text("The numbers that model this world.", "构造这个世界所用的参数。"),
    ("group", "name"),
    (
        Column("group", "text", Text("What they model.", "所属部分。")),
        Column("name", "text", Text("Name.", "参数名。")),
        Column("value", "number", Text("Value.", "取值。"), "see unit", decimals=6),
        Column("unit", "text", Text("Unit.", "单位。")),
        Column("source", "text", Text("Where the value comes from.", "取值来源。")),
    ),
    once=True,
)


def parameter_groups(parameters: ModuleType) -> dict[str, object]:
    """The groups of parameters of a case, by name, from its module of parameters; a bank's are in its description."""
    found: dict[str, object] = {}
    for name, value in vars(parameters).items():
        if not name.isupper() or not dataclasses.is_dataclass(value):
            continue
        inner = getattr(value, "groups", None)
        groups = inner if isinstance(inner, dict) else {name.lower(): value}
        found |= {title: group for title, group in groups.items() if listed(group)}
    return found


def parameters_table(groups: Mapping[str, object]) -> Columns:
    """The columns of truth/parameters: one row a number; parameters of several numbers are in the sources only.

    Parameters: `groups` of parameters (instances of dataclasses) by name.
    """
    numbers = [
        (group, item)
        for group, found in groups.items()
        for item in listed(found)
        if isinstance(item.value, int | float)
    ]
    text = pa.large_string()
    return {
        "group": pa.array([group for group, _ in numbers], text),
        "name": pa.array([item.name for _, item in numbers], text),
        "value": np.array([float(str(item.value)) for _, item in numbers]),
        "unit": pa.array([item.unit for _, item in numbers], text),
        "source": pa.array([item.source for _, item in numbers], text),
    }
