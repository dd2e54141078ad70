"""Poisson counts by inversion, so that one uniform gives comparable counts under two rates."""

from __future__ import annotations

import numpy as np

from generator.arrays import Floats, Ints

LARGEST_MEAN = 600.0
NEGLIGIBLE = 1e-18


def poisson(uniform: Floats, mean: Floats) -> Ints:
    """The Poisson quantile of each uniform: common random numbers make counts monotone in `mean`.

    Parameters: `uniform` in [0, 1), `mean` in events (at most 600), shapes equal. Sequential search, Devroye 1986,
    "Non-Uniform Random Variate Generation", chapter X.3.

    >>> poisson(np.array([0.1, 0.9, 0.9]), np.array([1.0, 1.0, 5.0])).tolist()
    [0, 2, 8]
    """
    mean = np.minimum(mean, LARGEST_MEAN)
    counts = np.zeros(len(mean), dtype=np.int64)
    probability = np.exp(-mean)
    open_ = np.flatnonzero(uniform >= probability)
    left, term, rate = uniform[open_] - probability[open_], probability[open_], mean[open_]
    k = 0
    while len(open_):
        k += 1
        term = term * rate / k
        counts[open_] = k
        going = (left >= term) & ((term > NEGLIGIBLE) | (k < rate))
        left = left - term
        if not going.all():
            open_, left, term, rate = open_[going], left[going], term[going], rate[going]
    return counts
