"""Lesson 03 by the standards of the field: published figures met, wrong answers told apart, right ones taken."""

import math
import re
from pathlib import Path

import pandas as pd
import pytest

from coursekit.diagnosis import same_outcome
from coursekit.interactive.retention_curve import Renewals
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/03-memberships")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
FUNCTIONS = [name for name in CALLED if name != "reasons-chart"]


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_000, seed=5)


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


def question_of(name, reference):
    question = LESSON.questions[name]
    return question, in_language(LESSON, question, toy_cases(question, reference, "en"), "en")


def memberships(*rows: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "membership_id": range(len(rows)),
            "plan": "monthly",
            "terms": [terms for terms, _ in rows],
            "reason": [reason for _, reason in rows],
        }
    )


# --- the estimators

TERMS_AND_WHETHER_ENDED = [
    (1, 1), (1, 0), (2, 1), (3, 0), (3, 1), (2, 0), (5, 0), (4, 1), (6, 0), (1, 1),
    (7, 1), (7, 0), (9, 1), (2, 1), (12, 0), (1, 0), (3, 0), (5, 1), (2, 1), (4, 0),
]  # fmt: skip

LIFELINES = {0: 1.0, 1: 0.888889, 2: 0.711111, 3: 0.64, 4: 0.56, 5: 0.466667, 6: 0.466667, 7: 0.311111, 9: 0.155556}
"""What lifelines 0.30.3 gives for these twenty: KaplanMeierFitter, an active member censored at terms − 1."""

LIFELINES_RESTRICTED_MEAN = {4: 3.24, 6: 4.266667, 10: 5.511111}
"""What its restricted_mean_survival_time gives up to 4, 6 and 10."""


@pytest.fixture(scope="module")
def twenty():
    return memberships(*((terms, "voluntary" if over else "active") for terms, over in TERMS_AND_WHETHER_ENDED))


def test_the_survival_curve_is_that_of_lifelines(reference, twenty):
    curve = reference["survival_curve"](twenty)
    assert curve.index.max() == 11
    assert {k: curve[k] for k in LIFELINES} == pytest.approx(LIFELINES, abs=1e-6)
    assert Renewals.of(twenty).observed() == pytest.approx(curve.to_numpy())


def test_mean_terms_is_the_restricted_mean_survival_time_of_lifelines(reference, twenty):
    for horizon, mean in LIFELINES_RESTRICTED_MEAN.items():
        assert reference["mean_terms"](twenty, horizon) == pytest.approx(mean, abs=1e-6)


def test_the_survival_curve_of_the_leukaemia_trial_is_the_textbooks(reference):
    # Remission under 6-MP, weeks (Freireich et al., Blood 21, 1963; Kaplan–Meier in Kleinbaum & Klein, 2012, table 2.1)
    over, censored = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    patients = memberships(*((week, "voluntary") for week in over), *((week + 1, "active") for week in censored))
    curve = reference["survival_curve"](patients)
    published = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert {week: curve[week] for week in published} == pytest.approx(published, abs=5e-5)


def test_without_anyone_running_the_curve_is_the_plain_share_left(reference):
    all_over = memberships((1, "voluntary"), (2, "payment"), (2, "voluntary"), (4, "voluntary"))
    assert reference["survival_curve"](all_over).tolist() == pytest.approx([1, 3 / 4, 1 / 4, 1 / 4, 0])
    assert reference["mean_terms"](all_over, 4) == pytest.approx(all_over["terms"].mean())


def test_newcomers_leave_the_curve_as_it_is(reference, twenty):
    newcomers = memberships(*[(1, "active")] * 50)
    more = pd.concat([twenty, newcomers], ignore_index=True)
    pd.testing.assert_series_equal(reference["survival_curve"](more), reference["survival_curve"](twenty))


@pytest.mark.parametrize(
    ("alpha", "beta", "seen"),
    [
        (0.704, 1.182, [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]),
        (0.668, 3.806, [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4]),
    ],
)
def test_the_projection_follows_the_customers_of_fader_and_hardie_to_year_twelve(reference, alpha, beta, seen):
    # their estimates from years 1 to 7 and their table 1, Regular and High End (J. of Interactive Marketing, 2007)
    curve = 100 * reference["projected_survival"](alpha, beta, 12)
    assert curve.tolist() == pytest.approx(seen, abs=2)
    assert abs(curve[12] - 100 * (beta / (alpha + beta)) ** 12) > 10


def test_the_projection_is_a_mean_of_geometric_survival_over_a_beta_distribution(reference):
    alpha, beta, slices = 1.5, 3.0, 20_000
    churn = [(i + 0.5) / slices for i in range(slices)]
    weight = [c ** (alpha - 1) * (1 - c) ** (beta - 1) for c in churn]
    mean = sum(w * (1 - c) ** 5 for w, c in zip(weight, churn, strict=True)) / sum(weight)
    assert reference["projected_survival"](alpha, beta, 5)[5] == pytest.approx(mean, abs=1e-4)


def test_decided_trials_alone_are_below_the_line(reference, population):
    events = population["membership_events"]
    counts = events["event"].value_counts()
    paid, over = counts["plan_started"], counts["trial_ended"]
    whole = reference["trial_conversion"](events, "2000-01-01", "2026-06-30")
    assert whole == pytest.approx(paid / (paid + over))
    assert math.isnan(reference["trial_conversion"](events, "2026-06-30", "2026-06-30"))


def test_paying_members_of_the_last_day_are_the_memberships_still_paid_for(reference, population):
    events, members = population["membership_events"], reference["members"]
    open_payment = events.groupby("membership_id").tail(1).query("event == 'payment_failed'")
    assert len(reference["paying_members"](events, "2026-06-30")) == (members["reason"] == "active").sum() - len(
        open_payment
    )


def test_the_small_table_is_right_by_hand(reference):
    assert reference["by_hand_survival"] == pytest.approx(reference["survival_curve"](reference["a_few_members"])[2])


# --- right and wrong answers


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_other_right_answer_is_right_on_a_population(reference, population, name):
    question, compiled = question_of(name, reference)
    for arguments in question.elsewhere(population):
        expected = tried(reference[question.target], arguments)
        for other in question.also_right:
            assert same_outcome(compiled, expected, tried(other, arguments)), (other.__name__, arguments)


HALF_RIGHT = {
    "the end of the period ignored": (
        "trial-conversion",
        lambda right: lambda events, start, end: right(events, start, "2200-01-01"),
    ),
    "the whole month for the days asked": (
        "trial-conversion",
        lambda right: lambda events, start, end: right(events, start[:8] + "01", end),
    ),
    "rounded to two decimals": (
        "survival-curve",
        lambda right: lambda members: right(members).round(2),
    ),
    "three renewals at most": ("survival-curve", lambda right: lambda members: right(members).iloc[:4]),
    "one renewal fewer": (
        "projected-survival",
        lambda right: lambda alpha, beta, renewals: right(alpha, beta, renewals - 1),
    ),
    "a horizon of four": ("mean-terms", lambda right: lambda members, horizon: right(members, 4)),
    "memberships for members": (
        "paying-members",
        lambda right: lambda events, day: right(events.assign(customer_id=events["membership_id"]), day),
    ),
}


@pytest.mark.parametrize("case", HALF_RIGHT)
def test_a_half_right_answer_is_refused_on_the_toys(reference, case):
    name, half = HALF_RIGHT[case]
    question, compiled = question_of(name, reference)
    wrong = half(reference[question.target])
    assert not all(same_outcome(compiled, toy.expected, tried(wrong, toy.arguments)) for toy in compiled.cases)


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "mean tenure of those who left",
        "active members dropped",
        "trials counted as members",
        "constant churn extrapolated",
        "not yet due counted as failures",
    }


# --- its texts


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        tables = [table for toy in question.toys for table in toy.arguments.values()]
        assert all(len(table) <= 12 for table in tables if isinstance(table, pd.DataFrame))


def test_every_label_that_the_code_uses_has_its_words():
    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT / "coursekit/interactive/retention_curve_view.py").read_text(encoding="utf-8")
    used = set(re.findall(r'label\(\s*"([a-z0-9-]+)"', code + view)) | {"voluntary", "payment"}
    assert used == set(LESSON.labels)
