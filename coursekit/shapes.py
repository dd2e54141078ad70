"""One shape from the many in which an answer may come, for the cells that go on with it."""

from __future__ import annotations

import pandas as pd

from coursekit.keys import readings
from coursekit.phrases import phrase
from coursekit.scalars import is_missing, is_number
from coursekit.session import CourseError, current

MONTH = "M"


def by_month(rates: object) -> pd.Series:
    """Rates by month as a Series of floats, oldest first, its index text such as "2026-01".

    Parameters
    ----------
    rates : months and numbers in whatever shape a check takes: a Series, a dict, a table, pairs

    Raises
    ------
    CourseError : when there are no months and numbers in it

    Examples
    --------
    >>> by_month({"2026-2": 0.25, "2026-01": 0.5}).to_dict()
    {'2026-01': 0.5, '2026-02': 0.25}
    """
    for pairs in readings(rates, [None], MONTH):
        months = [key for key in pairs if isinstance(key, tuple) and key[0] == MONTH]
        items = list(pairs.values())
        if pairs and len(months) == len(pairs) and all(is_number(item) or is_missing(item) for item in items):
            places = sorted(zip([place for _, place in months], items, strict=True), key=lambda pair: pair[0])
            return pd.Series(
                {str(pd.Period(ordinal=place, freq=MONTH)): _number(item) for place, item in places}, dtype=float
            )
    raise CourseError(phrase(current().language, "verdict", "no_months"))


def _number(item: object) -> float:
    return float("nan") if is_missing(item) else float(item)  # type: ignore[arg-type]
