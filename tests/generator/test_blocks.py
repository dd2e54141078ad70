"""Blocks divide the customers, whatever their number, and never share a key."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks import BLOCK_SIZE, KEYS_PER_BLOCK, MOST_CUSTOMERS, Block, blocks
from generator.errors import BadSize


@given(st.integers(1, 400_000))
def test_blocks_cover_every_customer_once(customers):
    made = blocks(customers)
    assert sum(block.size for block in made) == customers
    assert all(block.size <= BLOCK_SIZE for block in made)
    ends = [block.first_customer + block.size for block in made]
    assert [block.first_customer for block in made] == [1, *ends[:-1]]


def test_keys_of_neighbouring_blocks_do_not_meet():
    last = Block(0, 10).keys(KEYS_PER_BLOCK - 1)[-1]
    assert last < Block(1, 10).keys(1)[0]


def test_a_block_that_runs_out_of_keys_says_so():
    with pytest.raises(OverflowError, match="room for"):
        Block(0, 10).keys(KEYS_PER_BLOCK)


@pytest.mark.parametrize("customers", [0, -5, MOST_CUSTOMERS + 1, 1.5, "100", None, True])
def test_a_size_that_is_no_count_is_refused(customers):
    with pytest.raises(BadSize, match="whole number from 1"):
        blocks(customers)


def test_numpy_whole_numbers_are_sizes():
    assert blocks(np.int64(3)) == (Block(0, 3),)
