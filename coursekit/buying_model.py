"""When do customers without a contract buy again? The BG/NBD model, fitted to how often and how lately they bought.

While active, a customer buys at a rate of their own (gamma over customers: r, alpha); after each purchase they drop
out with a chance of their own (beta over customers: a, b). Fader, Hardie & Lee, "Counting Your Customers the Easy Way"
(Marketing Science 24(2), 2005, 275–284); the numbers of equations are theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BOUNDS: Final = (-8.0, 8.0)
"""Of the logarithms of the four parameters, once time is measured in mean ages."""


@dataclass(frozen=True)
class Histories:
    """What the model knows of each customer: three arrays of one length.

    Parameters
    ----------
    repeats : purchases after the first (x)
    recency : time from the first to the last purchase (t_x), 0 for who bought once
    age : time from the first purchase to the end of the observation (T), in the same unit
    """

    repeats: Floats
    recency: Floats
    age: Floats

    @classmethod
    def of(cls, table: pd.DataFrame) -> Histories:
        """Read the columns `repeats`, `recency` and `age` of a table.

        Raises
        ------
        ValueError : when a customer's last purchase lies before the first or after the end, or nobody is in the table
        """
        repeats, recency, age = (table[name].to_numpy(dtype=float) for name in ("repeats", "recency", "age"))
        if not len(repeats):
            raise ValueError("no customers: there is nothing to fit the model to")
        if (recency < 0).any() or (recency > age).any() or (repeats < 0).any():
            raise ValueError("recency must lie between 0 and age, and repeats can't be negative")
        return cls(repeats, recency, age)


@dataclass(frozen=True)
class BuyingModel:
    """The model's four parameters.

    Parameters
    ----------
    r, alpha : shape and rate of the gamma distribution of purchase rates; alpha in the unit of time of the histories
    a, b : of the beta distribution of the chances to drop out after a purchase
    """

    r: float
    alpha: float
    a: float
    b: float

    @classmethod
    def fitted(cls, table: pd.DataFrame) -> BuyingModel:
        """The parameters of the highest likelihood for a table with `repeats`, `recency` and `age`."""
        from scipy.optimize import minimize

        histories = Histories.of(table)
        unit = float(histories.age.mean()) or 1.0
        scaled = Histories(histories.repeats, histories.recency / unit, histories.age / unit)

        def loss(logarithms: Floats) -> float:
            return -float(cls(*np.exp(logarithms)).log_likelihoods(scaled).mean())

        found = minimize(loss, np.zeros(4), method="L-BFGS-B", bounds=[BOUNDS] * 4, options={"ftol": 1e-12})
        r, alpha, a, b = (float(value) for value in np.exp(found.x))
        return cls(r, alpha * unit, a, b)

    def log_likelihoods(self, histories: Histories) -> Floats:
        """Each customer's log-likelihood (their equation 6)."""
        from scipy.special import betaln, gammaln

        x, recency, age = histories.repeats, histories.recency, histories.age
        bought = gammaln(self.r + x) - gammaln(self.r) + self.r * np.log(self.alpha)
        stayed = betaln(self.a, self.b + x) - betaln(self.a, self.b)
        active = -(self.r + x) * np.log(self.alpha + age)
        with np.errstate(divide="ignore"):
            odds = np.where(x > 0, self.a / (self.b + np.maximum(x, 1.0) - 1.0), 0.0)
            gone = np.log(odds) - (self.r + x) * np.log(self.alpha + recency)
        return np.asarray(bought + stayed + np.logaddexp(active, gone))

    def expected_purchases(self, table: pd.DataFrame, horizon: float) -> pd.Series:
        """How many purchases each customer is expected to make in the next `horizon` (their equation 10).

        Parameters
        ----------
        table : `repeats`, `recency` and `age` of each customer
        horizon : length of the time ahead, in the unit of the table

        Examples
        --------
        >>> cdnow = BuyingModel(r=0.243, alpha=4.414, a=0.793, b=2.426)
        >>> first = pd.DataFrame({"repeats": [2], "recency": [30.43], "age": [38.86]})
        >>> cdnow.expected_purchases(first, 39).round(3).tolist()
        [1.226]
        """
        from scipy.special import hyp2f1

        histories = Histories.of(table)
        x, age = histories.repeats, histories.age
        total, shape = self.a + self.b + x - 1.0, self.r + x
        weight = hyp2f1(shape, self.b + x, total, horizon / (self.alpha + age + horizon))
        if_active = (1.0 - ((self.alpha + age) / (self.alpha + age + horizon)) ** shape * weight) * total / (self.a - 1)
        odds = np.where(x > 0, self.a / (self.b + np.maximum(x, 1.0) - 1.0), 0.0)
        still = 1.0 + odds * ((self.alpha + age) / (self.alpha + histories.recency)) ** shape
        return pd.Series(if_active / still, index=table.index)
