"""Building twice gives the same files; a built file that was edited by hand is found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from grader.lesson import Lesson
from workshop.building import build_lessons, built_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one small lesson, built."""
    shutil.copytree(ROOT / "tests" / "grader" / "lessons", tmp_path / "lessons")
    build_lessons(tmp_path)
    return tmp_path


def test_what_is_built_is_up_to_date(course: Path) -> None:
    assert build_lessons(course, check=True) == []


def test_a_built_file_edited_by_hand_is_found_and_left_alone(course: Path) -> None:
    file = course / "notebooks" / "en" / "01-orders.ipynb"
    edited = file.read_text(encoding="utf-8") + " "
    file.write_text(edited, encoding="utf-8")
    assert build_lessons(course, check=True) == ["notebooks/en/01-orders.ipynb"]
    assert file.read_text(encoding="utf-8") == edited


def test_nothing_half_written_is_left(course: Path) -> None:
    assert not [file for file in course.rglob("*") if file.name.endswith(".part")]


def test_the_committed_notebooks_are_those_of_the_lessons(lesson: Lesson) -> None:
    for name, built in built_files(lesson):
        assert (ROOT / name).read_text(encoding="utf-8") == built, f"{name} differs: run `workshop build`"


def test_shipped_checks_hold_no_code_and_no_case_beyond_the_toys(lesson: Lesson) -> None:
    shipped = json.loads((ROOT / "notebooks" / "en" / "checks" / f"{lesson.name}.json").read_text(encoding="utf-8"))
    for name, question in lesson.questions.items():
        cases = shipped["questions"][name]["cases"]
        if question.kind in ("function", "chart"):
            assert len(cases) == len(question.toys)
        if question.kind == "value":
            assert len(cases) == int(question.shown)
    everything = json.dumps(shipped)
    assert "def " not in everything
    assert "lambda" not in everything
