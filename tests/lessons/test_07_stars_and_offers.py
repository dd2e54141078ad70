"""Lesson 07 by the standards of the field: definitions checked independently, wrong answers told apart."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from grader.lesson import read_lesson

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/07-stars-and-offers")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
PROFIT = ["margin", "reward", "message"]


# --- the ledger


def test_stars_owed_are_the_last_balances(reference, population):
    ledger = population["star_ledger"]
    for day in ("2024-07-01", "2025-08-01", "2026-06-30"):
        last = (
            ledger[ledger["posted_at"] < pd.Timestamp(day) + pd.Timedelta(days=1)]
            .groupby("member_id")["balance"]
            .last()
        )
        assert reference["stars_owed"](ledger, day) == last.sum()


def test_breakage_is_what_a_queue_of_single_stars_loses(reference, population):
    """First in, first out, star by star, for the members of the ledger: stars of January 2025 that ran out of time."""
    ledger = population["star_ledger"]
    lost = earned = 0
    for _, entries in ledger[ledger["posted_at"] < "2025-08-02"].groupby("member_id"):
        queue = []
        for row in entries.itertuples():
            if row.stars > 0:
                queue += [row.posted_at.strftime("%Y-%m") if row.entry == "earned" else "old"] * row.stars
                earned += row.stars * (queue[-1] == "2025-01")
            elif row.entry == "reversed":
                earned += row.stars * (queue[-1] == "2025-01")
                del queue[row.stars :]
            else:
                gone, queue = queue[: -row.stars], queue[-row.stars :]
                lost += gone.count("2025-01") * (row.entry == "expired")
    assert reference["breakage"](ledger, "2025-01") == pytest.approx(lost / earned, abs=0.003)


def test_breakage_is_unknown_before_its_day_and_falls_with_the_new_rules(reference, population):
    ledger = population["star_ledger"]
    assert math.isnan(reference["breakage"](ledger, "2025-12"))
    assert reference["breakage"](ledger, "2025-10") < 0.3 * reference["breakage"](ledger, "2025-07")


def test_the_small_ledger_is_right_by_hand(reference):
    assert reference["by_hand_owed"] == reference["stars_owed"](reference["a_small_ledger"], "2025-12-31")


# --- effects


def test_a_wave_agrees_with_welchs_standard_error_of_scipy(reference):
    stats = pytest.importorskip("scipy.stats")
    wave = reference["drawn"].query("campaign_id == 12")
    profit = wave["margin"] - wave["reward"] - wave["message"]
    found = reference["wave_effects"](wave).set_index("offer")
    for offer in found.index:
        one, none = profit[wave["offer"] == offer], profit[wave["offer"] == "nothing"]
        error = (one.mean() - none.mean()) / stats.ttest_ind(one, none, equal_var=False).statistic
        assert found.loc[offer, "effect"] == pytest.approx(one.mean() - none.mean())
        assert found.loc[offer, "high"] - found.loc[offer, "effect"] == pytest.approx(1.96 * abs(error))


def waves_with(random, effects, size=160):
    parts = []
    for campaign, month in ((1, 5.0), (2, 20.0), (3, 11.0)):
        share = {1: 0.2, 2: 0.5, 3: 0.7}[campaign]
        for segment, effect in effects.items():
            got = random.random(size) < share
            margin = month + random.exponential(8.0, size) + effect * got
            parts.append(
                pd.DataFrame(
                    {
                        "campaign_id": campaign,
                        "segment": segment,
                        "offer": np.where(got, "bogo_5", "nothing"),
                        "margin": margin,
                    }
                )
            )
    whole = pd.concat(parts, ignore_index=True)
    return whole.assign(member_id=whole.index, reward=0.0, message=0.0)


def test_intervals_cover_the_truth_in_about_95_of_100_experiments_and_the_pot_does_not(reference):
    """240 intervals: three standard errors of a share of .95 are .042; a skewed outcome costs a little besides."""
    random, effects = np.random.default_rng(6), {"occasional": 1.5, "frequent": -4.0}
    covered, potted = [], []
    for _ in range(120):
        drawn = waves_with(random, effects)
        for hits, rows in ((covered, drawn), (potted, drawn.assign(campaign_id=1))):
            found = reference["segment_effects"](rows).set_index("segment")
            hits += [found.loc[name, "low"] <= truth <= found.loc[name, "high"] for name, truth in effects.items()]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.055)
    assert np.mean(potted) < 0.6


def test_one_wave_and_one_segment_are_the_simple_comparison(reference):
    wave = reference["drawn"].query("campaign_id == 9").assign(segment="all")
    simple = reference["wave_effects"](wave).set_index("offer")
    pooled = reference["segment_effects"](wave).set_index("offer")
    assert np.allclose(pooled[["effect", "low", "high"]], simple.loc[pooled.index, ["effect", "low", "high"]])


def test_completers_look_splendid_while_the_offer_loses_money(reference):
    drawn = reference["drawn"].query(
        "segment == 'frequent' and offer in ['bogo_10', 'bogo_5', 'discount_2', 'nothing']"
    )
    done = drawn[drawn["completed"]]["margin"].mean()
    none = drawn[drawn["offer"] == "nothing"]["margin"].mean()
    assert done > none
    effects = reference["segment_effects"](
        drawn.assign(offer=drawn["offer"].where(drawn["offer"] == "nothing", "reward"))
    )
    assert effects["high"].iloc[0] < 0


# --- right and wrong answers


def expired_by_their_date(ledger, day):
    return ledger.loc[(ledger["entry"] == "earned") & (ledger["posted_at"] <= day), "stars"].sum()


def first_day_of_the_ledger_only(ledger, day):
    return ledger.loc[ledger["posted_at"].dt.strftime("%Y-%m-%d") == day, "stars"].sum()


def breakage_of_all_months(ledger, month):
    sums = ledger.groupby("entry")["stars"].sum()
    return -sums["expired"] / sums["earned"]


def breakage_with_the_lagging_month(ledger, month):
    due = str(pd.Period(month) + 7)
    when = ledger["posted_at"].dt.strftime("%Y-%m")
    below = ledger.loc[(when == month) & (ledger["entry"] == "earned"), "stars"].sum()
    return -ledger.loc[(when == due) & (ledger["entry"] == "expired"), "stars"].sum() / below if below else float("nan")


def medians(wave):
    profit = wave["margin"] - wave["reward"] - wave["message"]
    middle = profit.groupby(wave["offer"]).median()
    effect = middle.drop("nothing") - middle["nothing"]
    return pd.DataFrame({"effect": effect, "low": effect, "high": effect}).reset_index()


def turned_round(wave):
    profit = wave["margin"] - wave["reward"] - wave["message"]
    groups = profit.groupby(wave["offer"]).agg(["mean", "sem"])
    effect = groups.loc["nothing", "mean"] - groups["mean"].drop("nothing")
    half = 1.96 * np.sqrt(groups["sem"].drop("nothing") ** 2 + groups.loc["nothing", "sem"] ** 2)
    return pd.DataFrame({"effect": effect, "low": effect - half, "high": effect + half}).reset_index()


def effects_on_completers(drawn):
    profit = drawn["margin"] - drawn["reward"] - drawn["message"]
    return profit.groupby([drawn["segment"], drawn["offer"]]).agg(effect="mean", low="min", high="max").reset_index()


def only_the_last_wave(drawn):
    last = drawn[drawn["campaign_id"] == drawn["campaign_id"].max()]
    return drawn.iloc[:0][["segment", "offer"]] if last.empty else effects_on_completers(last)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("stars-owed", expired_by_their_date),
        ("stars-owed", first_day_of_the_ledger_only),
        ("breakage", breakage_of_all_months),
        ("breakage", breakage_with_the_lagging_month),
        ("wave-effects", medians),
        ("wave-effects", turned_round),
        ("segment-effects", effects_on_completers),
        ("segment-effects", only_the_last_wave),
    ],
)
def test_wrong_answers_that_nobody_listed_are_refused(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


# --- the decision
