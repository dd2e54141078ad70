"""What an offer of a reward brings and costs: visits that would not have come, and rewards for those that would.

Whoever has looked at an offer comes at a rate that is multiplied by exp(effect), the effect growing with the logarithm
of the reward; the first bill that is large enough takes the reward off. Members come at unlike rates, gamma
distributed, so that the number of large bills is negative binomial and the reward is taken with probability 1 −
(1 + mean ÷ shape) to the power of −shape (A. S. C. Ehrenberg, "The Pattern of Consumer Purchases", Applied Statistics
8(1), 1959).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

TEN_DAYS: Final = 10.0
BY_REWARD: Final = 0.26
"""Effect (log rate) per log unit of the reward from 5 USD."""

LEAST: Final = -0.6
MOST: Final = 0.69
"""The least and the greatest effect that an offer can have on a member (log rate)."""

SPREAD: Final = 0.22
"""SD of the effect among a segment's members: income (.14 per SD), age (.03 a decade, SD 16 years), chance (.16)."""

NODES: Final = np.array([NormalDist(0.0, SPREAD).inv_cdf((node + 0.5) / 21) for node in range(21)])

FROM: Final = 5.0
MESSAGE: Final = 0.02
"""USD that it costs to tell a member."""


@dataclass(frozen=True)
class Members:
    """Members of a segment, on average.

    Attributes
    ----------
    visits : paid visits in ten days without an offer
    margin : bill before rewards less the cost of goods, USD a visit
    looked : share of visits that fall after a look at an offer
    effect : log rate of visits after looking at a reward of 5 USD, of the middle member
    shape : how alike members are in how often they come with a large bill; the less, the more a few take most
    bills : spend (USD) → share of bills that reach it; straight lines between
    """

    visits: float
    margin: float
    looked: float
    effect: float
    shape: float
    bills: Mapping[float, float]

    def reach(self, spend: float) -> float:
        """Say what share of bills reaches a spend."""
        return float(np.interp(spend, list(self.bills), list(self.bills.values())))

    def taken(self, mean: float) -> float:
        """Say with what probability the reward is taken where that many large bills are to be expected."""
        return float(1 - (1 + mean / self.shape) ** -self.shape)


def lift_of(effect: float, reward: float) -> float:
    """Say by what share members come more often after looking, on average.

    Parameters
    ----------
    effect : log rate after looking at a reward of 5 USD, of the segment's middle member
    reward : USD

    Examples
    --------
    >>> round(lift_of(0.0, 5.0), 2), lift_of(0.4, 10.0) > lift_of(0.4, 5.0)
    (0.02, True)
    """
    each = effect + BY_REWARD * np.log(reward / FROM) + NODES
    return float(np.expm1(np.clip(each, LEAST, MOST)).mean())


@dataclass(frozen=True)
class Brings:
    """What an offer brings and costs, USD a member it is sent to.

    `extra` is the margin of visits that would not have come; `moved` are the rewards paid on account of such visits,
    `anyway` those that would be paid if nobody changed anything.
    """

    extra: float
    moved: float
    anyway: float
    message: float

    @property
    def net(self) -> float:
        """What is left."""
        return self.extra - self.moved - self.anyway - self.message


def brings(members: Members, reward: float, spend: float, days: float) -> Brings:
    """Say what can be expected of an offer.

    Parameters
    ----------
    members : whom it is sent to
    reward, spend : USD off a bill of at least that many USD
    days : for which it is valid

    Raises
    ------
    ValueError : for a reward that isn't above 0, a negative spend or days outside 0 … 10

    Examples
    --------
    >>> brings(SEGMENTS["frequent"], 2.0, 10.0, 10).net < 0 < brings(SEGMENTS["occasional"], 2.0, 10.0, 10).net
    True
    """
    if reward <= 0 or spend < 0 or not 0 < days <= TEN_DAYS:
        raise ValueError(f"reward {reward} must be above 0, spend {spend} not below 0, days {days} from above 0 to 10")
    lift = lift_of(members.effect, reward)
    visits, reach = members.visits * days / TEN_DAYS, members.reach(spend)
    taken = members.taken(reach * visits)
    taken_now = members.taken(reach * visits * (1 + members.looked * lift))
    return Brings(
        extra=members.looked * visits * lift * members.margin,
        moved=reward * (taken_now - taken),
        anyway=reward * taken,
        message=MESSAGE,
    )


SPENDS: Final = (0.0, 3.0, 5.0, 7.0, 10.0, 12.0, 15.0, 20.0, 25.0)
SEGMENTS: Final = {
    "occasional": Members(
        visits=0.810,
        margin=11.931,
        looked=0.567,
        effect=0.62,
        shape=0.799,
        bills=dict(zip(SPENDS, (1.000, 0.814, 0.681, 0.679, 0.652, 0.614, 0.530, 0.363, 0.232), strict=True)),
    ),
    "regular": Members(
        visits=1.329,
        margin=11.834,
        looked=0.492,
        effect=0.46,
        shape=1.907,
        bills=dict(zip(SPENDS, (1.000, 0.812, 0.676, 0.674, 0.649, 0.608, 0.522, 0.357, 0.221), strict=True)),
    ),
    "frequent": Members(
        visits=3.008,
        margin=10.291,
        looked=0.585,
        effect=-0.06,
        shape=1.862,
        bills=dict(zip(SPENDS, (1.000, 0.772, 0.594, 0.592, 0.565, 0.522, 0.434, 0.278, 0.163), strict=True)),
    ),
}
"""The practice shop's members by visits in 90 days: under 6, 6 to 15, 16 or more.

Counted by `lessons/07-stars-and-offers/practice_shop.py` on 2026-11-23; `effect` is the case's parameter, `looked` and
`shape` are such that 2 USD off 10 bring and cost what they truly do: not all look, a look takes its time, and the more
often somebody comes, the less they look.
"""
