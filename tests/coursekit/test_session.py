"""A lesson opens in its language from the folder it lies in; where it can't, the message says what to do."""

import json

import pytest
from toy_lesson import checks_in

from coursekit import session
from coursekit.questions import dump_checks, read_checks
from coursekit.session import CourseError, Session, begin, current, opened
from coursekit.values import Malformed


def test_a_lesson_opens_from_a_folder_below(lesson_folder, monkeypatch):
    below = lesson_folder / "en" / "mine"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    begin("01-toy")
    assert (current().lesson, current().language, current().case) == ("01-toy", "en", "amazon")


def test_a_lesson_opens_in_the_language_of_its_checks(lesson_folder):
    (lesson_folder / "checks" / "01-toy.json").write_text(dump_checks(checks_in("zh")), encoding="utf-8")
    begin("01-toy")
    assert current().language == "zh"


def test_checks_that_are_not_there_are_asked_for(lesson_folder):
    with pytest.raises(CourseError, match=r"checks/02-other\.json.*make course.*检查文件|checks/02-other\.json"):
        begin("02-other")


def test_where_the_grader_runs_a_notebook_no_checks_are_needed(lesson_folder, monkeypatch):
    monkeypatch.setenv(session.CASE_VARIABLE, "cmb")
    begin("02-other")
    assert (current().case, current().checks) == ("cmb", None)


def _without_format(tree):
    del tree["format"]


def _of_the_future(tree):
    tree["format"] += 1


def _questions_in_a_list(tree):
    tree["questions"] = list(tree["questions"].values())


def _a_node_nobody_writes(tree):
    tree["questions"]["rate"]["cases"][0]["arguments"]["orders"] = {"$": "pickle"}


def _a_case_without_answer(tree):
    del tree["questions"]["rate"]["cases"][0]["expected"]


DAMAGES = [_without_format, _of_the_future, _questions_in_a_list, _a_node_nobody_writes, _a_case_without_answer]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_checks_are_told_with_the_file_and_the_mend(lesson_folder, damage):
    file = lesson_folder / "checks" / "01-toy.json"
    tree = json.loads(file.read_text(encoding="utf-8"))
    damage(tree)
    file.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(CourseError, match=r"01-toy\.json.*workshop build"):
        begin("01-toy")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"format": 1}'])
def test_a_file_that_is_no_checks_at_all_is_told_too(lesson_folder, content):
    (lesson_folder / "checks" / "01-toy.json").write_bytes(content)
    with pytest.raises(CourseError, match=r"01-toy\.json.*workshop build"):
        begin("01-toy")


def test_what_is_written_is_read_back(lesson_folder):
    file = lesson_folder / "checks" / "01-toy.json"
    assert dump_checks(read_checks(file)) == file.read_text(encoding="utf-8")
    assert isinstance(Malformed("x"), ValueError)


def test_a_course_error_is_shown_without_a_traceback():
    assert CourseError("Do this.")._render_traceback_() == ["⚠ Do this."]


def test_a_session_held_open_is_not_replaced_and_then_given_back(toy_lesson):
    mine = current()
    with opened(Session("03-other", None, "citic")) as held:
        begin("01-toy")
        assert current() is held
    assert current() is mine
