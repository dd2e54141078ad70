"""Customers are made in fixed blocks, whatever the number of workers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.errors import BadSize

BLOCK_SIZE = 20_000
DEFAULT_CUSTOMERS = 10_000
MOST_CUSTOMERS = 10_000_000
KEYS_PER_BLOCK = 10_000_000


@dataclass(frozen=True)
class Block:
    """A run of customers with consecutive numbers, from `first_customer` on."""

    index: int
    size: int

    @property
    def first_customer(self) -> int:
        return self.index * BLOCK_SIZE + 1

    def customer_ids(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The numbers of the block's customers, shape (size,)."""
        return np.arange(self.first_customer, self.first_customer + self.size, dtype=np.int64)

    def keys(self, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """`count` keys for rows of this block that no other block uses, shape (count,)."""
        if count >= KEYS_PER_BLOCK:
            raise OverflowError(f"a block has room for {KEYS_PER_BLOCK:,} rows a table, not {count:,}")
        start = (self.index + 1) * KEYS_PER_BLOCK + 1
        return np.arange(start, start + count, dtype=np.int64)


def blocks(customers: object) -> tuple[Block, ...]:
    """The blocks that `customers` customers fall into; raises BadSize.

    >>> [block.size for block in blocks(45_000)]
    [20000, 20000, 5000]
    """
    if isinstance(customers, bool) or not isinstance(customers, int | np.integer):
        raise BadSize(customers, MOST_CUSTOMERS)
    total = int(customers)
    if not 1 <= total <= MOST_CUSTOMERS:
        raise BadSize(customers, MOST_CUSTOMERS)
    starts = range(0, total, BLOCK_SIZE)
    return tuple(Block(index, min(BLOCK_SIZE, total - start)) for index, start in enumerate(starts))
