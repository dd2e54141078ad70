"""Lesson 08 by the standards of the field: definitions checked independently, wrong answers told apart."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from coursekit.call_draws import TABLES, calls_and_after, known_on
from grader.lesson import read_lesson

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/08-insight-at-a-retail-bank")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]


# --- what is known, and what came after


def test_what_the_draws_know_is_counted_as_the_decision_counts_it():
    generator = pytest.importorskip("generator")
    data = generator.simulate("cmb", customers=600, seed=9, tables=list(TABLES))
    seen = generator.decision_world("cmb", 600, 9).customers.set_index("customer_id")
    found = known_on(data, pd.Timestamp("2026-07-01")).loc[seen.index]
    assert (found["segment"] == seen["segment"]).all()
    for name in found.columns.drop("segment"):
        late = seen[name].clip(upper=6) if name == "silent_months" else seen[name]
        assert np.allclose(found[name].astype(float), late.astype(float), equal_nan=True), name


def test_calls_are_judged_only_where_enough_is_known(population):
    calls = calls_and_after(population)
    names = population["campaigns"].set_index("campaign_id")["name"]
    assert set(names[calls["campaign_id"].unique()]) == {
        "winter_lottery", "spring_lottery", "summer_lottery", "autumn_care_2025",
    }  # fmt: skip
    assert not calls.duplicated(["campaign_id", "customer_id"]).any()
    managed = population["customers"].dropna(subset="manager_id")["customer_id"]
    assert not calls["customer_id"].isin(managed).any()
    closed = population["closures"].query("closed_at < '2025-11-01'")["customer_id"]
    winter = calls[calls["campaign_id"] == calls["campaign_id"].min()]
    assert (winter.loc[winter["customer_id"].isin(closed), "later"] == 0).all()


def test_whoever_was_called_by_rule_had_lost_money_before_the_call_and_by_lot_had_not(population):
    calls = calls_and_after(population)
    kept = (calls["assets"] / calls["peak_assets_6"]).groupby([calls["design"], calls["called"]]).mean()
    assert kept["targeted", True] < kept["targeted", False] - 0.15
    assert kept["randomised", True] == pytest.approx(kept["randomised", False], abs=0.08)


# --- definitions


def test_gone_by_hand_and_by_money_agree_with_the_function(reference):
    five = reference["five_customers"]
    gone = five["later"] < 0.3 * five["peak"]
    assert reference["by_hand_money"] == pytest.approx(np.average(gone, weights=five["peak"]))


def test_who_is_gone_agrees_with_the_frame_of_the_calls(reference, population):
    calls = reference["calls"]
    spring = calls[calls["campaign_id"] == sorted(calls["campaign_id"].unique())[1]]
    found = reference["silently_gone"](population["monthly_assets"], "2025-03-01").set_index("customer_id")
    mine = found.loc[spring["customer_id"]]
    assert np.allclose(mine["peak"], spring["peak_assets_6"])
    assert np.allclose(mine["later"], spring["later"])
    assert (mine["gone"].to_numpy() == spring["gone"].to_numpy()).all()


def test_lift_of_everyone_is_one_and_of_a_perfect_warning_one_over_the_share_gone(reference):
    random = np.random.default_rng(3)
    gone = random.random(400) < 0.2
    scored = pd.DataFrame({"risk": gone + random.random(400) / 2, "gone": gone})
    assert reference["lift"](scored, 1.0) == pytest.approx(1.0)
    assert reference["lift"](scored, 0.1) == pytest.approx(1 / gone.mean())
    assert math.isnan(reference["lift"](scored, 0.001))


def test_one_draw_agrees_with_welchs_standard_error_of_scipy(reference):
    stats = pytest.importorskip("scipy.stats")
    draw = reference["drawn"].query("campaign_id == 4 and segment == 'steady'")
    got, none = (draw.loc[draw["called"] == which, "gone"].astype(float) for which in (True, False))
    found = reference["call_effects"](draw).iloc[0]
    error = (got.mean() - none.mean()) / stats.ttest_ind(got, none, equal_var=False).statistic
    assert found["effect"] == pytest.approx(got.mean() - none.mean())
    assert found["high"] - found["effect"] == pytest.approx(1.96 * abs(error))


def test_intervals_cover_the_truth_in_about_95_of_100_experiments_and_the_pot_does_not(reference):
    """150 intervals: three standard errors of a share of .95 are .053."""
    random, truth = np.random.default_rng(8), -0.06
    covered, potted = [], []
    for _ in range(150):
        parts = []
        for campaign, base, share in ((1, 0.2, 0.15), (2, 0.6, 0.6)):
            called = random.random(500) < share
            gone = random.random(500) < base + truth * called
            parts.append(pd.DataFrame({"campaign_id": campaign, "segment": "all", "called": called, "gone": gone}))
        drawn = pd.concat(parts)
        for hits, rows in ((covered, drawn), (potted, drawn.assign(campaign_id=1))):
            found = reference["call_effects"](rows).iloc[0]
            hits.append(found["low"] <= truth <= found["high"])
    assert np.mean(covered) == pytest.approx(0.95, abs=0.055)
    assert np.mean(potted) < 0.5


# --- right and wrong answers


def halves_for_peaks(assets, day):
    first = pd.Timestamp(day)
    past = assets[assets["month"] < first].sort_values("month").groupby("customer_id").tail(6)
    peak = past.groupby("customer_id")["closing"].max()
    later = assets[assets["month"] == first + pd.DateOffset(months=11)].set_index("customer_id")["closing"]
    table = pd.DataFrame({"peak": peak}).assign(later=later).fillna(0).reset_index()
    return table[table["peak"] >= 1_000].assign(gone=lambda rows: rows["later"] < 0.3 * rows["peak"])


def last_known_for_later(assets, day):
    first = pd.Timestamp(day)
    past = assets[(assets["month"] < first) & (assets["month"] >= first - pd.DateOffset(months=6))]
    there = assets.loc[assets["month"] == first - pd.DateOffset(months=1), "customer_id"]
    peak = past[past["customer_id"].isin(there)].groupby("customer_id")["closing"].max()
    later = assets[assets["month"] <= first + pd.DateOffset(months=11)].sort_values("month")
    table = pd.DataFrame({"peak": peak, "later": later.groupby("customer_id")["closing"].last()}).dropna().reset_index()
    return table[table["peak"] >= 1_000].assign(gone=lambda rows: rows["later"] < 0.3 * rows["peak"])


def rounded_up(scored, share):
    picked = scored.nlargest(math.ceil(share * len(scored)), "risk")
    return picked["gone"].mean() / scored["gone"].mean() if scored["gone"].any() else float("nan")


def only_those_reached_in_the_last_draw(drawn):
    last = drawn[drawn["campaign_id"] == drawn["campaign_id"].max()]
    return last.groupby("segment")["gone"].agg(effect="mean", low="min", high="max").reset_index()


def pooled_variance(drawn):
    found = drawn.assign(gone=drawn["gone"].astype(float)).groupby(["segment", "called"])["gone"]
    table = found.agg(["mean", "size"]).unstack()
    effect = table["mean"][True] - table["mean"][False]
    half = 1.96 * np.sqrt(table["mean"][True] * (1 - table["mean"][True]) / table["size"][True])
    return pd.DataFrame({"effect": effect, "low": effect - half, "high": effect + half}).reset_index()


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("silently-gone", halves_for_peaks),
        ("silently-gone", last_known_for_later),
        ("lift", rounded_up),
        ("call-effects", only_those_reached_in_the_last_draw),
        ("call-effects", pooled_variance),
    ],
)
def test_wrong_answers_that_nobody_listed_are_refused(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


# --- the decision
