"""When the orders of the window were placed, by whom, and under which circumstances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints, Times
from generator.cases.amazon.days import second_of_day
from generator.cases.amazon.history import History
from generator.cases.amazon.membership import CANCELLED, LAPSED, TRIAL_ENDED
from generator.cases.amazon.possibilities import CERTAIN
from generator.cases.amazon.spells import Moments
from generator.chronology import in_order
from generator.streams import Streams
from generator.window import MONTHS, instant


@dataclass(frozen=True)
class Placed:
    """The orders of a block, in the order in which they were placed; one entry an order."""

    customer: Ints
    moment: Ints
    late: Bools
    member: Bools
    coupon: Floats

    @property
    def size(self) -> int:
        return len(self.customer)

    @property
    def time(self) -> Times:
        """Local time to the second."""
        return instant(self.moment)

    @property
    def day(self) -> Ints:
        """Days since 1970-01-01."""
        return self.moment // 86_400


def place(history: History, moments: Moments, streams: Streams) -> Placed:
    """The orders of the window, sorted by time, which is to the second now."""
    here = slice(*history.ordered.months[[history.timeline.before, history.timeline.before + MONTHS]])
    placed = history.ordered.of(here)
    moment = placed.when.astype(np.int64) * 86_400 + second_of_day(streams.of("timing.second").random(len(placed.when)))
    first = np.flatnonzero(placed.mark == CERTAIN)
    moment[first] = np.round(placed.when[first] * 86_400).astype(np.int64)
    order = in_order(moment)
    placed, moment = placed.of(order), moment[order]
    last = moments.latest(placed.customer, moment)
    member = np.zeros(len(last), dtype=bool)
    known = np.flatnonzero(last >= 0)
    member[known] = ~np.isin(moments.kind[last[known]], (TRIAL_ENDED, CANCELLED, LAPSED))
    return Placed(placed.customer, moment, placed.late, member, history.coupon[here][order])
