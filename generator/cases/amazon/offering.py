"""How customers stand on the first of the month of the offers, and what they can be expected to order in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.days import clock
from generator.cases.amazon.parameters import CAMPAIGNS, MONTHS_OF_HISTORY, OFFERS, PURCHASING
from generator.cases.amazon.treatment import Standing, effect_on_rate
from generator.cases.amazon.world import AmazonWorld
from generator.window import END_DAY, MONTHS, Timeline

YEAR = 12
REPEATED = tuple(next(campaign for campaign in CAMPAIGNS if campaign.name == name) for name in OFFERS.like)


@dataclass(frozen=True)
class Offering:
    """The customers of a block at the start of the month of the offers; one entry or row a customer of the block."""

    world: AmazonWorld

    @property
    def timeline(self) -> Timeline:
        """The months of the history and the one of the offers."""
        return Timeline(MONTHS_OF_HISTORY, 1)

    @property
    def month(self) -> int:
        return self.timeline.before + MONTHS

    @cached_property
    def order_month(self) -> Ints:
        """The month of each order placed, on the timeline of the history."""
        return np.asarray(np.searchsorted(self.timeline.edges, self.world.placed.day, side="right") - 1)

    def orders_within(self, first: int, last: int, weights: Ints | None = None) -> Floats:
        """How many orders, or how much of what `weights` gives, from `first` to `last` months before this one."""
        ago = self.month - self.order_month
        here = (ago >= last) & (ago <= first)
        size = self.world.population.size
        chosen = None if weights is None else weights[here]
        return np.bincount(self.world.placed.customer[here], weights=chosen, minlength=size).astype(np.float64)

    @cached_property
    def standing(self) -> Standing:
        """What the shop knows at the start of the month, as for every campaign."""
        last = np.full(self.world.population.size, -MONTHS)
        np.maximum.at(last, self.world.placed.customer, self.order_month)
        member = self.world.history.member_after
        return Standing(
            self.month - last,
            self.orders_within(YEAR, 1).astype(np.int64),
            member,
            self.world.history.member.any(axis=0) | member,
        )

    @cached_property
    def active(self) -> Bools:
        return self.world.history.left_on >= END_DAY

    @cached_property
    def effects(self) -> Floats:
        """The change of the log purchase rate by each action, shape (customers, actions).

        An invitation to a trial passes by those who are or have been members.
        """
        population = self.world.population
        columns, everyone = [np.zeros(population.size)], np.arange(population.size)
        for campaign in REPEATED:
            noise = self.world.streams.of(f"decision.{campaign.name}").standard_normal(population.size)
            effect = effect_on_rate(campaign, population, everyone, self.standing, noise)
            columns.append(np.where(campaign.trial and self.standing.ever_member, 0.0, effect))
        return np.stack(columns, axis=1)

    @cached_property
    def leaving(self) -> Floats:
        """Probability that a customer who is active leaves within the month."""
        late = self.world.history.late(self.month - 1, self.month)
        return np.asarray(-np.expm1(-self.world.population.dropout * np.exp(PURCHASING.late_on_dropout * late)))

    @cached_property
    def rate(self) -> Floats:
        """Orders in seasonal time with each action, shape (customers, actions)."""
        benefit = np.where(self.standing.member, PURCHASING.membership, 1.0)
        return np.asarray((self.active * self.world.population.rate * benefit)[:, None] * np.exp(self.effects))

    def over_the_month(self, stays: Floats, until: Floats) -> Floats:
        """The mean of a value for those who stay all month and, by the day they go, for those who leave within it."""
        gone = self.leaving[:, None]
        return np.asarray((1.0 - gone) * stays + gone * until)

    @cached_property
    def elapsed(self) -> Floats:
        """Seasonal time passed by the middle of each day of the month, and at last the whole, shape (days + 1,)."""
        first, end = self.timeline.edges[self.month : self.month + 2]
        moments = np.r_[np.arange(first, end) + 0.5, end]
        return clock().at(moments) - clock().at(np.array([first]))

    @cached_property
    def orders(self) -> Floats:
        """Expected orders of the month with each action, shape (customers, actions)."""
        return self.rate * self.over_the_month(self.elapsed[-1], self.elapsed[:-1].mean())

    @cached_property
    def buys(self) -> Floats:
        """Probability of at least one order in the month with each action, shape (customers, actions)."""
        until = np.mean([-np.expm1(-self.rate * passed) for passed in self.elapsed[:-1]], axis=0)
        return self.over_the_month(-np.expm1(-self.rate * self.elapsed[-1]), until)
