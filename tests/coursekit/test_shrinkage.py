"""Shrinkage: the estimate of its strength, posterior means and intervals against independent formulas and libraries."""

import math

import numpy as np
import pytest

from coursekit.interactive.shrinkage import (
    INDUSTRIES,
    distance_from_truth,
    interval,
    prior_strength,
    shrunk_rates,
)
from coursekit.interactive.shrinkage_view import STRENGTHS, StrengthSlider

CLIENTS, GONE = [item.clients for item in INDUSTRIES], [item.gone for item in INDUSTRIES]

BATTERS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
"""Hits of eighteen batters in their first 45 times at bat: Efron & Morris, Scientific American 236(5), 1977."""


def said(key, **values):
    return f"{key} {sorted(values)}"


def drawn(random, strength, mean, sizes):
    risks = random.beta(strength * mean, strength * (1 - mean), len(sizes))
    return random.binomial(sizes, risks)


def test_the_shrunk_rate_is_the_mean_of_the_posterior():
    """By numerical integration of prior times likelihood."""
    from scipy.integrate import quad
    from scipy.stats import beta, binom

    clients, gone, strength = [12, 300, 45], [4, 21, 1], 40.0
    mean = sum(gone) / sum(clients)
    for n, k, found in zip(clients, gone, shrunk_rates(clients, gone, strength), strict=True):

        def weight(rate, n=n, k=k):
            return beta.pdf(rate, strength * mean, strength * (1 - mean)) * binom.pmf(k, n, rate)

        whole = quad(weight, 0, 1, points=[k / n])[0]
        assert found == pytest.approx(quad(lambda rate: rate * weight(rate), 0, 1, points=[k / n])[0] / whole, rel=1e-5)


def test_the_strength_solves_kleinmans_equation_of_moments():
    """Expected scatter under the model with the estimate equals the scatter seen, term by term."""
    n, k = np.array([30, 400, 75, 220, 9]), np.array([6, 31, 2, 40, 0])
    mean = k.sum() / n.sum()
    correlation = 1 / (prior_strength(n, k) + 1)
    expected = sum(
        size * mean * (1 - mean) * (1 / size + (1 - 1 / size) * correlation) * (1 - size / n.sum()) for size in n
    )
    assert expected == pytest.approx(sum(size * (hits / size - mean) ** 2 for size, hits in zip(n, k, strict=True)))


def test_the_batters_of_efron_and_morris():
    """Their factor .212 is 1 − (k − 3) / S; moments take k − 1 degrees of freedom, and so shrink a little further."""
    hits, at_bats = np.array(BATTERS), 45
    mean = hits.sum() / (18 * at_bats)
    scatter = (at_bats * (hits / at_bats - mean) ** 2).sum() / (mean * (1 - mean))
    assert 1 - 15 / scatter == pytest.approx(0.212, abs=0.006)
    factor = at_bats / (at_bats + prior_strength([at_bats] * 18, BATTERS))
    assert factor == pytest.approx(1 - 17 / scatter, abs=0.02)


def test_the_strength_is_found_where_there_are_many_groups_and_agrees_with_maximum_likelihood():
    """200 groups of a strength of 60: to a quarter of the truth, and of scipy's beta-binomial likelihood."""
    from scipy.optimize import minimize_scalar
    from scipy.stats import betabinom

    random = np.random.default_rng(4)
    sizes = random.integers(5, 600, 200)
    gone = drawn(random, 60.0, 0.1, sizes)
    mean = gone.sum() / sizes.sum()

    def surprise(log_strength):
        strength = math.exp(log_strength)
        return -betabinom.logpmf(gone, sizes, strength * mean, strength * (1 - mean)).sum()

    likeliest = math.exp(minimize_scalar(surprise, bounds=(1, 8), method="bounded").x)
    found = prior_strength(sizes, gone)
    assert found == pytest.approx(60.0, rel=0.25)
    assert found == pytest.approx(likeliest, rel=0.25)


@pytest.mark.parametrize("gone", [[0, 0, 0], [100, 100, 100], [10, 11, 9]])
def test_groups_that_scatter_no_more_than_by_chance_are_taken_for_alike(gone):
    assert prior_strength([100, 100, 100], gone) == math.inf
    assert shrunk_rates([100, 100, 100], gone, math.inf) == pytest.approx(np.full(3, sum(gone) / 300))


def test_shrunk_rates_are_nearer_to_the_truth_than_raw_ones_and_their_intervals_hold_it():
    """Over 240 banks of 19 industries; 4,560 intervals, M estimated, cover at least nine in ten."""
    random = np.random.default_rng(6)
    raw, shrunk, held = [], [], []
    for _ in range(240):
        truth = random.beta(120 * 0.09, 120 * 0.91, 19)
        gone = random.binomial(CLIENTS, truth)
        strength = min(prior_strength(CLIENTS, gone), 1e6)
        low, high = interval(CLIENTS, gone, strength)
        held.extend((low <= truth) & (truth <= high))
        raw.append(np.mean((gone / CLIENTS - truth) ** 2))
        shrunk.append(np.mean((shrunk_rates(CLIENTS, gone, strength) - truth) ** 2))
    assert np.mean(shrunk) < 0.6 * np.mean(raw)
    assert 0.9 < np.mean(held) <= 0.98


def test_intervals_are_those_of_the_beta_distribution_and_a_point_where_there_is_none():
    from scipy.stats import beta

    low, high = interval([50, 50], [4, 6], 20.0)
    assert (low[0], high[0]) == pytest.approx(beta.interval(0.95, 6, 64))
    low, high = interval([7, 93], [0, 10], 0.0)
    assert (low[0], high[0]) == (0.0, 0.0)


def test_at_the_practice_bank_the_estimated_strength_comes_near_the_best():
    best = min(distance_from_truth(float(strength)) for strength in STRENGTHS)
    found = distance_from_truth(prior_strength(CLIENTS, GONE))
    assert found < 1.05 * best
    assert found < 0.8 * distance_from_truth(0.0)
    assert found < 0.8 * distance_from_truth(math.inf)


def test_the_practice_banks_numbers_agree_with_the_generator():
    """Its clients and losses exactly; truths of large industries with another bank's rates to four standard errors."""
    import pandas as pd

    generator = pytest.importorskip("generator")
    from coursekit.plan_lotteries import clients_on

    tables = generator.simulate("citic", customers=10_000, seed=10, tables=["firms", "exits"])
    found = clients_on(tables, pd.Timestamp("2025-07-01")).groupby("industry")["gone"].agg(["size", "sum"])
    for item in INDUSTRIES:
        assert (item.clients, item.gone) == tuple(found.loc[item.name])
        error = math.sqrt(item.truth * (1 - item.truth) / item.clients)
        assert abs(item.rate - item.truth) < 4 * error


def test_moving_the_slider_draws_anew_and_a_still_stands_in():
    slider = StrengthSlider(said)
    before = slider.picture.value
    slider.strength.value = 80
    assert slider.picture.value != before
    assert slider.still().startswith(b"\x89PNG")
