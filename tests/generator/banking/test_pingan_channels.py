"""Loyal customers use more channels; channels do little for loyalty. Messages tire those who get many."""

import numpy as np
import pandas as pd


def test_who_uses_more_channels_stays_but_would_have_stayed_anyway(pingan, pingan_truth):
    used = pingan["journey_steps"].groupby("customer_id")["channel"].nunique()
    people = pingan_truth["customers"].set_index("customer_id")
    risk = people["hazard_of_declining"]
    many, one = used.index[used >= 3], used.index[used == 1]
    assert risk.reindex(many).mean() < 0.75 * risk.reindex(one).mean()
    channels = pingan_truth["channels"].set_index("customer_id")
    assert channels["engagement"].reindex(many).mean() > channels["engagement"].reindex(one).mean() + 0.4


def test_an_invitation_by_lot_adds_a_channel_and_hardly_any_loyalty(pingan, pingan_truth, pingan_trials):
    invitation = pingan_trials[pingan_trials["name"] == "mini_programme_invitation"]
    observed = invitation[invitation["arm"] == invitation["given"]]
    channels = pingan_truth["channels"].set_index("customer_id").reindex(observed["customer_id"])
    invited = (observed["given"] == "invitation").to_numpy()
    uses = channels["uses_mini_programme"].to_numpy()
    assert uses[invited].mean() > uses[~invited].mean() + 0.05
    wide = invitation.pivot(index="assignment_id", columns="arm", values="lost_probability")
    assert abs((wide["invitation"] - wide["control"]).mean()) < 0.002


def test_nobody_goes_through_a_channel_that_they_do_not_use(pingan, pingan_truth):
    channels = pingan_truth["channels"].set_index("customer_id")
    for name, steps in pingan["journey_steps"].groupby("channel"):
        uses = channels[f"uses_{name}"].reindex(steps["customer_id"].unique())
        assert uses.mean() > 0.995


def test_journeys_and_their_steps_agree(pingan):
    journeys, steps = pingan["journeys"].set_index("journey_id"), pingan["journey_steps"]
    by_journey = steps.groupby("journey_id")
    assert (by_journey.size() == journeys["steps"]).all()
    assert (by_journey["channel"].nunique() == journeys["channels"]).all()
    assert (by_journey["at"].min() == journeys["started_at"]).all()
    assert (by_journey["at"].max() == journeys["ended_at"]).all()
    later = steps["journey_id"].eq(steps["journey_id"].shift())
    assert (steps["at"].diff() > pd.Timedelta(0))[later].all()
    assert journeys["started_at"].is_monotonic_increasing


def test_branches_are_visited_when_they_are_open(pingan):
    visits = pingan["journey_steps"].query("channel == 'branch'")["at"]
    assert visits.dt.hour.between(9, 17).all()
    working = pingan["calendar"].set_index("date")["working_day"]
    assert visits.dt.normalize().map(working).mean() > 0.999


def test_changes_of_channel_cost_completions(pingan):
    journeys = pingan["journeys"].query("steps >= 2")
    assert (
        journeys.query("channels == 1")["completed"].mean() > journeys.query("channels >= 3")["completed"].mean() + 0.05
    )


def test_two_messages_do_more_than_one_and_four_do_less(pingan_trials):
    for name in ("double_11_frequency", "autumn_frequency"):
        arms = pingan_trials[pingan_trials["name"] == name].groupby("arm")
        active, lost = arms["active_probability"].mean(), arms["lost_probability"].mean()
        assert active["twice"] > active["once"] > active["control"]
        assert active["twice"] > active["four_times"] + 0.01
        assert lost["four_times"] > lost["control"]
        assert lost["once"] < lost["control"]


def test_who_had_many_messages_before_responds_less(pingan, pingan_trials):
    """Frequency was given by lot in November; the wave of February shows what is left of it."""
    before = pingan["campaigns"].query("name == 'double_11_frequency'")["campaign_id"].item()
    arm = pingan["assignments"][pingan["assignments"]["campaign_id"] == before].set_index("customer_id")["arm"]
    wave = pingan_trials[pingan_trials["name"] == "spring_give_back_2025"]
    wide = wave.pivot(index="customer_id", columns="arm", values="active_probability")
    lift = (wide["coupon"] - wide["control"]).groupby(arm.reindex(wide.index)).mean()
    assert lift["control"] > lift["twice"] > lift["four_times"]


def test_the_dearer_arm_does_more_for_activity(pingan_trials):
    for name in ("give_back_august_2024", "give_back_may_2026"):
        active = pingan_trials[pingan_trials["name"] == name].groupby("arm")["active_probability"].mean()
        assert active["coupon"] > active["points"] > active["control"]


def test_those_who_click_are_not_those_who_gain(pingan, pingan_trials):
    wave = pingan_trials[(pingan_trials["name"] == "give_back_august_2024") & (pingan_trials["given"] == "coupon")]
    wide = wave.pivot(index="customer_id", columns="arm", values="active_probability")
    contacts = pingan["contacts"].merge(pingan["campaigns"], on="campaign_id").query("name == 'give_back_august_2024'")
    clicked = contacts.groupby("customer_id")["clicked_at"].count().reindex(wide.index) > 0
    gain = wide["coupon"] - wide["control"]
    naive = wide["control"][clicked].mean() - wide["control"][~clicked].mean()
    assert clicked.sum() > 50
    assert abs(naive) < 0.1
    assert gain[clicked].mean() < 0.15


def test_messages_are_sent_on_working_days(pingan):
    day = pingan["contacts"]["sent_at"].dt.normalize()
    working = pingan["calendar"].set_index("date")["working_day"]
    assert np.mean(day.map(working)) > 0.7
