from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from coursekit.outcomes import Outcome, Raised, Returned, Stopped, Undefined, Untouched
from grader.scoring import TOO_LARGE, Score, score


class Pretended:
    """A far side that answers by a function of its arguments, and counts how often it is asked."""

    def __init__(self, answer: Callable[..., Outcome]) -> None:
        self._answer = answer
        self.asked = 0

    def call(self, target: str, arguments: Mapping[str, object], *, chart: bool = False) -> Outcome:
        self.asked += 1
        return self._answer(**arguments)

    def value(self, target: str) -> Outcome:
        self.asked += 1
        return self._answer()


@pytest.fixture
def scored(lesson, reference, own, fresh) -> Callable[..., Score]:
    def _scored(far: Pretended, name: str = "buyers") -> Score:
        question = lesson.questions[name]
        cases: dict[str, Any] = {
            "toys": lambda most: reference.toys(question, "en", fresh),
            "fresh": lambda most: reference.on(question, fresh, most),
            "own": lambda most: reference.on(question, own, most),
        }
        for part in {"choice": ("own", "fresh"), "value": ("toys", "fresh")}.get(question.kind, ()):
            del cases[part]
        return score(lesson, question, cases, far)

    return _scored


def customers(orders: pd.DataFrame) -> int:
    return int(orders["customer_id"].nunique())


def test_a_right_answer_earns_all(scored):
    found = scored(Pretended(lambda orders: Returned(customers(orders))))
    assert (found.earned, found.points) == (2.0, 2.0)
    assert found.parts == {"toys": True, "own": True, "fresh": True}
    assert found.verdict.right


def test_toy_answers_looked_up_earn_toy_credit_and_are_told_so(scored):
    found = scored(Pretended(lambda orders: Returned({3: 2, 0: 0}.get(len(orders), 2))))
    assert found.earned == 0.5
    assert found.only_toys
    assert found.told_by == "fresh"


def test_what_is_right_on_known_data_only_misses_the_fresh_part(scored, own):
    known = {len(own.tables["orders"]): customers(own.tables["orders"]), 500: customers(own.tables["orders"].head(500))}
    found = scored(Pretended(lambda orders: Returned(known.get(len(orders), {3: 2, 0: 0}.get(len(orders), -1)))))
    assert found.parts == {"toys": True, "own": True, "fresh": False}
    assert found.earned == 1.25
    assert not found.only_toys


def test_who_is_right_on_fresh_customers_is_asked_for_one_call_on_their_own(scored, lesson, reference, own, fresh):
    question, far = lesson.questions["buyers"], Pretended(lambda orders: Returned(customers(orders)))
    scored(far)
    toys, elsewhere = len(reference.toys(question, "en", fresh)), len(reference.on(question, fresh))
    assert elsewhere == len(reference.on(question, own)) == 2
    assert far.asked == toys + elsewhere + 1


def test_who_is_wrong_on_fresh_customers_must_be_right_in_all_calls_on_their_own(scored, own):
    known = {len(own.tables["orders"]): customers(own.tables["orders"])}
    found = scored(Pretended(lambda orders: Returned(known.get(len(orders), {3: 2, 0: 0}.get(len(orders), -1)))))
    assert found.parts == {"toys": True, "own": False, "fresh": False}


def test_a_known_mistake_is_named(scored):
    found = scored(Pretended(lambda orders: Returned(len(orders))))
    assert found.verdict.mistake == "orders counted"
    assert found.told_by == "toys"
    assert found.earned == 0


def test_a_known_mistake_in_a_value_is_named_on_own_data(scored, own):
    found = scored(Pretended(lambda: Returned(len(own.tables["orders"]))), "buyer-count")
    assert found.verdict.mistake == "orders counted for all"
    assert scored(Pretended(lambda: Returned(customers(own.tables["orders"]))), "buyer-count").earned == 1.0


@pytest.mark.parametrize(("answer", "earned"), [("b", 1.0), (" B ", 1.0), ("a", 0.0), (2, 0.0)])
def test_a_choice_is_its_key_in_any_case(scored, answer, earned):
    assert scored(Pretended(lambda: Returned(answer)), "busiest").earned == earned


@pytest.mark.parametrize("outcome", [Untouched(), Undefined(), Stopped("time")])
def test_after_no_answer_or_a_stop_nothing_more_is_asked(scored, outcome):
    far = Pretended(lambda orders: outcome)
    found = scored(far)
    assert found.earned == 0
    assert far.asked == 1
    assert found.verdict.status == type(outcome).__name__.lower()


def test_a_stop_on_own_data_keeps_the_toys_marks(scored):
    far = Pretended(lambda orders: Returned(customers(orders)) if len(orders) < 10 else Stopped("memory"))
    found = scored(far)
    assert found.earned == 0.5
    assert found.verdict.status == "stopped"


def test_raising_everywhere_earns_nothing_and_says_what_was_raised(scored):
    found = scored(Pretended(lambda orders: Raised("KeyError", "'customer'", "orders['customer']")))
    assert found.earned == 0
    assert found.verdict.status == "raised"


@pytest.mark.parametrize(
    "vast",
    [pd.DataFrame({"a": range(5_000_000)}), [[0] * 1000] * 300, {"a": "x" * 20_000_000}, set(range(200_000))],
    ids=["table", "lists", "text", "set"],
)
def test_an_answer_far_too_large_is_not_compared_at_all(scored, vast):
    scored(Pretended(lambda orders: Returned(0)))
    found = scored(Pretended(lambda orders: Returned(vast)))
    assert found.earned == 0
    assert found.verdict.outcome is TOO_LARGE


def test_an_answer_that_breaks_the_comparison_is_wrong(scored, monkeypatch):
    import grader.scoring

    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(grader.scoring, "judge", broken)
    found = scored(Pretended(lambda orders: Returned(2)))
    assert found.earned == 0
    assert found.verdict.status == "wrong"


def test_marks_are_rounded_to_two_decimals(scored, lesson):
    odd = replace(lesson, cells=tuple(replace(cell, points=1 / 3) if cell.points else cell for cell in lesson.cells))
    question = odd.questions["busiest"]
    from coursekit.questions import Case

    case = Case("", {}, Returned("b"), {})
    assert score(odd, question, {"toys": lambda most: (case,)}, Pretended(lambda: Returned("b"))).earned == 0.33
