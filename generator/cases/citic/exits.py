"""Firms that have gone, as the bank notes it when the account is closed."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.income import Income
from generator.cases.citic.parameters import REGISTER
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, midnight

REASONS = ("went_to_rival", "stopped_business")
YEAR = 12


def exits_table(history: History, income: Income, block: Block, streams: Streams) -> Columns:
    """The columns of exits, one row a firm that has gone, in the order of time."""
    gone = np.flatnonzero(history.left_day < END_DAY)
    gone = gone[np.argsort(history.left_day[gone], kind="stable")]
    month = history.left[gone] - history.timeline.before
    total = np.vstack([np.zeros((1, income.own.shape[1]), dtype=np.int64), np.cumsum(income.own, axis=0)])
    earned = total[month, gone] - total[np.maximum(month - YEAR, 0), gone]
    unknown = streams.of("mess.exits").random(len(history.left))[gone] < REGISTER.reason_unknown
    unknown &= streams.messy("missing")
    return {
        "exit_id": block.keys(len(gone)),
        "firm_id": gone + block.first_customer,
        "exited_on": midnight(history.left_day[gone]),
        "reason": hide(labels(history.left_in_distress[gone].astype(np.int64), REASONS), unknown),
        "income_12_months": earned / 100,
    }
