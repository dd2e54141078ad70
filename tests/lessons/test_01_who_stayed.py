"""Lesson 01 by the standards of the field: definitions worked by hand, wrong answers told apart, right ones taken."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coursekit.diagnosis import recognise, same_outcome
from coursekit.outcomes import Returned
from grader.cases import in_language, toy_cases, tried
from grader.lesson import read_lesson
from grader.running import run_reference

ROOT = Path(__file__).parents[2] / "lessons"
LESSON = read_lesson(ROOT / "01-who-stayed")
CALLED = [question.name for question in LESSON.questions.values() if question.kind in ("function", "chart")]
RATES = [name for name in CALLED if name not in ("active-customers", "retention-chart")]


@pytest.fixture(scope="module")
def reference(population):
    return run_reference(LESSON, population)


@pytest.fixture(scope="module")
def population():
    generator = pytest.importorskip("generator")
    return generator.simulate("amazon", customers=1_000, seed=5)


def question_of(name, reference):
    question = LESSON.questions[name]
    return question, in_language(LESSON, question, toy_cases(question, reference, "en"), "en")


def bought(**months: str) -> pd.DataFrame:
    """One delivered order for each customer number in a month's text: bought(m2026_01="1 2 3")."""
    rows = [(int(who), f"{month[1:5]}-{month[6:]}-15") for month, whos in months.items() for who in whos.split()]
    return pd.DataFrame(
        {
            "order_id": range(len(rows)),
            "customer_id": [who for who, _ in rows],
            "ordered_at": pd.to_datetime([day for _, day in rows]),
            "status": "delivered",
        }
    )


def numbers(low: int, high: int) -> str:
    return " ".join(str(number) for number in range(low, high))


# --- the definitions


@pytest.mark.parametrize(
    ("start", "new", "end", "rate"), [(200, 20, 190, 0.85), (100, 30, 110, 0.80), (50, 60, 70, 0.20)]
)
def test_retention_is_customers_at_the_end_without_the_new_ones_over_those_at_the_start(
    reference, start, new, end, rate
):
    # (E − N) ÷ S, the form in which trade handbooks print the retained ÷ at risk of Farris et al. (2010, ch. 5)
    stayed = end - new
    orders = bought(m2026_01=numbers(0, start), m2026_02=numbers(start - stayed, start + new))
    assert reference["retention_rate"](orders, "2026-01", "2026-02") == pytest.approx(rate)


def test_new_customers_leave_retention_as_it_is(reference):
    alone = bought(m2026_01="1 2 3 4", m2026_02="1 2")
    flooded = bought(m2026_01="1 2 3 4", m2026_02="1 2 " + numbers(10, 90))
    assert reference["retention_rate"](alone, "2026-01", "2026-02") == 0.5
    assert reference["retention_rate"](flooded, "2026-01", "2026-02") == 0.5


def test_retention_and_churn_of_the_learners_november_add_up_to_one(reference, population):
    stayed = reference["retention_rate"](population["orders"], "2025-11", "2025-12")
    assert reference["november_churn"] + stayed == pytest.approx(1)


def test_retention_takes_a_month_as_text_or_as_a_period(reference):
    orders = bought(m2026_01="1 2", m2026_02="2")
    assert reference["retention_rate"](orders, pd.Period("2026-01"), pd.Period("2026-02")) == 0.5


def test_the_repeat_purchase_rate_is_buyers_of_two_and_more_over_all_buyers(reference):
    # 120 buyers in a quarter, 30 of whom bought again in it: 30 ÷ 120
    orders = bought(m2026_01=numbers(0, 120), m2026_02=numbers(0, 30), m2026_05=numbers(0, 120))
    assert reference["repeat_purchase_rate"](orders, "2026-01-01", "2026-03-31") == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("back", "counts"), [("2026-01-01 23:00", 0), ("2026-01-02", 1), ("2026-01-31", 1), ("2026-02-01", 0)]
)
def test_thirty_days_are_days_one_to_thirty(reference, back, counts):
    orders = bought(m2026_01="1", m2026_02="1", m2026_06="2")
    orders["ordered_at"] = pd.to_datetime(["2026-01-01 09:00", back, "2026-06-15"], format="ISO8601")
    assert reference["returned_within"](orders, "2026-01-01", "2026-01-31") == counts


def test_a_clock_still_running_counts_neither_way(reference):
    orders = bought(m2026_01="1 2 3", m2026_02="1 3")
    orders["ordered_at"] = pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-20", "2026-02-03", "2026-02-05"])
    assert reference["returned_within"](orders, "2026-01-01", "2026-01-31") == 0.5
    assert np.isnan(reference["returned_within"](orders, "2026-01-15", "2026-01-31"))


def test_every_month_but_the_last_complete_one_has_a_rate(reference, population):
    orders = population["orders"]
    whole = reference["monthly_retention"](orders[orders["ordered_at"] < "2026-04-10"])
    assert list(whole.index) == [str(month) for month in pd.period_range("2024-07", "2026-02", freq="M")]


def test_the_small_table_is_right_by_hand(reference):
    assert reference["by_hand_retention"] == reference["retention_rate"](
        reference["a_few_orders"], "2026-01", "2026-02"
    )


# --- right and wrong answers


@pytest.mark.parametrize("name", CALLED)
def test_no_mistake_agrees_with_the_reference_on_all_toys(reference, name):
    question, compiled = question_of(name, reference)
    for mistake in question.mistakes:
        assert not all(same_outcome(compiled, case.expected, case.mistaken[mistake.name]) for case in compiled.cases), (
            mistake.name
        )


@pytest.mark.parametrize("name", CALLED)
def test_every_mistake_returns_something_on_every_toy(reference, name):
    _, compiled = question_of(name, reference)
    for case in compiled.cases:
        assert all(isinstance(outcome, Returned) for outcome in case.mistaken.values())


@pytest.mark.parametrize("name", CALLED)
def test_every_mistake_is_recognised_by_its_name(reference, name):
    question, compiled = question_of(name, reference)
    for mistake in question.mistakes:
        assert recognise(compiled, [case.mistaken[mistake.name] for case in compiled.cases]) == mistake.name


@pytest.mark.parametrize("name", RATES)
def test_a_mistake_made_with_cancelled_and_returned_orders_counted_fails_too(reference, name):
    question, compiled = question_of(name, reference)
    for mistake in question.mistakes:
        outcomes = []
        for case in compiled.cases:
            orders = case.arguments["orders"].assign(status="delivered")
            outcomes.append(tried(mistake.wrong, {**case.arguments, "orders": orders}))
        assert not all(
            same_outcome(compiled, case.expected, outcome)
            for case, outcome in zip(compiled.cases, outcomes, strict=True)
        ), mistake.name


@pytest.mark.parametrize("name", RATES)
def test_every_other_right_answer_is_right_on_a_population(reference, population, name):
    question, compiled = question_of(name, reference)
    for arguments in question.elsewhere(population):
        expected = tried(reference[question.target], arguments)
        for other in question.also_right:
            assert same_outcome(compiled, expected, tried(other, arguments)), (other.__name__, arguments)


def test_the_mistakes_that_the_curriculum_names_are_there():
    named = {mistake.name for question in LESSON.questions.values() for mistake in question.mistakes}
    assert named >= {
        "new customers in the numerator",
        "denominator at the end",
        "orders counted for customers",
        "nothing filtered",
        "cancelled orders counted",
        "returned orders counted",
        "lifetime repeats for repeats in the window",
        "the next calendar month for thirty days",
        "one minus lost over average",
    }


# --- its texts


def test_toys_stay_small_enough_to_read():
    for question in LESSON.questions.values():
        assert all(
            len(table) <= 12
            for toy in question.toys
            for table in toy.arguments.values()
            if isinstance(table, pd.DataFrame)
        )


def test_every_label_that_the_code_uses_has_its_words():
    import re

    code = "\n".join(cell.source for cell in LESSON.cells if cell.role in ("given", "solution"))
    view = (ROOT.parent / "coursekit/interactive/sliding_window_view.py").read_text(encoding="utf-8")
    assert set(re.findall(r'label\("([a-z0-9-]+)"', code + view)) == set(LESSON.labels)


def test_the_glossary_explains_each_term_in_both_languages():
    glossary = tomllib.loads((ROOT / "glossary.toml").read_text(encoding="utf-8"))
    assert set(LESSON.concepts) <= set(glossary)
    for key, term in glossary.items():
        assert term["en"], key
        for part in ("definition", "context", "note"):
            if part in term:
                assert term[part]["en"].strip(), key
                assert term[part]["zh"].strip(), key
        assert any("\u4e00" <= letter <= "\u9fff" for letter in term["zh"]), key
        assert set(term) <= {"en", "zh", "lessons", "definition", "context", "note", "source"}, key


def test_chinese_terms_are_used_as_the_glossary_has_them():
    glossary = tomllib.loads((ROOT / "glossary.toml").read_text(encoding="utf-8"))
    prose = "".join(block.text for block in LESSON.translations.values())
    for key in (
        "retention-rate",
        "churn-rate",
        "repeat-purchase-rate",
        "active-customer",
        "loyal-customer",
        "stickiness",
    ):
        assert glossary[key]["zh"] in prose
