"""Assets of customers: log-normal for most, Pareto for the few who hold most of them."""

from __future__ import annotations

import numpy as np

from generator.arrays import Floats
from generator.banking.parameters import Wealth


def pareto(uniform: Floats, least: float, most: float, alpha: float) -> Floats:
    """Quantiles of a Pareto distribution truncated at `most`, shape as `uniform`.

    Parameters: `uniform` in [0, 1), `least` and `most` in RMB, `alpha` the exponent. Arnold 2015, "Pareto
    Distributions", 2nd ed., p. 3 and 142.

    >>> pareto(np.array([0.0, 0.5]), 1.0, 1e9, 1.0).round(3).tolist()
    [1.0, 2.0]
    """
    kept = 1.0 - (least / most) ** alpha
    return np.asarray(least * (1.0 - uniform * kept) ** (-1.0 / alpha))


def usual_assets(wealth: Wealth, random: np.random.Generator, age: Floats, tenure: Floats) -> Floats:
    """Assets in RMB that each customer keeps at the bank in quiet times, shape as `age`.

    Parameters: `age` and `tenure` in years. The tail is a systematic sample (Cochran 1977, "Sampling Techniques",
    p. 205), so that every block has its share of rich customers; who they are depends on age and tenure.
    """
    size = len(age)
    count = int(wealth.rich * size + random.random())
    normal, gumbel = random.standard_normal(size), random.gumbel(size=size)
    quantiles = (np.arange(count) + random.random(count)) / max(count, 1)
    decades = (np.minimum(age, 60.0) - 40.0) / 10.0
    median = wealth.median * np.exp(wealth.body_age * decades)
    assets = np.minimum(median * np.exp(wealth.spread * normal), 0.9 * wealth.from_)
    merit = wealth.rich_age * decades + wealth.rich_tenure * np.log(tenure) + gumbel
    rich = np.argsort(-merit, kind="stable")[:count]
    assets[rich] = random.permutation(pareto(quantiles, wealth.from_, wealth.most, wealth.alpha))
    return np.asarray(np.maximum(assets, 1.0))
