"""How often a test without any effect is taken for a success, the more often one looks at it while it runs.

Looks come after equal numbers of customers. The sum of k steps of a standard normal walk, over the root of k, is the
test's statistic at look k; whoever stops as soon as it lies beyond a limit errs as often as the walk ever gets there.
Worked out by adding one look after the other: P. Armitage, C. K. McPherson & B. C. Rowe, "Repeated significance tests
on accumulating data", Journal of the Royal Statistical Society A 132(2), 1969, 235–244. The constant limit that keeps
all looks together at 5 %: S. J. Pocock, "Group sequential methods in the design and analysis of clinical trials",
Biometrika 64(2), 1977, 191–199.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NORMAL_95: Final = 1.96
LEVEL: Final = 0.05
MOST_LOOKS: Final = 30
GRID: Final = 81
"""Points of the integration over what a test that still runs may have reached."""

TESTS: Final = 200
SEED: Final = 9


def false_alarms(looks: int, limit: float = NORMAL_95) -> float:
    """Say how often a test without any effect lies beyond the limit at one look at least.

    Parameters
    ----------
    looks : how often one looks, after equal numbers of customers; from 1 to `MOST_LOOKS`
    limit : how many standard errors from zero, on either side, are taken for an effect

    Raises
    ------
    ValueError : for another number of looks, or a limit that isn't positive

    Examples
    --------
    >>> [round(false_alarms(looks), 3) for looks in (1, 2, 5, 10)]
    [0.05, 0.083, 0.142, 0.193]
    """
    if not 1 <= looks <= MOST_LOOKS:
        raise ValueError(f"looks lie between 1 and {MOST_LOOKS}, not {looks}")
    if limit <= 0:
        raise ValueError(f"a limit is above 0, not {limit}")
    points, weights = np.polynomial.legendre.leggauss(GRID)
    reached, density = points * limit, _normal(points * limit)
    width = limit * weights
    for look in range(2, looks + 1):
        edge = limit * np.sqrt(look)
        nodes = points * edge
        density = _normal(nodes[:, None] - reached[None, :]) @ (width * density)
        reached, width = nodes, edge * weights
    return float(1.0 - width @ density)


@cache
def limit_for(looks: int, level: float = LEVEL) -> float:
    """Find the limit that keeps the false alarms of all looks together at a level (Pocock's).

    >>> [round(limit_for(looks), 3) for looks in (1, 2, 5, 10)]
    [1.96, 2.178, 2.413, 2.555]
    """
    low, high = 1.0, 6.0
    while high - low > 1e-5:
        middle = (low + high) / 2
        low, high = (middle, high) if false_alarms(looks, middle) > level else (low, middle)
    return (low + high) / 2


@cache
def played_without_effect(looks: int) -> Floats:
    """Play tests of two groups that are treated alike; the statistic at each look, shape (`TESTS`, looks).

    The same walks for every number of looks: with fewer looks less of each is seen.
    """
    steps = np.random.default_rng(SEED).standard_normal((TESTS, MOST_LOOKS * 4))
    whole = steps.cumsum(axis=1)
    seen = np.rint(np.arange(1, looks + 1) * whole.shape[1] / looks).astype(int)
    return np.asarray(whole[:, seen - 1] / np.sqrt(seen))


def stopped_early(statistics: Floats, limit: float = NORMAL_95) -> NDArray[np.bool_]:
    """Say which tests lay beyond the limit at one look at least, shape (tests,).

    >>> stopped_early(np.array([[0.3, -2.4, 0.1], [1.0, 1.9, 1.2]])).tolist()
    [True, False]
    """
    return np.asarray((np.abs(statistics) > limit).any(axis=1))


def _normal(values: Floats) -> Floats:
    return np.asarray(np.exp(-(values**2) / 2) / np.sqrt(2 * np.pi))
