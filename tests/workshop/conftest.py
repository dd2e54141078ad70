from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.lesson import Lesson, read_lesson
from grader.sandbox import NoIsolation, available

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "lessons" / "01-who-stayed"


@pytest.fixture(scope="session")
def walls() -> None:
    """Bubblewrap, or skip where it does not work."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])


@pytest.fixture
def lesson() -> Lesson:
    """The course's first lesson."""
    return read_lesson(LESSON)


@pytest.fixture
def changed_lesson(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of a small lesson in which one piece of a file is replaced."""
    folder = tmp_path / "01-orders"
    shutil.copytree(ROOT / "tests" / "grader" / "lessons" / "01-orders", folder)

    def change(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} isn't in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change
