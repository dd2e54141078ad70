"""Membership events as moments in time, grouped into memberships that begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.amazon.days import second_of_day
from generator.cases.amazon.membership import (
    CANCELLED,
    EVENTS,
    LAPSED,
    PLANS,
    REJOINED,
    TRIAL_ENDED,
    TRIAL_STARTED,
    MembershipEvents,
)
from generator.frames import coded, hide
from generator.streams import Streams
from generator.window import END_DAY, instant, midnight

BEYOND = 2**36


@dataclass(frozen=True)
class Moments:
    """Membership events up to the as-of date, sorted by customer and time; one entry an event."""

    events: MembershipEvents
    moment: Ints

    @property
    def kind(self) -> Ints:
        return self.events.kind

    def latest(self, customer: Ints, moment: Ints) -> Ints:
        """The position of each customer's last event until a moment (seconds since 1970), −1 for none."""
        found = np.full(len(customer), -1)
        if len(self.moment):
            keys = self.events.customer * BEYOND + self.moment
            often = np.bincount(self.events.customer, minlength=customer.max(initial=0) + 1)
            concerned = np.flatnonzero(often[customer])
            here = customer[concerned]
            last = np.searchsorted(keys, here * BEYOND + moment[concerned], side="right") - 1
            found[concerned] = np.where((last >= 0) & (self.events.customer[last] == here), last, -1)
        return found


def moments(events: MembershipEvents, streams: Streams) -> Moments:
    """Give each event a time of day: what customers do by day, what the system does before dawn. Later ones are cut."""
    uniform = streams.of("membership.clock").random(len(events.day))
    by_customer = np.isin(events.kind, (TRIAL_STARTED, REJOINED))
    second = np.where(by_customer, second_of_day(uniform), (10_000 + uniform * 8_000).astype(np.int64))
    known = events.day < END_DAY
    kept = MembershipEvents(
        events.customer[known], events.day[known], events.kind[known], events.plan[known], events.price[known],
        events.paid_until[known],
    )  # fmt: skip
    return Moments(kept, (events.day * 86_400 + second)[known])


def membership_table(found: Moments, block: Block) -> Columns:
    """The columns of membership_events, in the order of time."""
    events = found.events
    begins = np.isin(events.kind, (TRIAL_STARTED, REJOINED))
    spell = np.cumsum(begins) - 1
    order = np.argsort(found.moment, kind="stable")
    kind = events.kind[order]
    ends = np.isin(kind, (TRIAL_ENDED, CANCELLED, LAPSED))
    reasons = coded(np.select([kind == LAPSED, ends], [1, 0], 0), ("voluntary", "payment"))
    return {
        "event_id": block.keys(len(kind)),
        "membership_id": block.keys(int(begins.sum()))[spell[order]],
        "customer_id": events.customer[order] + block.first_customer,
        "event_at": instant(found.moment[order]),
        "event": coded(kind, EVENTS),
        "plan": coded(events.plan[order], PLANS),
        "price": events.price[order],
        "paid_until": midnight(events.paid_until[order]),
        "reason": hide(reasons, ~ends),
    }
