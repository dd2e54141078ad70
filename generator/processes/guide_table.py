"""Where values fall among ordered edges, by a look into a table instead of a search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Floats, Ints


@dataclass(frozen=True)
class GuideTable:
    """Intervals between rising `edges`, and for each of many equal steps the interval in which the step begins.

    A step is no longer than the shortest interval, so that a value lies in the interval its step begins in or in the
    next one: Chen & Asau 1974, "On generating random variates from an empirical distribution", AIIE Transactions 6(2),
    p. 163-166; Devroye 1986, "Non-Uniform Random Variate Generation", III.2.4.

    >>> GuideTable.of(np.array([0.0, 1.0, 4.0])).find(np.array([0.0, 0.99, 1.0, 3.5])).tolist()
    [0, 0, 1, 1]
    """

    edges: Floats
    steps: float
    begins: Ints

    @classmethod
    def of(cls, edges: Floats) -> GuideTable:
        """The table for edges that rise strictly, shape (intervals + 1,)."""
        width = np.diff(edges).min() / 2.0
        count = int(np.ceil((edges[-1] - edges[0]) / width)) + 1
        begins = np.searchsorted(edges, edges[0] + np.arange(count + 1) * width, side="right") - 1
        return cls(edges, 1.0 / width, np.minimum(begins, len(edges) - 2))

    def find(self, values: Floats) -> Ints:
        """The interval of each value from the first edge on and below the last, shape as `values`.

        Values beyond the edges, by rounding, count with the interval next to them.
        """
        step = ((values - self.edges[0]) * self.steps).astype(np.int64)
        guess = self.begins[np.minimum(np.maximum(step, 0), len(self.begins) - 1)]
        guess += values >= self.edges[guess + 1]
        guess -= values < self.edges[guess]
        return np.asarray(np.minimum(np.maximum(guess, 0), len(self.edges) - 2))
