"""Who answers a survey and who keeps silent: a survey in which everybody's answer is known, and a model of answering.

The net promoter score is the share of answers 9–10 less the share of answers 0–6, in points (F. F. Reichheld, "The One
Number You Need to Grow", Harvard Business Review 81(12), 2003); its sampling error is that of a mean of ±100 and 0.
Weighting classes and two-phase follow-up are those of S. L. Lohr, "Sampling: Design and Analysis", 2nd ed., 2010,
chapter 8, the follow-up after M. H. Hansen & W. N. Hurwitz, Journal of the American Statistical Association 41, 1946.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = Sequence[int] | NDArray[np.int64]

NET: Final = np.array([-100.0] * 7 + [0.0] * 2 + [100.0] * 2)
"""What an answer of 0 … 10 adds to the net promoter score."""

NORMAL_95: Final = 1.96


@dataclass(frozen=True)
class Estimate:
    """A net promoter score and its 95 % margin of error by sampling alone, both in points."""

    score: float
    margin: float


def estimate(answers: Counts) -> Estimate:
    """Estimate the net promoter score of those whom the answers were drawn from, if by lot.

    Parameters
    ----------
    answers : how many said 0, 1, … 10

    Examples
    --------
    >>> estimate([0, 0, 0, 0, 0, 0, 2, 1, 1, 3, 3]).score
    40.0
    """
    counts = np.asarray(answers, dtype=float)
    people = counts.sum()
    if people == 0:
        return Estimate(float("nan"), float("nan"))
    mean = float(counts @ NET / people)
    variance = float(counts @ (NET - mean) ** 2 / people)
    return Estimate(mean, NORMAL_95 * float(np.sqrt(variance / people)))


@dataclass(frozen=True)
class KnownSurvey:
    """A survey in which the answers of the silent are known too.

    Attributes
    ----------
    answered, silent : for each group of customers, how many answered (would have answered) 0, 1, … 10
    phoned : of the silent, drawn by lot and rung up until they answered, how many said 0, 1, … 10
    """

    answered: Mapping[str, tuple[int, ...]]
    silent: Mapping[str, tuple[int, ...]]
    phoned: tuple[int, ...]

    def of_everyone(self) -> float:
        """The net promoter score of all who were asked: the truth."""
        return estimate(_total(self.answered) + _total(self.silent)).score

    def of_respondents(self) -> Estimate:
        """What those who answered say."""
        return estimate(_total(self.answered))

    def weighted(self) -> Estimate:
        """The respondents' scores of the groups, weighted by how many were asked in each."""
        asked = {group: sum(self.answered[group]) + sum(self.silent[group]) for group in self.answered}
        everyone = sum(asked.values())
        parts = [(asked[group] / everyone, estimate(counts)) for group, counts in self.answered.items()]
        return _combined(parts)

    def followed_up(self) -> Estimate:
        """Respondents for the share that answered, the silent who were phoned for the share that did not."""
        answered, silent = int(_total(self.answered).sum()), int(_total(self.silent).sum())
        everyone = answered + silent
        return _combined([(answered / everyone, self.of_respondents()), (silent / everyone, estimate(self.phoned))])

    def answers(self) -> NDArray[np.int64]:
        """How many of all who were asked said (would have said) 0, 1, … 10."""
        return _total(self.answered) + _total(self.silent)


PRACTICE: Final = KnownSurvey(
    answered={
        "light": (1, 0, 0, 2, 7, 13, 27, 38, 52, 33, 103),
        "medium": (0, 0, 0, 1, 5, 11, 25, 35, 34, 33, 68),
        "heavy": (0, 0, 0, 3, 6, 13, 23, 43, 49, 55, 111),
    },
    silent={
        "light": (3, 5, 16, 37, 70, 134, 150, 207, 172, 135, 167),
        "medium": (0, 2, 9, 20, 38, 54, 78, 80, 97, 63, 97),
        "heavy": (0, 7, 7, 26, 49, 82, 86, 111, 78, 75, 91),
    },
    phoned=(1, 2, 6, 10, 18, 23, 47, 56, 49, 35, 53),
)
"""The survey of March 2026 in a shop of nobody's own: 20,000 customers of the case amazon, seed 505.

Counted on 2026-11-23 from `generator.simulate` and `generator.simulate_truth`; the case may have been tuned since.
Light: up to 1 purchase in the year before, medium: 2–3, heavy: 4 or more; 300 of the silent drawn by lot.
"""


def _total(groups: Mapping[str, tuple[int, ...]]) -> NDArray[np.int64]:
    return np.asarray(np.sum(list(groups.values()), axis=0), dtype=np.int64)


def _combined(parts: Sequence[tuple[float, Estimate]]) -> Estimate:
    score = sum(weight * part.score for weight, part in parts)
    margin = float(np.sqrt(sum((weight * part.margin) ** 2 for weight, part in parts)))
    return Estimate(score, margin)


@dataclass(frozen=True)
class Answering:
    """Customers who answer the more readily, or the less, the better they think of us.

    Attributes
    ----------
    answers : how many of all customers would say 0, 1, … 10
    rate : share of those asked who answer, above 0 and below 1
    eagerness : odds of answering of a promoter ÷ those of a detractor; a passive's lie between (geometric mean)
    """

    answers: tuple[int, ...]
    rate: float
    eagerness: float

    def propensity(self) -> NDArray[np.float64]:
        """The probability of answering of a customer who would say 0, 1, … 10.

        Raises
        ------
        ValueError : for a rate that is no share or an eagerness that is not above 0
        """
        if not 0 < self.rate < 1 or self.eagerness <= 0:
            raise ValueError(f"rate {self.rate} must lie between 0 and 1, eagerness {self.eagerness} above 0")
        lean = np.log(self.eagerness) * NET / 200
        shares = np.asarray(self.answers) / sum(self.answers)
        low, high = -30.0, 30.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if shares @ _logistic(middle + lean) < self.rate else (low, middle)
        return _logistic(low + lean)

    def of_everyone(self) -> float:
        """The net promoter score of all customers."""
        return estimate(self.answers).score

    def of_respondents(self, invited: int) -> Estimate:
        """The net promoter score to be expected of those who answer, and its margin when so many are invited.

        The difference from everyone's is cov(propensity, answer) ÷ mean propensity (J. Bethlehem, Journal of Official
        Statistics 4(3), 1988): the number of invitations has no part in it.
        """
        weights = np.asarray(self.answers) * self.propensity()
        shares = weights / weights.sum()
        score = float(shares @ NET)
        variance = float(shares @ (NET - score) ** 2)
        return Estimate(score, NORMAL_95 * float(np.sqrt(variance / (invited * self.rate))))


def _logistic(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-odds)))
