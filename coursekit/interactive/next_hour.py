"""Whom the next hour should go to: what calls by several rules bring at a practice bank of nobody's own.

10,000 customers of the case cmb, seed 808, counted by `lessons/08-insight-at-a-retail-bank/practice_bank.py` on
2026-11-23; the case may have been tuned since. Effects are on the share gone a year later, of those chosen by lot to be
called, estimated within draws (J. Neyman's variance; G. W. Imbens & D. B. Rubin, "Causal Inference", 2015, chapters 6
and 9). Their truth is the mean of the same estimate over 48 banks drawn alike (its standard error: .0014 for the
steady, .0031 for the slipping). That the riskiest are not the most persuadable: E. Ascarza, Journal of Marketing
Research 55(1), 2018, 80–98.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

NORMAL_95: Final = 1.96
PER_HOUR: Final = 10
"""Calls that the call centre makes in an hour."""

STEP: Final = 26
CALLS: Final = tuple(range(0, 521, STEP))
"""Numbers of calls at which the gains are known."""


@dataclass(frozen=True)
class KnownEffect:
    """One segment: share gone without a call, estimated effect of a call, its standard error, and the truth."""

    segment: str
    risk: float
    estimate: float
    error: float
    truth: float

    @property
    def holds_truth(self) -> bool:
        """Whether the 95 % interval holds the truth."""
        return abs(self.estimate - self.truth) <= NORMAL_95 * self.error


EFFECTS: Final = (
    KnownEffect("steady", 0.1390, -0.0424, 0.0097, -0.0351),
    KnownEffect("slipping", 0.3066, -0.0041, 0.0255, -0.0169),
    KnownEffect("silent", 0.5660, float("nan"), float("nan"), float("nan")),
)
"""Of the silent, too few are called for an estimate at any bank."""

GAINS: Final[Mapping[str, tuple[float, ...]]] = {
    "riskiest": (
        0,
        -306,
        -696,
        -1156,
        -1602,
        -1865,
        -2218,
        -2375,
        -1403,
        -1278,
        -1047,
        -742,
        -292,
        568,
        995,
        1293,
        1420,
        1899,
        1797,
        1805,
        1806,
    ),
    "richest": (
        0,
        523,
        735,
        666,
        881,
        1067,
        1125,
        1106,
        1098,
        1959,
        2103,
        2769,
        2830,
        3145,
        3051,
        3589,
        3505,
        3446,
        3362,
        3363,
        3451,
    ),
    "at-risk": (
        0,
        722,
        555,
        1308,
        1982,
        2266,
        3194,
        3439,
        4422,
        4893,
        5523,
        5621,
        5858,
        6209,
        6317,
        6715,
        7439,
        7454,
        7528,
        7554,
        7563,
    ),
    "steady": (
        0,
        1701,
        3145,
        4519,
        4838,
        5711,
        6696,
        7368,
        7544,
        7879,
        8098,
        8163,
        8312,
        8627,
        8824,
        8768,
        8884,
        9010,
        9085,
        9255,
        9344,
    ),
    "best": (
        0,
        2615,
        4645,
        5491,
        7110,
        8091,
        9119,
        9785,
        10348,
        10982,
        11165,
        11797,
        11997,
        12139,
        12989,
        13197,
        13532,
        13943,
        14031,
        14243,
        14399,
    ),
    "lot": (
        0,
        -94,
        -188,
        -282,
        -376,
        -470,
        -564,
        -659,
        -753,
        -847,
        -941,
        -1035,
        -1129,
        -1223,
        -1317,
        -1411,
        -1505,
        -1599,
        -1693,
        -1788,
        -1882,
    ),
}
"""CNY that the first calls by each rule bring over 36 months after their cost; an entry for each of `CALLS`."""


def gain_by_hours(rule: str, hours: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Say what so many hours of calls bring in all, in CNY, when customers are called in the order of a rule.

    Parameters
    ----------
    rule : a key of `GAINS`
    hours : of `PER_HOUR` calls each; between the known numbers of calls the gain is interpolated

    Raises
    ------
    ValueError : for fewer than no hours, or more than calls are known for

    Examples
    --------
    >>> gain_by_hours("steady", [0, 2.6]).tolist()
    [0.0, 1701.0]
    """
    calls = np.asarray(hours, dtype=float) * PER_HOUR
    if calls.size and (calls.min() < 0 or calls.max() > CALLS[-1]):
        raise ValueError(f"hours lie between 0 and {CALLS[-1] / PER_HOUR:g}: more calls are not known")
    return np.asarray(np.interp(calls, CALLS, GAINS[rule]))


def worth_of_the_next_hour(rule: str, hours: float) -> float:
    """Say what one hour more brings after so many, in CNY.

    >>> round(worth_of_the_next_hour("steady", 0.0)), round(worth_of_the_next_hour("riskiest", 0.0))
    (654, -118)
    """
    before, after = gain_by_hours(rule, [hours, hours + 1])
    return float(after - before)
