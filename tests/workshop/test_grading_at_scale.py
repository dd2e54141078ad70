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
from grader.sandbox import NoIsolation, available
from workshop import cluster
from workshop.classroom import open_classroom
from workshop.grading import Graded, grade, submissions
from workshop.marks import class_marks
from workshop.terminal import WorkshopError

sys.path.insert(0, str(Path(__file__).parent))
from grading_class import LESSONS, SUBMISSIONS, configuration, make, rows

from grader.lesson import read_lesson

pytestmark = [
    pytest.mark.xdist_group("grading"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId", "ignore::sqlalchemy.exc.SAWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def walls() -> None:
    """Bubblewrap, or skip where it does not work."""
    try:
        available()
    except NoIsolation as reason:
        pytest.skip(str(reason)[:120])


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
    with pytest.raises(WorkshopError, match=r"scheduler at .* is gone.*kept: run the same again"):
        for one in run(folder, scheduler=machines.address):
            done.append(one.learner)
            machines.processes[0].send_signal(signal.SIGKILL)
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


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server's address."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL; see .ci/run")
        pytest.skip("no PostgreSQL server on this machine")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        os.chown(folder, 65534, 65534)

    def do(*words: str) -> None:
        done = subprocess.run([str(programs[-1] / words[0]), *words[1:]], cwd=folder, capture_output=True, **who)
        assert done.returncode == 0, done.stderr

    data, log = folder / "data", folder / "log"
    do("initdb", "-D", str(data), "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-sync")
    do("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", f"-k {folder} -h ''", "start")
    try:
        yield f"postgresql+psycopg://teacher@/postgres?host={folder}"
    finally:
        do("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_a_gradebook_in_postgresql_holds_the_same(server, graded):
    folder = graded.with_name("postgresql")
    make(folder, server)
    assert {one.what for one in run(folder)} == {"graded"}
    assert not (folder / "gradebook.db").exists()
    assert rows(folder) == rows(graded)
    assert {one.what for one in run(folder)} == {"kept"}
    assert {one.what for one in run(folder, force=True)} == {"graded"}
    assert rows(folder) == rows(graded)
    lessons = [read_lesson(LESSONS / "01-orders")]
    assert class_marks(open_classroom(folder), lessons) == class_marks(open_classroom(graded), lessons)
