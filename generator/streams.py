"""Random streams: one for each aspect of each block, so that a new column never shifts an old one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from generator.errors import BadSeed
from generator.mess import KINDS, MessKind

SEED_BITS = 256
DEFAULT_SEED = 2026


def checked_seed(seed: object) -> int:
    """The seed as an int; raises BadSeed unless it is a whole number from 0 to 2**256 - 1."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= int(seed) < 2**SEED_BITS:
        raise BadSeed()
    return int(seed)


@dataclass(frozen=True)
class Variant:
    """How data may depart from what a case is by default: the kinds of mess left in, another locale of names."""

    mess: frozenset[MessKind] = frozenset(KINDS)
    locale: str | None = None

    @property
    def all_mess(self) -> bool:
        """Whether every kind of mess is left in."""
        return self.mess >= set(KINDS)


AS_USUAL = Variant()


@dataclass(frozen=True)
class Streams:
    """The streams of one block of one case, and the variant of the case that they are drawn for.

    `block` is None for what all blocks share (products, for instance). Seeds are spread with
    numpy's SeedSequence and drawn with Philox (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").

    >>> first = Streams(7, "amazon", 0).of("orders.timing").random()
    >>> first == Streams(7, "amazon", 0).of("orders.timing").random()
    True
    >>> first == Streams(7, "amazon", 1).of("orders.timing").random()
    False
    """

    seed: int
    case: str
    block: int | None
    variant: Variant = AS_USUAL

    def of(self, aspect: str) -> np.random.Generator:
        """A fresh generator for `aspect`, always at the start of its stream."""
        place = 0 if self.block is None else self.block + 1
        key = (crc32(self.case.encode()), crc32(aspect.encode()), place)
        return np.random.Generator(np.random.Philox(np.random.SeedSequence(self.seed, spawn_key=key)))

    def shared(self) -> Streams:
        """The streams that all blocks have in common."""
        return replace(self, block=None)

    def messy(self, kind: MessKind) -> bool:
        """Whether a kind of mess is left in. Draw first, then ask: so nothing else depends on the answer.

        >>> Streams(7, "amazon", 0, Variant(frozenset({"late"}))).messy("missing")
        False
        """
        return kind in self.variant.mess
