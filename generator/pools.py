"""Pools of names and streets, drawn once from Faker with a fixed seed and sampled by number ever after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
from faker import Faker

from generator.arrays import Texts

POOL_SEED = 20_240_701


@dataclass(frozen=True)
class Pools:
    """Distinct entries, the commonest first, as pyarrow text arrays."""

    female_names: Texts
    male_names: Texts
    surnames: Texts
    streets: Texts


def _distinct(draw: Callable[[], str], size: int) -> Texts:
    entries: dict[str, None] = {}
    for _ in range(size * 20):
        entries[draw()] = None
        if len(entries) == size:
            break
    return pa.array(list(entries), pa.large_string())


@cache
def pools(locale: str) -> Pools:
    """The pools of a Faker locale such as "en_US"; the same in every process and for every seed of the data.

    >>> len(pools("en_US").surnames)
    600
    """
    fake = Faker(locale)
    fake.seed_instance(POOL_SEED)
    return Pools(
        female_names=_distinct(fake.first_name_female, 240),
        male_names=_distinct(fake.first_name_male, 240),
        surnames=_distinct(fake.last_name, 600),
        streets=_distinct(fake.street_name, 500),
    )
