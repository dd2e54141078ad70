"""A look into the table finds what a search finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.processes.guide_table import GuideTable

WIDTHS = st.lists(st.floats(0.01, 10.0), min_size=1, max_size=30)


@given(WIDTHS, st.lists(st.floats(0.0, 1.0, exclude_max=True), max_size=50), st.floats(-5.0, 5.0))
def test_values_lie_in_the_interval_that_is_found(widths, shares, start):
    edges = start + np.r_[0.0, np.cumsum(widths)]
    values = np.minimum(edges[0] + np.array(shares) * (edges[-1] - edges[0]), np.nextafter(edges[-1], -np.inf))
    assert GuideTable.of(edges).find(values).tolist() == (np.searchsorted(edges, values, side="right") - 1).tolist()


@given(WIDTHS)
def test_an_edge_begins_its_interval(widths):
    edges = np.r_[0.0, np.cumsum(widths)]
    assert GuideTable.of(edges).find(edges[:-1]).tolist() == list(range(len(widths)))


def test_a_value_beyond_the_edges_counts_with_the_nearest_interval():
    assert GuideTable.of(np.array([0.0, 1.0, 3.0])).find(np.array([-0.1, 3.0, 3.1])).tolist() == [0, 1, 1]
