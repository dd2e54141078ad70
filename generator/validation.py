"""Tables against their schema: each finding says which table, which column, how many rows and an example."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from generator.case import find_case
from generator.schema import Column, Table
from generator.window import AS_OF


def schema(case: str) -> tuple[Table, ...]:
    """The tables of a case, as learners get them; raises UnknownCase.

    >>> [table.name for table in schema("amazon")][:2]
    ['customers', 'calendar']
    """
    return find_case(case).tables


def sealed_schema(case: str) -> tuple[Table, ...]:
    """The tables of a case's sealed truth, which learners never get; raises UnknownCase.

    >>> sealed_schema("amazon")[0].name
    'customers'
    """
    return find_case(case).truth


def _bad_rows(where: str, problem: str, bad: pd.Series, values: pd.Series) -> list[str]:
    if not bad.any():
        return []
    row = int(bad.to_numpy().argmax())
    example = values.iloc[row]
    shown = repr(example.item() if isinstance(example, np.generic) else example)
    return [f"{where}: {int(bad.sum())} rows {problem}, for example {shown} in row {row}"]


def _column_problems(where: str, column: Column, values: pd.Series, copies: pd.Series) -> list[str]:
    if str(values.dtype) != column.dtype:
        return [f"{where}: dtype is {values.dtype}, expected {column.dtype}"]
    found: list[str] = []
    present = values.notna()
    if column.missing is None:
        found += _bad_rows(where, "miss a value, and none may", ~present, values)
    if column.values:
        found += _bad_rows(
            where, f"are none of {', '.join(column.values)}", present & ~values.isin(column.values), values
        )
    if column.unique:
        found += _bad_rows(where, "repeat an earlier value", present & values.duplicated() & ~copies, values)
    if column.low is not None:
        found += _bad_rows(where, f"are below {column.low:g}", present & (values < column.low), values)
    if column.high is not None:
        found += _bad_rows(where, f"are above {column.high:g}", present & (values > column.high), values)
    if column.kind == "time":
        found += _bad_rows(where, "lie after the as-of date", values >= AS_OF + pd.Timedelta(days=1), values)
    return found


def _table_problems(table: Table, frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    names = [column.name for column in table.columns]
    found = [f"{table.name}: column {name} is missing" for name in names if name not in frame]
    found += [f"{table.name}: column {name} is not in the schema" for name in frame if name not in names]
    copies = frame.duplicated() if table.repeats else pd.Series(False, frame.index)
    for column in table.columns:
        if column.name not in frame:
            continue
        where, values = f"{table.name}.{column.name}", frame[column.name]
        found += _column_problems(where, column, values, copies)
        target, _, key = column.references.partition(".")
        if target in tables and key in tables[target]:
            lost = values.notna() & ~values.isin(tables[target][key])
            found += _bad_rows(where, f"are not in {column.references}", lost, values)
    if all(name in frame for name in table.key):
        repeated = frame.duplicated(list(table.key)) & ~copies
        if repeated.any():
            found.append(f"{table.name}: {int(repeated.sum())} rows repeat the key ({', '.join(table.key)})")
    return found


def validate(case: str, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """All problems of the tables against the case's schema; an empty list when they are sound.

    Tables that are not given are not asked for; references into them are not checked. Rows that stand twice are no
    problem where the schema says that they may. Raises UnknownCase.

    >>> from generator.simulation import simulate
    >>> validate("amazon", simulate("amazon", customers=50, seed=7))
    []
    """
    known = {table.name: table for table in schema(case)}
    found = [f"{name}: the case has no such table" for name in tables if name not in known]
    for name, frame in tables.items():
        if name in known:
            found += _table_problems(known[name], frame, tables)
    return found
