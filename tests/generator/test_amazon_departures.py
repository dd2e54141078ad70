"""Customers leave at their hazard, sooner after late deliveries."""

import numpy as np
import pytest

from generator.cases.amazon.departures import Departures

EDGES = np.array([0, 31, 59, 90, 120, 151])
SIZE = 200_000


def departures(hazard: float, begins: float = 0.0, seed: int = 7) -> Departures:
    bears = np.random.default_rng(seed).standard_exponential(SIZE)
    return Departures(np.full(SIZE, hazard), bears, np.full(SIZE, begins), EDGES)


def leaving(left_on: np.ndarray, month: int) -> float:
    """The share of those there at the beginning of a month who leave in it."""
    there = left_on >= EDGES[month]
    return float((left_on[there] < EDGES[month + 1]).mean())


@pytest.mark.parametrize("month", range(5))
def test_a_month_is_survived_with_the_probability_that_its_hazard_says(month):
    """200,000 customers: four standard errors are below .005."""
    assert leaving(departures(0.2).left_on, month) == pytest.approx(-np.expm1(-0.2), abs=0.005)


def test_the_day_of_leaving_is_uniform_within_its_month():
    left = departures(0.5).left_on
    inside = left[(left >= 31) & (left < 59)]
    assert np.histogram(inside, 4, (31, 59))[0] / len(inside) == pytest.approx([0.25] * 4, abs=0.012)


def test_who_comes_in_the_middle_of_a_month_bears_half_its_hazard():
    found = departures(0.4, begins=1.5)
    assert found.left_on.min() >= 45
    assert (found.left_on < 59).mean() == pytest.approx(-np.expm1(-0.2), abs=0.005)


def test_late_deliveries_multiply_the_hazard_of_one_month():
    found = departures(0.1)
    often = np.zeros(SIZE, dtype=np.int64)
    often[: SIZE // 2], often[: SIZE // 4] = 1, 2
    usual = found.left_on.copy()
    found.hasten(often, 0.6, 2)
    parts = [slice(0, SIZE // 4), slice(SIZE // 4, SIZE // 2), slice(SIZE // 2, SIZE)]
    for part, times in zip(parts, np.exp([1.2, 0.6, 0.0]), strict=True):
        assert leaving(found.left_on[part], 2) == pytest.approx(-np.expm1(-0.1 * times), abs=0.008)
        assert leaving(found.left_on[part], 3) == pytest.approx(-np.expm1(-0.1), abs=0.008)
    assert (found.left_on <= usual).all()
    assert np.array_equal(found.left_on[usual < EDGES[2]], usual[usual < EDGES[2]])


def test_nobody_leaves_beyond_the_timeline():
    left = departures(0.05).left_on
    assert (left[left >= EDGES[-1]] == np.inf).all()
    assert (left == np.inf).mean() == pytest.approx(np.exp(-0.25), abs=0.005)
