"""A lesson as small as can be, to grade with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from grader.questions import Mistake, Option, Question, Text, Toy

TWICE = pd.DataFrame({"customer_id": [1, 1, 2]})
NOBODY = pd.DataFrame({"customer_id": pd.Series([], dtype="int64")})
ORDERS_COUNTED = Text("You counted orders, not customers.", "你数的是订单，不是顾客。")


def orders_counted(orders: pd.DataFrame) -> int:
    """Count orders in place of customers."""
    return len(orders)


def orders_counted_for_all(names: Mapping[str, Any]) -> int:
    """Count orders in place of customers."""
    return len(names["orders"])


def quarters(tables: Mapping[str, pd.DataFrame]) -> Iterable[dict[str, Any]]:
    """Ask for everything, and for the first part."""
    yield {"orders": tables["orders"]}
    yield {"orders": tables["orders"].head(500)}


QUESTIONS = [
    Question(
        "buyers",
        toys=[
            Toy(Text("One ordered twice", "一位下了两单"), {"orders": TWICE}),
            Toy(Text("Nobody", "没有人"), {"orders": NOBODY}),
        ],
        mistakes=[Mistake(orders_counted, ORDERS_COUNTED)],
        elsewhere=quarters,
    ),
    Question("buyer-count", kind="value", form="count", mistakes=[Mistake(orders_counted_for_all, ORDERS_COUNTED)]),
    Question(
        "busiest",
        kind="choice",
        options=[Option("a", Text("May", "五月")), Option("b", Text("November", "十一月"), right=True)],
    ),
]
