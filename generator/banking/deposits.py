"""Time deposits: ladders on which a lot falls due at the end of each term, and the lots themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.banking.parameters import Bank, Rates
from generator.banking.population import DEPOSIT, Population
from generator.streams import Streams
from generator.window import Timeline

LADDERS = 2
OPEN, MATURED, BROKEN = range(3)
ENDINGS = ("open", "matured", "broken")
NEVER = 10**6


@dataclass(frozen=True)
class Ladders:
    """When a customer's lots fall due; every array has a row a ladder and a column a customer.

    `start` is the month of the first lot, `share` the part of the customer's deposits, `day` the day of the month.
    `due`, (months + 2, ladders, size), says in which months of the timeline a lot begins and the one before falls due.
    """

    term: Ints
    start: Ints
    share: Floats
    day: Ints
    due: Bools


def _due(term: Ints, start: Ints, months: int) -> Bools:
    due = np.zeros((months + 2, *term.shape), dtype=bool)
    ladder, who = np.nonzero(start <= months)
    since = np.arange(months + 2)[:, None] - start[ladder, who]
    due[:, ladder, who] = (since >= 0) & (since % term[ladder, who] == 0)
    return due


def ladders(bank: Bank, population: Population, streams: Streams, months: int) -> Ladders:
    """The ladders of all customers over `months`; the second only where there is much to deposit."""
    random, products, size = streams.of("propensity.deposits"), bank.products, population.size
    kind = np.searchsorted(np.cumsum(products.term_shares)[:-1], random.random((LADDERS, size)), side="right")
    term = np.array(products.terms)[kind]
    offset = (random.random((LADDERS, size)) * term).astype(np.int64)
    since = population.since[DEPOSIT]
    held = np.isfinite(since)
    first = np.where(held, since, NEVER).astype(np.int64)
    start = np.stack([first, first + offset[1]])
    start += np.where(start <= population.join_month, 1, 0)
    two = population.assets >= products.second_ladder
    split = 0.45 + 0.25 * random.random(size)
    start[1] = np.where(two, start[1], NEVER)
    share = np.stack([np.where(two, split, 1.0), np.where(two, 1.0 - split, 0.0)])
    day = random.integers(1, 29, (LADDERS, size))
    return Ladders(term, start, share, day, _due(term, start, months))


def regime(rates: Rates, timeline: Timeline, month: int) -> int:
    """Which list of rates holds in a month of the timeline."""
    return sum(timeline.index(change) <= month for change in rates.changes)


@dataclass
class Lots:
    """The lots that are open and those that have ended; principals in cents.

    `opened` is the month of the open lot of each ladder and customer, `rate` its yearly rate.
    """

    terms: tuple[int, ...]
    principal: Ints
    opened: Ints
    rate: Floats
    ended: list[dict[str, Ints | Floats]] = field(default_factory=list)

    def _note(self, ladder: int, who: Ints, month: int, ending: int, interest: Ints) -> None:
        if not len(who):
            return
        count = len(who)
        self.ended.append({
            "customer": who, "ladder": np.full(count, ladder), "opened": self.opened[ladder, who],
            "principal": self.principal[ladder, who], "rate": self.rate[ladder, who],
            "closed": np.full(count, month), "ending": np.full(count, ending), "interest": interest,
        })  # fmt: skip

    def mature(self, ladder: int, who: Ints, month: int, term: Ints) -> tuple[Ints, Ints]:
        """End the open lots of those customers as agreed; returns principal and interest in cents."""
        principal = self.principal[ladder, who]
        interest = np.rint(principal * self.rate[ladder, who] * term[who] / 12.0).astype(np.int64)
        self._note(ladder, who, month, MATURED, interest)
        self.principal[ladder, who] = 0
        return principal, interest

    def break_(self, ladder: int, who: Ints, month: int, rate: float) -> tuple[Ints, Ints]:
        """End the open lots of those customers early, at the rate of demand deposits."""
        principal = self.principal[ladder, who]
        elapsed = np.maximum(month - self.opened[ladder, who], 0)
        interest = np.rint(principal * rate * elapsed / 12.0).astype(np.int64)
        self._note(ladder, who, month, BROKEN, interest)
        self.principal[ladder, who] = 0
        return principal, interest

    def open(self, ladder: int, who: Ints, month: int, principal: Ints, rate: Floats) -> None:
        """Open a lot for each of those customers."""
        self.principal[ladder, who], self.opened[ladder, who], self.rate[ladder, who] = principal, month, rate

    def all(self) -> dict[str, Ints | Floats]:
        """All lots, ended or open, one entry a lot; `closed` is −1 for those that are open."""
        parts = list(self.ended)
        for ladder in range(LADDERS):
            who = np.flatnonzero(self.principal[ladder] > 0)
            count = len(who)
            parts.append({
                "customer": who, "ladder": np.full(count, ladder), "opened": self.opened[ladder, who],
                "principal": self.principal[ladder, who], "rate": self.rate[ladder, who],
                "closed": np.full(count, -1), "ending": np.full(count, OPEN),
                "interest": np.zeros(count, dtype=np.int64),
            })  # fmt: skip
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
