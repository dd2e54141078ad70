"""The curve fitted by hand: its model meets the published estimates, its view answers in both languages."""

import base64
import tomllib
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from coursekit.interactive.retention_curve import Renewals, best_fit, shape, share_left
from coursekit.interactive.retention_curve_view import fit_the_curve
from coursekit.plotting import style

PNG = b"\x89PNG"
LESSON = Path(__file__).parents[2] / "lessons/03-memberships/lesson.toml"
LABELS = tomllib.loads(LESSON.read_text(encoding="utf-8"))["labels"]

REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491]
"""Customers left of 1,000 after 0 to 7 years in two segments (Fader & Hardie 2007, table 1)."""


@pytest.fixture(autouse=True)
def _course_style():
    with mpl.rc_context():
        style()
        yield


def renewals_of(left: list[int]) -> Renewals:
    return Renewals(np.array(left[:-1]), -np.diff(left))


def label_in(language: str):
    return lambda key, **values: LABELS[key][language].format(**values)


@pytest.fixture
def members():
    random = np.random.default_rng(4)
    churn = random.beta(0.7, 3.5, 600)
    tenure, seen = random.geometric(churn), random.integers(1, 30, 600)
    return pd.DataFrame({"terms": np.minimum(tenure, seen), "reason": np.where(tenure < seen, "voluntary", "active")})


@pytest.mark.parametrize(("left", "published"), [(REGULAR, (0.704, 1.182)), (HIGH_END, (0.668, 3.806))])
def test_the_best_fit_is_the_published_estimate(left, published):
    assert best_fit(renewals_of(left)) == pytest.approx(published, abs=1e-3)


def test_no_neighbour_is_likelier_than_the_best_fit(members):
    renewals = Renewals.of(members)
    alpha, beta = best_fit(renewals)
    best = renewals.log_likelihood(alpha, beta)
    for a, b in [(1.02, 1), (0.98, 1), (1, 1.02), (1, 0.98)]:
        assert renewals.log_likelihood(alpha * a, beta * b) < best


def test_the_model_finds_the_curve_that_the_members_were_drawn_from(members):
    # 600 members, two thirds of them censored: four points are about two standard errors of the share left
    found = share_left(*best_fit(Renewals.of(members)), 24)
    assert np.abs(found - share_left(0.7, 3.5, 24)).max() < 0.06


def test_members_all_alike_leave_at_a_constant_rate():
    assert share_left(*shape(0.2, 1e-6), 5) == pytest.approx(0.8 ** np.arange(6), abs=1e-4)


def test_counts_are_of_those_due():
    table = pd.DataFrame({"terms": [1, 1, 2, 3], "reason": ["voluntary", "active", "payment", "active"]})
    renewals = Renewals.of(table)
    assert (renewals.due.tolist(), renewals.left.tolist()) == ([3, 2], [1, 1])
    assert renewals.observed() == pytest.approx([1, 2 / 3, 1 / 3])


def test_a_programme_without_a_renewal_due_has_no_curve():
    with pytest.raises(ValueError, match="no renewal has fallen due"):
        Renewals.of(pd.DataFrame({"terms": [1, 1], "reason": ["active", "active"]}))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_moving_a_slider_draws_anew(members, language):
    view = fit_the_curve(members, label_in(language))
    before = bytes(view.picture.value)
    assert before.startswith(PNG)
    view.first.value = 0.4
    assert bytes(view.picture.value) != before


def test_nobody_beats_the_best_fit_by_hand(members):
    view = fit_the_curve(members, label_in("en"))
    for first in (0.1, 0.17, 0.3):
        for unlike in (0.05, 0.2, 0.5):
            view.first.value, view.unlike.value = first, unlike
            assert view.distance() >= -1e-6


def test_where_widgets_cannot_run_a_still_picture_stands(members):
    bundle = fit_the_curve(members, label_in("en"))._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(PNG)
