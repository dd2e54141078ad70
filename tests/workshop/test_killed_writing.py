"""Grading that is killed before any of its writes: what stands of a submission belongs together after the next run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grader import ledger
from grader.job import Result
from grader.questions import Text
from workshop import crew, grading
from workshop.classroom import open_classroom
from workshop.gradebook import gradebook_url
from workshop.grading import Graded, grade, submissions

sys.path.insert(0, str(Path(__file__).parent))
from grading_class import LESSON, SUBMISSIONS, configuration, files, make, rows

pytestmark = [
    pytest.mark.usefixtures("walls"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]
LEARNERS = ("right", "untouched", "wrong")
CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "sqlite3.connect")
KILLED = 77


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of three with everything handed in."""
    folder = tmp_path_factory.mktemp("classes") / "handed-in"
    make(folder, learners={name: SUBMISSIONS[name] for name in LEARNERS})
    return folder


@pytest.fixture(scope="module")
def found(handed_in: Path) -> list[Result]:
    """What marking it finds."""
    room, kept = open_classroom(copied(handed_in, "marked")), list[Result]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading, "here", lambda jobs, workers: _kept(crew.here(jobs, workers), kept))
        run(room.folder)
    return sorted(kept, key=lambda result: result.learner)


def _kept(results: Iterator[Result], kept: list[Result]) -> Iterator[Result]:
    for result in results:
        kept.append(result)
        yield result


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Result]], None]:
    """Have the marking of every job find what is given, without doing it."""

    def use(results: list[Result]) -> None:
        by_name = {(result.learner, result.lesson): result for result in results}
        monkeypatch.setattr(grading, "here", lambda jobs, workers: iter([by_name[job.name] for job in jobs]))

    return use


def copied(folder: Path, name: str) -> Path:
    target = folder.with_name(name)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


def run(folder: Path, **how: object) -> list[Graded]:
    room = open_classroom(folder)
    return list(grade(room, submissions(room), config=configuration(folder), **{"workers": 2, **how}))


def killed_at(step: int, folder: Path, **how: object) -> bool:
    """Grade in a child that is gone before it changes a file for the `step`th time; whether it got that far."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(step, folder)
            run(folder, **how)
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED)
    return status == KILLED


def _die_at(step: int, folder: Path) -> None:
    seen: list[str] = []

    def watch(event: str, about: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(about[2], int) and about[2] & (os.O_WRONLY | os.O_RDWR)
        if not writes and event not in CHANGES:
            return
        if event in ("os.remove", "os.rmdir") or str(folder) in str(about[0]):
            seen.append(event)
            if len(seen) == step:
                os._exit(KILLED)

    sys.addaudithook(watch)


def state(folder: Path) -> object:
    lines = {name: line.grade for name, line in ledger.latest(folder).items()}
    return rows(folder), files(folder, "autograded", "feedback"), lines


def earlier(results: list[Result]) -> list[Result]:
    """What another version of the grader found: the same marks, in other words."""
    return [replace(one, notebook=one.notebook + "\n", feedback=one.feedback + "<!-- earlier -->") for one in results]


def test_a_first_grading_killed_before_any_write_is_finished_by_the_next(handed_in, found, marking):
    marking(found)
    whole = copied(handed_in, "whole")
    run(whole)
    step = 0
    while killed_at(step := step + 1, folder := copied(handed_in, "killed")):
        assert {one.what for one in run(folder)} <= {"graded", "kept"}
        assert state(folder) == state(whole), step
        assert {one.what for one in run(folder)} == {"kept"}
    assert step > 10 * len(LEARNERS)


def test_grading_again_killed_before_any_write_leaves_nothing_that_does_not_belong_together(handed_in, found, marking):
    before = copied(handed_in, "before")
    marking(earlier(found))
    run(before)
    marking(found)
    step = 0
    while killed_at(step := step + 1, folder := copied(before, "killed-again"), force=True):
        run(folder)
        for name in LEARNERS:
            notebook = folder / "autograded" / name / LESSON / f"{LESSON}.ipynb"
            page = folder / "feedback" / name / LESSON / f"{LESSON}.html"
            of_before = (notebook.read_text().endswith("\n\n"), page.read_text().endswith("<!-- earlier -->"))
            assert of_before in ((True, True), (False, False)), (step, name)
        assert rows(folder) == rows(before)
        assert {one.what for one in run(folder)} == {"kept"}
    assert step > 10 * len(LEARNERS)


def test_what_can_t_be_graded_and_is_taken_back_has_the_feedback_of_what_stands(handed_in, found, marking):
    folder = copied(handed_in, "taken-back")
    marking(found)
    run(folder)
    file = folder / "submitted" / "right" / LESSON / f"{LESSON}.ipynb"
    page = folder / "feedback" / "right" / LESSON / f"{LESSON}.html"
    handed, told = file.read_bytes(), page.read_bytes()
    file.write_bytes(b"{")
    marking(
        [replace(one, entry=None, refused=Text("broken", "坏")) if one.learner == "right" else one for one in found]
    )
    assert [one.what for one in run(folder) if one.learner == "right"] == ["failed"]
    assert page.read_bytes() != told
    file.write_bytes(handed)
    marking(found)
    run(folder)
    assert page.read_bytes() == told


def test_what_nbgrader_s_own_autograde_graded_gets_its_feedback(handed_in, found, marking):
    folder = copied(handed_in, "by-nbgrader")
    marking(found)
    run(folder)
    page = folder / "feedback" / "wrong" / LESSON / f"{LESSON}.html"
    told = page.read_text(encoding="utf-8")
    shutil.copyfile(*(folder / "submitted" / name / LESSON / f"{LESSON}.ipynb" for name in ("right", "wrong")))
    done = NbGraderAPI(config=configuration(folder)).autograde(LESSON, "wrong")
    assert done["success"], done["log"]
    right = next(one for one in found if one.learner == "right")
    marking([replace(right, learner="wrong", feedback="anew") if one.learner == "wrong" else one for one in found])
    run(folder)
    assert page.read_text(encoding="utf-8") == "anew" != told


def test_rows_that_somebody_else_entered_meanwhile_are_used(handed_in, found, marking, monkeypatch):
    folder = copied(handed_in, "entered")
    marking(found)
    marked = grading.here

    def entering(jobs: Iterator[Any], workers: int) -> Iterator[Result]:
        results = list(marked(jobs, workers))
        with Gradebook(gradebook_url(folder), folder.name) as book:
            book.update_or_create_student("right")
            book.update_or_create_submission(LESSON, "right")
        yield from results

    monkeypatch.setattr(grading, "here", entering)
    assert {one.what for one in run(folder)} == {"graded"}
    whole = copied(handed_in, "entered-by-nobody")
    marking(found)
    run(whole)
    assert rows(folder) == rows(whole)


def test_what_is_handed_in_while_it_is_graded_is_graded_by_the_next_run(handed_in, found, marking, monkeypatch):
    folder = copied(handed_in, "meanwhile")
    file = folder / "submitted" / "right" / LESSON / f"{LESSON}.ipynb"
    marking(found)
    marked = grading.here

    def changing(jobs: Iterator[Any], workers: int) -> Iterator[Result]:
        results = list(marked(jobs, workers))
        file.write_bytes(file.read_bytes() + b"\n")
        yield from results

    monkeypatch.setattr(grading, "here", changing)
    assert {one.what for one in run(folder)} == {"graded"}
    marking(found)
    assert [one.learner for one in run(folder) if one.what == "graded"] == ["right"]


def test_a_graded_notebook_that_is_gone_is_graded_anew(handed_in, found, marking):
    folder = copied(handed_in, "gone")
    marking(found)
    run(folder)
    shutil.rmtree(folder / "autograded" / "right")
    assert [one.learner for one in run(folder) if one.what == "graded"] == ["right"]
