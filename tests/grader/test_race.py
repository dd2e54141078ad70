"""The race of the graders runs: everyone grades the same small class."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.grading.__main__ import run
from benchmarks.grading.handed_in import LESSON, make, replicate
from grader.sandbox import NoIsolation, available
from workshop.classroom import open_classroom
from workshop.grading import submissions


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of two."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])
    folder = tmp_path_factory.mktemp("race") / "class"
    make(folder, 2, 300)
    return folder


@pytest.mark.parametrize("commands", [[["nbgrader", "0", "1"]], [["ours", "1"]]], ids=["nbgrader", "ours"])
def test_everyone_grades_all_that_was_handed_in(handed_in, commands):
    found = run(handed_in, commands)
    assert found.count == 2
    assert found.memory > 50e6
    assert found.rate > 0
    assert found.book > 10_000


def test_a_class_grows_by_learners_with_data_and_answers_of_their_own(handed_in):
    replicate(handed_in, 5)
    room = open_classroom(handed_in)
    assert len(submissions(room)) == 5
    one, copy = (handed_in / "submitted" / f"learner-0000{n}" / LESSON / f"{LESSON}.ipynb" for n in (1, 3))
    assert one.read_bytes() == copy.read_bytes()
    assert (handed_in / "data" / "learner-00004" / "amazon" / "orders").is_dir()
