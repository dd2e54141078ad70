"""What a learner reads: what was returned, which mistake it is, what is right in kind, and never the solution."""

from __future__ import annotations

from dataclasses import replace

import nbformat
import numpy as np
import pandas as pd
import pytest

from coursekit.diagnosis import Verdict
from coursekit.outcomes import Outcome, Returned, Undefined
from coursekit.questions import Case
from grader.cases import in_language
from grader.feedback import feedback_html, overview_html
from grader.feedback_html import feedback_html as page_html
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
        ("en", "<p>Your answer was <code>123456</code>.", "What is asked for is a whole number."),
        ("zh", "<p>你的答案是 <code>123456</code>。", "要求的是整数。"),
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


def test_a_right_function_is_not_told_what_grading_will_try(lesson, reference, own) -> None:
    question = lesson.questions["buyers"]
    found = score(lesson, question, {"toys": lambda most: reference.toys(question, "en", own)}, Always(7))
    right = Score("buyers", 2, 2, {"toys": True}, replace(found.verdict, status="right", slip=None), "toys")
    assert "✓ Right." in feedback_html(right, "en")
    assert "when your work is graded" not in feedback_html(right, "en").casefold()


@pytest.fixture
def missing(lesson) -> Score:
    """The score of a value whose name is not there."""
    ready = in_language(lesson, lesson.questions["buyer-count"], (), "en")
    return Score("buyer-count", 1, 0, {"own": False}, Verdict(ready, "undefined", outcome=Undefined()), "own")


@pytest.mark.parametrize(
    ("language", "error", "says"),
    [
        ("en", "SyntaxError: expected ':'", "stopped with an error: <code>SyntaxError: expected &#x27;:&#x27;</code>"),
        ("zh", "SyntaxError: expected ':'", "运行时出错了：<code>SyntaxError: expected &#x27;:&#x27;</code>"),
        ("en", "`<b>`\x1b[31m", "error: <code>&#x27;&lt;b&gt;&#x27; [31m</code>"),
        ("en", "", "No cell that ran to its end left this name."),
        ("zh", "", "没有哪个运行完毕的单元格留下这个名字。"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_what_its_cell_stopped_with(missing, language, error, says) -> None:
    told = feedback_html(missing, language, error)
    assert says.replace("&#x27;", "'") in told
    assert "Run the cell above" not in told + overview_html(missing, language)
    assert "请先运行" not in told + overview_html(missing, language)


@pytest.mark.parametrize(
    ("language", "theirs", "right"),
    [
        (
            "en",
            "Small case: Two months. Your chart shows bars, 2 (0: 1.5, 1: –).",
            "A right one shows a line of 7 (a: 0, b: 1, c: 2, d: 3, e: 4, f: 5 …).",
        ),
        (
            "zh",
            "小例子：Two months。你的图中有：柱形，2 个（0：1.5，1：–）。",
            "正确的图中有：一条折线，7 个点（a：0，b：1，c：2，d：3，e：4，f：5……）。",
        ),
    ],
)
def test_a_wrong_chart_is_told_by_its_marks(lesson, language: str, theirs: str, right: str) -> None:
    ready = replace(in_language(lesson, lesson.questions["buyers"], (), language), kind="chart")
    expected = Returned({"lines": [{"x": list("abcdefg"), "y": list(range(7)), "label": "_"}]})
    outcome = Returned({"bars": [{"x": ["0", "1"], "y": [1.5, None], "label": "_"}]})
    case = Case("Two months", {"rates": 1}, expected, {})
    verdict = Verdict(ready, "wrong", case=case, outcome=outcome)
    shown = feedback_html(Score("buyers", 2, 0, {"toys": False}, verdict, "toys"), language)
    assert theirs in shown
    assert right in shown
    unseen = feedback_html(Score("buyers", 2, 0, {"fresh": False}, verdict, "fresh"), language)
    assert theirs.partition("Your chart" if language == "en" else "你的图")[2] in unseen
    assert right not in unseen


@pytest.mark.parametrize("chart", [{}, {"lines": 3}, {"bars": [{}]}, {"lines": [{"x": [], "y": ["<b>"]}]}, "none"])
def test_a_chart_of_no_known_form_is_told_without_its_marks(lesson, chart) -> None:
    ready = replace(in_language(lesson, lesson.questions["buyers"], (), "en"), kind="chart")
    case = Case("", {"rates": 1}, Returned({"lines": []}), {})
    verdict = Verdict(ready, "wrong", case=case, outcome=Returned(chart))
    shown = feedback_html(Score("buyers", 2, 0, {"toys": False}, verdict, "toys"), "en")
    assert "0 of 2 points" in shown
    assert "<b><" not in shown


@pytest.mark.parametrize(("language", "says"), [("en", "Not answered."), ("zh", "没有作答。")])
def test_nobody_is_said_to_have_written_what_nbgrader_notes_on_an_empty_answer(handed_in, language, says) -> None:
    notebook = handed_in({})
    notebook.metadata["retention_course"] = {"language": language}
    page = page_html(notebook, "01-orders", {}, {"memo": "No response."}, None)
    assert says in page
    assert "No response." not in page
    assert "instructor" not in page.partition("</table>")[0] + page.partition('id="memo"')[2]
    assert "教师" not in page.partition("</table>")[0] + page.partition('id="memo"')[2]
    assert "Well said." in page_html(notebook, "01-orders", {}, {"memo": "Well said."}, None)


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
