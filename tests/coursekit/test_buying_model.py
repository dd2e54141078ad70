"""BG/NBD: published estimates and forecasts met, customers drawn from the model found again."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import beta, gamma

from coursekit.buying_model import BuyingModel, Histories

CDNOW = BuyingModel(r=0.243, alpha=4.414, a=0.793, b=2.426)
"""Fader, Hardie & Lee (Marketing Science, 2005), table 2: CDNOW, first quarter of 1997, time in weeks."""

LIFETIMES = {
    (2, 30.43, 38.86): 1.226028,
    (0, 0.0, 38.86): 0.195098,
    (7, 20.0, 39.0): 0.731886,
    (1, 1.71, 38.86): 0.203187,
    (26, 30.86, 38.0): 4.001226,
}
"""What lifetimes 0.11.3 expects in the next 39 weeks of customers with x, t_x and T, under the published estimates."""


def one(repeats: float, recency: float, age: float) -> pd.DataFrame:
    return pd.DataFrame({"repeats": [repeats], "recency": [recency], "age": [age]})


def drawn(model: BuyingModel, customers: int, seed: int) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    rate, chance = random.gamma(model.r, 1 / model.alpha, customers), random.beta(model.a, model.b, customers)
    rows = []
    for own_rate, own_chance, age in zip(rate, chance, random.uniform(100, 700, customers), strict=True):
        stays = random.geometric(own_chance)
        moments = np.cumsum(random.exponential(1 / own_rate, min(stays, 2_000)))
        seen = moments[moments <= age]
        rows.append((len(seen), seen[-1] if len(seen) else 0.0, age))
    return pd.DataFrame(rows, columns=["repeats", "recency", "age"])


def test_the_published_customer_is_expected_to_buy_as_published():
    # "Implementing the BG/NBD Model for Customer Base Analysis in Excel" (Fader, Hardie & Lee): 1.226 in 39 weeks
    assert CDNOW.expected_purchases(one(2, 30.43, 38.86), 39).item() == pytest.approx(1.226, abs=5e-4)


@pytest.mark.parametrize("customer", LIFETIMES)
def test_expectations_are_those_of_lifetimes(customer):
    assert CDNOW.expected_purchases(one(*customer), 39).item() == pytest.approx(LIFETIMES[customer], rel=1e-5)


@pytest.mark.parametrize(("x", "recency", "age"), [(0, 0.0, 30.0), (3, 20.0, 30.0)])
def test_the_likelihood_is_the_mean_over_rates_and_chances(x, recency, age):
    model = BuyingModel(r=1.5, alpha=12.0, a=1.6, b=2.4)

    def over_rates(until: float) -> float:
        density = gamma(model.r, scale=1 / model.alpha).pdf
        return quad(lambda rate: rate**x * math.exp(-rate * until) * density(rate), 0, 4)[0]

    def over_chances(gone: int) -> float:
        density = beta(model.a, model.b).pdf
        return quad(lambda p: p**gone * (1 - p) ** (x - gone) * density(p), 0, 1)[0]

    mean = over_chances(0) * over_rates(age) + (over_chances(1) * over_rates(recency) if x else 0.0)
    found = model.log_likelihoods(Histories.of(one(x, recency, age)))[0]
    assert found == pytest.approx(math.log(mean), abs=1e-5)


def test_no_neighbour_is_likelier_than_the_fit():
    table = drawn(BuyingModel(0.5, 30.0, 0.6, 2.5), customers=800, seed=1)
    found, histories = BuyingModel.fitted(table), Histories.of(table)
    best = found.log_likelihoods(histories).sum()
    for name in ("r", "alpha", "a", "b"):
        for factor in (0.97, 1.03):
            near = BuyingModel(**{**vars(found), name: getattr(found, name) * factor})
            assert near.log_likelihoods(histories).sum() < best


def test_the_fit_finds_the_model_that_customers_were_drawn_from():
    # 3,000 customers: over seeds the total of a year's purchases has a standard error of some 3 %
    true = BuyingModel(0.5, 30.0, 0.6, 2.5)
    table = drawn(true, customers=3_000, seed=2)
    found = BuyingModel.fitted(table)
    assert found.r == pytest.approx(true.r, rel=0.15)
    assert found.expected_purchases(table, 365).sum() == pytest.approx(
        true.expected_purchases(table, 365).sum(), rel=0.1
    )


def test_the_unit_of_time_plays_no_part():
    days = drawn(BuyingModel(0.5, 30.0, 0.6, 2.5), customers=400, seed=3)
    weeks = days.assign(recency=days["recency"] / 7, age=days["age"] / 7)
    in_days, in_weeks = BuyingModel.fitted(days), BuyingModel.fitted(weeks)
    assert in_days.alpha == pytest.approx(7 * in_weeks.alpha, rel=1e-3)
    assert in_days.expected_purchases(days, 70).sum() == pytest.approx(
        in_weeks.expected_purchases(weeks, 10).sum(), rel=1e-3
    )


def test_nothing_is_expected_of_no_time():
    assert CDNOW.expected_purchases(one(3, 10.0, 20.0), 0).item() == pytest.approx(0)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (one(1, 30.0, 20.0), "between 0 and age"),
        (one(-1, 0.0, 20.0), "can't be negative"),
        (one(0, 0.0, 1.0).iloc[:0], "no customers"),
    ],
)
def test_impossible_histories_are_refused(table, says):
    with pytest.raises(ValueError, match=says):
        BuyingModel.fitted(table)
