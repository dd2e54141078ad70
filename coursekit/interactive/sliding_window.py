"""How the retention rate of a business without contracts depends on the window one picks.

A window of `days` days is followed by a second one of the same length. Of the customers who bought in the first, the
share who bought in the second too is the retention rate *for that window*; move or stretch it, and the rate changes
although nobody behaved differently. The ratio is that of Farris, Bendle, Pfeifer & Reibstein, "Marketing Metrics"
(2nd ed., 2010, chapter 5): the retained divided by those at risk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

COLUMNS = ("start", "days", "customers", "stayed", "rate")


@dataclass(frozen=True)
class VisitDays:
    """On which days each customer bought, laid out so that any window is looked up at once.

    Attributes
    ----------
    first_day : the day of the first purchase in the data
    counted : (days + 1) × customers; entry (d, c) is on how many of the first d days customer c bought
    """

    first_day: pd.Timestamp
    counted: NDArray[np.int16]

    @classmethod
    def of(cls, purchases: pd.DataFrame) -> VisitDays:
        """Lay out a table of purchases.

        Parameters
        ----------
        purchases : one row a purchase, with `customer_id` and `ordered_at`; cancelled and returned orders left out

        Raises
        ------
        ValueError : when there is no purchase
        """
        if purchases.empty:
            raise ValueError("no purchases: nothing to slide a window over")
        day = purchases["ordered_at"].dt.normalize()
        first_day = day.min()
        since = (day - first_day).dt.days.to_numpy()
        who, customers = pd.factorize(purchases["customer_id"])
        bought = np.zeros((int(since.max()) + 2, len(customers)), dtype=np.int16)
        bought[since + 1, who] = 1
        return cls(first_day, np.cumsum(bought, axis=0, dtype=np.int16))

    @property
    def length(self) -> int:
        """How many days the data span."""
        return int(self.counted.shape[0]) - 1

    def starts(self, days: int) -> pd.DatetimeIndex:
        """All days on which a window of `days` days may begin so that the second window ends within the data."""
        return pd.date_range(self.first_day, periods=max(0, self.length - 2 * days + 1), freq="D")

    def active(self, offset: int, days: int) -> NDArray[np.bool_]:
        """Who bought on one of the `days` days beginning `offset` days after the first; one entry a customer."""
        low, high = (min(max(place, 0), self.length) for place in (offset, offset + days))
        bought: NDArray[np.bool_] = self.counted[high] > self.counted[low]
        return bought


def sliding_rate(purchases: pd.DataFrame | VisitDays, day: pd.Timestamp | str, days: int) -> float:
    """The retention rate of the window of `days` days that begins on `day`; NaN if nobody bought in it.

    Examples
    --------
    >>> bought = pd.DataFrame({
    ...     "customer_id": [1, 2, 1], "ordered_at": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-09"])})
    >>> sliding_rate(bought, "2026-01-01", days=7)
    0.5
    """
    return float(rate_by_window(purchases, [pd.Timestamp(day)], days)["rate"].iloc[0])


def rate_by_window(
    purchases: pd.DataFrame | VisitDays, starts: Iterable[pd.Timestamp | str], days: int
) -> pd.DataFrame:
    """The retention rate of every window of `days` days that begins on one of `starts`.

    Parameters
    ----------
    purchases : a table of purchases, or its `VisitDays` where many windows will be asked for
    starts : first days of the windows
    days : length of a window and of the one after it, in days; at least 1

    Returns
    -------
    one row a start, with `start`, `days`, `customers` (bought in the window), `stayed` (of those, bought in the next
    window too) and `rate` (a share; NaN where nobody bought). A second window that reaches beyond the data is seen only
    in part: see `VisitDays.starts` for those that don't.

    Raises
    ------
    ValueError : for a window of less than one day
    """
    if days < 1:
        raise ValueError(f"a window has at least one day, not {days}")
    visits = purchases if isinstance(purchases, VisitDays) else VisitDays.of(purchases)
    rows = []
    for start in pd.DatetimeIndex(list(starts)):
        offset = (start - visits.first_day).days
        first = visits.active(offset, days)
        customers = int(first.sum())
        stayed = int((first & visits.active(offset + days, days)).sum())
        rows.append((start, days, customers, stayed, stayed / customers if customers else float("nan")))
    return pd.DataFrame(rows, columns=list(COLUMNS))
