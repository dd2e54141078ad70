"""A verdict reads well, shows the call that tells, and lets nothing of the learner's into the page as HTML."""

from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from toy_lesson import chart_question, rate_question

from coursekit.diagnosis import Verdict, judge
from coursekit.outcomes import Raised, Returned, Stopped, Undefined, Untouched
from coursekit.questions import Case, Question
from coursekit.rendering import inline, verdict_html, verdict_text
from coursekit.showing import show, visible

SCRIPT = "<script>alert(1)</script>"
STATUSES = {
    "right": [Returned(0.5), Returned(0.0), Returned(None)],
    "mistake": [Returned(1.0), Returned(0.25), Returned(None)],
    "slip": [Returned(50), Returned(0), Returned(None)],
    "wrong": [Returned(0.1), Returned(0.0), Returned(None)],
    "raised": [Raised("KeyError", "'mont'", 'orders["mont"]')] * 3,
    "stopped": [Stopped("time")] * 3,
    "undefined": [Undefined()] * 3,
    "untouched": [Untouched()] * 3,
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_verdict_is_told_in_both_languages(status, language):
    verdict = judge(rate_question(), STATUSES[status])
    assert verdict.status == status
    for told in (verdict_html(verdict, language), verdict_text(verdict, language)):
        assert "{" not in told.replace("{1, 2}", "")
        assert len(told) > 4


@pytest.mark.parametrize("why", ["time", "memory", "died"])
def test_every_reason_to_stop_has_its_sentence(why):
    assert "Your code" in verdict_text(judge(rate_question(), [Stopped(why)] * 3), "en")


def test_a_wrong_answer_is_shown_with_its_call_and_the_right_one():
    told = verdict_html(judge(rate_question(), STATUSES["wrong"]), "en")
    assert "rate(orders, &#x27;2026-01&#x27;, &#x27;2026-02&#x27;)" in told
    assert "<code>0.1</code>" in told
    assert "<code>0.5</code>" in told
    assert "From 2026-01" in told
    assert "customer_id" in told
    assert "This call shows the difference:" in told
    assert '<code>hint("rate")</code>' in told


def test_nothing_is_revealed_where_the_data_are_not_the_learners_to_see():
    told = verdict_html(judge(rate_question(), STATUSES["wrong"]), "en", reveal=False)
    assert "0.5" not in told
    assert "customer_id" not in told
    assert "This call" not in told


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, page):
        super().__init__()
        self.seen = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


class Hostile:
    def __repr__(self):
        return SCRIPT

    def _repr_html_(self):
        return SCRIPT


HOSTILE = {
    "text": SCRIPT,
    "list": [SCRIPT],
    "object": Hostile(),
    "Series": pd.Series([SCRIPT], index=[SCRIPT], name=SCRIPT),
    "table": pd.DataFrame({SCRIPT: [SCRIPT]}, index=pd.Index([SCRIPT], name=SCRIPT)),
    "table of objects": pd.DataFrame({"a": [Hostile()]}),
    "dict": {SCRIPT: SCRIPT},
    "attribute": "' onmouseover='alert(1)",
    "picture": "<img src=x onerror=alert(1)>",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_what_a_learner_returns_is_text_on_the_page(value):
    outcomes = [Returned(value), Returned(0.0), Returned(None)]
    verdicts = [judge(rate_question(), outcomes), Verdict(rate_question(), "noted", outcome=outcomes[0])]
    for page in [verdict_html(verdict, "en") for verdict in verdicts]:
        assert SCRIPT not in page
        assert not Tags(page).seen & {"script", "img"}


@pytest.mark.parametrize("field", ["error", "message", "line"])
def test_what_a_learner_raises_is_text_on_the_page(field):
    raised = Raised(**{"error": "E", "message": "m", "line": "l", field: f"`{SCRIPT}`**{SCRIPT}**"})
    page = verdict_html(judge(rate_question(), [raised] * 3), "en")
    assert SCRIPT not in page
    assert "script" not in Tags(page).seen


def test_choices_and_charts_are_told_without_a_call():
    choice = Question(
        "l",
        "choice",
        "l",
        1.0,
        0.0,
        False,
        "text",
        (Case("", {}, Returned("b"), {}),),
        {},
        options={"a": "No: **why**."},
    )
    told = verdict_html(judge(choice, [Returned(" (A) ")]), "en")
    assert "No: <b>why</b>." in told
    assert "right answer" not in told
    assert "right answer" not in verdict_html(judge(chart_question(), [Returned(None)]), "en")
    drawn = {**chart_question().cases[0].expected.value, "lines": []}
    assert "The chart doesn't show what was asked for" in verdict_html(judge(chart_question(), [Returned(drawn)]), "en")


def test_code_and_stress_are_kept_apart():
    assert inline("a `x * y * z` b **c** *d* <e>") == "a <code>x * y * z</code> b <b>c</b> <i>d</i> &lt;e&gt;"
    assert inline("2 * 3 * 4") == "2 * 3 * 4"
    assert inline("`**kwargs`") == "<code>**kwargs</code>"


def test_characters_that_change_what_is_seen_are_not_shown():
    assert visible("\x1b[31mred\u202egnp") == " [31mred gnp"
    page = verdict_html(judge(rate_question(), [Returned("\u202etxt.exe\x1b[2J")] * 3), "en")
    assert "\u202e" not in page
    assert "\x1b" not in page


SHOWN = {
    "0.5": np.float64(0.5),
    "3": np.int64(3),
    "0.3333333333": 1 / 3,
    "1234567.891": 1234567.891,
    "nan": float("nan"),
    "True": np.True_,
    "{1, 2, 10}": {10, np.int64(2), 1},
    "set()": set(),
    "[1, 2]": np.array([1, 2]),
    "['a', 'b']": pd.Index(["a", "b"]),
    "(0.5,)": (np.float64(0.5),),
    "{'rate': 0.5}": {"rate": np.float64(0.5)},
    "2026-01-05": pd.Timestamp("2026-01-05"),
    "2026-01-05 10:00:00": pd.Timestamp("2026-01-05 10:00"),
    "2026-01": pd.Period("2026-01", "M"),
    "Series {0: 1, 1: 2}": pd.Series([1, 2]),
    "Series {'2026-01': 0.5}": pd.Series([0.5], index=["2026-01"]),
    "DataFrame, 2 × 1": pd.DataFrame({"n": [1, 2]}),
    "None": None,
    "NaT": pd.NaT,
}


@pytest.mark.parametrize(("text", "value"), SHOWN.items(), ids=SHOWN)
def test_a_value_is_shown_as_a_reader_would_write_it(text, value):
    assert show(value) == text


class Shy:
    def __repr__(self):
        raise ValueError("no")


def test_nothing_is_too_long_or_too_shy_or_too_deep_to_be_shown():
    assert len(show(range(10**6))) < 500
    assert len(show(list(range(10**6)))) < 500
    assert len(show({n: n for n in range(10**5)})) < 500
    assert len(show(set(range(10**5)))) < 500
    assert len(show(pd.Series(range(10**5)))) < 500
    assert show(Shy()) == "<Shy>"
    itself: list[object] = []
    itself.append(itself)
    assert show(itself).startswith("[[[")


def test_two_answers_that_differ_do_not_look_alike():
    assert show(0.6349206) != show(0.6349)
    assert show(1234567.8) != show(1234568.2)


def test_long_tables_are_cut_and_say_so():
    case = Case("", {"orders": pd.DataFrame({"n": range(40)})}, Returned(1), {})
    question = Question("q", "function", "q", 1.0, 0.0, False, "number", (case,), {})
    page = verdict_html(judge(question, [Returned(7)]), "en")
    assert "28 more rows" in page
