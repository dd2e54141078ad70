"""A class in nbgrader's formgrader, in a real browser: autograde, mark the essay by its rubric, feedback, export."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

pytest.importorskip("playwright")
from lab_driver import SECONDS, browser_page, chromium, server
from playwright.sync_api import Page, TimeoutError

from grader.lesson import read_lesson
from grader.sandbox import NoIsolation, available
from workshop.building import LESSONS
from workshop.classroom import new_classroom, open_classroom
from workshop.gradebook import gradebook_url
from workshop.marks import class_marks
from workshop.notebooks import ESSAY
from workshop.report import write_report
from workshop.roster import Learner

ROOT = Path(__file__).resolve().parents[2]
LESSON = "01-who-stayed"
TRICK = "<script>window.stolen = true</script><img src=x onerror='window.stolen = true'>"

pytestmark = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (apt install chromium)"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of one, who handed in the solution and a memo with a trick in it."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])
    folder = tmp_path_factory.mktemp("formgrader") / "tuesday"
    new_classroom(folder, [Learner("ada", "Ada Wong", "ada@example.org", "en")], [LESSONS / LESSON], customers=500)
    target = folder / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    target.parent.mkdir(parents=True)
    solved = (ROOT / "solutions" / "en" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    target.write_text(solved.replace(ESSAY, f"We keep 40 of 100. {TRICK}"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(room: Path) -> Iterator[tuple[Page, str]]:
    """A browser, and formgrader's address."""
    with server(room) as address, browser_page() as opened:
        yield opened, f"{address}/formgrader"


def clicked(page: Page, what: str) -> None:
    """Click a button in the only learner's line, and wait until nbgrader says that it worked."""
    page.locator(f"td.{what} a").click(timeout=SECONDS * 1000)
    page.wait_for_selector("#success-modal, #error-modal", timeout=SECONDS * 1000)
    assert page.locator("#error-modal").count() == 0, page.locator("#error-modal").inner_text()


def written(page: Page, field: str, text: str, saved_by: str) -> None:
    """Write into a field, leave it, and wait until formgrader has saved it; again where it was not listening yet."""
    for _ in range(8):
        page.fill(field, "")
        page.fill(field, text)
        try:
            with page.expect_response(
                lambda reply: saved_by in reply.url and reply.request.method == "PUT", timeout=12_000
            ) as reply:
                page.press(field, "Tab")
        except TimeoutError:
            continue
        assert reply.value.ok
        return
    raise AssertionError(f"formgrader did not save {field}")


def test_an_instructor_grades_a_class_in_formgrader(room: Path, page: tuple[Page, str], tmp_path: Path) -> None:
    browser, address = page
    browser.goto(f"{address}/manage_submissions/{LESSON}")
    clicked(browser, "autograde")
    lesson = read_lesson(LESSONS / LESSON)
    (marks,) = class_marks(open_classroom(room), [lesson])
    assert marks.open == ["board-memo"]
    assert marks.earned == sum(points for name, points in lesson.points.items() if name in lesson.questions)

    browser.goto(f"{address}/gradebook/{LESSON}/{LESSON}")
    browser.locator("td.name a").first.click(timeout=SECONDS * 1000)
    browser.wait_for_selector("input#board-memo", timeout=SECONDS * 1000)
    assert lesson.rubrics["board-memo"][0].says.en in browser.inner_text("body")
    assert browser.evaluate("() => window.stolen") is None
    written(browser, "input#board-memo", "4", "/api/grade/")
    written(browser, "textarea#board-memo-comment", "Say what it costs.", "/api/comment/")

    browser.goto(f"{address}/manage_submissions/{LESSON}")
    clicked(browser, "generate-feedback")
    feedback = room / "feedback" / "ada" / LESSON / f"{LESSON}.html"
    browser.goto(feedback.as_uri())
    shown = browser.inner_text("body")
    assert "Say what it costs." in shown
    assert "4 / 5" in shown
    assert browser.evaluate("() => window.stolen") is None

    (marks,) = class_marks(open_classroom(room), [lesson])
    assert marks.questions["board-memo"] == 4
    with Gradebook(gradebook_url(room), room.name) as book:
        assert book.find_submission(LESSON, "ada").score == marks.earned
    write_report(open_classroom(room), "en")
    with (room / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert float(row["points"]) == marks.earned
    exported = tmp_path / "nbgrader.csv"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["nbgrader", "export", "--to", str(exported)]
    subprocess.run(command, cwd=room, env=environment, check=True, capture_output=True)
    with exported.open(encoding="utf-8", newline="") as file:
        assert [float(row["score"]) for row in csv.DictReader(file) if row["student_id"] == "ada"] == [marks.earned]

    browser.goto(f"{address}/manage_submissions/{LESSON}")
    clicked(browser, "autograde")
    (again,) = class_marks(open_classroom(room), [lesson])
    assert again.questions == marks.questions
    with Gradebook(gradebook_url(room), room.name) as book:
        assert book.find_comment("board-memo", LESSON, LESSON, "ada").manual_comment == "Say what it costs."
