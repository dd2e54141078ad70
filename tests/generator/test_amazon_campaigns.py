"""Campaigns are experiments, or look like ones; surveys are answered by some."""

import numpy as np
import pandas as pd
import pytest

SEGMENTS = ["recent", "cooling", "quiet"]


@pytest.fixture
def trials(data, truth):
    """Every assignment with its campaign, both potential outcomes and what was observed."""
    full = (
        data["assignments"]
        .merge(data["campaigns"], on="campaign_id")
        .merge(truth["assignments"].drop(columns=["campaign_id", "customer_id"]), on="assignment_id")
    )
    treated = full["arm"] == "treated"
    for arm in ("control", "treated"):
        full[f"active_{arm}"] = -np.expm1(-full[f"expected_orders_{arm}"])
    full["lift"] = full["active_treated"] - full["active_control"]
    full["observed"] = np.where(treated, full["orders_treated"], full["orders_control"])
    return full


def test_the_observed_orders_are_the_potential_outcome_of_the_arm(trials, data):
    month = data["orders"]["ordered_at"].dt.to_period("M").dt.to_timestamp()
    counted = data["orders"].groupby(["customer_id", month.rename("month")]).size().rename("counted").reset_index()
    joined = trials.merge(counted, left_on=["customer_id", "starts_on"], right_on=["customer_id", "month"], how="left")
    assert (joined["counted"].fillna(0) == joined["observed"]).all()


def test_the_observed_trials_are_the_potential_outcome_of_the_arm(trials, data):
    started = data["membership_events"].query("event == 'trial_started'")
    pairs = set(zip(started["customer_id"], started["event_at"].dt.to_period("M"), strict=True))
    months = trials["starts_on"].dt.to_period("M")
    observed = [pair in pairs for pair in zip(trials["customer_id"], months, strict=True)]
    expected = np.where(trials["arm"] == "treated", trials["trial_treated"], trials["trial_control"])
    assert (observed == expected).all()


def test_potential_outcomes_share_their_random_numbers(trials):
    helped = trials["effect"] > 0
    assert (trials["orders_treated"] >= trials["orders_control"])[helped].all()
    assert (trials["orders_treated"] <= trials["orders_control"])[~helped].all()


def test_arms_are_drawn_with_the_propensity_stated(trials):
    treated = (trials["arm"] == "treated").astype(float)
    for _, campaign in trials.groupby("name"):
        p = campaign["propensity"]
        error = np.sqrt((p * (1 - p)).sum()) / len(p)
        assert abs((treated[campaign.index] - p).mean()) < 4 * error
        assert p.between(0.049, 0.951).all()


def test_by_lot_the_arms_are_alike_and_by_rule_they_are_not(trials):
    treated = trials["arm"] == "treated"
    for name, campaign in trials.groupby("name"):
        baseline, arm = campaign["active_control"], treated[campaign.index]
        gap = baseline[arm].mean() - baseline[~arm].mean()
        error = baseline.std() * np.sqrt(1 / arm.sum() + 1 / (~arm).sum())
        alike = abs(gap) < 4 * error
        assert alike == (campaign["design"].iloc[0] == "randomised"), name


def test_rescuing_customers_at_risk_looks_harmful_though_it_helps(trials):
    rescue = trials[trials["name"] == "winter_rescue"]
    active, treated = rescue["observed"] > 0, rescue["arm"] == "treated"
    assert active[treated].mean() - active[~treated].mean() < -0.05
    assert rescue["lift"].mean() > 0.005


def test_weighting_by_the_propensity_finds_the_true_effect(trials):
    """Within four standard errors of the weighted estimate."""
    for _, campaign in trials.groupby("name"):
        treated, p = campaign["arm"] == "treated", campaign["propensity"]
        score = np.where(treated, 1 / p, -1 / (1 - p)) * (campaign["observed"] > 0)
        assert abs(score.mean() - campaign["lift"].mean()) < 4 * score.std() / np.sqrt(len(score))


def test_every_campaign_lifts_activity_by_three_to_eight_points_on_average(trials):
    """Hillstrom's e-mails: +4.5 and +7.7 points of visits; 2.8 to 8 allows for chance in a seed."""
    lifts = trials.groupby("name")["lift"].mean()
    assert len(lifts) == 8
    assert (lifts > 0.028).all()
    assert (lifts < 0.08).all()
    assert 0.035 < lifts.mean() < 0.06


def test_every_campaign_is_flat_or_harmful_in_some_segment(trials):
    lifts = trials.groupby(["name", "segment"])["lift"].mean().groupby("name").min()
    assert (lifts < 0.02).all()


def test_treatment_harms_some(trials):
    share = (trials["lift"] < 0).groupby(trials["name"]).mean()
    assert (share > 0.10).sum() >= 4


def test_the_segment_that_buys_most_is_not_the_one_that_gains_most(trials):
    broad = trials[trials["name"] == "winter_rescue"].groupby("segment")[["active_control", "lift"]].mean()
    assert broad["active_control"].idxmax() == "recent"
    assert broad["lift"].idxmax() == "cooling"
    assert broad.loc["recent", "lift"] < 0.005


def test_an_invitation_makes_trials(trials):
    invited = trials[trials["name"] == "membership_trial"]
    assert invited["trial_probability_treated"].mean() > 1.8 * invited["trial_probability_control"].mean()


def test_only_the_treated_are_contacted_and_each_once(data):
    treated = data["assignments"].query("arm == 'treated'")[["campaign_id", "customer_id"]]
    contacts = data["contacts"][["campaign_id", "customer_id"]]
    assert not contacts.duplicated().any()
    assert set(contacts.itertuples(index=False)) == set(treated.itertuples(index=False))


def test_a_click_follows_an_opening_and_an_opening_an_arrival(data):
    contacts = data["contacts"]
    assert contacts.loc[contacts["clicked_at"].notna(), "opened_at"].notna().all()
    assert contacts.loc[contacts["opened_at"].notna(), "arrived"].all()
    both = contacts.dropna(subset="clicked_at")
    assert (both["clicked_at"] > both["opened_at"]).all()
    mail = contacts[contacts["medium"] == "email"]
    assert 0.2 < mail["opened_at"].notna().mean() < 0.5


def test_who_clicks_is_not_who_gains(amazon, sealed):
    full = (
        amazon["contacts"]
        .merge(amazon["assignments"], on=["campaign_id", "customer_id"])
        .merge(sealed["assignments"][["assignment_id", "effect", "expected_orders_control"]], on="assignment_id")
    )
    clicked = full["clicked_at"].notna()
    assert full.loc[clicked, "expected_orders_control"].mean() > full.loc[~clicked, "expected_orders_control"].mean()
    assert abs(full.loc[clicked, "effect"].mean() - full.loc[~clicked, "effect"].mean()) < 0.06


def test_the_content_answer_surveys_more_often(data, truth):
    asked = data["surveys"][["survey_id", "answered_at"]].merge(truth["surveys"], on="survey_id")
    answered = asked["answered_at"].notna()
    assert 0.12 < answered.mean() < 0.40
    score = np.select([asked["recommend"] >= 9, asked["recommend"] <= 6], [100.0, -100.0], 0.0)
    assert score[answered].mean() > score.mean() + 4.0


def test_answers_are_given_all_or_not_at_all_and_are_the_true_ones(data, truth):
    surveys = data["surveys"].merge(truth["surveys"], on="survey_id", suffixes=("", "_true"))
    answered = surveys["answered_at"].notna()
    for column in ("recommend", "satisfaction", "attachment", "preference", "difference", "rival_offer"):
        assert (surveys[column].notna() == answered).all()
    for column in ("recommend", "satisfaction"):
        assert (surveys.loc[answered, column] == surveys.loc[answered, f"{column}_true"]).all()


def test_the_calendar_has_every_day_and_knows_its_holidays(amazon):
    calendar = amazon["calendar"].set_index("date")
    assert len(calendar) == 730
    assert calendar.loc["2025-11-27", "holiday"] == "Thanksgiving"
    assert calendar.loc["2024-11-29", "promotion"] == "black_friday"
    assert calendar.loc["2025-05-26", "holiday_zh"] == "阵亡将士纪念日"
    assert calendar.loc["2026-02-28", "pay_day"]
    assert (calendar["weekday"] == pd.Series(calendar.index.day_name(), index=calendar.index)).all()
