"""Cohorts row by row: of the customers who began in one month, how many were seen at each age.

A customer's cohort is the month of their first purchase, their age in a month the months since then (N. B. Ryder, "The
Cohort as a Concept in the Study of Social Change", American Sociological Review 30, 1965, 843–861). A cell is known
only once its month is: before that it is None, never 0. Customers whose account is older than the data are left out,
since they may have begun before (left truncation: Klein & Moeschberger, "Survival Analysis", 2nd ed., 2003, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class CohortGrid:
    """In which month each customer began, and in which months they were seen.

    Attributes
    ----------
    months : the months of the data as text, in order
    began : for each customer the place in `months` of their first purchase
    seen : customers × months; whether the customer bought in the month
    who : the customers' `customer_id`
    """

    months: tuple[str, ...]
    began: NDArray[np.int64]
    seen: NDArray[np.bool_]
    who: NDArray[np.int64]

    @classmethod
    def of(cls, purchases: pd.DataFrame, customers: pd.DataFrame, begin: str, last_month: str) -> CohortGrid:
        """Lay out the purchases of the customers who joined once the data had begun.

        Parameters
        ----------
        purchases : one row a purchase, with `customer_id` and `ordered_at`; cancelled and returned orders left out
        customers : one row a customer, with `customer_id` and `joined_at`
        begin : first day of the data, such as "2024-07-01"
        last_month : last month that the data cover to its end, such as "2026-06"

        Raises
        ------
        ValueError : when nobody is left
        """
        periods = pd.period_range(begin, last_month, freq="M")
        joined = customers.loc[customers["joined_at"] >= begin, "customer_id"]
        month = purchases["ordered_at"].dt.year * 12 + purchases["ordered_at"].dt.month
        place = month - (periods[0].year * 12 + periods[0].month)
        there = purchases["customer_id"].isin(joined) & place.between(0, len(periods) - 1)
        if not there.any():
            raise ValueError("no customer whose first purchase lies in the data: no cohort to build")
        who, known = pd.factorize(purchases.loc[there, "customer_id"])
        seen = np.zeros((len(known), len(periods)), dtype=np.bool_)
        seen[who, place[there].to_numpy()] = True
        months = tuple(str(period) for period in periods)
        return cls(months, seen.argmax(axis=1).astype(np.int64), seen, np.asarray(known, dtype=np.int64))

    def split(self, days: pd.Series, until: int | None = None) -> tuple[CohortGrid, CohortGrid]:
        """Sort the customers in two by a day in their life: those who have had it by an age, and the others.

        What happens after that age can then be compared fairly: no group has to be still there to belong to it (the
        landmark method: Anderson, Cain & Gelber, Journal of Clinical Oncology 1, 1983, 710–719). Without an age the
        customers are sorted with hindsight, by whether the day has come at all.

        Parameters
        ----------
        days : the day, indexed by `customer_id`; customers without one may be missing
        until : the last age, in months, in which the day counts

        Raises
        ------
        ValueError : when a customer has several days
        """
        if not days.index.is_unique:
            raise ValueError("one day for each customer, please: customer_id stands more than once in the index")
        first = pd.Period(self.months[0], "M")
        number = days.dt.year * 12 + days.dt.month - (first.year * 12 + first.month)
        age = number.reindex(self.who).to_numpy(dtype=float) - self.began
        with_it = ~np.isnan(age) & (age <= (np.inf if until is None else until))
        return self._of(with_it), self._of(~with_it)

    def _of(self, chosen: NDArray[np.bool_]) -> CohortGrid:
        return CohortGrid(self.months, self.began[chosen], self.seen[chosen], self.who[chosen])

    def size(self, cohort: str) -> int:
        """How many customers began in that month."""
        return int((self.began == self.months.index(cohort)).sum())

    def active(self, cohort: str, age: int, known: str | None = None) -> int | None:
        """How many of a cohort were seen at an age; None where that month lies after `known` (or after the data)."""
        start = self.months.index(cohort)
        end = self.months.index(known) if known else len(self.months) - 1
        if start + age > end:
            return None
        return int(self.seen[self.began == start, start + age].sum())

    def row(self, cohort: str, known: str | None = None) -> list[int | None]:
        """A cohort's numbers at age 0, 1, 2 … for as many ages as there are months."""
        return [self.active(cohort, age, known) for age in range(len(self.months))]

    def share(self, cohorts: Iterable[str], age: int, known: str | None = None) -> float:
        """Of all customers of the cohorts that have reached an age, the share seen at it; NaN if none has.

        Parameters
        ----------
        cohorts : months of first purchase
        age : months since then
        known : the last month that may be looked at; all unless told
        """
        reached = [(self.size(cohort), self.active(cohort, age, known)) for cohort in cohorts]
        sizes = sum(size for size, active in reached if active is not None)
        return sum(active for _, active in reached if active is not None) / sizes if sizes else float("nan")
