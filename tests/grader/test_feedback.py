"""What a learner reads: what was returned, which mistake it is, what is right in kind, and never the solution."""

from __future__ import annotations

import nbformat
import numpy as np
import pandas as pd
import pytest

from coursekit.outcomes import Outcome, Returned
from grader.feedback import feedback_html, overview_html
from grader.in_kind import in_kind
from grader.rubric import show_rubrics
from grader.scoring import Score, score


class Always:
    """A far side that answers the same to everything."""

    def __init__(self, value: object) -> None:
        self._outcome = Returned(value)

    def call(self, target: str, arguments: object, *, chart: bool = False) -> Outcome:
        return self._outcome

    def value(self, target: str) -> Outcome:
        return self._outcome


@pytest.fixture
def scored(lesson, reference, own):
    """The score of a value on the learner's own data."""

    def _scored(value: object) -> Score:
        question = lesson.questions["buyer-count"]
        return score(lesson, question, {"own": lambda most: reference.on(question, own)}, Always(value))

    return _scored


@pytest.mark.parametrize(
    ("language", "returned", "kind"),
    [
        ("en", "On your own customers your answer was <code>123456</code>.", "What is asked for is a whole number."),
        ("zh", "用你自己的顾客数据，你的答案是 <code>123456</code>。", "要求的是整数。"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_asked_for(scored, language: str, returned: str, kind: str) -> None:
    told = feedback_html(scored(123456), language)
    assert returned in told
    assert kind in told


def test_the_right_value_is_never_told(scored, lesson, reference, own) -> None:
    (case,) = reference.on(lesson.questions["buyer-count"], own)
    assert str(case.expected.value) not in feedback_html(scored(123456), "en")


def test_a_right_value_is_not_told_twice(scored, lesson, reference, own) -> None:
    (case,) = reference.on(lesson.questions["buyer-count"], own)
    assert "your answer was" not in feedback_html(scored(case.expected.value), "en")


def test_what_was_returned_is_text(scored) -> None:
    assert "<script>" not in feedback_html(scored("<script>steal()</script>"), "en")
    assert "<script>" not in overview_html(scored("<script>steal()</script>"), "en")


def test_the_overview_names_the_mistake(lesson, reference, own) -> None:
    question = lesson.questions["buyer-count"]
    (case,) = reference.on(lesson.questions["buyer-count"], own)
    orders = next(iter(case.mistaken.values()))
    assert isinstance(orders, Returned)
    for language, says in (("en", "You counted orders, not customers."), ("zh", "你数的是订单，不是顾客。")):
        found = score(lesson, question, {"own": lambda most: (case,)}, Always(orders.value), language)
        assert says in overview_html(found, language)


@pytest.mark.parametrize(
    ("right", "form", "says"),
    [
        (0.25, "share", "a share between 0 and 1"),
        (0.25, "number", "a number"),
        (np.float64(2), "", "a number"),
        (7, "", "a whole number"),
        (True, "", "True or False"),
        ("b", "", "a text"),
        (pd.DataFrame({"a": [1], "b": [2]}), "", "a table with the columns `a`, `b`"),
        (pd.Series([1.0], index=pd.Index(["x"], name="month")), "", "a Series by `month`"),
        ({1}, "", "a set"),
        ([1], "", "a list"),
    ],
)
def test_a_right_answer_is_described_in_kind(right: object, form: str, says: str) -> None:
    kind = in_kind(right, form)
    assert kind is not None
    assert kind.en == says
    assert kind.zh


def test_what_can_t_be_described_is_not() -> None:
    assert in_kind(object()) is None


@pytest.mark.parametrize(("language", "says"), [("en", "| 2 | Says what to do |"), ("zh", "| 2 | 说明该做什么 |")])
def test_an_essay_is_followed_by_what_it_is_marked_for(lesson, handed_in, language: str, says: str) -> None:
    notebook = handed_in({})
    show_rubrics(notebook, lesson, language)
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "memo")
    assert says in notebook.cells[place + 1].source
    assert "nbgrader" not in notebook.cells[place + 1].metadata
    nbformat.validate(notebook)
