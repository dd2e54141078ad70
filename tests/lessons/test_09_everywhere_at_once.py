"""Lesson 09 by the standards of the field: definitions checked independently, wrong answers told apart."""

from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from judging import verdict_on

from grader.lesson import read_lesson

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/09-everywhere-at-once")


# --- definitions


def test_the_gap_by_hand_is_that_of_the_table(reference):
    ten = reference["ten_customers"]
    several = ten["channels"] >= 2
    gap = ten.loc[several, "gone"].mean() - ten.loc[~several, "gone"].mean()
    assert reference["by_hand_gap"] == pytest.approx(gap)


def test_channels_used_agree_with_the_frame_of_the_invitation(reference, population):
    invited = reference["invited"]
    found = reference["channels_used"](population["journey_steps"], invited, "2024-11-01", "2025-05-01")
    assert (found["channels"].to_numpy() == invited["channels"].to_numpy()).all()


def test_effects_agree_with_statistics_of_scipy(reference):
    """Welch's error has n − 1 below, this one n."""
    stats = pytest.importorskip("scipy.stats")
    trial = reference["frequency"].assign(outcome=reference["frequency"]["active"])
    found = reference["arm_effects"](trial, 1.96).set_index("arm")
    got, none = (trial.loc[trial["arm"] == arm, "outcome"].astype(float) for arm in ("twice", "control"))
    error = (got.mean() - none.mean()) / stats.ttest_ind(got, none, equal_var=False).statistic
    assert found.loc["twice", "effect"] == pytest.approx(got.mean() - none.mean())
    assert found.loc["twice", "high"] - found.loc["twice", "effect"] == pytest.approx(1.96 * abs(error), rel=0.01)


def test_customers_needed_are_those_of_a_published_example(reference):
    """Chow, Shao & Wang, Sample Size Calculations in Clinical Research, 2nd ed., 2008, section 4.2: .65 against .85."""
    assert reference["customers_needed"](0.65, 0.20, 0.8) == 70
    assert reference["customers_needed"](0.85, -0.20, 0.8) == 70


@pytest.mark.parametrize(("base", "change", "power"), [(0.2, -0.05, 0.8), (0.5, 0.1, 0.9)])
def test_with_so_many_customers_a_test_finds_the_effect_as_often_as_promised(reference, base, change, power):
    """4,000 tests: four standard errors of a share of .8 are .025; the normal approximation takes some more."""
    n = reference["customers_needed"](base, change, power)
    random = np.random.default_rng(9)
    p, q = random.binomial(n, base + change, 4_000) / n, random.binomial(n, base, 4_000) / n
    found = np.abs(p - q) > 1.96 * np.sqrt(p * (1 - p) / n + q * (1 - q) / n)
    assert found.mean() == pytest.approx(power, abs=0.03)


def test_alarms_of_tests_of_nothing_are_those_of_the_theory(reference):
    from coursekit.interactive.peeking import false_alarms

    steps = np.random.default_rng(3).standard_normal((4_000, 5)).cumsum(axis=1) / np.sqrt(np.arange(1, 6))
    looks = pd.DataFrame(steps)
    assert reference["alarm_share"](looks, 1.96) == pytest.approx(false_alarms(5), abs=0.022)
    assert reference["alarm_share"](looks, 2.413) == pytest.approx(0.05, abs=0.014)


def test_of_many_comparisons_of_nothing_one_stands_out_seldom_with_wider_intervals_and_often_without(reference):
    """150 trials of eight comparisons each: .05 and at most .34, three standard errors below and above."""
    random, wide, narrow = np.random.default_rng(5), [], []
    z = NormalDist().inv_cdf(1 - 0.05 / 16)
    for _ in range(150):
        trial = pd.DataFrame({
            "group": np.repeat(list("abcd"), 600),
            "arm": np.tile(np.repeat(["control", "once", "twice"], 200), 4),
            "outcome": random.random(2_400) < 0.4,
        })  # fmt: skip
        found = reference["group_effects"](trial)
        assert len(found) == 8
        half = (found["high"] - found["low"]) / 2
        wide.append((found["effect"].abs() > half).any())
        narrow.append((found["effect"].abs() > half / z * 1.96).any())
    assert np.mean(wide) < 0.11
    assert np.mean(narrow) > 0.2


# --- right and wrong answers


def inner_join(steps, customers, first, after):
    counted = steps[steps["at"].between(first, after)]
    return customers.merge(counted.groupby("customer_id")["channel"].nunique().rename("channels").reset_index())


def pooled_error(trial, z):
    plain = trial[trial["arm"] == "control"]["outcome"]
    rows = []
    for arm, mine in trial[trial["arm"] != "control"].groupby("arm")["outcome"]:
        p = (mine.sum() + plain.sum()) / (len(mine) + len(plain))
        error = np.sqrt(p * (1 - p) * (1 / len(mine) + 1 / len(plain)))
        effect = mine.mean() - plain.mean()
        rows.append({"arm": arm, "effect": effect, "low": effect - z * error, "high": effect + z * error})
    return pd.DataFrame(rows)


def of_those_who_opened(trial, z):
    opened = trial[trial["opened"] | (trial["arm"] == "control")].groupby("arm")["outcome"].mean()
    effect = opened.drop("control") - opened["control"]
    return pd.DataFrame({"arm": effect.index, "effect": effect, "low": effect - z * 0.1, "high": effect + z * 0.1})


def sixteen_times(base, change, power):
    return int(np.ceil(16 * base * (1 - base) / change**2))


def mean_furthest(looks, limit):
    return float((looks.abs().mean(axis=1) > limit).mean())


def sidak(trial):
    k = len(trial.loc[trial["arm"] != "control", ["group", "arm"]].drop_duplicates())
    z = NormalDist().inv_cdf(1 - (1 - 0.95 ** (1 / k)) / 2)
    rows = []
    for group, part in trial.groupby("group"):
        plain = part.loc[part["arm"] == "control", "outcome"]
        for arm, mine in part[part["arm"] != "control"].groupby("arm")["outcome"]:
            p, q = mine.mean(), plain.mean()
            half = z * np.sqrt(p * (1 - p) / len(mine) + q * (1 - q) / len(plain))
            rows.append({"group": group, "arm": arm, "effect": p - q, "low": p - q - half, "high": p - q + half})
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("channels-used", inner_join),
        ("arm-effects", pooled_error),
        ("arm-effects", of_those_who_opened),
        ("customers-needed", sixteen_times),
        ("alarm-share", mean_furthest),
        ("group-effects", sidak),
    ],
)
def test_wrong_answers_that_nobody_listed_are_refused(compiled, name, answer):
    assert not verdict_on(compiled[name], answer).right


# --- the decision
