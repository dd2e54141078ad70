"""A matplotlib without windows, no chart left open by a test for the next one, and a small lesson to open."""

from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import pytest
from toy_lesson import checks_in

from coursekit import session
from coursekit.questions import dump_checks

mpl.use("Agg")


@pytest.fixture(autouse=True)
def fresh_charts() -> Iterator[None]:
    import matplotlib.pyplot as plt

    with mpl.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def lesson_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lesson's checks, to open a notebook in; no lesson is open."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "01-toy.json").write_text(dump_checks(checks_in("en")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_open", None)
    for name in (session.CASE_VARIABLE, session.DATA_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def toy_lesson(lesson_folder: Path) -> Path:
    """The same with the lesson opened."""
    session.begin("01-toy")
    return lesson_folder
