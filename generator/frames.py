"""From the arrays that a case makes to data frames in the types that its schema states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from generator.arrays import Bools, Codes, Columns, Ints, Texts, Values
from generator.schema import Column, Table

MOST_CODES = 127
TEXT_TYPES = {pa.large_string(): pd.StringDtype(storage="pyarrow", na_value=np.nan)}


def labels(codes: Ints, names: Sequence[str | None]) -> Texts:
    """Text from codes: `names[code]` for each code, shape as `codes`.

    >>> labels(np.array([1, 0]), ("email", "push")).to_pylist()
    ['push', 'email']
    """
    return pa.array(names, pa.large_string()).take(pa.array(codes))


def coded(codes: Ints | Codes, names: Sequence[str]) -> Texts:
    """Like `labels`, kept as codes: a column of few distinct texts, which is cheaper to order, repeat and write.

    Raises OverflowError for more names than a byte can number.

    >>> coded(np.array([1, 0]), ("email", "push")).to_pylist()
    ['push', 'email']
    """
    if len(names) > MOST_CODES:
        raise OverflowError(f"{len(names)} names are too many for codes of one byte")
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8, copy=False)), _names(tuple(names)))


@cache
def _names(names: tuple[str, ...]) -> Texts:
    return pa.array(names, pa.large_string())


def hide(values: Values, mask: Bools) -> Values:
    """The values with those where `mask` is true missing."""
    if isinstance(values, pa.DictionaryArray):
        shown = pa.compute.if_else(pa.array(mask), pa.scalar(None, values.indices.type), values.indices)
        return pa.DictionaryArray.from_arrays(shown, values.dictionary)
    if isinstance(values, pa.Array):
        return pa.compute.if_else(pa.array(mask), pa.scalar(None, values.type), values)
    if np.issubdtype(values.dtype, np.datetime64):
        return np.where(mask, np.datetime64("NaT", "us"), values)
    if np.issubdtype(values.dtype, np.integer):
        return np.ma.MaskedArray(values, mask=mask)
    return np.where(mask, np.nan, values.astype(np.float64))


def _series(column: Column, values: Values) -> pd.Series:
    if column.kind == "text":
        text = values if isinstance(values, pa.Array) else pa.array(values, pa.large_string())
        series: pd.Series = text.cast(pa.large_string()).to_pandas(types_mapper=TEXT_TYPES.get)
        return series
    if column.kind == "int" and column.missing is not None:
        mask = (
            np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else np.zeros(len(values), dtype=bool)
        )
        return pd.Series(pd.arrays.IntegerArray(np.where(mask, 1, np.asarray(values)).astype(np.int64), mask))
    return pd.Series(_numbers(column, values).astype(column.dtype))


def _numbers(column: Column, values: Values) -> npt.NDArray[np.generic]:
    """The values, rounded as the schema says; money that comes in whole numbers is in cents."""
    array = np.asarray(values)
    if column.kind == "money" and np.issubdtype(array.dtype, np.integer):
        return array / 100.0
    if column.kind in ("number", "money"):
        return np.round(array.astype(np.float64), 2 if column.kind == "money" else column.decimals) + 0.0
    return array


def _check_columns(table: Table, columns: Columns) -> None:
    extra = set(columns) - {column.name for column in table.columns}
    if extra:
        raise ValueError(f"{table.name}: columns without a description in the schema: {sorted(extra)}")


def to_frame(table: Table, columns: Columns) -> pd.DataFrame:
    """The table as a data frame: exactly the schema's columns, in its order and dtypes.

    Raises KeyError when a column of the schema was not made, ValueError when one was made that the schema lacks.
    """
    _check_columns(table, columns)
    return pd.DataFrame({column.name: _series(column, columns[column.name]) for column in table.columns})


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The schema of a table in Arrow, with what pandas needs to give each column its dtype back."""
    empty = pd.DataFrame({column.name: pd.Series(dtype=column.dtype) for column in table.columns})
    return pa.Schema.from_pandas(empty, preserve_index=False)


def _array(column: Column, values: Values) -> pa.Array:
    """The same values as `_series` gives, without a detour over pandas; texts that are kept as codes stay so."""
    if isinstance(values, pa.DictionaryArray):
        return values
    if column.kind == "text":
        return (values if isinstance(values, pa.Array) else pa.array(values, pa.large_string())).cast(pa.large_string())
    if column.kind == "int" and column.missing is not None:
        hidden = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None
        return pa.array(np.asarray(values).astype(np.int64), mask=hidden)
    array = _numbers(column, values)
    if column.kind in ("int", "bool"):
        return pa.array(array.astype(column.dtype, copy=False))
    return pa.array(array.astype(column.dtype, copy=False), from_pandas=True)


def to_table(table: Table, columns: Columns) -> pa.Table:
    """The table in Arrow: exactly the schema's columns, in its order; equal to `to_frame` but for the container.

    Columns of few distinct texts may be dictionary arrays. Raises KeyError when a column of the schema was not made,
    ValueError when one was made that the schema lacks.
    """
    _check_columns(table, columns)
    arrays = [_array(column, columns[column.name]) for column in table.columns]
    plain = arrow_schema(table)
    fields = [pa.field(field.name, array.type) for field, array in zip(plain, arrays, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=plain.metadata))
