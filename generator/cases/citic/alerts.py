"""Early warnings: rules that watch the accounts at the end of a month, and bad news; many are false alarms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import ALERTS
from generator.cases.citic.payrolls import Payrolls
from generator.cases.citic.settlements import Settlements
from generator.frames import hide, labels
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, midnight

KINDS = ("inflow_fell", "balance_fell", "payroll_stopped", "loan_overdue", "loan_prepaid", "bad_news")
SEVERITIES = ("low", "medium", "high")
SYSTEMS = ("head_office", "branch")
VERDICTS = ("false_alarm", "watch", "act")
RECENT, BEFORE, LEAST = 2, 6, 3


@dataclass(frozen=True)
class Signals:
    """Which rule fires at the end of which month, shape (kinds, months, firms), and by what measure."""

    fires: Bools
    measure: Floats


def _trailing_mean(values: Floats, known: Bools, months: int, lag: int) -> Floats:
    """Mean over the `months` known months that end `lag` months ago, NaN where fewer than three are known."""
    total = np.cumsum(np.vstack([np.zeros((1, values.shape[1])), np.where(known, values, 0.0)]), axis=0)
    count = np.cumsum(np.vstack([np.zeros((1, values.shape[1])), known]), axis=0)
    end = np.maximum(np.arange(MONTHS) + 1 - lag, 0)
    start = np.maximum(end - months, 0)
    n = count[end] - count[start]
    least = min(months, LEAST)
    return np.where(n >= least, (total[end] - total[start]) / np.maximum(n, 1.0), np.nan)


def signals(
    history: History, books: Settlements, payrolls: Payrolls, past_due: Ints, prepaid: Bools, streams: Streams
) -> Signals:
    """What the rules see at the end of each month, before any quiet period."""
    whole = history.window(history.active) & (history.window(history.part) >= 1.0)
    inflow = (books.received - books.returned + books.from_group).astype(np.float64)
    level = _trailing_mean(inflow, whole, RECENT, 0) / _trailing_mean(inflow, whole, BEFORE, RECENT)
    closing = books.closing.astype(np.float64)
    balance = closing / _trailing_mean(closing, whole, BEFORE, 1)
    paid = np.vstack([np.zeros((1, inflow.shape[1])), np.cumsum(payrolls.paid, axis=0)])
    index = np.arange(MONTHS)
    run = paid[index] - paid[np.maximum(index - ALERTS.payroll_months, 0)]
    stopped = ~payrolls.paid & (run >= ALERTS.payroll_months)
    chance = ALERTS.news + ALERTS.news_in_distress * history.window(history.depth) * history.window(history.distress)
    news = streams.of("alerts.news").random(level.shape) < chance
    nothing = np.full(level.shape, np.nan)
    with np.errstate(invalid="ignore"):
        fires = np.stack([
            level < ALERTS.inflow, balance < ALERTS.balance, stopped, past_due >= ALERTS.overdue_days, prepaid, news
        ])  # fmt: skip
    stays = history.window(history.active) & ~history.window(history.leaves)
    measure = np.stack([level, balance, nothing, past_due.astype(np.float64), nothing, nothing])
    return Signals(fires & stays, measure)


def _without_repeats(fires: Bools) -> Bools:
    """The signals without those that follow one of the same kind and firm within the quiet months."""
    kept, last = np.zeros_like(fires), np.full((fires.shape[0], fires.shape[2]), -99)
    for m in range(MONTHS):
        kept[:, m] = fires[:, m] & (m - last >= ALERTS.quiet)
        last = np.where(kept[:, m], m, last)
    return kept


def alerts_table(history: History, seen: Signals, block: Block, streams: Streams) -> Columns:
    """The columns of alerts, in the order of time; some are raised twice, by two systems."""
    month, firm, kind = np.nonzero(_without_repeats(seen.fires).transpose(1, 2, 0))
    random, mess, edges = streams.of("alerts"), streams.of("mess.alerts"), history.window(history.timeline.edges[1:])
    first, last = ALERTS.delay_days
    raised = edges[month] + first - 1 + (random.random(len(month)) * (last - first + 1)).astype(np.int64)
    uniform, wait = random.random(len(month)), random.exponential(ALERTS.handled_days, len(month))
    judged = history.window(history.depth)[month, firm] + ALERTS.judgement * random.standard_normal(len(month))
    doubled = (mess.random(len(month)) < ALERTS.doubled) & streams.messy("duplicates")
    again = raised + 1 + (mess.random(len(month)) * ALERTS.doubled_days).astype(np.int64)

    which = np.r_[np.arange(len(month)), np.flatnonzero(doubled)]
    copy = np.arange(len(which)) >= len(month)
    day = np.where(copy, again[which], raised[which])
    known = (day < END_DAY) & (day < history.left_day[firm[which]])
    which, copy, day = which[known], copy[known], day[known]
    order = np.argsort(day, kind="stable")
    which, copy, day = which[order], copy[order], day[order]
    measure = seen.measure[kind, month, firm][which]
    severity = np.where(np.isin(kind[which], (2, 4)), 2, np.where(kind[which] == 5, 0, 1))
    deep = (kind[which] < 2) & (measure < ALERTS.deep)
    severity = np.where(deep | ((kind[which] == 3) & (measure >= ALERTS.long_overdue)), 2, severity)
    handled = day + 1 + wait[which].astype(np.int64)
    done = (uniform[which] < ALERTS.handled) & (handled < END_DAY) & ~copy
    return {
        "alert_id": block.keys(len(which)),
        "firm_id": firm[which] + block.first_customer,
        "raised_on": midnight(day),
        "kind": labels(kind[which], KINDS),
        "severity": labels(severity, SEVERITIES),
        "measure": measure,
        "system": labels(copy.astype(np.int64), SYSTEMS),
        "handled_on": hide(midnight(handled), ~done),
        "verdict": hide(labels(np.digitize(judged[which], ALERTS.verdicts), VERDICTS), ~done),
    }
