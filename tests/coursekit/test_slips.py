"""Slips that anyone makes in any question are told by their name; other wrong answers are not."""

import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import coursekit
from coursekit.outcomes import Raised, Returned
from coursekit.phrases import phrases
from coursekit.questions import Case, Question
from coursekit.slips import CHART_TESTS, TESTS, form_slip, slip
from coursekit.values import Opaque
from generator import MissingAction, NotActions, OverBudget, UnknownAction, UnknownFeature, WrongLength

RATES = pd.Series([0.5, 0.25], index=["2026-01", "2026-02"])


def told(expected, got, kind="function"):
    case = Case("", {"orders": 1}, Returned(expected), {})
    question = Question("q", kind, "q", 1.0, 1e-6, False, "number", (case,), {}, options={"a": ""})
    return slip(question, [(case, Returned(got))])


NAMED = {
    "returned nothing": [(0.5, None), (RATES, None), ({1}, None)],
    "text for a number": [(0.5, "0.5"), (0.5, "50%"), (3, "three"), (float("nan"), "nan%")],
    "a truth for a number": [(0.5, True), (1, True), (0, np.False_)],
    "not plain data": [(0.5, Opaque("method")), (RATES, len)],
    "a table for a number": [
        (0.5, RATES),
        (0.5, [0.5, 0.5]),
        (0.5, []),
        (3, {1, 2, 3}),
        (3, np.array([1, 2, 3])),
        (3, pd.Index([1, 2, 3])),
    ],
    "missing for a number": [(0.5, float("nan")), (3, pd.NA)],
    "a number where nothing can be said": [(float("nan"), 0), (None, 0.0), (pd.NA, 1)],
    "percent for a share": [(0.63, 63), (1 / 7, 14.3), (0.635, 63.5), (RATES, RATES * 100), (0.004, 0.4)],
    "a share for percent": [(63.0, 0.63), (RATES * 100, RATES)],
    "the complement": [(0.63, 0.37), (0, 1), (0.1, Decimal("0.9"))],
    "rounded": [(0.6349, 0.63), (0.63491, 0.635), (12.3456, 12.35)],
    "repeated items": [({1, 2}, [1, 2, 2]), ({1, 2}, pd.Series([1, 1, 2])), ({1, 2}, np.array([1, 2, 2]))],
    "a count for a share": [(0.5, 3), (0.25, np.int64(1)), (1.0, 7)],
    "numbers as text": [({1, 2}, {"1", "2"}), ({1, 2}, pd.Series(["2", "1"]))],
    "items in the index": [
        ({1, 2}, pd.Series([3, 4], index=[1, 2])),
        ({1, 2}, pd.DataFrame({"n": [3, 4]}, index=[1, 2])),
    ],
    "another order": [(RATES, RATES[::-1]), (RATES, RATES[::-1].to_dict()), ([3, 1], [1, 3])],
    "no keys": [(RATES, [0.5, 0.25]), (RATES, RATES.reset_index(drop=True)), (RATES, RATES.to_numpy())],
    "other columns": [(pd.DataFrame({"month": ["a"], "rate": [1]}), pd.DataFrame({"month": ["a"], "share": [1]}))],
}


@pytest.mark.parametrize(
    ("name", "expected", "got"), [(name, *pair) for name, pairs in NAMED.items() for pair in pairs]
)
def test_a_slip_is_told_by_its_name(name, expected, got):
    assert told(expected, got) == name


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (0.5, 0.4),
        (0.04, 0.0),
        (0.6, 1.0),
        (0.6, 0),
        (3, 4),
        (3, 3000),
        (0.5, 0.005),
        (RATES, RATES + 0.1),
        ({1, 2}, [1, 3, 3]),
        (RATES, [0.25, 0.5]),
        ("a", "b"),
        (3, 10**400),
    ],
)
def test_another_wrong_answer_is_no_slip(expected, got):
    assert told(expected, got) is None


def test_a_slip_must_explain_every_failing_case():
    cases = [Case("", {"orders": 1}, Returned(value), {}) for value in (0.5, 0.25)]
    question = Question("q", "function", "q", 1.0, 1e-6, False, "number", tuple(cases), {})
    assert slip(question, [(cases[0], Returned(50)), (cases[1], Returned(25))]) == "percent for a share"
    assert slip(question, [(cases[0], Returned(50)), (cases[1], Returned(26.5))]) is None
    assert slip(question, [(cases[0], Returned(50)), (cases[1], Raised("KeyError", ""))]) is None


FORMS = {
    ("share", None): "returned nothing",
    ("share", "0.4"): "text for a number",
    ("share", True): "a truth for a number",
    ("share", 40): "percent for a share",
    ("share", 100): "percent for a share",
    ("share", -0.1): "no share",
    ("share", 1.2): "no share",
    ("share", 140): "no share",
    ("share", float("inf")): "no share",
    ("share", float("nan")): "missing for a number",
    ("share", (0.4, 0.6)): "a table for a number",
    ("count", 2.5): "no count",
    ("count", -1): "no count",
    ("count", float("inf")): "no count",
    ("money", float("inf")): "no finite number",
    ("number", Opaque("Model")): "not plain data",
    ("share", len): "not plain data",
    ("month", "January"): "no month",
    ("month", 1): "no month",
    ("month", "2026-13"): "no month",
    ("text", 3): "no text",
}


@pytest.mark.parametrize(("form", "got", "name"), [(*key, name) for key, name in FORMS.items()])
def test_a_value_of_another_form_is_told_at_once(form, got, name):
    assert form_slip(form, got) == name


@pytest.mark.parametrize(
    ("form", "got"),
    [
        ("share", 0),
        ("share", 1),
        ("share", np.float32(0.4)),
        ("share", Decimal("0.4")),
        ("share", pd.Series([0.4])),
        ("count", 5),
        ("count", 5.0),
        ("count", pd.DataFrame({"n": [5]})),
        ("money", -3.5),
        ("number", 10**400),
        ("month", "2026-01"),
        ("month", pd.Period("2026-01")),
        ("month", pd.Timestamp("2026-01-01")),
        ("text", "yes"),
    ],
)
def test_a_value_of_the_right_form_is_noted(form, got):
    assert form_slip(form, got) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_slip_in_the_code_has_its_sentence_and_no_other_is_kept(language):
    source = (Path(coursekit.__file__).parent / "slips.py").read_text(encoding="utf-8")
    known = {name for name in phrases(language)["slip"] if not name.startswith("policy ")}
    named = {name for name in known if re.search(rf'"{re.escape(name)}"', source)}
    assert set(known) - named == {"no title", "no xlabel", "no ylabel", "changed its input"}
    assert set(NAMED) | set(FORMS.values()) | {"not a chart", "not an option"} | set(CHART_TESTS) == named


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_mistake_in_a_policy_has_its_sentence_with_its_names_and_numbers(language):
    wrong = [
        NotActions(5),
        WrongLength(3, 4),
        MissingAction(2, 1, "nothing"),
        UnknownAction("fax", 2, ("call",)),
        UnknownFeature("age", ("id",)),
        OverBudget(5.0, 4.0, "hours"),
    ]
    for error in wrong:
        said = phrases(language)["slip"][f"policy {type(error).__name__}"]
        assert "{" not in said.format(**error.details)


def test_items_made_to_collide_are_not_counted_one_against_every_other():
    compared = []

    class Clash:
        def __hash__(self):
            return 7

        def __eq__(self, other):
            compared.append(1)
            return self is other

    assert not TESTS["repeated items"]({1, 2}, [Clash() for _ in range(2_000)])
    assert len(compared) < 1_000
