"""`check` says what became of an answer, in the learner's notebook and to plain nbgrader."""

import matplotlib.pyplot as plt
import pytest
from IPython.core.formatters import DisplayFormatter
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from coursekit.checking import check, hint
from coursekit.outcomes import Returned
from coursekit.plotting import label
from coursekit.questions import Case, LessonChecks, Question
from coursekit.session import CourseError, Session, opened

RIGHT = """
def rate(orders, before, after):
    start = set(orders.loc[orders["month"] == before, "customer_id"])
    again = set(orders.loc[orders["month"] == after, "customer_id"])
    return len(start & again) / len(start) if start else float("nan")
"""
EMPTIED = """
counted = rate
def rate(orders, before, after):
    found = counted(orders, before, after)
    orders.drop(orders.index, inplace=True)
    return found
"""
ANSWERS = {
    "right": (RIGHT, "right"),
    "right and noisy": (RIGHT.replace("return", "print('hm'); import warnings; warnings.warn('x'); return"), "right"),
    "spoils the table it is given": (RIGHT + EMPTIED, "slip"),
    "mistaken": ("def rate(o, b, a):\n    return {'2026-01': 1.0, '2026-02': 0.25}.get(b, float('nan'))", "mistake"),
    "percent": (RIGHT.replace("len(start & again)", "100 * len(start & again)"), "slip"),
    "wrong": ("def rate(o, b, a): return 0.123", "wrong"),
    "crashes": ("def rate(o, b, a): return 1 / 0", "raised"),
    "untouched": ("def rate(orders, before, after): ...", "untouched"),
    "undefined": ("", "undefined"),
    "overwritten": ("rate = 0.5", "raised"),
}  # fmt: skip


@pytest.fixture
def two_questions():
    """A lesson whose second question is naturally answered with the first one's function."""

    def asked(name, expected):
        cases = (Case("", {"a": 7}, Returned(expected), {}),)
        return Question(name, "function", name.replace("-", "_"), 1.0, 1e-6, False, "number", cases, {})

    questions = {"share-kept": asked("share-kept", 7), "twice": asked("twice", 14)}
    with opened(Session("toy", LessonChecks("toy", "en", "", "amazon", {}, questions), "amazon")):
        yield


def checked(source, question="rate"):
    names = {"check": check, "pd": __import__("pandas"), "plt": plt}
    exec(source, names)
    exec(f"result = check({question!r})", names)
    return names["result"]


@pytest.mark.parametrize(("source", "status"), ANSWERS.values(), ids=ANSWERS)
def test_a_check_tells_what_became_of_the_answer(toy_lesson, source, status):
    assert checked(source).verdict.status == status


@pytest.mark.parametrize(("source", "status"), ANSWERS.values(), ids=ANSWERS)
def test_plain_nbgrader_gives_full_points_for_a_right_answer_and_none_for_another(toy_lesson, source, status, capfd):
    result = checked(source)
    data, metadata = DisplayFormatter().format(result)
    assert float(data["text/plain"]) == result.points
    told = new_output("execute_result", data, metadata=metadata, execution_count=1)
    cell = new_code_cell("check('rate')", outputs=[told])
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 3, "grade_id": "rate-check"}
    assert determine_grade(cell) == ((3.0 if status == "right" else 0.0), 3.0)
    assert capfd.readouterr() == ("", "")


VALUES = {
    "share = 0.25": "noted",
    "share = 25": "slip",
    "share = ...": "untouched",
    "": "undefined",
    "share = '0.25'": "slip",
    "share = float('nan')": "slip",
}


@pytest.mark.parametrize(("source", "status"), VALUES.items(), ids=VALUES)
def test_a_value_the_notebook_does_not_know_is_noted_and_earns_nothing_yet(toy_lesson, source, status):
    result = checked(source, "share")
    assert (result.verdict.status, repr(result)) == (status, "0.0")


def test_a_choice_is_answered_with_what_is_said_about_the_option(toy_lesson):
    assert repr(checked("letter = 'B'", "letter")) == "1.0"
    wrong = checked("letter = 'a'", "letter")
    assert repr(wrong) == "0.0"
    assert "That is Finance's." in str(wrong)
    assert "none of the options" in str(checked("letter = 'z'", "letter"))


CHARTS = {
    "right": ("plt.plot(m.index, m); plt.title('t'); plt.xlabel('x'); plt.ylabel('y')", "right"),
    "without a title": ("plt.plot(m.index, m); plt.xlabel('x'); plt.ylabel('y')", "slip"),
    "other data": ("plt.plot(m.index, 1 - m)", "wrong"),
    "no chart": ("return m", "slip"),
    "nothing": ("m + 1", "slip"),
}


@pytest.mark.parametrize(("body", "status"), CHARTS.values(), ids=CHARTS)
def test_a_chart_is_checked_and_closed(toy_lesson, body, status):
    assert checked(f"def drawn(m): {body}", "drawn").verdict.status == status
    assert plt.get_fignums() == []


def test_while_a_chart_is_tried_its_labels_are_the_keys_that_grading_sees(toy_lesson):
    draw = "plt.plot(m.index, m); plt.title('t'); plt.xlabel(coursekit.label('{}')); plt.ylabel('x')"
    for key, slip in (("y", "labels exchanged"), ("month", None)):
        result = checked(f"import coursekit\ndef drawn(m): {draw.format(key)}", "drawn")
        assert result.verdict.slip == slip
        outcome = result.verdict.outcome
        assert outcome is not None
        assert outcome.value["xlabel"] == key
    assert label("month") == "Month"


def test_hints_come_one_after_the_other_and_the_last_one_stays(toy_lesson):
    assert repr(hint("rate")) == "Hint 1 of 2: Look."
    assert repr(hint("rate")).startswith("Hint 2 of 2: Divide. That was the last hint.")
    assert repr(hint("rate")).startswith("Hint 2 of 2: Divide.")
    assert "<b>Hint 2 of 2</b>" in hint("rate")._repr_html_()
    assert repr(hint("share")) == "There is no hint for this question."


@pytest.mark.parametrize("asked", [check, hint])
def test_a_question_that_does_not_exist_is_told_with_those_that_do(toy_lesson, asked):
    with pytest.raises(CourseError, match=r"`retention`.*rate, drawn, share, letter"):
        asked("retention")


@pytest.mark.parametrize("asked", [check, hint])
def test_nothing_is_asked_before_the_first_cell(lesson_folder, asked):
    with pytest.raises(CourseError, match=r"first cell.*第一个单元格"):
        asked("rate")


def test_a_wrong_answer_that_calls_another_wrong_one_is_sent_there_first(two_questions):
    result = checked("def share_kept(a): return 2 * a\ndef twice(a): return share_kept(a) + 5", "twice")
    assert result.mend_first == ("share_kept",)
    assert "`share_kept`" in str(result)
    assert "<code>share_kept</code>" in result._repr_html_()
    assert repr(result) == "0.0"


def test_nothing_is_sent_back_to_a_right_answer(two_questions):
    assert checked("def share_kept(a): return a\ndef twice(a): return share_kept(a) + 5", "twice").mend_first == ()
    assert checked("def share_kept(a): return 3\ndef twice(a): return 2 * a", "twice").mend_first == ()


def test_while_grading_checks_and_hints_say_nothing_and_stop_nothing(monkeypatch):
    monkeypatch.setenv("COURSEKIT_CASE", "amazon")
    with opened(Session("01-orders", None, "amazon")):
        for said in (check("buyers"), hint("buyers")):
            assert repr(said) == "0.0"
            assert "while this is graded" in str(said)
