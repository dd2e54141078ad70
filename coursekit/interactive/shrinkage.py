"""Shrinkage: rates of few clients drawn towards the overall rate, and how near that comes to the truth.

The beta-binomial model: an industry's risk is drawn from a Beta distribution with mean m and strength M = a + b, its
losses from a binomial. The posterior mean is (gone + M m) / (clients + M). M is estimated by moments (J. C. Kleinman,
"Proportions with extraneous variance", JASA 68, 1973, 46–54, with weights n); the idea of empirical Bayes: B. Efron &
C. Morris, "Stein's paradox in statistics", Scientific American 236(5), 1977; G. Casella, The American Statistician
39(2), 1985, 83–87.

The practice bank: 10,000 firms of the case citic, seed 10; its truth: 300,000 firms of the same seed, hence of the same
industries in the same years, counted by `lessons/10-clients-by-industry/practice_bank.py` on 2026-11-23; the case may
have been tuned since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

TAIL: Final = 0.025


@dataclass(frozen=True)
class KnownIndustry:
    """One industry of the practice bank: clients of 1 July 2025, of them gone a year later, and the true rate."""

    name: str
    clients: int
    gone: int
    truth: float

    @property
    def rate(self) -> float:
        """The raw rate."""
        return self.gone / self.clients


INDUSTRIES: Final = (
    KnownIndustry("agriculture", 100, 8, 0.0786),
    KnownIndustry("aviation", 17, 1, 0.0394),
    KnownIndustry("chemicals", 521, 51, 0.1048),
    KnownIndustry("construction", 875, 109, 0.1247),
    KnownIndustry("education", 170, 19, 0.0913),
    KnownIndustry("electronics", 764, 82, 0.0886),
    KnownIndustry("energy", 44, 4, 0.0417),
    KnownIndustry("food", 506, 40, 0.0577),
    KnownIndustry("healthcare", 234, 12, 0.0428),
    KnownIndustry("logistics", 548, 46, 0.0757),
    KnownIndustry("machinery", 1123, 69, 0.0633),
    KnownIndustry("media", 128, 13, 0.1192),
    KnownIndustry("mining", 31, 5, 0.0683),
    KnownIndustry("real_estate", 258, 56, 0.1543),
    KnownIndustry("retail", 506, 48, 0.0770),
    KnownIndustry("shipbuilding", 8, 1, 0.0746),
    KnownIndustry("software", 641, 59, 0.0867),
    KnownIndustry("textiles", 598, 67, 0.1040),
    KnownIndustry("wholesale", 1243, 114, 0.0858),
)


def prior_strength(clients: ArrayLike, gone: ArrayLike) -> float:
    """Estimate M: how many clients' worth the overall rate tells about an industry.

    Parameters
    ----------
    clients : of each industry, at least 1
    gone : of them

    Returns
    -------
    M, at least 0; infinite where the rates scatter no more than by chance, or where all or none are gone

    Examples
    --------
    >>> round(prior_strength([100, 100, 100], [5, 10, 30]), 1)
    6.8
    >>> prior_strength([100, 100, 100], [10, 11, 9])
    inf
    """
    n, events = np.asarray(clients, dtype=float), np.asarray(gone, dtype=float)
    total = n.sum()
    mean = events.sum() / total if total else 0.0
    room = total - (n**2).sum() / total - (len(n) - 1) if total else 0.0
    if not 0.0 < mean < 1.0 or room <= 0.0:
        return float("inf")
    scatter = (n * (events / n - mean) ** 2).sum() / (mean * (1.0 - mean))
    alike = (scatter - (len(n) - 1)) / room
    return float("inf") if alike <= 0.0 else max(float(1.0 / alike - 1.0), 0.0)


def shrunk_rates(clients: ArrayLike, gone: ArrayLike, strength: float) -> Floats:
    """Draw each rate towards that of all clients together.

    >>> shrunk_rates([10, 90], [3, 7], 10.0).round(2).tolist()
    [0.2, 0.08]
    """
    n, events = np.asarray(clients, dtype=float), np.asarray(gone, dtype=float)
    mean = events.sum() / n.sum()
    if np.isinf(strength):
        return np.full(n.shape, mean)
    return np.asarray((events + strength * mean) / (n + strength))


def interval(clients: ArrayLike, gone: ArrayLike, strength: float) -> tuple[Floats, Floats]:
    """Bound the middle 95 % of what model and data together hold possible of each rate.

    Quantiles of the posterior Beta distribution, M and the overall rate taken as known. At strength 0 an industry that
    lost none, or all, has no such distribution: its bounds are the raw rate.

    Parameters
    ----------
    clients, gone : of each industry
    strength : M, at least 0 and finite

    Examples
    --------
    >>> low, high = interval([10, 90], [3, 7], 10.0)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.06, 0.04], [0.4, 0.14])
    """
    from scipy.stats import beta

    n, events = np.asarray(clients, dtype=float), np.asarray(gone, dtype=float)
    mean = events.sum() / n.sum()
    went, stayed = events + strength * mean, n - events + strength * (1.0 - mean)
    known = (went > 0.0) & (stayed > 0.0)
    middle = shrunk_rates(n, events, strength) if strength else events / n
    low, high = (
        np.where(known, beta.ppf(tail, np.where(known, went, 1.0), np.where(known, stayed, 1.0)), middle)
        for tail in (TAIL, 1.0 - TAIL)
    )
    return low, high


def distance_from_truth(strength: float, industries: tuple[KnownIndustry, ...] = INDUSTRIES) -> float:
    """Tell how far the shrunk rates lie from the truth: root of the mean square over industries.

    >>> distance_from_truth(60.0) < distance_from_truth(0.0)
    True
    """
    found = shrunk_rates([i.clients for i in industries], [i.gone for i in industries], strength)
    return float(np.sqrt(np.mean((found - [i.truth for i in industries]) ** 2)))
