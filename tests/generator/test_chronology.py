"""Rows stand in the order of time, ties as they stood."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.chronology import in_order


@given(st.lists(st.integers(-(10**10), 10**10), max_size=50))
def test_rows_are_put_in_order_and_equals_stay_as_they_stood(moments):
    assert in_order(np.array(moments, dtype=np.int64)).tolist() == np.argsort(moments, kind="stable").tolist()


def test_moments_too_far_apart_for_a_word_are_refused():
    with pytest.raises(OverflowError, match="too far apart"):
        in_order(np.array([0, 2**39]))
