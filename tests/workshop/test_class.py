"""A class from roster to report: own data for each, graded behind walls, kept when unchanged."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import stat
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from grader import ledger
from workshop.classroom import Classroom, open_classroom
from workshop.cli import app
from workshop.marks import class_marks
from workshop.notebooks import ESSAY

pytestmark = pytest.mark.usefixtures("walls")

ROOT = Path(__file__).resolve().parents[2]
LESSON = "01-who-stayed"
ROSTER = """id,name,email,language
ada,Ada Wong,ada@example.org,en
wei,"Li, Wei 王伟",wei@example.org,zh
eve,=HYPERLINK("x"),,en
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class of three: one handed in the solution, one an untouched notebook, one nothing."""
    folder = tmp_path_factory.mktemp("classes")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8-sig")
    run("new", str(folder / "tuesday"), "--roster", str(folder / "roster.csv"), "--lessons", "01", "--customers", "600")
    hand_in(folder / "tuesday", "ada", ROOT / "solutions" / "en" / f"{LESSON}.ipynb")
    hand_in(folder / "tuesday", "wei", ROOT / "notebooks" / "zh" / f"{LESSON}.ipynb")
    memo = folder / "tuesday" / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    memo.write_text(memo.read_text(encoding="utf-8").replace(ESSAY, "We keep 40 of 100."), encoding="utf-8")
    run("grade", str(folder / "tuesday"))
    return open_classroom(folder / "tuesday")


def hand_in(folder: Path, learner: str, notebook: Path) -> None:
    target = folder / "submitted" / learner / LESSON
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(notebook, target / f"{LESSON}.ipynb")


def digest(folder: Path) -> str:
    files = sorted(folder.rglob("part-*"))
    assert files
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def test_everyone_has_their_own_data(room: Classroom) -> None:
    assert len({digest(room.folder / "data" / learner) for learner in room.learners}) == 3


def test_what_is_handed_out_is_in_the_learners_language_with_their_data_and_nothing_else(room: Classroom) -> None:
    handout = room.folder / "handout" / "wei"
    assert "谁留下了" in (handout / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert digest(handout / "datasets") == digest(room.folder / "data" / "wei")
    names = {file.name for file in handout.rglob("*") if file.is_file() and not file.name.startswith("part-")}
    assert names == {f"{LESSON}.ipynb", f"{LESSON}.json", "manifest.json", "glossary.md"}
    assert not list(room.folder.rglob("truth"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_secret_is_its_owners_alone(room: Classroom) -> None:
    assert stat.S_IMODE((room.folder / ".secret").stat().st_mode) == 0o600


def test_two_classes_of_one_roster_have_different_data(room: Classroom, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    run(
        "new",
        str(tmp_path / "again"),
        "--roster",
        str(tmp_path / "roster.csv"),
        "--customers",
        "600",
        "--lessons",
        "01",
    )
    assert digest(tmp_path / "again" / "data" / "ada") != digest(room.folder / "data" / "ada")


def test_the_reference_gets_full_marks_and_an_untouched_notebook_none(room: Classroom) -> None:
    lines = ledger.latest(room.folder)
    ada, wei = lines[LESSON, "ada"], lines[LESSON, "wei"]
    assert ada.scores == ada.points
    assert set(wei.scores.values()) == {0.0}
    assert set(wei.statuses.values()) == {"untouched"}


def test_a_written_memo_waits_for_a_person_and_an_untouched_one_is_worth_nothing(room: Classroom) -> None:
    marks = {mark.learner: mark for mark in class_marks(room, room.read_lessons())}
    assert marks["ada"].open == ["board-memo"]
    assert marks["wei"].open == []
    assert marks["wei"].earned == 0


def test_the_ledger_names_no_seed_and_no_secret(room: Classroom) -> None:
    secret = (room.folder / ".secret").read_text().strip()
    everything = (room.folder / "ledger.jsonl").read_text(encoding="utf-8")
    assert secret not in everything
    assert "seed" not in everything


def test_what_is_unchanged_is_kept_and_force_gives_the_same_grade(room: Classroom) -> None:
    assert "0 graded, 2 already graded and unchanged" in run("grade", str(room.folder))
    before = ledger.latest(room.folder)[LESSON, "ada"].grade
    assert "1 graded" in run("grade", str(room.folder), "--learner", "ada", "--force")
    assert ledger.latest(room.folder)[LESSON, "ada"].grade == before


def test_feedback_is_in_the_learners_language(room: Classroom) -> None:
    feedback = (room.folder / "feedback" / "wei" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "没有作答" in feedback


def test_the_report_names_who_is_stuck_and_who_handed_nothing_in(room: Classroom) -> None:
    run("report", str(room.folder))
    report = (room.folder / "report.html").read_text(encoding="utf-8")
    assert "Li, Wei 王伟" in report
    assert "=HYPERLINK(&#34;x&#34;)" in report
    assert "Not handed in" in report
    assert "not attempted" in report


def test_the_grades_open_in_a_spreadsheet(room: Classroom) -> None:
    run("report", str(room.folder), "--lang", "zh")
    with (room.folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["wei"]["name"] == "Li, Wei 王伟"
    assert rows["eve"]["name"].startswith("'=")
    assert float(rows["ada"]["points"]) == 18
    assert rows["eve"]["points"] == ""
    assert rows["ada"]["to grade by hand"] == "1"
    assert "班级报告" in (room.folder / "report.html").read_text(encoding="utf-8")


def test_a_broken_submission_does_not_stop_the_others(room: Classroom, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(room.folder, folder)
    broken = tmp_path / "broken.ipynb"
    broken.write_text('{"cells": [', encoding="utf-8")
    hand_in(folder, "wei", broken)
    hand_in(folder, "eve", ROOT / "solutions" / "en" / f"{LESSON}.ipynb")
    says = run("grade", str(folder))
    assert "wei, 01-who-stayed: The file breaks off (line 1)" in says
    told = (folder / "feedback" / "wei" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "文件不完整（第 1 行处中断）" in told
    assert "Li, Wei 王伟" in told
    assert "1 graded, 1 already graded and unchanged, 1 could not be graded" in says
    assert ledger.latest(folder)[LESSON, "eve"].scores == ledger.latest(folder)[LESSON, "eve"].points


def test_the_report_says_why_a_submission_is_not_graded_and_whose_files_are_the_same(
    room: Classroom, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(room.folder, folder)
    shutil.copytree(folder / "submitted" / "ada", folder / "submitted" / "eve")
    run("grade", str(folder), "--learner", "eve")
    (folder / "ledger.jsonl").write_text(
        "".join(line for line in (folder / "ledger.jsonl").open(encoding="utf-8") if '"wei"' not in line)
    )
    (folder / "submitted" / "wei" / LESSON / f"{LESSON}.ipynb").write_text("{")
    run("report", str(folder), "--lang", "zh")
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "Li, Wei 王伟 (文件不完整" in report
    assert "提交了完全相同的文件:</b> Ada Wong, =HYPERLINK" in report


def test_solutions_are_released_only_when_asked_for_and_in_the_learners_language(
    room: Classroom, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(room.folder, folder)
    run("report", str(folder))
    assert not list(folder.glob("feedback/**/*solution*"))
    assert "released  2 solutions" in run("report", str(folder), "--solutions")
    released = folder / "feedback" / "wei" / LESSON / f"{LESSON}-solution.ipynb"
    assert released.read_bytes() == (ROOT / "solutions" / "zh" / f"{LESSON}.ipynb").read_bytes()


def test_a_renamed_notebook_with_a_byte_order_mark_and_no_test_cell_gets_full_marks(
    room: Classroom, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(room.folder, folder)
    node = nbformat.read(ROOT / "solutions" / "en" / f"{LESSON}.ipynb", as_version=4)
    node.cells = [cell for cell in node.cells if cell.id != "retention-rate-check"]
    target = folder / "submitted" / "Eve" / LESSON
    target.mkdir(parents=True)
    (target / f"{LESSON} (1).ipynb").write_text(nbformat.writes(node), encoding="utf-8-sig")
    says = run("grade", str(folder), "--learner", "eve")
    assert f"{LESSON} (1).ipynb was taken for {LESSON}.ipynb" in says
    assert "byte order mark" in says
    assert "Cell retention-rate-check was missing and was put back" in says
    line = ledger.latest(folder)[LESSON, "eve"]
    assert line.scores == line.points
    told = (folder / "feedback" / "eve" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "How your file was read" in told


def test_another_lesson_s_notebook_is_refused(room: Classroom, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(room.folder, folder)
    hand_in(folder, "eve", ROOT / "notebooks" / "en" / "02-cohorts.ipynb")
    assert "another lesson's" in run("grade", str(folder), "--learner", "eve")
    assert (LESSON, "eve") not in ledger.latest(folder)


def test_bad_input_is_refused_with_the_mend(room: Classroom, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    roster = ["--roster", str(tmp_path / "roster.csv")]
    assert "exists and isn't empty" in refused("new", str(room.folder), *roster)
    assert "No lesson '77'" in refused("new", str(tmp_path / "x"), *roster, "--lessons", "77")
    assert "No file" in refused("new", str(tmp_path / "x"), "--roster", str(tmp_path / "none.csv"))
    assert "is no class directory" in refused("grade", str(tmp_path))
    assert "no learner 'bob'" in refused("grade", str(room.folder), "--learner", "bob")
    assert "no lesson '02'" in refused("grade", str(room.folder), "--lesson", "02")
    assert not (tmp_path / "x").exists()
    assert not list(tmp_path.glob(".*.part"))
