"""Tickets of customer service: when they are solved and how the help is rated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.frames import hide
from generator.schema import Column, Table, Text
from generator.window import END_DAY, instant


def handled(opened: Ints, hours: Floats, stars: Floats, rates: Bools) -> Columns:
    """The columns resolved_at and rating; missing for tickets that are still open on the as-of date.

    Parameters, one entry a ticket: `opened` in seconds since 1970, `hours` until the solution, `stars` as felt, of any
    size, and `rates`, whether the help is rated once it was given.
    """
    resolved = opened + (hours * 3_600).astype(np.int64)
    solved = resolved < END_DAY * 86_400
    return {
        "resolved_at": hide(instant(resolved), ~solved),
        "rating": hide(np.clip(np.round(stars), 1, 5).astype(np.int64), ~(solved & rates)),
    }


def tickets_schema(meaning: Text, about: Sequence[Column], topics: Sequence[Column], *, repeats: bool = False) -> Table:
    """The table tickets: `about` says whose and about which order, `topics` what it is about and how it came in."""
    return Table(
        "tickets",
        meaning,
        ("ticket_id",),
        (
            Column("ticket_id", "int", Text("Number of the ticket.", "工单编号。"), unique=True),
            *about,
            Column("opened_at", "time", Text("When it was opened.", "提交时间。")),
            *topics,
            Column("resolved_at", "time", Text("When it was solved.", "解决时间。"),
                   missing=Text("not solved by the as-of date", "截止日尚未解决")),
            Column("rating", "int", Text("Stars given to the help, 1 to 5.", "对服务的评分，1 至 5 星。"), "points",
                   missing=Text("not solved or not rated", "未解决或未评分"), low=1, high=5),
        ),
        repeats=repeats,
    )  # fmt: skip
