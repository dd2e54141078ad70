"""`workshop grade`: the same gradebook as nbgrader's own autograde, whatever kills it, and what people gave stays."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grader import ledger
from grader.sandbox.process_tree import descendants
from workshop import crew
from workshop.classroom import open_classroom
from workshop.gradebook import gradebook_url
from workshop.grading import Graded, grade, submissions
from workshop.terminal import WorkshopError

sys.path.insert(0, str(Path(__file__).parent))
from grading_class import LESSON, SUBMISSIONS, configuration, files, make, rows

pytestmark = [
    pytest.mark.usefixtures("walls"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with everything handed in, and references in its cache."""
    folder = tmp_path_factory.mktemp("classes") / "handed-in"
    make(folder)
    return folder


@pytest.fixture(scope="module")
def graded(handed_in: Path) -> Path:
    """The class graded by `workshop grade`."""
    folder = copied(handed_in, "graded")
    assert {(one.learner, one.what) for one in run(folder)} == {(learner, "graded") for learner in SUBMISSIONS}
    return folder


def copied(folder: Path, name: str) -> Path:
    target = folder.with_name(name)
    shutil.copytree(folder, target)
    return target


def run(folder: Path, **how: object) -> list[Graded]:
    room = open_classroom(folder)
    return list(grade(room, submissions(room), config=configuration(folder), **{"workers": 2, **how}))


def grades(folder: Path) -> dict[object, object]:
    return {name: line.grade for name, line in ledger.latest(folder).items()}


def test_the_gradebook_and_the_files_are_those_of_nbgrader_s_own_autograde(handed_in, graded):
    folder = copied(handed_in, "by-nbgrader")
    api = NbGraderAPI(config=configuration(folder))
    for learner in SUBMISSIONS:
        done = api.autograde(LESSON, learner)
        assert done["success"], done["log"]
    assert rows(graded) == rows(folder)
    assert files(graded, "autograded") == files(folder, "autograded")
    assert grades(graded) == grades(folder)


def test_a_graded_class_is_kept_and_force_gives_the_same_byte_for_byte(graded):
    before = rows(graded), files(graded, "autograded", "feedback"), grades(graded)
    assert {one.what for one in run(graded)} == {"kept"}
    assert {one.what for one in run(graded, force=True, workers=1)} == {"graded"}
    assert (rows(graded), files(graded, "autograded", "feedback"), grades(graded)) == before
    room = open_classroom(graded)
    other_way = grade(room, submissions(room)[::-1], config=configuration(graded), force=True, workers=4)
    assert {one.what for one in other_way} == {"graded"}
    assert (rows(graded), files(graded, "autograded", "feedback"), grades(graded)) == before


def test_what_a_person_gave_stays_and_is_on_the_feedback_page(graded):
    folder = copied(graded, "by-hand")
    with Gradebook(gradebook_url(folder), folder.name) as book:
        essay = book.find_grade("memo", LESSON, LESSON, "wrong")
        essay.manual_score, essay.extra_credit, essay.needs_manual_grade = 1.5, 0.5, False
        book.find_grade("busiest-check", LESSON, LESSON, "loop").manual_score = 0.75
        book.find_comment("memo", LESSON, LESSON, "wrong").manual_comment = "Whom would you call first?"
        book.db.commit()
    run(folder, force=True)
    after = rows(folder)
    assert after["wrong"]["grades"]["memo"] == (None, 1.5, 0.5, True)
    assert after["loop"]["grades"]["busiest-check"][:2] == (0.0, 0.75)
    assert after["wrong"]["comments"]["memo"] == (None, "Whom would you call first?")
    page = (folder / "feedback" / "wrong" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "Whom would you call first?" in page
    assert f"<b>{after['wrong']['score']:g} / 6</b>" in page


def test_a_submission_that_changed_is_graded_again_and_the_others_are_kept(graded):
    folder = copied(graded, "changed")
    file = folder / "submitted" / "wrong" / LESSON / f"{LESSON}.ipynb"
    shutil.copyfile(folder / "submitted" / "right" / LESSON / f"{LESSON}.ipynb", file)
    assert {(one.learner, one.what) for one in run(folder) if one.what != "kept"} == {("wrong", "graded")}
    assert rows(folder)["wrong"]["grades"] == rows(folder)["right"]["grades"]


def test_lateness_costs_what_nbgrader_s_plugin_says(handed_in):
    folder = copied(handed_in, "late")
    with Gradebook(gradebook_url(folder), folder.name) as book:
        book.add_student("wrong")
        book.update_or_create_assignment(LESSON, duedate="2026-11-20 09:00:00 UTC")
        book.update_or_create_submission(LESSON, "wrong", timestamp="2026-11-20 08:00:00 UTC")
        book.grant_extension(LESSON, "wrong", hours=2)
    config = configuration(folder)
    config.LateSubmissionPlugin.penalty_method = "zero"
    room = open_classroom(folder)
    list(grade(room, [("right", LESSON), ("wrong", LESSON)], config=config, workers=1))
    found = rows(folder)
    assert (found["right"]["penalty"], found["wrong"]["penalty"]) == (4.0, None)
    page = (folder / "feedback" / "right" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "late: −4" in page


KILLABLE = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from grading_class import configuration
from workshop.classroom import open_classroom
from workshop.grading import grade, submissions
if __name__ == "__main__":
    folder, seconds, learner = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3] or None
    config, room = configuration(folder), open_classroom(folder)
    config.TrustedExecute.cell_seconds = seconds
    for done in grade(room, submissions(room, learner=learner), config=config, workers=2):
        print(done.learner, flush=True)
"""


def started(folder: Path, learner: str = "", cell_seconds: float = 2.0) -> subprocess.Popen[bytes]:
    script = folder.parent / "killable.py"
    script.write_text(KILLABLE.format(here=str(Path(__file__).parent)))
    command = [sys.executable, str(script), str(folder), str(cell_seconds), learner]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def test_killed_at_any_point_the_next_run_finishes_with_the_same_grades(handed_in, graded):
    folder = copied(handed_in, "killed")
    moments = [
        lambda: (folder / "cache").is_dir(),
        lambda: any((folder / "autograded").glob("*/*")) if (folder / "autograded").is_dir() else False,
        lambda: (folder / "ledger.jsonl").is_file(),
    ]
    for moment in moments:
        process = started(folder)
        while process.poll() is None and not moment():
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
    run(folder)
    assert rows(folder) == rows(graded)
    assert files(folder, "autograded", "feedback") == files(graded, "autograded", "feedback")
    assert grades(folder) == grades(graded)


def test_ended_however_nothing_of_it_lives_on_and_the_next_run_leaves_no_temporary_file(handed_in, monkeypatch):
    folder = copied(handed_in, "ended")
    temp = tempfile.mkdtemp()
    monkeypatch.setenv("TMPDIR", temp)
    for signal_ in (signal.SIGKILL, signal.SIGTERM):
        process = started(folder, "loop", cell_seconds=600)
        while process.poll() is None and len(family := descendants(process.pid)) < 9:
            time.sleep(0.002)
        assert process.poll() is None
        process.send_signal(signal_)
        process.wait()
        deadline = time.monotonic() + 60
        while left := [pid for pid in family if alive(pid)]:
            assert time.monotonic() < deadline, left
            time.sleep(0.01)
    assert started(folder, "untouched").wait() == 0
    assert os.listdir(temp) == []
    os.rmdir(temp)


def alive(pid: int) -> bool:
    """Whether a process is there and not over."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_worker_that_dies_is_replaced_and_its_job_done_again(handed_in, graded, monkeypatch):
    folder = copied(handed_in, "worker-killed")
    received, killed = crew._received, []

    def kill_first(worker):
        if not killed:
            killed.append(worker.process.pid)
            os.kill(worker.process.pid, signal.SIGKILL)
            worker.process.join()
            worker.line.close()
        return received(worker)

    monkeypatch.setattr(crew, "_received", kill_first)
    assert {one.what for one in run(folder)} == {"graded"}
    assert killed
    assert rows(folder) == rows(graded)


def test_the_process_that_workers_are_forked_from_dies_and_costs_nothing(handed_in, graded, monkeypatch):
    folder = copied(handed_in, "forkserver-killed")
    hired, killed = crew._hired, []

    def kill_once(context):
        if len(killed) < 2:
            worker = hired(context)
            parent = int(Path(f"/proc/{worker.process.pid}/stat").read_text().rpartition(")")[2].split()[1])
            assert parent != os.getpid()
            os.kill(parent, signal.SIGKILL)
            killed.append(parent)
            return worker
        return hired(context)

    monkeypatch.setattr(crew, "_hired", kill_once)
    assert {one.what for one in run(folder)} == {"graded"}
    assert len(killed) == 2
    assert rows(folder) == rows(graded)


def test_a_job_that_kills_two_workers_fails_alone(handed_in, monkeypatch):
    folder = copied(handed_in, "deadly")
    received = crew._received

    def deadly(worker):
        if worker.job.name[0] == "right":
            worker.process.kill()
            worker.process.join()
            worker.line.close()
        return received(worker)

    monkeypatch.setattr(crew, "_received", deadly)
    found = {one.learner: one for one in run(folder)}
    assert found["right"].what == "failed"
    assert "twice" in found["right"].why
    assert {one.what for name, one in found.items() if name != "right"} == {"graded"}


def test_a_gradebook_that_can_t_be_opened_is_told_without_its_password(handed_in):
    folder = copied(handed_in, "no-server")
    with (folder / "class.toml").open("r+") as file:
        text = file.read()
        file.seek(0)
        file.write('gradebook = "sqlite:////nowhere/hunter2@x/gradebook.db"\n' + text)
    with pytest.raises(WorkshopError, match=r"(?s)can't be opened.*class\.toml"):
        run(folder)


def test_time_stamps_that_can_t_be_read_stop_nobody(handed_in):
    folder = copied(handed_in, "stamps")
    (folder / "submitted" / "right" / LESSON / "timestamp.txt").write_bytes(b"\xff yesterday")
    room = open_classroom(folder)
    (one,) = grade(room, [("right", LESSON)], config=configuration(folder), workers=1)
    assert one.what == "graded"
    assert rows(folder)["right"]["timestamp"] is None


@pytest.mark.parametrize("linked", ["files", "folder", "learner"])
def test_nbgrader_s_own_autograde_follows_no_link(handed_in, linked):
    folder = copied(handed_in, f"links-{linked}")
    place = folder / "submitted" / "right" / LESSON
    (place / "deeper").mkdir()
    for name, target in (("hint.txt", folder / ".secret"), ("deeper/hint.txt", folder / "class.toml"), ("all", folder)):
        (place / name).symlink_to(target)
    if linked != "files":
        moved = place if linked == "folder" else place.parent
        elsewhere = moved.rename(folder / "elsewhere")
        moved.symlink_to(elsewhere)
        (place / ".secret").write_bytes((folder / ".secret").read_bytes())
    done = NbGraderAPI(config=configuration(folder)).autograde(LESSON, "right")
    assert done["success"] == (linked == "files"), done["log"]
    secret = (folder / ".secret").read_bytes()
    left = list((folder / "autograded").rglob("*")) if (folder / "autograded").is_dir() else []
    assert not [path for path in left if path.is_symlink() or (path.is_file() and path.read_bytes() == secret)]
    assert not [path for path in (folder / "submitted").rglob("*") if path.is_symlink()]
    assert any(path.is_symlink() for path in (folder / ".links" / "right").rglob("*"))
    if linked == "files":
        assert rows(folder)["right"]["score"] == 4
        assert (folder / "autograded" / "right" / LESSON / "notes.txt").read_text() == "mine"


def test_a_class_is_graded_by_one_at_a_time(graded):
    folder = copied(graded, "twice-at-once")
    room = open_classroom(folder)
    one = grade(room, submissions(room), config=configuration(folder), workers=1)
    next(one)
    with pytest.raises(WorkshopError, match=f"graded already .process {os.getpid()}."):
        run(folder)
    done = NbGraderAPI(config=configuration(folder)).autograde(LESSON, "right")
    assert not done["success"]
    assert f"graded already (process {os.getpid()})" in done["log"]
    one.close()
    assert [found.learner for found in run(folder) if found.what != "kept"] == ["right"]
    assert rows(folder) == rows(graded)
    assert files(folder, "autograded", "feedback") == files(graded, "autograded", "feedback")
