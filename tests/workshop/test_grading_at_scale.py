"""Grading on a Dask cluster over TCP, with a worker killed midway, and into a PostgreSQL server: the same grades."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import ledger
from workshop import cluster, grading
from workshop.classroom import open_classroom
from workshop.grading import Graded, grade, submissions
from workshop.marks import class_marks
from workshop.terminal import WorkshopError

sys.path.insert(0, str(Path(__file__).parent))
from grading_class import LESSONS, SUBMISSIONS, configuration, make, rows

from grader.lesson import read_lesson

pytestmark = [
    pytest.mark.usefixtures("walls"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class graded here, into SQLite."""
    folder = tmp_path_factory.mktemp("classes") / "here"
    make(folder)
    assert {one.what for one in run(folder)} == {"graded"}
    return folder


def run(folder: Path, **how: object) -> Iterator[Graded]:
    room = open_classroom(folder)
    return grade(room, submissions(room), config=configuration(folder), **{"workers": 2, **how})


def grades(folder: Path) -> dict[object, object]:
    return {name: line.grade for name, line in ledger.latest(folder).items()}


class Cluster:
    """A scheduler and workers in processes of their own, on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start("dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self._said(r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)")

    def worker(self) -> subprocess.Popen[bytes]:
        words = ("--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", ".")
        self._start("dask_worker", self.address, *words)
        self._said(r"(Registered to)")
        return self.processes[-1]

    def end(self) -> None:
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()

    def _start(self, *words: str) -> None:
        command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
        with self._log(len(self.processes)).open("wb") as log:
            self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder))

    def _log(self, number: int) -> Path:
        return self.folder / f"{number}.log"

    def _said(self, pattern: str) -> str:
        log = self._log(len(self.processes) - 1)
        for _ in range(1200):
            if found := re.search(pattern, log.read_text(errors="replace")):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(log.read_text(errors="replace"))


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    try:
        yield found
    finally:
        found.end()


def test_the_same_grades_from_a_cluster_though_a_worker_is_killed_midway(machines, graded):
    folder = graded.with_name("afar")
    make(folder)
    victim, _ = machines.worker(), machines.worker()
    done = []
    for one in run(folder, scheduler=machines.address):
        done.append((one.learner, one.what))
        if len(done) == 1:
            victim.send_signal(signal.SIGKILL)
    assert sorted(done) == sorted((learner, "graded") for learner in SUBMISSIONS)
    assert victim.wait() == -signal.SIGKILL
    assert rows(folder) == rows(graded)
    assert grades(folder) == grades(graded)


def test_a_scheduler_killed_midway_is_told_and_the_next_run_goes_on(machines, graded, tmp_path):
    folder = graded.with_name("no-scheduler")
    make(folder)
    machines.worker()
    done = []

    def kill(one: Graded) -> None:
        done.append(one.learner)
        machines.processes[0].send_signal(signal.SIGKILL)

    with pytest.raises(WorkshopError, match=r"scheduler at .* is gone.*kept: run the same again"):
        list(map(kill, run(folder, scheduler=machines.address)))
    assert done
    after = {one.learner: one.what for one in run(folder)}
    assert {after.pop(learner) for learner in done} == {"kept"}
    assert set(after.values()) == {"graded"}
    assert rows(folder) == rows(graded)
    assert grades(folder) == grades(graded)


def test_a_worker_of_another_version_is_refused(machines, graded, monkeypatch):
    machines.worker()
    monkeypatch.setattr("grader.shipping.grader_version", lambda: "another")
    with pytest.raises(WorkshopError, match="another version of the grader"):
        list(run(graded, scheduler=machines.address, force=True))


def test_no_scheduler_and_no_worker_are_told_with_what_to_start(machines, graded, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1.0)
    with pytest.raises(WorkshopError, match=r"has no workers.*dask worker"):
        list(run(graded, scheduler=machines.address, force=True))
    with pytest.raises(WorkshopError, match=r"No Dask scheduler answers.*dask scheduler"):
        list(run(graded, scheduler="tcp://127.0.0.1:9", force=True))


class PostgreSQL:
    """A server in a folder of its own, reached over a socket there."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        self._folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        if self._who:
            os.chown(self._folder, 65534, 65534)
        self._do("initdb", "-D", "data", "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        self.address = f"postgresql+psycopg://teacher@/postgres?host={self._folder}"

    def start(self) -> None:
        self._do("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", f"-k {self._folder} -h ''", "start")

    def kill(self) -> None:
        self._do("pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def end(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, *words: str) -> None:
        command = [str(self._programs / words[0]), *words[1:]]
        done = subprocess.run(command, cwd=self._folder, capture_output=True, **self._who)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    """A PostgreSQL server."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL; see .ci/run")
        pytest.skip("no PostgreSQL server on this machine")
    found = PostgreSQL(programs[-1])
    try:
        yield found
    finally:
        found.end()


def test_a_gradebook_in_postgresql_holds_the_same(server, graded):
    folder = graded.with_name("postgresql")
    make(folder, server.address)
    assert {one.what for one in run(folder)} == {"graded"}
    assert not (folder / "gradebook.db").exists()
    assert rows(folder) == rows(graded)
    assert {one.what for one in run(folder)} == {"kept"}
    assert {one.what for one in run(folder, force=True)} == {"graded"}
    assert rows(folder) == rows(graded)
    lessons = [read_lesson(LESSONS / "01-orders")]
    assert class_marks(open_classroom(folder), lessons) == class_marks(open_classroom(graded), lessons)


def test_a_gradebook_whose_server_is_killed_midway_is_told_and_the_next_run_goes_on(server, graded, monkeypatch):
    folder = graded.with_name("postgresql-killed")
    make(folder, server.address)
    monkeypatch.setattr(grading, "_BATCH", 2)
    done = []

    def kill(one: Graded) -> None:
        if not done:
            server.kill()
        done.append(one.learner)

    with pytest.raises(
        WorkshopError, match=r"(?s)gradebook can't be written.*graded before is kept.*Run the same again"
    ):
        list(map(kill, run(folder)))
    with pytest.raises(WorkshopError, match=r"(?s)can't be opened.*Is the server up"):
        list(run(folder))
    server.start()
    assert {one.learner for one in run(folder) if one.what == "kept"} == set(done)
    assert rows(folder) == rows(graded)
    assert grades(folder) == grades(graded)
