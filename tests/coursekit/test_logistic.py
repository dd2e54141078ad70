"""The logistic fit: a published example, an independent optimiser, and what it refuses."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from coursekit.interactive.logistic import fit_logistic

TEMPERATURES = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58]
DISTRESS = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1]
"""Joint temperature (°F) and O-ring distress of the 23 flights before Challenger (Dalal, Fowlkes & Hoadley, JASA 84,
1989, table 1)."""


@pytest.fixture
def unlike_members():
    random = np.random.default_rng(8)
    table = pd.DataFrame({"late": random.poisson(0.1, 3_000), "use": random.gamma(2, 0.5, 3_000)})
    table["cancelled"] = random.random(3_000) < expit(-2.2 + 0.6 * table["late"] - 0.4 * table["use"])
    return table.astype(float)


def test_the_challenger_flights_give_the_estimates_of_r():
    # glm(distress ~ temperature, family = binomial) in R: 15.0429 (7.3786) and −0.2322 (0.1082)
    flights = pd.DataFrame({"temperature": TEMPERATURES, "distress": DISTRESS})
    model = fit_logistic(flights, "distress", ["temperature"])
    assert model.coefficients.tolist() == pytest.approx([15.0429, -0.2322], abs=1e-4)
    assert model.errors.tolist() == pytest.approx([7.3786, 0.1082], abs=1e-4)


def test_an_independent_optimiser_finds_the_same_maximum_and_curvature(unlike_members):
    model = fit_logistic(unlike_members, "cancelled", ["late", "use"])
    design = np.column_stack([np.ones(3_000), unlike_members[["late", "use"]]])
    signs = 1 - 2 * unlike_members["cancelled"].to_numpy()

    def loss(weights):
        return np.logaddexp(0, signs * (design @ weights)).sum()

    found = minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-6})
    assert model.coefficients.to_numpy() == pytest.approx(found.x, abs=1e-4)
    step = 1e-3
    curvature = [
        [
            (loss(found.x + a + b) - loss(found.x + a - b) - loss(found.x - a + b) + loss(found.x - a - b))
            / (4 * step * step)
            for b in np.eye(3) * step
        ]
        for a in np.eye(3) * step
    ]
    assert model.errors.to_numpy() == pytest.approx(np.sqrt(np.diag(np.linalg.inv(curvature))), rel=1e-3)


def test_predictions_add_up_to_what_happened(unlike_members):
    model = fit_logistic(unlike_members, "cancelled", ["late", "use"])
    assert model.probability(unlike_members).sum() == pytest.approx(unlike_members["cancelled"].sum(), abs=1e-4)
    assert model.drivers == ["late", "use"]


def test_columns_are_found_by_name_and_others_left_alone(unlike_members):
    model = fit_logistic(unlike_members, "cancelled", ["late", "use"])
    turned = unlike_members.assign(other=9.0)[["use", "other", "late"]]
    assert model.probability(turned) == pytest.approx(model.probability(unlike_members))


def test_a_column_that_never_changes_gets_no_weight(unlike_members):
    table = unlike_members.assign(dearer=0.0)
    model = fit_logistic(table, "cancelled", ["late", "dearer", "use"])
    plain = fit_logistic(table, "cancelled", ["late", "use"])
    assert model.coefficients["dearer"] == 0
    assert model.coefficients.drop("dearer").to_numpy() == pytest.approx(plain.coefficients.to_numpy(), abs=1e-6)


def test_perfect_separation_ends_in_certainty_and_not_in_an_error():
    table = pd.DataFrame({"closed": [0, 0, 0, 1, 1], "cancelled": [0, 0, 0, 1, 1]})
    chance = fit_logistic(table, "cancelled", ["closed"]).probability(table)
    assert chance == pytest.approx(table["cancelled"].to_numpy(), abs=1e-4)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"late": [1.0, 2.0], "cancelled": [0, 0]}, "same in all 2 rows"),
        ({"late": [], "cancelled": []}, "same in all 0 rows"),
        ({"late": [1.0, np.nan, 0.0], "cancelled": [0, 1, 0]}, "missing values in late"),
    ],
)
def test_what_nothing_can_be_learned_from_is_refused(table, says):
    with pytest.raises(ValueError, match=says):
        fit_logistic(pd.DataFrame(table), "cancelled", ["late"])
