"""Log-odds and probabilities."""

from __future__ import annotations

import numpy as np

from generator.arrays import Floats

LARGEST = 40.0


def logistic(log_odds: Floats) -> Floats:
    """Probability of a log-odds, shape as given.

    >>> float(logistic(np.array([0.0]))[0])
    0.5
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -LARGEST, LARGEST))))
