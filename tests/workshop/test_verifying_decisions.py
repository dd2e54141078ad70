from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from grader.lesson import read_lesson
from workshop.verifying import _decision

WHOM = Path(__file__).parents[1] / "grader" / "lessons" / "02-whom"


@pytest.fixture(scope="module")
def whom():
    return read_lesson(WHOM)


def found(lesson, **changed):
    return list(_decision(lesson, dataclasses.replace(lesson.questions["offer-policy"], **changed)))


def test_a_fair_decision_has_nothing_wrong(whom):
    assert found(whom) == []


def test_a_par_that_the_reference_does_not_reach_is_a_problem(whom):
    problems = found(whom, par=0.95)
    assert len(problems) == 3
    assert all("par is 95%" in problem for problem in problems)


def test_a_mistake_that_reaches_par_is_a_problem(whom):
    mistake = whom.questions["offer-policy"].mistakes[0]

    def fewest_visits_first(customers):
        treated = customers["visits_90"].rank(method="first") <= 0.35 * len(customers) - 1
        return treated.map({True: "discount_2", False: "nothing"})

    problems = found(whom, mistakes=[dataclasses.replace(mistake, wrong=fewest_visits_first)])
    assert any("reaches par" in problem for problem in problems)


def test_another_right_policy_is_tried_too(whom):
    def nobody(customers):
        return ["nothing"] * len(customers)

    assert any("'nobody' comes to short" in problem for problem in found(whom, also_right=[nobody]))
