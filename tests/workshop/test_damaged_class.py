"""What a class directory has lost or had damaged is told, or made good, and never a traceback."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from grader import ledger
from workshop.classroom import open_classroom
from workshop.grading import Graded, grade, submissions
from workshop.terminal import WorkshopError

sys.path.insert(0, str(Path(__file__).parent))
from grading_class import configuration, make

pytestmark = [
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of one."""
    folder = tmp_path_factory.mktemp("damaged") / "whole"
    make(folder, learners={"right": {}})
    return folder


@pytest.fixture
def room(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "class"))


def run(folder: Path) -> list[Graded]:
    room = open_classroom(folder)
    return list(grade(room, submissions(room), config=configuration(folder), isolate=False, workers=1))


def test_an_empty_gradebook_is_told_with_what_to_do(room: Path) -> None:
    run(room)
    (room / "gradebook.db").write_bytes(b"")
    with pytest.raises(WorkshopError, match=r"has no lesson '01-orders'.*Put back the copy"):
        run(room)


def test_a_gradebook_that_is_none_is_told(room: Path) -> None:
    (room / "gradebook.db").write_bytes(b"nonsense" * 1000)
    with pytest.raises(WorkshopError, match=r"(?s)can't be opened.*put back the copy"):
        run(room)


@pytest.mark.parametrize("noise", [bytes(range(256)) * 4000, b'[]\nnull\n{"lesson": 7}\n{"lesson": "01-orders"'])
def test_of_a_damaged_ledger_what_can_t_be_read_is_passed_over(room: Path, noise: bytes) -> None:
    (room / ledger.LEDGER_FILE).write_bytes(noise)
    assert [one.what for one in run(room)] == ["graded"]
    assert set(ledger.latest(room)) == {("01-orders", "right")}
    assert [one.what for one in run(room)] == ["kept"]
