"""The processes agree with their theory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.processes.pareto_nbd import ParetoNBD, expected_remaining
from generator.processes.poisson import poisson
from generator.processes.shifted_beta_geometric import ShiftedBetaGeometric

DRAWS = 200_000


@pytest.mark.parametrize("mean", [0.01, 0.6, 1.0, 3.3, 25.0, 400.0])
def test_poisson_counts_have_the_mean_and_variance_of_the_theory(mean):
    counts = poisson(np.random.default_rng(1).random(DRAWS), np.full(DRAWS, mean))
    error = np.sqrt(mean / DRAWS)
    assert counts.mean() == pytest.approx(mean, abs=4 * error)
    assert counts.var() == pytest.approx(mean, rel=0.03)


def test_no_events_at_rate_zero():
    assert poisson(np.array([0.0, 0.5, 1 - 1e-16]), np.zeros(3)).tolist() == [0, 0, 0]


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 60), st.floats(0, 60))
def test_under_one_uniform_a_higher_rate_never_gives_fewer_events(uniform, one, other):
    low, high = sorted((one, other))
    counts = poisson(np.full(2, uniform), np.array([low, high]))
    assert counts[0] <= counts[1]


def test_pareto_nbd_customers_buy_as_often_as_the_theory_expects():
    model, months = ParetoNBD(r=0.75, alpha=1.9, s=0.55, beta=4.0), 24.0
    random = np.random.default_rng(3)
    rate, dropout = model.purchase_rates(random, DRAWS), model.dropout_rates(random, DRAWS)
    lifetime = random.exponential(1.0 / dropout)
    bought = random.poisson(rate * np.minimum(lifetime, months))
    assert bought.mean() == pytest.approx(model.expected_purchases(months), rel=0.02)
    assert (lifetime > months).mean() == pytest.approx(model.share_alive(months), abs=0.005)


def test_expected_purchases_of_an_active_customer_stop_with_dropout():
    remaining = expected_remaining(np.array([2.0, 2.0]), np.array([0.0, 0.5]), 1_000.0)
    assert remaining.tolist() == [2_000.0, pytest.approx(4.0)]


@pytest.mark.parametrize("renewal", [1, 2, 6])
def test_shifted_beta_geometric_members_renew_as_the_theory_says(renewal):
    model = ShiftedBetaGeometric(a=0.55, b=4.2)
    churn = model.churn_probabilities(np.random.default_rng(4), DRAWS)
    due, renewed = ((1 - churn) ** (renewal - 1)).sum(), ((1 - churn) ** renewal).sum()
    assert renewed / due == pytest.approx(model.retention(renewal), abs=0.004)
