"""Pools of names and streets, taken once from Faker and sampled by number ever after."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from faker import Faker

from generator.arrays import Floats, Texts

POOL_SEED = 20_240_701
EVENNESS = 0.75


@dataclass(frozen=True)
class Pool:
    """Distinct entries, the commonest first, and the cumulative shares of people who have each."""

    entries: Texts
    cumulative: Floats

    def pick(self, uniform: Floats) -> Texts:
        """One entry for each of these uniforms in [0, 1), common ones more often; shape as `uniform`."""
        return self.entries.take(pa.array(np.searchsorted(self.cumulative[:-1], uniform, side="right")))


@dataclass(frozen=True)
class Pools:
    """Names with the shares that they have among people, and streets, all alike."""

    female_names: Pool
    male_names: Pool
    surnames: Pool
    streets: Texts


def _by_share(shares: Mapping[str, float], evenness: float = 1.0) -> Pool:
    ranked = sorted(shares.items(), key=lambda entry: (-entry[1], entry[0]))
    weight = np.array([share for _, share in ranked]) ** evenness
    return Pool(pa.array([name for name, _ in ranked], pa.large_string()), np.cumsum(weight / weight.sum()))


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

    Shares are Faker's, after the census; those of surnames are evened out, as it has the thousand commonest only.

    >>> pools("en_US").surnames.pick(np.array([0.0, 0.5])).to_pylist()
    ['Smith', 'Lynch']
    """
    known = importlib.import_module(f"faker.providers.person.{locale}").Provider
    fake = Faker(locale)
    fake.seed_instance(POOL_SEED)
    return Pools(
        female_names=_by_share(known.first_names_female),
        male_names=_by_share(known.first_names_male),
        surnames=_by_share(known.last_names, EVENNESS),
        streets=_distinct(fake.street_name, 500),
    )
