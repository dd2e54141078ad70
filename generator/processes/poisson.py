"""Poisson and binomial counts by inversion, so that one uniform gives comparable counts under two rates."""

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


def binomial(uniform: Floats, trials: Ints, probability: Floats) -> Ints:
    """The binomial quantile of each uniform, by sequential search; shapes equal.

    Parameters: `uniform` in [0, 1), `trials` whole numbers, `probability` in [0, 1). Devroye 1986, chapter X.4.

    >>> binomial(np.array([0.1, 0.9]), np.array([4, 4]), np.array([0.5, 0.5])).tolist()
    [1, 3]
    """
    counts = np.zeros(len(trials), dtype=np.int64)
    active = np.flatnonzero(trials > 0)
    left, n, odds = uniform[active], trials[active], probability[active] / (1.0 - probability[active])
    term = (1.0 - probability[active]) ** n
    k = 0
    while len(active):
        going = (left >= term) & (k < n)
        left = left - term
        active, left, n, odds, term = active[going], left[going], n[going], odds[going], term[going]
        term = term * odds * (n - k) / (k + 1)
        k += 1
        counts[active] = k
    return counts
