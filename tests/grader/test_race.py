"""The race of the graders runs: everyone grades the same small class."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import nbformat
import pytest

from benchmarks.grading import LESSON
from benchmarks.grading.__main__ import Run, run, table
from benchmarks.grading.for_otter import without_checks, written_for
from benchmarks.grading.handed_in import make, replicate
from grader.lesson import read_lesson
from grader.sandbox import NoIsolation, available
from workshop.building import LESSONS
from workshop.classroom import open_classroom
from workshop.grading import submissions
from workshop.notebooks import notebook

BY_CHECKS, ALL = 17, 18
"""The points of lesson 01 that its own checks can give, which know nothing of the learner's data; and all of them."""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of two, both right."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])
    folder = tmp_path_factory.mktemp("race") / "class"
    make(folder, 2, 300)
    return folder


@pytest.fixture(scope="module")
def released():
    """Lesson 01 as it is handed out."""
    return notebook(read_lesson(LESSONS / LESSON), "en", "exercise")


@pytest.mark.parametrize(
    ("commands", "points"),
    [([["nbgrader", "0", "1"]], BY_CHECKS), ([["ours", "1", "1"]], ALL)],
    ids=["nbgrader", "ours with pictures"],
)
def test_everyone_grades_all_that_was_handed_in(handed_in, commands, points):
    found = run(handed_in, commands)
    assert found.count == 2
    assert found.memory > 50e6
    assert found.rate > 0
    assert found.feedback > 0
    assert found.book > 10_000
    assert found.points == points


def test_otter_s_tests_are_one_a_question_and_ask_for_its_points(released, monkeypatch):
    module = ModuleType("otter.test_files")
    module.test_case = lambda points: lambda judged: judged  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "otter", ModuleType("otter"))
    monkeypatch.setitem(sys.modules, "otter.test_files", module)
    questions = read_lesson(LESSONS / LESSON).questions
    found = {name: facts(source) for name, source in written_for(released)}
    assert set(found) == {f"{name}-check" for name in questions}
    assert sum(each["points"] for each in found.values()) == ALL
    for name in questions:
        judged, asked = found[f"{name}-check"]["judged"], list[str]()
        judged({"check": verdict(asked, found[f"{name}-check"]["points"])})
        assert asked == [name]
        with pytest.raises(AssertionError, match="not yet"):
            judged({"check": verdict(asked, 0)})


def facts(source: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    exec(source, found)
    return found


class Verdict(SimpleNamespace):
    """As `check` returns it."""

    def __str__(self) -> str:
        return "not yet"


def verdict(asked: list[str], points: float) -> Callable[[str], Verdict]:
    def check(name: str) -> Verdict:
        asked.append(name)
        return Verdict(points=points)

    return check


def test_otter_passes_over_check_cells_and_nothing_else(released):
    before = nbformat.from_dict(released)
    after = without_checks(nbformat.from_dict(released))
    assert [cell.source for cell in after.cells] == [cell.source for cell in before.cells]
    ignored = [cell.source for cell in after.cells if "otter_ignore" in cell.metadata.get("tags", [])]
    assert ignored == [f'check("{name}")' for name in read_lesson(LESSONS / LESSON).questions]


def test_the_table_tells_feedback_apart_where_it_was_timed():
    runs = {
        "slow": Run(100.0, 20.0, 60, 500_000_000, 300.0, 1, 9.5),
        "two": Run(50.0, 10.0, 60, 900_000_000, 310.0, 1, 9.5),
        "quick": Run(11.0, 1.0, 60, 800_000_000, 30.0, 1, 10.0),
        "in one": Run(240.0, 0.0, 60, 400_000_000, None, 1, 9.5),
    }
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table(runs)]
    assert rows[2] == ["slow", "100.0", "20.0", "30.0", "1.0", "0.5", "5.00", "1.0", "500 MB", "9.50"]
    assert rows[4] == ["quick", "11.0", "1.0", "300.0", "10.0", "5.0", "0.50", "10.0", "800 MB", "10.00"]
    assert rows[5] == ["in one", "240.0", "in it", "15.0", "0.5", "0.2", "", "", "400 MB", "9.50"]


def test_a_class_grows_by_learners_with_data_and_answers_of_their_own(handed_in):
    replicate(handed_in, 5)
    room = open_classroom(handed_in)
    assert len(submissions(room)) == 5
    one, copy = (handed_in / "submitted" / f"learner-0000{n}" / LESSON / f"{LESSON}.ipynb" for n in (1, 3))
    assert one.read_bytes() == copy.read_bytes()
    assert (handed_in / "data" / "learner-00004" / "amazon" / "orders").is_dir()
