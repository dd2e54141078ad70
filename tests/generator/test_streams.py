"""Streams are reproducible, and independent of one another."""

import numpy as np
import pytest

from generator.errors import BadSeed
from generator.streams import Streams, checked_seed


def test_the_same_place_gives_the_same_numbers():
    assert np.array_equal(Streams(7, "amazon", 3).of("x").random(5), Streams(7, "amazon", 3).of("x").random(5))


@pytest.mark.parametrize(
    "other",
    [
        Streams(8, "amazon", 3).of("x"),
        Streams(7, "citic", 3).of("x"),
        Streams(7, "amazon", 4).of("x"),
        Streams(7, "amazon", None).of("x"),
        Streams(7, "amazon", 3).of("y"),
    ],
    ids=["seed", "case", "block", "shared", "aspect"],
)
def test_seed_case_block_and_aspect_each_lead_to_other_numbers(other):
    assert not np.array_equal(Streams(7, "amazon", 3).of("x").random(5), other.random(5))


def test_what_one_aspect_draws_does_not_shift_another():
    streams = Streams(7, "amazon", 0)
    before = streams.of("orders").random(5)
    streams.of("a new column").random(1_000)
    assert np.array_equal(before, streams.of("orders").random(5))


def test_streams_are_not_correlated():
    first, second = (Streams(7, "amazon", 0).of(name).standard_normal(40_000) for name in ("timing", "amount"))
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.02  # four standard errors


@pytest.mark.parametrize("seed", [-1, 2**256, 1.5, "7", None, True])
def test_a_seed_that_is_no_whole_number_in_range_is_refused(seed):
    with pytest.raises(BadSeed, match="whole number from 0"):
        checked_seed(seed)


def test_a_seed_of_256_bits_will_do():
    assert checked_seed(2**256 - 1) == 2**256 - 1
