"""A verdict names what matters most to the learner: no answer, right, a misunderstanding, an error, a slip, wrong."""

import matplotlib.pyplot as plt
import pytest

from coursekit.charts import describe
from coursekit.diagnosis import judge, recognise
from coursekit.outcomes import CHANGED_INPUT, Raised, Returned, Stopped, Undefined, Untouched
from coursekit.questions import Case, Question

NAN = float("nan")
CRASH = Raised("ZeroDivisionError", "division by zero")
RIGHT = [0.5, 0.25, 0.8, NAN]
MISTAKEN = {
    "new customers counted": [0.75, 0.5, 0.8, 0.0],
    "denominator at the end": [0.6, 0.4, 1.0, NAN],
    "zero for nobody": [0.5, 0.25, 0.8, 0.0],
}


def returned(value):
    return value if isinstance(value, Raised | Stopped | Undefined | Untouched) else Returned(value)


def question(right=RIGHT, mistaken=MISTAKEN, **changes):
    cases = tuple(
        Case(
            f"case {place}",
            {"orders": place},
            returned(value),
            {name: returned(values[place]) for name, values in mistaken.items()},
        )
        for place, value in enumerate(right)
    )
    fields = {
        "name": "rate", "kind": "function", "target": "rate", "points": 3.0, "tolerance": 1e-6, "ordered": False,
        "form": "number", "cases": cases, "mistakes": {name: f"about {name}" for name in mistaken},
    }  # fmt: skip
    return Question(**{**fields, **changes})


def verdict(*values, **changes):
    return judge(question(**changes), [returned(value) for value in values])


ORDER = {
    "undefined": [Undefined(), Untouched(), 0.25, 0.8],
    "untouched": [Untouched(), CRASH, 0.25, 0.8],
    "right": [0.5, 0.25, 0.8, None],
    "stopped": [0.75, Stopped("time"), 0.8, 0.0],
    "mistake": [0.75, 0.5, 0.8, 0.0],
    "raised": [50, CRASH, 80, NAN],
    "slip": [50, 25, 80, NAN],
    "wrong": [0.1, 0.2, 0.3, NAN],
}


@pytest.mark.parametrize(("status", "values"), ORDER.items(), ids=ORDER)
def test_the_verdict_that_comes_first_is_told(status, values):
    assert verdict(*values).status == status


def test_only_right_is_right():
    assert [status for status, values in ORDER.items() if verdict(*values).right] == ["right"]


@pytest.mark.parametrize("mistake", MISTAKEN)
def test_a_listed_mistake_is_named_and_shown_where_it_tells(mistake):
    found = verdict(*MISTAKEN[mistake])
    assert found.mistake == mistake
    assert found.case is not None
    assert found.outcome != found.case.expected


def test_a_misunderstanding_is_named_though_the_odd_case_is_right():
    assert verdict(0.75, 0.5, 0.8, NAN).mistake == "new customers counted"


def test_an_odd_case_alone_is_no_misunderstanding_about_all_the_others():
    only_the_first = {"new customers counted": MISTAKEN["new customers counted"]}
    found = verdict(0.5, 0.25, 0.8, 0.0, mistaken=only_the_first)
    assert found.mistake is None
    assert found.slip == "a number where nothing can be said"


def test_an_answer_right_in_most_cases_has_not_got_the_misunderstanding():
    mistaken = {"months mixed up": [0.1, 0.2, 0.3, 0.4]}
    assert verdict(0.5, 0.25, 0.3, NAN, mistaken=mistaken).mistake is None
    assert verdict(0.1, 0.25, 0.3, NAN, mistaken=mistaken).mistake == "months mixed up"


def test_the_mistake_that_explains_every_case_is_preferred():
    mistaken = {"half": [0.75, 0.5, 0.9, NAN], "whole": [0.75, 0.5, 0.8, NAN]}
    assert verdict(0.75, 0.5, 0.8, NAN, mistaken=mistaken).mistake == "whole"


def test_a_mistake_must_explain_every_wrong_case():
    assert verdict(0.75, 0.4, 0.8, 0.0).mistake is None


def test_an_error_in_one_case_does_not_hide_the_misunderstanding_seen_in_the_others():
    found = verdict(CRASH, 0.5, 0.8, 0.0)
    assert (found.status, found.mistake) == ("mistake", "new customers counted")
    assert found.outcome == Returned(0.5)
    assert verdict(CRASH, 0.4, 0.8, 0.0).status == "raised"
    assert verdict(CRASH, CRASH, CRASH, CRASH).status == "raised"


def test_a_spoilt_table_is_told_before_a_misunderstanding():
    spoilt = Raised(CHANGED_INPUT, "orders")
    assert verdict(spoilt, 0.5, 0.8, 0.0).slip == "changed its input"


def test_a_mistake_nearer_than_the_tolerance_breaks_nothing():
    found = verdict(0.5 + 1.9e-3, right=[0.5], mistaken={"close": [0.5 + 1e-3]}, tolerance=1e-3)
    assert (found.status, found.mistake) == ("mistake", "close")


def test_an_error_may_be_right_and_may_be_a_mistake():
    expected = [0.5, Raised("ValueError", "no such month")]
    assert verdict(0.5, Raised("ValueError", "other words"), right=expected, mistaken={}).right
    assert not verdict(0.5, Raised("KeyError", ""), right=expected, mistaken={}).right
    assert not verdict(0.5, 0.0, right=expected, mistaken={}).right
    crashing = {"divides by nobody": [0.5, 0.25, 0.8, CRASH]}
    assert verdict(0.5, 0.25, 0.8, CRASH, mistaken=crashing).mistake == "divides by nobody"


@pytest.mark.parametrize(
    "written",
    ["b", "B", " B ", "(b)", "b.", "b)", "Ｂ", "（b）", "B: yes", "(b) yes, always", "Answer B", "选 B", ["b"], ("B",)],
)
def test_a_choice_is_understood_however_it_is_written(written):
    choice = question(right=["B"], mistaken={}, kind="choice", options={"a": "no", "b": "yes"})
    assert judge(choice, [Returned(written)]).right


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        ("a", None),
        ("C", "not an option"),
        (2, "not an option"),
        (["a", "b"], "not an option"),
        ({"b"}, "not an option"),
        ("", "not an option"),
        ("ab", "not an option"),
        ("a or b", "not an option"),
        ("a bad question, by and large", "not an option"),
    ],
)
def test_another_option_is_wrong(written, slip):
    choice = question(right=["B"], mistaken={}, kind="choice", options={"a": "no", "b": "yes"})
    found = judge(choice, [Returned(written)])
    assert not found.right
    assert found.slip == slip


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Returned(0.4), "noted"),
        (Returned(40), "slip"),
        (CRASH, "raised"),
        (Stopped("memory"), "stopped"),
        (Undefined(), "undefined"),
        (Untouched(), "untouched"),
    ],
)
def test_a_value_without_cases_is_judged_by_its_form(outcome, status):
    value = question(right=[], mistaken={}, kind="value", form="share")
    assert judge(value, [outcome]).status == status


def chart(heights=(0.5, 0.25, 0.3), **names):
    _, ax = plt.subplots()
    ax.plot([1, 2, 3], heights)
    ax.set(**{"title": "t", "xlabel": "x", "ylabel": "y", **names})
    return describe(ax)


def test_a_chart_needs_its_names_too():
    asked = {"right": [chart()], "mistaken": {"churn drawn": [chart((0.5, 0.75, 0.7))]}, "kind": "chart"}
    assert verdict(chart(), **asked).right
    assert verdict(chart(title=""), **asked).slip == "no title"
    assert verdict(chart(xlabel=""), **asked).slip == "no xlabel"
    assert verdict(chart(ylabel=" "), **asked).slip == "no ylabel"
    assert verdict(chart((0.5, 0.75, 0.7), title=""), **asked).mistake == "churn drawn"
    assert verdict(chart((0.9, 0.75, 0.1)), **asked).status == "wrong"
    assert verdict(None, **asked).slip == "not a chart"
    assert verdict(0.5, **asked).slip == "not a chart"


def test_a_chart_that_shall_begin_at_zero_must():
    asked = {"right": [chart(ylim=(0, 1))], "mistaken": {}, "kind": "chart"}
    assert verdict(chart(), **asked).slip == "cut axis"
    assert verdict(chart(ylim=(0, 0.6)), **asked).right


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"lines": 3},
        {"lines": [{}]},
        {"lines": [{"x": [], "y": [1], "label": ""}], "bars": [], "points": [], "heatmaps": []},
    ],
)
def test_a_forged_description_is_wrong_and_raises_nothing(forged):
    assert verdict(forged, right=[chart()], mistaken={}, kind="chart").status == "wrong"


def test_recognising_is_for_wrong_answers_only():
    assert recognise(question(), [returned(value) for value in RIGHT]) is None
