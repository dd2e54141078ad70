"""Logistic regression by maximum likelihood, and how sure its coefficients are.

Newton's method on the log-likelihood, which here is iteratively reweighted least squares (McCullagh & Nelder,
Generalized Linear Models, 2nd ed., 1989, section 4.4; Hosmer, Lemeshow & Sturdivant, Applied Logistic Regression,
3rd ed., 2013, chapter 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONSTANT: Final = "constant"
ROUNDS: Final = 60
STEEPEST: Final = 30.0
"""Log-odds beyond which a probability can't be told from 0 or 1."""
ENOUGH: Final = 1e-10
"""A step that raises the log-likelihood by less than this is the last."""


@dataclass(frozen=True)
class Logistic:
    """A fitted model: coefficients in log-odds, "constant" first, and their covariance in the same order."""

    coefficients: pd.Series
    covariance: pd.DataFrame

    @property
    def errors(self) -> pd.Series:
        """The standard error of each coefficient, from the information at the maximum."""
        return pd.Series(np.sqrt(np.diag(self.covariance)), index=self.coefficients.index)

    @property
    def drivers(self) -> list[str]:
        """The columns the model looks at."""
        return [str(name) for name in self.coefficients.index if name != CONSTANT]

    def probability(self, table: pd.DataFrame) -> Floats:
        """The predicted probability of each row."""
        return logistic(_design(table, self.drivers) @ self.coefficients.to_numpy(dtype=float))


def logistic(log_odds: Floats) -> Floats:
    """The probability that belongs to log-odds, shape as given.

    >>> logistic(np.array([0.0, np.log(3.0)])).round(3).tolist()
    [0.5, 0.75]
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -STEEPEST, STEEPEST))))


def fit_logistic(table: pd.DataFrame, outcome: str, drivers: Sequence[str]) -> Logistic:
    """Fit the probability of an outcome to some columns.

    Parameters
    ----------
    table : one row a case, without missing values in the columns named
    outcome : a column of 0 and 1
    drivers : columns of numbers; one that never changes gets the coefficient 0

    Raises
    ------
    ValueError : for an empty table, a missing value, or an outcome that is the same in every row

    Examples
    --------
    >>> cases = pd.DataFrame({"dose": [0, 0, 0, 0, 1, 1, 1, 1], "ill": [0, 0, 0, 1, 0, 1, 1, 1]})
    >>> fit_logistic(cases, "ill", ["dose"]).coefficients.round(4).to_dict()
    {'constant': -1.0986, 'dose': 2.1972}
    """
    happened = table[outcome].to_numpy(dtype=float)
    if not len(table) or happened.min() == happened.max():
        raise ValueError(f"{outcome!r} is the same in all {len(table)} rows: there is nothing to learn from")
    holes = [name for name in drivers if table[name].isna().any()]
    if holes:
        raise ValueError(f"missing values in {', '.join(holes)}: say first what a missing value stands for")
    design = _design(table, drivers)
    tried = kept = np.zeros(design.shape[1])
    best, information = -np.inf, np.eye(design.shape[1])
    for _ in range(ROUNDS):
        chance = logistic(design @ tried)
        likely = float(happened @ np.log(chance) + (1 - happened) @ np.log1p(-chance))
        if likely < best - ENOUGH:
            tried = (tried + kept) / 2
            continue
        gain, best, kept = likely - best, likely, tried
        information = (design.T * (chance * (1 - chance))) @ design
        if gain < ENOUGH:
            break
        tried = kept + np.linalg.lstsq(information, design.T @ (happened - chance), rcond=None)[0]
    names = [CONSTANT, *drivers]
    spread = np.linalg.pinv(information, hermitian=True)
    return Logistic(pd.Series(kept, index=names), pd.DataFrame(spread, index=names, columns=names))


def _design(table: pd.DataFrame, drivers: Sequence[str]) -> Floats:
    return np.column_stack([np.ones(len(table)), table[list(drivers)].to_numpy(dtype=float)])
