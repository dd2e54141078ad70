"""nbgrader without our executor runs the learner's own checks: a failed one must not earn marks."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade, is_grade, is_solution

import generator
from grader.lesson import Lesson

ROOT = Path(__file__).resolve().parents[2]
WRONG = "def retention_rate(orders, before, after):\n    return 1.0"


@pytest.fixture
def executed(tmp_path: Path, lesson: Lesson) -> nbformat.NotebookNode:
    """The solved lesson with one wrong answer and one left open, run in a kernel as nbgrader's Execute does."""
    shutil.copytree(ROOT / "notebooks" / "en" / "checks", tmp_path / "checks")
    generator.write("amazon", tmp_path / "datasets", customers=400, seed=3, truth=False)
    node = nbformat.read(ROOT / "solutions" / "en" / f"{lesson.name}.ipynb", as_version=4)
    for cell in node.cells:
        if cell.id == "retention-rate":
            cell.source = WRONG
        if cell.id == "returned-within":
            cell.source = "def returned_within(orders, start, end, days=30):\n    ...  # YOUR CODE HERE"
    NotebookClient(node, timeout=120, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}).execute()
    return node


def test_a_failed_check_earns_nothing_and_a_right_one_its_points(
    executed: nbformat.NotebookNode, lesson: Lesson
) -> None:
    earned = {
        cell.metadata.nbgrader["grade_id"].removesuffix("-check"): determine_grade(cell, logging.getLogger("test"))[0]
        for cell in executed.cells
        if is_grade(cell) and not is_solution(cell)
    }
    assert earned["retention-rate"] == 0
    assert earned["returned-within"] == 0
    for question in ("by-hand-retention", "active-customers", "repeat-purchase-rate", "marketing-number"):
        assert earned[question] == lesson.points[question]
    assert earned["november-churn"] == 0, "only grading can tell: the notebook doesn't know the right value"
