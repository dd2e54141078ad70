"""Logistic regression with a ridge penalty, by Newton's method (Hastie, Tibshirani & Friedman 2009, section 4.4.1)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
STEPS = 25


def fitted(features: Matrix, happened: Matrix, ridge: float = 1e-3) -> Matrix:
    """Weights, one a column; the first column, the intercept's, is not penalised."""
    penalty = ridge * np.eye(features.shape[1])
    penalty[0, 0] = 1e-6
    weight = np.zeros(features.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-features @ weight))
        hessian = (features * (p * (1 - p))[:, None]).T @ features
        weight += np.linalg.solve(hessian + penalty, features.T @ (happened - p) - penalty @ weight)
    return weight


def chance(features: Matrix, weight: Matrix) -> Matrix:
    """The probability for each row."""
    return np.asarray(1 / (1 + np.exp(-features @ weight)))
