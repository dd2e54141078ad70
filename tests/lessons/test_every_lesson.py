"""What holds for the questions of every lesson, on their small cases; `workshop verify` tries whole populations."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from coursekit.diagnosis import judge, recognise, same_outcome
from coursekit.policies import judge_policy
from coursekit.questions import Question
from grader.cases import in_language, toy_cases, tried
from grader.deciding import mistaken, practice_world
from grader.lesson import Lesson, lesson_folders, read_lesson
from grader.questions import Question as Asked
from grader.running import run_cells, run_reference
from workshop.building import LESSONS, small_population

FOLDERS = {folder.name: folder for folder in lesson_folders(LESSONS)}


@cache
def lesson_of(name: str) -> Lesson:
    return read_lesson(FOLDERS[name])


@cache
def compiled(name: str) -> dict[str, Question]:
    lesson = lesson_of(name)
    namespace = run_reference(lesson, small_population(lesson.dataset))
    return {
        question.name: in_language(lesson, question, toy_cases(question, namespace, "en"), "en")
        for question in lesson.questions.values()
        if question.kind in ("function", "chart") or question.shown
    }


def decisions_of(name: str) -> list[Asked]:
    return [question for question in lesson_of(name).questions.values() if question.kind == "decision"]


@pytest.fixture(params=FOLDERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_mistake_is_refused_and_recognised_by_its_name(name):
    for question in compiled(name).values():
        for mistake in question.mistakes:
            outcomes = [case.mistaken[mistake] for case in question.cases]
            assert not judge(question, outcomes).right, (question.name, mistake)
            assert recognise(question, outcomes) == mistake, question.name


def test_no_two_mistakes_agree_on_all_small_cases(name):
    for question in compiled(name).values():
        for one, other in itertools.combinations(question.mistakes, 2):
            assert not all(
                same_outcome(question, case.mistaken[one], case.mistaken[other]) for case in question.cases
            ), (question.name, one, other)


def test_every_other_right_answer_is_right_on_the_small_cases(name):
    for question in compiled(name).values():
        asked = lesson_of(name).questions[question.name]
        for other in asked.also_right:
            outcomes = [tried(other, case.arguments, chart=asked.kind == "chart") for case in question.cases]
            assert judge(question, outcomes).right, (question.name, other.__name__)


def test_the_memo_s_points_are_those_of_its_rubric(name):
    lesson = lesson_of(name)
    essays = [cell for cell in lesson.cells if cell.role == "essay"]
    assert essays
    for cell in essays:
        assert sum(row.points for row in lesson.rubrics[cell.name]) == cell.points


@pytest.mark.parametrize("name", [name for name in FOLDERS if decisions_of(name)])
def test_listed_policies_fall_short_and_are_named(name):
    lesson = lesson_of(name)
    for question in decisions_of(name):
        world = practice_world(lesson.dataset)
        ready, known = in_language(lesson, question, (), "en"), mistaken(question, world)
        for mistake in question.mistakes:
            verdict = judge_policy(ready, world, tried(mistake.wrong, {"customers": world.customers}), known)
            assert not verdict.right
            assert verdict.mistake == mistake.name or verdict.slip


@pytest.mark.parametrize("unanswered", [None, ...])
def test_given_cells_run_where_functions_have_not_been_written(name, unanswered):
    lesson = lesson_of(name)
    population = small_population(lesson.dataset)
    targets = [question.target for question in lesson.questions.values() if question.kind in ("function", "chart")]
    namespace = run_reference(lesson, population) | {target: lambda *given, **named: unanswered for target in targets}
    own = [cell for cell in lesson.cells if cell.role == "given" and cell.name.endswith(("-own", "own-heatmap"))]
    assert own
    run_cells(lesson, own, namespace, population)
