"""The levers of a customer's value: the formula holds, and its view answers in both languages."""

import base64
import tomllib
from pathlib import Path

import matplotlib as mpl
import pytest

from coursekit.interactive.clv_levers import BETTER, LEVERS, Levers
from coursekit.interactive.clv_levers_view import SLIDERS, pull_the_levers
from coursekit.plotting import style

PNG = b"\x89PNG"
LESSON = Path(__file__).parents[2] / "lessons/04-customer-value/lesson.toml"
LABELS = tomllib.loads(LESSON.read_text(encoding="utf-8"))["labels"]
START = Levers(orders=3.0, margin=12.0, retention=0.6, rate=0.1, cost=25.0)


@pytest.fixture(autouse=True)
def _course_style():
    with mpl.rc_context():
        style()
        yield


def label_in(language: str):
    return lambda key, **values: LABELS[key][language].format(**values)


def test_the_value_is_where_the_account_ends_up():
    assert START.value() == pytest.approx(START.account(400)[-1])


@pytest.mark.parametrize("retention", [0.0, 0.5, 0.8, 0.95])
def test_the_value_is_gupta_and_lehmanns_multiple_and_the_first_margin(retention):
    # Managing Customers as Investments (2005): margin multiple r ÷ (1 + i − r), first margin a year from now
    levers = Levers(1.0, 100.0, retention, 0.12, 0.0)
    assert levers.value() == pytest.approx(100 * (1 + retention / (1 + 0.12 - retention)))


def test_retention_gains_more_the_higher_it_is():
    gains = [Levers(3.0, 12.0, retention, 0.1, 25.0).gains()["retention"] for retention in (0.2, 0.4, 0.6, 0.8)]
    assert gains == sorted(gains)
    low, high = (Levers(3.0, 12.0, retention, 0.1, 25.0).gains() for retention in (0.2, 0.8))
    assert low["retention"] < low["margin"]
    assert high["retention"] > high["margin"]


def test_orders_and_margin_are_one_lever_in_two_places():
    gains = START.gains()
    assert gains["orders"] == pytest.approx(gains["margin"])
    assert gains["cost"] == pytest.approx(BETTER * START.cost)


def test_every_lever_gains_and_retention_stays_below_one():
    assert all(gain > 0 for gain in START.gains().values())
    assert Levers(3.0, 12.0, 0.95, 0.1, 25.0).better("retention").retention < 1


@pytest.mark.parametrize(
    "wrong", [{"retention": 1.0}, {"retention": -0.1}, {"orders": 0.0}, {"rate": -0.1}, {"cost": -1.0}]
)
def test_impossible_customers_are_refused(wrong):
    with pytest.raises(ValueError, match="retention from 0 to below 1"):
        Levers(**{**vars(START), **wrong})


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lever", LEVERS)
def test_moving_a_slider_draws_anew(language, lever):
    view = pull_the_levers(**vars(START), label=label_in(language))
    before = bytes(view.picture.value)
    assert before.startswith(PNG)
    view.sliders[lever].value = SLIDERS[lever][0]
    assert bytes(view.picture.value) != before
    assert getattr(view.levers(), lever) == SLIDERS[lever][0]


def test_a_start_beyond_the_sliders_is_brought_within_them():
    view = pull_the_levers(orders=40.0, margin=0.2, retention=1.0, rate=0.1, cost=500.0, label=label_in("en"))
    assert (view.levers().orders, view.levers().margin, view.levers().cost) == (12.0, 1.0, 120.0)


def test_where_widgets_cannot_run_a_still_picture_stands():
    bundle = pull_the_levers(**vars(START), label=label_in("en"))._repr_mimebundle_()
    assert base64.b64decode(bundle["image/png"]).startswith(PNG)
    assert bundle["text/plain"] == LABELS["lever-still"]["en"]
