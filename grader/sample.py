"""Some customers of a data set with all that hangs on them: enough to tell right from wrong, and quickly asked about.

Functions are called dozens of times a submission. On 10,000 customers each call takes as long as five on 2,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from generator.case import find_case
from generator.schema import Table

CUSTOMERS: Final = 500


class Sample(Mapping[str, pd.DataFrame]):
    """Every k-th customer of a data set, and the rows of other tables that belong to them.

    Which table belongs to which the case's schema says; tables that belong to no customer are whole. A data set of
    `CUSTOMERS` or fewer is taken as it is.

    Parameters
    ----------
    case : the case's name
    tables : the whole data set

    Examples
    --------
    >>> import generator
    >>> sample = Sample("amazon", generator.simulate("amazon", customers=4_100, seed=1))
    >>> len(sample["customers"]), bool(sample["orders"]["customer_id"].isin(sample["customers"]["customer_id"]).all())
    (2000, True)
    """

    def __init__(self, case: str, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables
        self._schema = {table.name: table for table in find_case(case).tables}
        self._people = next(iter(self._schema))
        self._taken: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table's rows that belong to the sample."""
        if name not in self._taken:
            self._taken[name] = self._rows(name)
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the tables' names."""
        return iter(self._tables)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._tables)

    def _rows(self, name: str) -> pd.DataFrame:
        whole, people = self._tables[name], self._tables[self._people]
        if len(people) <= CUSTOMERS or name not in self._schema:
            return whole
        if name == self._people:
            step = len(whole) / CUSTOMERS
            return whole.iloc[[int(number * step) for number in range(CUSTOMERS)]].reset_index(drop=True)
        for column, table, key in _references(self._schema[name], self._people):
            if table == self._people or self[table] is not self._tables[table]:
                return whole[whole[column].isin(self[table][key])].reset_index(drop=True)
        return whole


def _references(table: Table, first: str) -> list[tuple[str, str, str]]:
    """Return a table's columns that refer to another: column, table, its key; those to `first` come first."""
    found = [(column.name, *column.references.split(".", 1)) for column in table.columns if column.references]
    return sorted(((name, other, key) for name, other, key in found), key=lambda item: item[1] != first)
