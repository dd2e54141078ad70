"""A class directory graded by nbgrader's own command, with our step in place of its kernel."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

import generator
from grader import ledger
from grader.candidate import files_of
from grader.language import language_of
from grader.seeds import new_secret, own_seed

LESSONS = Path(__file__).parent / "lessons"
pytestmark = [
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]

MEMO = "Call them.<script>steal()</script> <img src=x onerror=steal()> ![x](javascript:steal())\n\n`a<b` <!-- a -->"
LEARNERS = ("right", "wang", "cheat", "crash", "empty")


def configured(room: Path) -> Config:
    config = Config()
    config.CourseDirectory.root = str(room)
    config.CourseDirectory.course_id = "class"
    config.Autograde.exporter_class = "grader.submission_exporter.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [
        "grader.mending.MendNotebook",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        "grader.executor.TrustedExecute",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.GenerateFeedback.preprocessors = [
        "grader.feedback_page.HarmlessProse",
        "nbgrader.preprocessors.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    config.MendNotebook.classroom = str(room)
    config.TrustedExecute.classroom = str(room)
    config.TrustedExecute.lessons = str(LESSONS)
    config.TrustedExecute.fresh_customers = 200
    config.TrustedExecute.cell_seconds = 5.0
    return config


def cheated(notebook):
    """Forge wherever a notebook can be forged: points, cells, outputs, metadata."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
    cells["busiest-check"].metadata.nbgrader["points"] = 1000
    cells["busiest"].source = "busiest = 'a'"
    bonus = {"grade": True, "solution": False, "locked": False, "grade_id": "bonus", "points": 50, "schema_version": 3}
    notebook.cells.append(new_code_cell("1000.0", metadata={"nbgrader": bonus}))
    notebook.cells.append(nbformat.from_dict(dict(cells["buyers-check"])))
    notebook.cells.remove(cells["buyer-count-check"])
    cells[
        "buyers"
    ].source = "class Yes(float):\n    __eq__ = lambda *a: True\ndef buyers(orders):\n    return Yes('nan')"
    cells["buyers-check"].source = "2.0"
    return notebook


@pytest.fixture(scope="module", autouse=True)
def _programs_found():
    """nbgrader finds its `alembic` by name on the path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        yield


@pytest.fixture(scope="module")
def graded(walls, handed_in, tmp_path_factory):
    """A class of five, graded."""
    room = tmp_path_factory.mktemp("class")
    secret = new_secret(room)
    rows = "".join(
        f'[[learners]]\nid = "{one}"\nname = "{one}"\nemail = ""\nlanguage = "{"zh" if one == "wang" else "en"}"\n'
        for one in LEARNERS
    )
    (room / "class.toml").write_text(f'language = "en"\ncustomers = 300\nlessons = ["01-orders"]\n{rows}')
    source = room / "source" / "01-orders"
    source.mkdir(parents=True)
    nbformat.write(handed_in({}), source / "01-orders.ipynb")
    api = NbGraderAPI(config=configured(room))
    made = api.generate_assignment("01-orders")
    assert made["success"], made["log"]
    answers = {
        "right": handed_in({}),
        "wang": handed_in({"buyers": "def buyers(orders):\n    return len(orders)", "memo": MEMO}),
        "cheat": cheated(handed_in({})),
        "crash": handed_in({"buyer-count": "import os\nos.kill(os.getpid(), 9)"}),
        "empty": nbformat.v4.new_notebook(),
    }
    logs = {}
    for learner, notebook in answers.items():
        seed = own_seed(secret, learner, "amazon")
        generator.write("amazon", room / "data" / learner, customers=300, seed=seed, truth=False)
        folder = room / "submitted" / learner / "01-orders"
        folder.mkdir(parents=True)
        (folder / "01-orders.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        result = api.autograde("01-orders", learner)
        assert result["success"], result.get("log")
        logs[learner] = result["log"]
    return SimpleNamespace(room=room, api=api, logs=logs, secret=secret)


def marks(graded, learner):
    with Gradebook(graded.api.coursedir.db_url, graded.api.coursedir.course_id) as book:
        submission = book.find_submission_notebook("01-orders", "01-orders", learner)
        return {grade.name: (grade.auto_score, grade.max_score) for grade in submission.grades}


def test_a_right_submission_has_full_marks_in_the_gradebook(graded):
    found = marks(graded, "right")
    assert found["buyers-check"] == (2.0, 2.0)
    assert found["buyer-count-check"] == (1.0, 1.0)
    assert found["busiest-check"] == (1.0, 1.0)


def test_a_known_mistake_costs_its_questions_and_is_in_the_ledger(graded):
    assert marks(graded, "wang")["buyers-check"] == (0.0, 2.0)
    entry = ledger.latest(graded.room)[("01-orders", "wang")]
    assert entry.mistakes == {"buyers": "orders counted"}


def test_an_essay_waits_for_the_instructor(graded):
    with Gradebook(graded.api.coursedir.db_url, graded.api.coursedir.course_id) as book:
        essay = book.find_grade("memo", "01-orders", "01-orders", "wang")
        assert essay.auto_score is None
        assert essay.needs_manual_grade


def test_forged_points_cells_and_outputs_earn_nothing(graded):
    found = marks(graded, "cheat")
    assert found["busiest-check"] == (0.0, 1.0)
    assert found["buyers-check"][0] == 0.0
    assert "bonus-check" not in found
    assert "bonus" not in found


def test_a_deleted_test_cell_is_scored_all_the_same(graded):
    entry = ledger.latest(graded.room)[("01-orders", "cheat")]
    assert set(entry.scores) == {"buyers", "buyer-count", "busiest"}
    assert "buyer-count-check" in marks(graded, "cheat")


def test_what_was_answered_before_a_crash_counts(graded):
    assert [score for score, _ in marks(graded, "crash").values()][:3].count(2.0) == 1
    assert ledger.latest(graded.room)[("01-orders", "crash")].statuses["busiest"] == "stopped"


def test_an_empty_notebook_is_graded_and_earns_nothing(graded):
    assert sum(score or 0 for score, _ in marks(graded, "empty").values()) == 0


def test_feedback_is_in_the_learner_s_language(graded):
    result = graded.api.generate_feedback("01-orders", "wang")
    assert result["success"], result.get("log")
    html = (graded.room / "feedback" / "wang" / "01-orders" / "01-orders.html").read_text(encoding="utf-8")
    assert "你数的是订单，不是顾客" in html


def test_a_script_in_an_essay_is_text_on_the_feedback_page(graded):
    assert graded.api.generate_feedback("01-orders", "wang", force=True)["success"]
    html = (graded.room / "feedback" / "wang" / "01-orders" / "01-orders.html").read_text(encoding="utf-8")
    assert "Call them." in html
    assert "<script>steal" not in html
    assert "<img src=x" not in html
    assert 'src="javascript:' not in html


def test_grading_again_gives_the_same_grade(graded):
    before = marks(graded, "wang"), ledger.latest(graded.room)[("01-orders", "wang")].grade
    assert graded.api.autograde("01-orders", "wang", force=True)["success"]
    assert (marks(graded, "wang"), ledger.latest(graded.room)[("01-orders", "wang")].grade) == before


def test_neither_seed_nor_secret_is_written_anywhere_but_in_the_secret_s_file(graded):
    words = [graded.secret.hex(), *(str(own_seed(graded.secret, one, "amazon")) for one in LEARNERS)]
    for file in graded.room.rglob("*"):
        if file.is_file() and file.name != ".secret":
            content = file.read_bytes()
            assert not any(word.encode() in content for word in words), file


def test_grading_refuses_where_there_are_no_walls(graded, monkeypatch):
    import grader.candidate
    from grader.sandbox import NoIsolation

    def none() -> None:
        raise NoIsolation("bubblewrap is not installed. Install it.")

    monkeypatch.setattr(grader.candidate, "available", none)
    result = graded.api.autograde("01-orders", "right", force=True)
    assert not result["success"]
    assert "bubblewrap is not installed" in result["log"]


def test_files_handed_in_come_along_but_links_do_not(tmp_path):
    (tmp_path / "helper.py").write_text("x = 1")
    (tmp_path / "01-orders.ipynb").write_text("{}")
    (tmp_path / "secret.txt").symlink_to("/etc/passwd")
    (tmp_path / "folder").mkdir()
    assert files_of(tmp_path) == {"helper.py": b"x = 1"}
    assert files_of(tmp_path / "missing") == {}


def test_names_that_are_not_in_utf_8_are_given_in_the_characters_they_stand_for(tmp_path):
    folder = os.fsencode(tmp_path)
    for name in ("数据.csv".encode("gb18030"), "表".encode("gb18030") * 100, b"\xff" * 90):
        Path(os.fsdecode(os.path.join(folder, name))).write_bytes(b"1")
    assert files_of(tmp_path) == {"数据.csv": b"1", "file": b"1"}


def test_a_learner_who_is_not_on_the_roster_is_spoken_to_in_the_class_s_language(tmp_path):
    (tmp_path / "class.toml").write_text('language = "zh"\n[[learners]]\nid = "li"\nlanguage = "en"\n')
    assert (language_of(tmp_path, "li"), language_of(tmp_path, "zhou")) == ("en", "zh")


def test_the_ledger_is_plain_json_a_line(graded):
    lines = (graded.room / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["lesson"] == "01-orders" for line in lines)
