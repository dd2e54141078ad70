"""What looking costs: published tables, an independent integral, tests played out, pictures that can be drawn."""

import numpy as np
import pytest

from coursekit.interactive import practice_messages
from coursekit.interactive.peeking import (
    MOST_LOOKS,
    NORMAL_95,
    TESTS,
    false_alarms,
    limit_for,
    played_without_effect,
    stopped_early,
)
from coursekit.interactive.peeking_view import PeekingSlider
from coursekit.interactive.practice_messages_view import show_the_truth


def said(key, **values):
    return f"{key} {sorted(values)}"


@pytest.mark.parametrize(
    ("looks", "chance"),
    [(1, 0.050), (2, 0.083), (3, 0.107), (4, 0.126), (5, 0.142), (10, 0.193), (20, 0.248)],
)
def test_false_alarms_are_those_of_armitage_mcpherson_and_rowe(looks, chance):
    assert false_alarms(looks) == pytest.approx(chance, abs=0.001)


@pytest.mark.parametrize(("looks", "limit"), [(2, 2.178), (3, 2.289), (4, 2.361), (5, 2.413), (10, 2.555)])
def test_limits_are_those_of_pocock(looks, limit):
    assert limit_for(looks) == pytest.approx(limit, abs=0.001)


def test_three_looks_agree_with_the_normal_distribution_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    looks = np.arange(1, 4)
    together = np.sqrt(np.minimum.outer(looks, looks) / np.maximum.outer(looks, looks))
    inside = stats.multivariate_normal(cov=together).cdf(np.full(3, 2.2), lower_limit=np.full(3, -2.2))
    assert false_alarms(3, 2.2) == pytest.approx(1 - inside, abs=2e-4)


@pytest.mark.parametrize("looks", [1, 10, MOST_LOOKS])
def test_as_many_played_tests_alarm_as_are_expected(looks):
    """Four standard errors of a share of 200 tests."""
    chance = false_alarms(looks)
    error = np.sqrt(chance * (1 - chance) / TESTS)
    assert stopped_early(played_without_effect(looks)).mean() == pytest.approx(chance, abs=4 * error)


@pytest.mark.parametrize(("looks", "limit"), [(0, 1.96), (MOST_LOOKS + 1, 1.96), (3, 0.0)])
def test_what_makes_no_sense_is_refused(looks, limit):
    with pytest.raises(ValueError, match=r"looks lie between|limit is above"):
        false_alarms(looks, limit)


def test_moving_the_slider_or_the_switch_draws_anew_and_a_still_stands_in():
    slider = PeekingSlider(said)
    seen = {slider.picture.value}
    slider.looks.value = 5
    seen.add(slider.picture.value)
    assert slider.limit == NORMAL_95
    slider.strict.value = True
    seen.add(slider.picture.value)
    assert slider.limit == pytest.approx(2.413, abs=0.001)
    assert len(seen) == 3
    assert slider.still().startswith(b"\x89PNG")


# --- the practice bank


def test_at_the_practice_bank_many_channels_go_with_loyalty_and_an_invitation_makes_none():
    many, invited = practice_messages.GONE
    assert many.interval[1] < 0
    low, high = invited.interval
    assert low < invited.truth < high
    assert abs(invited.truth) < 0.001


def test_at_the_practice_bank_two_messages_do_more_than_one_and_than_four():
    truth = {effect.name: effect.truth for effect in practice_messages.CAME}
    assert truth["twice"] > max(truth["once"], truth["four_times"])
    for effect in practice_messages.CAME:
        assert effect.interval[0] < effect.truth < effect.interval[1]


def test_the_practice_banks_truth_agrees_with_that_of_other_customers():
    generator = pytest.importorskip("generator")
    truth = generator.simulate_truth("pingan", customers=3_000, seed=4)
    named = generator.simulate("pingan", customers=3_000, seed=4, tables=["campaigns"])["campaigns"]
    trials = named.loc[named["name"].str.endswith("_frequency"), "campaign_id"]
    drawn = truth["assignments"]
    drawn = drawn.loc[drawn["campaign_id"].isin(trials), "assignment_id"]
    wide = truth["outcomes"].pivot(index="assignment_id", columns="arm", values="active_probability").loc[drawn]
    for effect in practice_messages.CAME:
        assert (wide[effect.name] - wide["control"]).mean() == pytest.approx(effect.truth, abs=0.012)


def test_the_truth_is_drawn_with_what_was_found():
    titles = [axes.get_title() for axes in show_the_truth(said).axes]
    assert [title.split()[0] for title in titles] == ["truth-gone-title", "truth-came-title"]
