"""When customers leave for good."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from generator.arrays import Counts, Floats, Ints

LONGEST_MONTHS = 1e6


@dataclass
class Departures:
    """The days on which customers leave, each as soon as their hazard has added up to what they can bear.

    `dropout` is each customer's hazard a month, `bears` an exponential of mean one, `begins` the moment from which they
    can leave, in months of the timeline whose first days are `edges`; shapes (customers,). Within a month the day is
    uniform. So a month in which a customer is there ends with their leaving with probability 1 − exp(−hazard).
    """

    dropout: Floats
    bears: Floats
    begins: Floats
    edges: Ints
    left_on: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.left_on = self._when(np.arange(len(self.dropout)))

    def _when(self, who: Ints) -> Floats:
        """The day on which each of `who` leaves, infinity beyond the timeline."""
        day = np.full(len(who), np.inf)
        at = self.begins[who] + np.minimum(self.bears[who] / self.dropout[who], LONGEST_MONTHS)
        inside = np.flatnonzero(at < len(self.edges) - 1)
        at, begins, dropout = at[inside], self.begins[who[inside]], self.dropout[who[inside]]
        month = at.astype(np.int64)
        since = np.maximum(month, begins)
        day[inside] = self._within(month, since, dropout * (at - since), dropout * (month + 1 - since))
        return day

    def _within(self, month: Ints | int, since: Floats | int, used: Floats, hazard: Floats) -> Floats:
        """The day in a month, of which `since` is the beginning, on which `used` of the hazard has been borne."""
        low = self.edges[month]
        length = self.edges[month + 1] - low
        begins = low + (since - month) * length
        return np.asarray(begins + (low + length - begins) * np.expm1(-used) / np.expm1(-hazard))

    def hasten(self, often: Counts | Ints, each: float, month: int) -> None:
        """Raise the log hazard in one month, before it is played, by `each` as `often` as is said of each customer.

        Parameters: `often`, shape (customers,). Those who have left already stay away.
        """
        who = np.flatnonzero(often)
        who = who[self.left_on[who] >= self.edges[month]]
        usual, left = self.dropout[who], self.bears[who] - self.dropout[who] * (month - self.begins[who])
        hazard = usual * np.exp(each * often[who])
        leaves = left < hazard
        self.left_on[who[leaves]] = self._within(month, month, left[leaves], hazard[leaves])
        stays = who[~leaves]
        self.bears[stays] -= (hazard - usual)[~leaves]
        self.left_on[stays] = self._when(stays)
