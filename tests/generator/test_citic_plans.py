"""Service plans are given by lottery and by rule; both potential outcomes of each plan are known."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import generator

ARMS = ("control", "treasury", "payroll", "credit")
PILOT, ROLLOUT, RUNNING = 1, 2, 3


@cache
def trials_of(seed: int) -> pd.DataFrame:
    """Every assignment with all potential outcomes and, where the nine months are over, whether the firm went."""
    data = generator.simulate("citic", seed=seed, tables=["assignments", "exits", "firms", "campaigns"])
    truth = generator.simulate_truth("citic", seed=seed)
    full = data["assignments"].merge(truth["assignments"].drop(columns=["campaign_id", "firm_id"]), on="assignment_id")
    full = full.merge(data["exits"][["firm_id", "exited_on"]], how="left", on="firm_id")
    full = full.merge(data["firms"][["firm_id", "industry", "size"]], on="firm_id")
    full["gone"] = full["exited_on"] < full["assigned_on"] + pd.DateOffset(months=9)
    full["treated"] = full["arm"] != "control"
    number = full["arm"].map({arm: place for place, arm in enumerate(ARMS)}).to_numpy()
    for name in ("exits", "exit_probability"):
        full[f"{name}_arm"] = np.choose(number, [full[f"{name}_{arm}"] for arm in ARMS])
    fits = full["fitting_plan"].map({arm: place for place, arm in enumerate(ARMS)}).to_numpy()
    full["exit_probability_fit"] = np.choose(fits, [full[f"exit_probability_{arm}"] for arm in ARMS])
    return full


@pytest.fixture
def trials(seed: int) -> pd.DataFrame:
    return trials_of(seed)


def gap(trials: pd.DataFrame) -> float:
    return float(trials.loc[trials["treated"], "gone"].mean() - trials.loc[~trials["treated"], "gone"].mean())


def true_effect(trials: pd.DataFrame) -> float:
    """Of the plans as they were given, on the treated."""
    treated = trials[trials["treated"]]
    return float((treated["exit_probability_arm"] - treated["exit_probability_control"]).mean())


def test_what_is_observed_is_the_potential_outcome_of_the_arm(trials):
    over = trials["campaign_id"] != RUNNING
    assert (trials.loc[over, "gone"] == trials.loc[over, "exits_arm"]).all()


def test_the_last_wave_is_still_running_on_the_as_of_date(trials):
    running = trials[trials["campaign_id"] == RUNNING]
    assert (running["gone"] <= running["exits_arm"]).all()
    assert running["gone"].sum() < running["exits_arm"].sum()


def test_probabilities_are_those_of_the_outcomes_played_out(trials):
    """Four standard errors, in each wave, under each plan, for the calm and for those on their way out."""
    for (_, _), group in trials.groupby(["campaign_id", trials["standing"] == "client"]):
        for arm in ARMS:
            p = group[f"exit_probability_{arm}"]
            error = np.sqrt((p * (1 - p)).sum()) / len(p)
            assert abs(group[f"exits_{arm}"].mean() - p.mean()) < 4 * error + 1e-9


def test_arms_are_drawn_with_the_probabilities_stated(trials):
    """Four and a half standard errors: sixty comparisons are made."""
    assert np.allclose(sum(trials[f"propensity_{arm}"] for arm in ARMS), 1.0, atol=1e-5)
    for (_, _), group in trials.groupby(["campaign_id", "chosen_by"]):
        for arm in ARMS:
            p = group[f"propensity_{arm}"]
            error = np.sqrt((p * (1 - p)).sum()) / len(p)
            assert abs((group["arm"] == arm).mean() - p.mean()) < 4.5 * error


def test_by_lottery_the_arms_are_alike_and_by_rule_they_are_not(trials):
    for (_, how), group in trials.groupby(["campaign_id", "chosen_by"]):
        risk, treated = group["exit_probability_control"], group["treated"]
        apart = risk[treated].mean() - risk[~treated].mean()
        error = risk.std() * np.sqrt(1 / treated.sum() + 1 / (~treated).sum())
        assert (abs(apart) < 4 * error) == (how == "lottery")


def test_plans_given_to_those_at_risk_look_harmful_though_they_help(trials):
    by_rule = trials.query("campaign_id == @ROLLOUT and chosen_by == 'rule'")
    treated, risk = by_rule["treated"], by_rule["exit_probability_arm"]
    assert gap(by_rule) > 0.0
    assert risk[treated].mean() - risk[~treated].mean() > 0.02
    assert true_effect(by_rule) < -0.004


def test_the_bias_is_about_what_the_truth_says(trials):
    """The naive gap is the true effect plus the difference in risk without plans; four standard errors."""
    by_rule = trials.query("campaign_id == @ROLLOUT and chosen_by == 'rule'")
    treated = by_rule["treated"]
    risk = by_rule["exit_probability_control"]
    expected = true_effect(by_rule) + risk[treated].mean() - risk[~treated].mean()
    error = np.sqrt(0.25 * (1 / treated.sum() + 1 / (~treated).sum()) * 4 * by_rule["gone"].mean())
    assert abs(gap(by_rule) - expected) < 4 * error


def test_the_lottery_finds_the_true_effect(trials):
    """Four standard errors of the difference of two shares."""
    for _, group in trials.query("chosen_by == 'lottery'").groupby("campaign_id"):
        treated, rate = group["treated"], group["gone"].mean()
        error = np.sqrt(rate * (1 - rate) * (1 / treated.sum() + 1 / (~treated).sum()))
        assert abs(gap(group) - true_effect(group)) < 4 * error


def test_weighting_by_the_propensity_finds_the_true_effect_of_every_plan(trials):
    over = trials[trials["campaign_id"] == ROLLOUT]
    for arm in ARMS[1:]:
        weight = (over["arm"] == arm) / over[f"propensity_{arm}"]
        weight -= (over["arm"] == "control") / over["propensity_control"]
        score = weight * over["gone"]
        truth = (over[f"exit_probability_{arm}"] - over["exit_probability_control"]).mean()
        assert abs(score.mean() - truth) < 4 * score.std() / np.sqrt(len(score))


def test_no_plan_is_best_for_all_industries(trials):
    """One plan for all keeps far fewer than the plan that fits each industry, and harms some."""
    pilot = trials[trials["campaign_id"] == PILOT]
    kept = pilot["exit_probability_control"].mean() - pilot["exit_probability_fit"].mean()
    for arm in ARMS[1:]:
        effect = pilot["exit_probability_control"] - pilot[f"exit_probability_{arm}"]
        assert effect.mean() < 0.65 * kept
    best = pd.DataFrame({arm: pilot.groupby("industry")[f"exit_probability_{arm}"].mean() for arm in ARMS})
    assert set(best.idxmin(axis=1)) == set(ARMS[1:])
    credit = best["credit"] - best["control"]
    assert credit[["software", "education", "media"]].min() > 0


def test_the_riskiest_are_not_those_whom_a_plan_keeps(trials):
    """Firms in distress go with or without a plan; those on the way to a rival can be kept."""
    pilot = trials[trials["campaign_id"] == PILOT]
    gain = pilot["exit_probability_control"] - pilot["exit_probability_fit"]
    risk, gain = (values.groupby(pilot["standing"]).mean() for values in (pilot["exit_probability_control"], gain))
    assert risk["leaving_in_distress"] > 20 * risk["client"]
    assert gain["leaving_for_rival"] > 4 * gain["leaving_in_distress"]


def test_a_plan_costs_nobody_more_than_a_better_one_under_the_same_random_numbers(trials):
    fits = trials["exit_probability_fit"] <= trials["exit_probability_control"] + 1e-12
    assert fits.mean() > 0.97
    assert (trials["business_control"].between(0, 9)).all()
