"""The practice bank's hours: sums that add up, rules in their order, pictures that can be drawn."""

import numpy as np
import pytest

from coursekit.interactive.next_hour import CALLS, EFFECTS, GAINS, gain_by_hours, worth_of_the_next_hour
from coursekit.interactive.next_hour_view import MOST_HOURS, SHOWN, HourSlider, show_the_truth


def said(key, **values):
    return f"{key} {sorted(values)}"


def test_every_rule_begins_with_nothing_and_has_a_gain_for_each_number_of_calls():
    assert set(GAINS) == set(SHOWN)
    for gains in GAINS.values():
        assert len(gains) == len(CALLS)
        assert gains[0] == 0


def test_calls_by_lot_lose_the_same_with_every_call():
    steps = np.diff(GAINS["lot"])
    assert steps == pytest.approx(steps.mean(), abs=1.0)
    assert steps.mean() < 0


def test_hours_are_added_up_hour_by_hour():
    for rule in GAINS:
        hours = [worth_of_the_next_hour(rule, hour) for hour in range(MOST_HOURS)]
        assert sum(hours) == pytest.approx(gain_by_hours(rule, [MOST_HOURS])[0])


def test_the_riskiest_are_not_the_most_persuadable_and_money_that_moves_is_better_left_alone():
    at_the_end = {rule: gains[-1] for rule, gains in GAINS.items()}
    assert (
        at_the_end["lot"] < at_the_end["riskiest"] < at_the_end["at-risk"] < at_the_end["steady"] < at_the_end["best"]
    )
    risks = [effect.risk for effect in EFFECTS]
    assert risks == sorted(risks)
    assert min(EFFECTS, key=lambda effect: effect.truth) is EFFECTS[0]


def test_the_effects_go_with_the_sealed_truth_of_other_customers():
    """Who is kept from being dormant or closed: fewer than are kept from losing their money, of the same order."""
    generator = pytest.importorskip("generator")
    truth = generator.simulate_truth("cmb", customers=3_000, seed=4)
    tables = generator.simulate("cmb", customers=3_000, seed=4, tables=["campaigns", "assignments", "customers"])
    lot = tables["campaigns"].query("design == 'randomised' and medium == 'phone'")["campaign_id"]
    unmanaged = tables["customers"].loc[tables["customers"]["manager_id"].isna(), "customer_id"]
    who = truth["assignments"]
    who = who[who["campaign_id"].isin(lot) & who["customer_id"].isin(unmanaged)].set_index("assignment_id")["segment"]
    lost = truth["outcomes"].pivot(index="assignment_id", columns="arm", values="lost_probability").loc[who.index]
    effects = (lost["call"] - lost["control"]).groupby(who).mean()
    known = {effect.segment: effect for effect in EFFECTS}
    assert 0.5 < effects["steady"] / known["steady"].truth < 1
    assert known["slipping"].truth - 0.01 < effects["slipping"] < 0
    assert all(effect.holds_truth for effect in EFFECTS if not np.isnan(effect.truth))


def test_more_hours_than_are_known_are_refused():
    with pytest.raises(ValueError, match="between 0 and 52"):
        gain_by_hours("best", [53])


def test_moving_the_slider_draws_anew_and_a_still_stands_in():
    slider = HourSlider(said)
    before = slider.picture.value
    slider.hours.value = 40
    assert slider.picture.value != before
    assert slider.still().startswith(b"\x89PNG")
    assert show_the_truth(said).axes[0].get_title().startswith("truth-title")
