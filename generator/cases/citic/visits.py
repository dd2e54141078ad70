"""Visits and calls of the relationship managers: they go where business falls, and where a plan runs."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import VISITS
from generator.cases.citic.population import Population, by_size
from generator.chinese_holidays import working_days
from generator.frames import labels
from generator.processes.poisson import poisson
from generator.streams import Streams
from generator.window import END_DAY, MONTHS, START_DAY, instant

MEDIA = ("visit", "phone", "video")
PURPOSES = ("routine", "service_plan", "concern", "new_product")


def _working_day(month: Ints, uniform: Floats, edges: Ints) -> Ints:
    """A working day in each month of the window, in days since 1970, shape as `month`."""
    days = np.arange(START_DAY, END_DAY)
    days = days[working_days(days)]
    first = np.searchsorted(days, edges)
    return np.asarray(days[first[month] + (uniform * (first[month + 1] - first[month])).astype(np.int64)])


def visits_table(population: Population, history: History, manager_id: Ints, block: Block, streams: Streams) -> Columns:
    """The columns of manager_visits, in the order of time; those not entered by the as-of date are not known."""
    before, random = history.timeline.before, streams.of("visits")
    fall = history.fall[before - 1 : before - 1 + MONTHS]
    arm = history.window(history.arm)
    rate = by_size("visits")[population.size_class] / 12.0 * np.exp(VISITS.on_fall * fall + VISITS.on_plan * (arm > 0))
    rate = np.where(history.window(history.active), rate, 0.0)
    counts = poisson(random.random(rate.size), rate.ravel()).reshape(rate.shape)
    month, firm = np.nonzero(counts)
    times = counts[month, firm]
    month, firm = np.repeat(month, times), np.repeat(firm, times)
    size, detail = len(month), streams.of("visits.detail")
    uniform, spread = detail.random((5, size)), detail.standard_normal(size)
    edges = history.timeline.edges[before : before + MONTHS + 1]
    day = _working_day(month, uniform[0], edges)
    begins, lasts = VISITS.hours
    moment = day * 86_400 + ((begins + lasts * uniform[1]) * 60).astype(np.int64) * 60
    medium = np.digitize(uniform[2], np.cumsum(VISITS.media)[:-1])
    minutes = np.array(VISITS.minutes)[medium] * np.exp(VISITS.minutes_spread * spread)
    minutes = (np.maximum(np.round(minutes / VISITS.round_to), 1.0) * VISITS.round_to).astype(np.int64)
    mess = streams.of("mess.visits")
    late = (mess.random(size) < VISITS.logged_late) & streams.messy("late")
    wait = np.where(
        late,
        2.0 + VISITS.late_days * mess.exponential(1.0, size),
        VISITS.soon_hours / 24.0 * mess.exponential(1.0, size),
    )
    logged = moment + minutes * 60 + (wait * 86_400).astype(np.int64)
    worried = fall[month, firm] > VISITS.concern
    purpose = np.where(uniform[3] < VISITS.routine, 0, 3)
    purpose = np.where(worried & (uniform[3] < VISITS.for_concern), 2, purpose)
    purpose = np.where((arm[month, firm] > 0) & (uniform[4] < VISITS.for_plan), 1, purpose)
    known = (logged < END_DAY * 86_400) & (day >= population.client_day[firm]) & (day < history.left_day[firm])
    kept = np.flatnonzero(known)
    kept = kept[np.argsort(moment[kept], kind="stable")]
    return {
        "visit_id": block.keys(len(kept)),
        "firm_id": firm[kept] + block.first_customer,
        "manager_id": manager_id[firm[kept]],
        "visited_at": instant(moment[kept]),
        "logged_at": instant(logged[kept]),
        "medium": labels(medium[kept], MEDIA),
        "purpose": labels(purpose[kept], PURPOSES),
        "minutes": minutes[kept],
    }
