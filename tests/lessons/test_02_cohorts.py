"""Lesson 02 by the standards of the field: cohorts worked by hand, wrong answers told apart, right ones taken."""

import itertools
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coursekit.diagnosis import recognise, same_outcome
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

ROOT = Path(__file__).parents[2]
LESSON = read_lesson(ROOT / "lessons/02-cohorts")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
FUNCTIONS = [name for name in CALLED if name != "cohort-heatmap"]

# Survivors of two cohorts of 1,000 at the end of years 0 to 12: Fader & Hardie, "How to Project Customer Retention"
# (Journal of Interactive Marketing 21(1), 2007), the segments High End and Regular.
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_500, seed=5)


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


@pytest.fixture(scope="module")
def purchases(population):
    orders = population["orders"]
    return orders[~orders["status"].isin(["cancelled", "returned"])]


def question_of(name, reference):
    question = LESSON.questions[name]
    return question, in_language(LESSON, question, toy_cases(question, reference, "en"), "en")


def table(*rows):
    width = max(map(len, rows))
    return pd.DataFrame([[*row, *[np.nan] * (width - len(row))] for row in rows], dtype=float)


# --- the definitions


def test_each_published_cohort_has_its_published_curve(reference):
    for survivors in (HIGH_END, REGULAR):
        assert list(reference["average_curve"](table(survivors))) == pytest.approx([n / 1000 for n in survivors])


def test_two_published_cohorts_pool_to_all_survivors_over_all_who_began(reference):
    curve = reference["average_curve"](table(HIGH_END, REGULAR))
    assert curve[1] == pytest.approx(1500 / 2000)
    assert curve[12] == pytest.approx(567 / 2000)


def test_a_cohort_too_young_leaves_the_curve_as_it_is(reference):
    curve = reference["average_curve"](table(HIGH_END, REGULAR[:4]))
    assert curve[3] == pytest.approx((653 + 382) / 2000)
    assert curve[4] == pytest.approx(593 / 1000)


def test_the_curve_is_the_mean_of_rates_weighted_by_size(reference, population):
    counts = reference["counts"]
    curve = reference["average_curve"](counts)
    for age in counts.columns:
        rows = counts[counts[age].notna()]
        assert curve[age] == pytest.approx(np.average(rows[age] / rows[0], weights=rows[0]))


def test_where_nobody_comes_back_and_all_are_watched_the_curve_is_kaplan_and_meiers(reference):
    lifelines = pytest.importorskip("lifelines")
    lost = -np.diff(np.add(HIGH_END, REGULAR))
    years = np.repeat([*range(1, 13), 12], [*lost, HIGH_END[-1] + REGULAR[-1]])
    left = np.repeat([True, False], [lost.sum(), HIGH_END[-1] + REGULAR[-1]])
    fitted = lifelines.KaplanMeierFitter().fit(years, left)
    curve = reference["average_curve"](table(HIGH_END, REGULAR))
    assert list(curve) == pytest.approx(list(fitted.survival_function_at_times(range(13))))


def test_the_table_counts_as_a_cross_tabulation_of_customers_does(reference, purchases):
    visits = reference["cohort_ages"](purchases)
    found = reference["cohort_table"](visits, "2026-06")
    each = visits.drop_duplicates()
    counted = pd.crosstab(each["cohort"], each["age"])
    assert (found.fillna(0) == counted.reindex(columns=found.columns, fill_value=0)).all(axis=None)


def test_every_purchase_lies_in_its_cohorts_month_plus_its_age(reference, purchases):
    visits = reference["cohort_ages"](purchases)
    month = [pd.Period(cohort, "M") + age for cohort, age in zip(visits["cohort"], visits["age"], strict=True)]
    assert list(purchases["ordered_at"].dt.to_period("M")) == month


def test_cells_after_the_last_month_are_empty_and_those_before_are_not(reference, purchases):
    found = reference["cohort_table"](reference["cohort_ages"](purchases), "2026-03")
    for cohort, row in found.iterrows():
        assert row.notna().sum() == (pd.Period("2026-03", "M") - pd.Period(cohort, "M")).n + 1


def test_a_later_end_of_the_data_changes_no_cell_that_was_known(reference, purchases):
    visits = reference["cohort_ages"](purchases)
    early, late = (reference["cohort_table"](visits, month) for month in ("2025-12", "2026-06"))
    known = early.notna().to_numpy()
    again = late.loc[early.index, early.columns].to_numpy()
    assert np.array_equal(again[known], early.to_numpy()[known])


def test_newcomers_are_those_who_could_not_have_bought_before(reference, population, purchases):
    found = set(reference["newcomers"](purchases, population["customers"], "2024-07-01"))
    joined = population["customers"].set_index("customer_id")["joined_at"]
    for customer in purchases["customer_id"].unique():
        assert (customer in found) == (joined[customer] >= pd.Timestamp("2024-07-01"))


def test_old_hands_taken_for_new_make_the_first_cohort_look_more_loyal(reference, population, purchases):
    everyone = reference["cohort_table"](reference["cohort_ages"](purchases), "2026-06").loc["2024-07"]
    true = reference["counts"].loc["2024-07"]
    assert everyone[0] > 2 * true[0]
    assert everyone[range(1, 7)].sum() / everyone[0] > true[range(1, 7)].sum() / true[0]


def test_the_learners_own_functions_count_what_the_notebook_gives(reference, population, purchases):
    new = purchases[
        purchases["customer_id"].isin(reference["newcomers"](purchases, population["customers"], "2024-07-01"))
    ]
    found = reference["cohort_table"](reference["cohort_ages"](new), "2026-06")
    assert np.array_equal(found.to_numpy(), reference["counts"].to_numpy(), equal_nan=True)


def test_the_small_table_is_right_by_hand(reference):
    visits = reference["cohort_ages"](reference["a_few_purchases"])
    counts = reference["cohort_table"](visits, "2026-03")
    assert reference["by_hand_cohort"] == pytest.approx(counts.loc["2026-01", 2] / counts.loc["2026-01", 0])


# --- right and wrong answers


@pytest.mark.parametrize("name", [*CALLED, "by-hand-cohort"])
def test_mistakes_differ_from_the_reference_and_from_each_other_on_the_toys(reference, name):
    question, compiled = question_of(name, reference)
    for mistake in question.mistakes:
        outcomes = [case.mistaken[mistake.name] for case in compiled.cases]
        assert all(isinstance(outcome, Returned) for outcome in outcomes), mistake.name
        assert recognise(compiled, outcomes) == mistake.name
        assert not all(
            same_outcome(compiled, case.expected, outcome)
            for case, outcome in zip(compiled.cases, outcomes, strict=True)
        ), mistake.name
    for one, other in itertools.combinations([mistake.name for mistake in question.mistakes], 2):
        assert not all(same_outcome(compiled, case.mistaken[one], case.mistaken[other]) for case in compiled.cases), (
            one,
            other,
        )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_other_right_answer_is_right_on_a_population(reference, population, name):
    question, compiled = question_of(name, reference)
    for arguments in question.elsewhere(population):
        expected = tried(reference[question.target], arguments)
        for other in question.also_right:
            assert same_outcome(compiled, expected, tried(other, arguments)), other.__name__


def test_no_call_changes_its_tables(reference):
    for name in FUNCTIONS:
        for toy in LESSON.questions[name].toys:
            before = {key: value.copy() if hasattr(value, "copy") else value for key, value in toy.arguments.items()}
            reference[LESSON.questions[name].target](**toy.arguments)
            for key, value in toy.arguments.items():
                assert value.equals(before[key]) if isinstance(value, pd.DataFrame) else value == before[key]


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "unobserved cells as zero",
        "cohort by the month of the order",
        "unweighted mean of rates",
        "first purchase in the data taken for the first",
        "incomplete last month counted",
        "november taken as typical",
    }


# --- its texts


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        for toy in question.toys:
            assert all(len(value) <= 12 for value in toy.arguments.values() if isinstance(value, pd.DataFrame))


def test_every_label_that_the_code_uses_has_its_words():
    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT / "coursekit/interactive/cohort_rows_view.py").read_text(encoding="utf-8")
    assert set(re.findall(r'label\(\s*"([a-z0-9-]+)"', code + view)) == set(LESSON.labels)
