from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from coursekit.outcomes import Returned
from coursekit.questions import Case
from grader.dependence import builds_on, needing
from grader.executor import LESSONS
from grader.following import alike, followed
from grader.lesson import Cell, read_lesson
from grader.marking import Marking
from grader.names import names_of
from grader.questions import Toy
from grader.reference import Reference
from grader.sandbox import Isolation


class Theirs:
    """A far side whose functions are given here."""

    def __init__(self, **functions):
        self.functions = functions
        self.asked = 0

    def call(self, target, arguments, *, chart=False):
        self.asked += 1
        return Returned(self.functions[target](**arguments))

    def value(self, target):
        return Returned(self.functions[target])


@pytest.fixture(scope="module")
def who_stayed():
    return read_lesson(LESSONS / "01-who-stayed")


def test_names_read_inside_functions_count_and_only_top_level_names_are_bound():
    names = names_of("import numpy as np\ndef rate(x):\n    inner = x\n    return share(inner)\na, b = 1, 2\nc[0] = 3")
    assert names.binds == {"np", "rate", "a", "b"}
    assert "share" in names.reads


def test_what_a_lesson_s_answers_build_on(who_stayed):
    on = {name: builds_on(who_stayed, question) for name, question in who_stayed.questions.items()}
    assert on["november-churn"] == ("retention-rate",)
    assert "retention-rate" in on["monthly-retention"]
    assert on["active-customers"] == ()


def test_an_answer_that_stands_on_its_own_needs_no_cells(who_stayed):
    assert needing(who_stayed, who_stayed.questions["retention-rate"], {"by_hand_retention"}) == ()


def test_only_cells_on_the_way_to_the_question_are_run_again(who_stayed):
    cells = [
        Cell("share", "solution", "def share(x): return x"),
        Cell("picture", "given", "drawn = plot(share(1))"),
        Cell("twice", "given", "doubled = 2 * share(1)"),
        Cell("november-churn", "solution", "november_churn = doubled + 1"),
    ]
    lesson = dataclasses.replace(who_stayed, cells=tuple(cells))
    found = needing(lesson, who_stayed.questions["november-churn"], {"share"})
    assert [cell.name for cell in found] == ["twice", "november-churn"]


def test_a_wrong_function_costs_its_own_question_and_not_those_built_on_it(
    lesson, reference, own, fresh, data, start, isolation, handed_in
):
    marking = Marking(lesson, reference, own, fresh)
    handed = handed_in({"buyers": "def buyers(orders):\n    return len(orders)"})
    marking.mark(handed, start(isolation, data=data))
    found = {item.question: item for item in marking.scores}
    assert (found["buyers"].earned, found["buyer-count"].earned) == (0.0, 1.0)
    assert found["buyer-count"].followed
    assert not found["buyers"].followed
    shown = next(cell for cell in handed.cells if cell.id == "buyer-count-check")
    assert "right given your own answer" in shown.outputs[1].data["text/html"]


def test_a_wrong_answer_on_top_of_a_wrong_one_is_wrong(lesson, reference, own, fresh, data, start, handed_in):
    marking = Marking(lesson, reference, own, fresh)
    answers = {
        "buyers": "def buyers(orders):\n    return len(orders)",
        "buyer-count": "buyer_count = buyers(orders) + 1",
    }
    marking.mark(handed_in(answers), start(Isolation.PROCESS_ONLY, data=data))
    assert [item.earned for item in marking.scores[:2]] == [0.0, 0.0]


@pytest.mark.parametrize(
    "broken", ["return 1 / 0", "return orders", "return 10**400", "return [1]", "while True: pass"]
)
def test_nothing_follows_from_an_answer_that_is_none(lesson, reference, own, fresh, data, start, handed_in, broken):
    marking = Marking(lesson, reference, own, fresh)
    answers = {"buyers": f"def buyers(orders):\n    {broken}", "buyer-count": "buyer_count = 5"}
    marking.mark(handed_in(answers), start(Isolation.PROCESS_ONLY, data=data))
    assert [item.earned for item in marking.scores[:2]] == [0.0, 0.0]


def test_functions_built_on_functions_are_followed_on_the_small_cases_too(who_stayed, own):
    def growth(orders, before, after):
        right = namespace["retention_rate"](orders, before, after)
        return 1 - right

    question = who_stayed.questions["monthly-retention"]
    reference = Reference(who_stayed)
    toys = reference.toys(question, "en", own)
    namespace = reference._on(own).namespace
    given = followed(who_stayed, question, toys, {"retention-rate"}, Theirs(retention_rate=growth), namespace)
    assert given is not None
    for case, right in zip(given, toys, strict=True):
        pd.testing.assert_series_equal(case.expected.value, 1 - right.expected.value)
    assert namespace["retention_rate"].__name__ == "retention_rate"


def test_the_toys_of_every_question_stay_what_they_were(who_stayed, own):
    question = who_stayed.questions["monthly-retention"]
    assert all(isinstance(toy, Toy) for toy in question.toys)
    reference = Reference(who_stayed)
    toys = reference.toys(question, "en", own)
    right = reference._on(own).namespace["retention_rate"]
    far = Theirs(retention_rate=lambda orders, before, after: right(orders, before, after))
    given = followed(who_stayed, question, toys, {"retention-rate"}, far, reference._on(own).namespace)
    assert far.asked
    for case, same in zip(given, toys, strict=True):
        pd.testing.assert_series_equal(case.expected.value, same.expected.value)


@pytest.mark.parametrize(
    ("got", "right", "is_alike"),
    [
        (0.25, 1, True),
        (np.float64(3), 2, True),
        (float("nan"), 0.5, False),
        (float("inf"), 0.5, False),
        (0.5, float("nan"), True),
        (True, 0.5, False),
        ("0.5", 0.5, False),
        (1e12, 0.5, False),
        ({1, 2}, [3], True),
        (list(range(5000)), {1}, False),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1, 2]}), True),
        (pd.DataFrame({"b": [1]}), pd.DataFrame({"a": [1, 2]}), False),
        (pd.Series([1.0]), pd.Series([1.0, 2.0]), True),
        (np.array([1.0, 2.0]), pd.Series([0.5, 0.5]), True),
        ([1.0], pd.Series([0.5, 0.5]), False),
        (None, 0.5, False),
    ],
)
def test_only_what_looks_like_a_right_answer_is_gone_on_with(got, right, is_alike):
    assert alike(got, right) is is_alike


@pytest.mark.parametrize(("theirs", "expected"), [(3, [0, 1, 2]), (0, None)])
def test_nothing_follows_from_an_answer_that_leaves_nothing(lesson, theirs, expected):
    cells = (
        Cell("buyers", "solution", "def buyers(orders): return 7"),
        Cell("buyer-count", "solution", "buyer_count = list(range(buyers([])))"),
    )
    asked = dataclasses.replace(lesson, cells=cells)
    namespace = {"buyers": lambda orders: 7, "buyer_count": list(range(7))}
    case = Case("", {}, Returned(namespace["buyer_count"]), {})
    far = Theirs(buyers=lambda orders: theirs)
    found = followed(asked, lesson.questions["buyer-count"], [case], ["buyers"], far, namespace)
    assert (found and found[0].expected.value) == expected


@pytest.mark.parametrize(("theirs", "expected"), [(3.0, [1.5, 0.5]), (0.0, None)])
def test_nothing_follows_from_an_answer_that_leaves_zero(lesson, theirs, expected):
    cells = (
        Cell("buyers", "solution", "def buyers(orders): return 7.0"),
        Cell("buyer-count", "solution", "buyer_count = [buyers([]) / 2, buyers([]) / 6]"),
    )
    asked = dataclasses.replace(lesson, cells=cells)
    namespace = {"buyers": lambda orders: 7.0, "buyer_count": [3.5, 7 / 6]}
    case = Case("", {}, Returned(namespace["buyer_count"]), {})
    far = Theirs(buyers=lambda orders: theirs)
    found = followed(asked, lesson.questions["buyer-count"], [case], ["buyers"], far, namespace)
    assert (found and found[0].expected.value) == expected


@pytest.mark.parametrize(("busy", "earned"), [("return 7", 0.0), ("return 7 + len(orders)", 1.0)])
def test_nothing_follows_from_one_number_for_whatever_is_asked(
    lesson, reference, own, fresh, data, start, handed_in, busy, earned
):
    marking = Marking(lesson, reference, own, fresh)
    answers = {"buyers": f"def buyers(orders):\n    {busy}", "buyer-count": "buyer_count = buyers(orders)"}
    marking.mark(handed_in(answers), start(Isolation.PROCESS_ONLY, data=data))
    assert [item.earned for item in marking.scores[:2]] == [0.0, earned]


def test_a_learner_s_function_is_not_told_what_is_right_in_a_question_marked_later(lesson, own):
    cells = (
        Cell("buyers", "solution", "def buyers(count): return count"),
        Cell("buyer-count", "solution", "buyer_count = 7"),
        Cell("busiest", "solution", "busiest = buyers(buyer_count)"),
    )
    asked = dataclasses.replace(lesson, cells=cells)
    told = []
    far = Theirs(buyers=lambda count: told.append(count) or 5, buyer_count=4)
    case = Case("", {}, Returned(7), {})
    value = dataclasses.replace(lesson.questions["busiest"], kind="value")
    found = Reference(asked).carried(value, (case,), set(), far, own)
    assert found is not None
    assert found[0].expected == Returned(5)
    assert told == [4]


def test_an_earlier_answer_that_has_nothing_to_do_with_it_stands_in_nobody_s_way(
    lesson, reference, own, fresh, data, start, handed_in
):
    cells = (Cell("busiest", "solution", "busiest = 'b'"), *(cell for cell in lesson.cells if cell.name != "busiest"))
    asked = dataclasses.replace(lesson, cells=cells)
    handed = handed_in({"busiest": "", "buyers": "def buyers(orders):\n    return len(orders)"})
    place = next(number for number, cell in enumerate(handed.cells) if cell.id == "busiest-check")
    handed.cells.insert(1, handed.cells.pop(place))
    marking = Marking(asked, Reference(asked), own, fresh)
    marking.mark(handed, start(Isolation.PROCESS_ONLY, data=data))
    assert {found.question: found.earned for found in marking.scores} == {
        "busiest": 0.0,
        "buyers": 0.0,
        "buyer-count": 1.0,
    }
