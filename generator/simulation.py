"""Customers in memory: all blocks of a case, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from generator.blocks import DEFAULT_CUSTOMERS, blocks
from generator.case import find_case
from generator.errors import UnknownTable
from generator.frames import to_frame
from generator.schema import Table
from generator.streams import DEFAULT_SEED, Streams, Variant, checked_seed
from generator.variant import chosen_variant


def chosen_tables(case: str, tables: Iterable[str] | None) -> tuple[Table, ...]:
    """The case's tables of those names, in schema order; all when `tables` is None. Raises UnknownTable."""
    known = find_case(case).tables
    if tables is None:
        return known
    asked = {tables} if isinstance(tables, str) else set(tables)
    unknown = sorted(asked - {table.name for table in known})
    if unknown:
        raise UnknownTable(case, unknown, (table.name for table in known))
    return tuple(table for table in known if table.name in asked)


def _simulate(
    case: str, customers: int, seed: int, tables: Sequence[Table], folder: str, variant: Variant
) -> dict[str, pd.DataFrame]:
    found = find_case(case)
    parts: dict[str, list[pd.DataFrame]] = {table.name: [] for table in tables}
    number = checked_seed(seed)
    for block in blocks(customers):
        world = found.world(Streams(number, case, block.index, variant), block)
        for table in tables:
            if block.index == 0 or not table.once:
                parts[table.name].append(to_frame(table, world.table(folder + table.name)))
    return {name: part[0] if len(part) == 1 else pd.concat(part, ignore_index=True) for name, part in parts.items()}


def simulate(
    case: str,
    customers: int = DEFAULT_CUSTOMERS,
    seed: int = DEFAULT_SEED,
    tables: Iterable[str] | None = None,
    *,
    mess: Iterable[str] | None = None,
    locale: str | None = None,
) -> dict[str, pd.DataFrame]:
    """The tables of a case, by name, without its truth.

    `tables` restricts the result to those tables; only the work that they need is done, and their content is the same
    as in a full run. `mess` lists the kinds of mess to leave in: all that the case has when None, none when empty; the
    rest of the data does not depend on it. `locale`, such as "zh_CN", changes names and addresses. Raises UnknownCase,
    UnknownTable, UnknownMess, UnknownLocale, BadSize, BadSeed.

    >>> data = simulate("amazon", customers=100, seed=7, tables=["customers", "orders"])
    >>> sorted(data), len(data["customers"])
    (['customers', 'orders'], 100)
    """
    variant = chosen_variant(find_case(case), mess, locale)
    return _simulate(case, customers, seed, chosen_tables(case, tables), "", variant)


def simulate_truth(
    case: str,
    customers: int = DEFAULT_CUSTOMERS,
    seed: int = DEFAULT_SEED,
    *,
    mess: Iterable[str] | None = None,
    locale: str | None = None,
) -> dict[str, pd.DataFrame]:
    """The sealed truth of the same customers: what really drives them and what else would have happened.

    Never to be given to a learner. `mess` and `locale` as in `simulate`. Raises what that raises.

    >>> truth = simulate_truth("amazon", customers=100, seed=7)
    >>> len(truth["customers"])
    100
    """
    variant = chosen_variant(find_case(case), mess, locale)
    return _simulate(case, customers, seed, find_case(case).truth, "truth/", variant)
