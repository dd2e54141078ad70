"""One driver raised: the truth is the simulator's, the interval is honest, the view answers in both languages."""

import base64
import tomllib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import expit, logit
from scipy.stats import beta

from coursekit.interactive.logistic import fit_logistic
from coursekit.interactive.membership_truth import INCLINATION
from coursekit.interactive.monthly_renewals import DRIVERS, drivers_of, monthly_renewals
from coursekit.interactive.raised_driver import (
    RAISABLE,
    TRUTH,
    RaisedDriver,
    raise_driver,
    true_chance,
    true_push,
)
from coursekit.interactive.raised_driver_view import raise_a_driver
from coursekit.plotting import style

generator = pytest.importorskip("generator")

PNG = b"\x89PNG"
LESSON = Path(__file__).parents[2] / "lessons/06-why-they-leave/lesson.toml"
LABELS = tomllib.loads(LESSON.read_text(encoding="utf-8"))["labels"]


@pytest.fixture(autouse=True)
def _course_style():
    with mpl.rc_context():
        style()
        yield


@pytest.fixture(scope="module")
def known():
    tables = generator.simulate("amazon", customers=20_000, seed=77)
    renewals = monthly_renewals(tables["membership_events"])
    return drivers_of(renewals, tables["orders"], tables["deliveries"], tables["tickets"])


@pytest.fixture(scope="module")
def raised(known):
    return RaisedDriver(fit_logistic(known, "cancelled", DRIVERS), known)


def label_in(language: str):
    return lambda key, **values: LABELS[key][language].format(**values)


def test_the_truth_is_that_of_the_parameters():
    """Built from them by `workshop build`; see tests/workshop/test_shown_truth.py."""
    membership = pytest.importorskip("generator.cases.amazon.parameters").MEMBERSHIP
    assert dict(TRUTH) == {
        "late": membership.late_on_churn,
        "use": membership.use_on_churn,
        "dearer": membership.price_rise_on_churn,
        "complaints": 0,
        "tenure": 0,
    }


@pytest.mark.parametrize(("renewal", "push"), [(1, 0.0), (1, 0.8), (4, -0.5), (24, 1.1)])
def test_the_true_chance_is_an_average_over_inclinations(renewal, push):
    left = beta(INCLINATION[0], INCLINATION[1] + renewal - 1)
    mean, _ = quad(lambda c: expit(logit(c) + push) * left.pdf(c), 0, 1, limit=400)
    assert true_chance(np.array([renewal]), np.array([push]))[0] == pytest.approx(mean, abs=2e-5)


def test_among_members_of_known_inclination_drivers_act_as_the_truth_says(known):
    # Four standard errors are allowed (of about 0.13 for late parcels, 0.15 for the price, 0.2 for complaints), and 0.1
    # for late parcels and orders, which the simulator dates a little otherwise.
    truth = generator.simulate_truth("amazon", customers=20_000, seed=77)["customers"].set_index("customer_id")
    own = known["customer_id"].map(truth["monthly_plan_churn"]).clip(1e-12)
    names = list(DRIVERS)
    design = np.column_stack([np.ones(len(known)), known[names].to_numpy(float)])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = expit(design @ weights + logit(own.to_numpy()))
        information = (design.T * (chance * (1 - chance))) @ design
        weights = weights + np.linalg.solve(information, design.T @ (known["cancelled"].to_numpy() - chance))
    errors = np.sqrt(np.diag(np.linalg.inv(information)))[1:]
    for name, found, error in zip(names, weights[1:], errors, strict=True):
        assert abs(found - TRUTH[name]) < 4 * error + (0.1 if name in ("late", "use") else 0), name


def test_the_model_that_sees_no_inclinations_takes_tenure_for_a_driver_and_shrinks_the_others(raised):
    found, errors = raised.model.coefficients, raised.model.errors
    assert found["tenure"] < -8 * errors["tenure"]
    assert 0 < found["late"] < TRUTH["late"] + errors["late"]
    assert TRUTH["use"] - errors["use"] < found["use"] < 0


def test_the_true_chance_of_everybody_is_about_what_happened(known):
    # drivers sort members as well as inclinations do, which the average leaves out: a percentage point
    chance = true_chance(known["renewal"].to_numpy(), true_push(known))
    assert chance.mean() == pytest.approx(known["cancelled"].mean(), abs=0.015)


def test_the_interval_is_that_of_the_bootstrap(known, raised):
    random = np.random.default_rng(3)
    dearer = raise_driver(known, "dearer", 1)
    changes = []
    for _ in range(60):
        drawn = known.iloc[random.integers(len(known), size=len(known))]
        model = fit_logistic(drawn, "cancelled", DRIVERS)
        changes.append(model.probability(dearer).mean() - model.probability(known).mean())
    change = raised.change("dearer", 1)
    half = (change.high - change.low) / 2
    # the SD of 60 draws is off by about 9 %
    assert half == pytest.approx(1.96 * np.std(changes), rel=0.35)


def test_nothing_raised_changes_nothing_and_the_table_stays_as_it_was(known, raised):
    before = known.copy()
    for driver, most in RAISABLE.items():
        still = raised.change(driver, 0)
        assert (still.predicted, still.true) == pytest.approx((0, 0), abs=1e-12)
        raised.change(driver, most)
    pd.testing.assert_frame_equal(known, before)


def test_complaints_and_tenure_do_nothing_in_truth(raised):
    assert raised.change("complaints", 2).true == 0
    assert raised.change("tenure", 12).true == 0
    assert raised.change("tenure", 12).predicted < -0.02


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_picture_follows_list_and_slider(known, raised, language):
    view = raise_a_driver(raised.model, known, label_in(language))
    first = bytes(view.picture.value)
    view.driver.value = "tenure"
    view.extra.value = 12
    assert view.chosen() == ("tenure", 12)
    assert bytes(view.picture.value).startswith(PNG)
    assert bytes(view.picture.value) != first
    view.driver.value = "dearer"
    assert view.chosen() == ("dearer", 1)


def test_where_widgets_can_not_run_a_still_picture_stands(known, raised):
    bundle = raise_a_driver(raised.model, known, label_in("en"))._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(PNG)
    assert bundle["text/plain"] == LABELS["raise-still"]["en"]
