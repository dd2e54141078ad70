"""A practice shop whose future is known: customers of nobody's data, with the truth about them laid open.

`lessons/04-customer-value/practice.py` makes the file from the generator, with a seed that no learner has.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import pandas as pd

FILE: Final = "practice/amazon_customers.csv"


def practice_customers() -> pd.DataFrame:
    """Load the practice shop, one row a customer who has bought.

    Returns
    -------
    DataFrame with `customer_id`; `repeats`, `recency` and `age` as in `coursekit.buying_model`, in days up to
    2026-06-30; `revenue` and `margin` so far and `last_year`, the margin of the last 365 days, USD; and the truth:
    `active`, whether the customer has not left, and `true_value`, USD, the margin to be expected in the next 12 months

    Examples
    --------
    >>> practice_customers().columns.tolist()[:4]
    ['customer_id', 'repeats', 'recency', 'age']
    """
    with files("coursekit").joinpath(FILE).open(encoding="utf-8") as file:
        return pd.read_csv(file)
