"""The demo's class of eight: each gets what their work deserves, and is told why."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.sandbox import NoIsolation, available
from workshop.demo.run import run_demo
from workshop.marks import HARD_CODED, Marks
from workshop.terminal import WorkshopError

FULL = 18
"""The points of lesson 01 that are given by the grader; the memo's five are given by hand."""


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Marks]:
    """The marks of the demo's class."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])
    return {mark.learner: mark for mark in run_demo(tmp_path_factory.mktemp("demo") / "class")}


class TestDemo:
    """One class, graded once."""

    @pytest.mark.parametrize("learner", ["ada", "bruno"])
    def test_right_answers_get_full_marks_in_any_style(self, marks: dict[str, Marks], learner: str) -> None:
        assert marks[learner].earned == FULL

    @pytest.mark.parametrize(
        ("learner", "question", "mistake"),
        [
            ("chen", "retention-rate", "new customers in the numerator"),
            ("chen", "by-hand-retention", "new customers in the numerator"),
            ("dina", "active-customers", "nothing filtered"),
            ("emil", "retention-rate", "orders counted for customers"),
            ("emil", "repeat-purchase-rate", "lifetime repeats for repeats in the window"),
        ],
    )
    def test_a_known_mistake_is_named(self, marks: dict[str, Marks], learner: str, question: str, mistake: str) -> None:
        assert marks[learner].reason(question) == mistake
        assert marks[learner].questions[question] == 0

    def test_what_was_answered_before_a_crash_keeps_its_marks(self, marks: dict[str, Marks]) -> None:
        fang = marks["fang"]
        assert fang.reason("retention-rate") == "right"
        assert fang.reason("repeat-purchase-rate") == "stopped"
        assert 0 < fang.earned < FULL

    def test_an_endless_loop_costs_its_own_question_alone(self, marks: dict[str, Marks]) -> None:
        gu = marks["gu"]
        assert gu.reason("returned-within") == "stopped"
        assert gu.earned == FULL - 3

    def test_a_cheat_earns_what_the_work_deserves(self, marks: dict[str, Marks]) -> None:
        hong = marks["hong"]
        assert hong.reason("retention-rate") == HARD_CODED
        assert hong.questions["retention-rate"] == 0.75
        for question in ("active-customers", "repeat-purchase-rate", "returned-within"):
            assert hong.questions[question] == 0

    def test_a_memo_waits_for_a_person(self, marks: dict[str, Marks]) -> None:
        assert marks["ada"].open == ["board-memo"]


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(WorkshopError, match="is no class directory"):
        run_demo(tmp_path)
    assert (tmp_path / "thesis.txt").exists()
