"""Blocks made on a Dask cluster, by real processes over TCP, are the same to the byte, even when a worker dies."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator
from generator import cluster
from generator.blocks import Block
from generator.parts import BlockJob
from generator.streams import Variant
from generator.unfinished import unfinished

CUSTOMERS = 120_050
SEED = 7
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("in-process")
    generator.write("amazon", out, customers=CUSTOMERS, seed=SEED, truth=False)
    return contents(out)


def started(*words: str, log: Path, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    return subprocess.Popen(command, stdout=log.open("wb"), stderr=subprocess.STDOUT, **options)


class Cluster:
    """A scheduler and workers in processes of their own, on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, []
        words = ("dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--no-dashboard")
        self.processes.append(started(*words, log=folder / "scheduler.log", cwd=folder))
        self.address = self._said(folder / "scheduler.log", r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)")

    def _said(self, log: Path, pattern: str) -> str:
        for _ in range(600):
            if found := re.search(pattern, log.read_text(errors="replace")):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(log.read_text(errors="replace"))

    def worker(self) -> subprocess.Popen[bytes]:
        number = len(self.processes)
        words = ("dask_worker", self.address, "--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        words += ("--local-directory", str(self.folder))
        log = self.folder / f"worker-{number}.log"
        self.processes.append(started(*words, log=log, cwd=self.folder))
        self._said(log, r"(Registered to)")
        return self.processes[-1]

    def end(self) -> None:
        for process in reversed(self.processes):
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()


@pytest.fixture
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield found
    finally:
        found.end()


@pytest.mark.parametrize("shared", [True, False])
def test_the_same_bytes_though_a_worker_is_killed_in_the_middle(tmp_path, workers, expected, monkeypatch, shared):
    put = cluster.put
    if not shared:  # as if the workers' machine didn't see the folder: the mark they look for isn't there
        monkeypatch.setattr(cluster, "put", lambda content, path: path.name == cluster.MARK or put(content, path))
    victim, _ = workers.worker(), workers.worker()
    told: list[int] = []

    def tell(done: int, total: int) -> None:
        told.append(done)
        if done == 2:
            os.kill(victim.pid, signal.SIGKILL)

    generator.write(
        "amazon", tmp_path, customers=CUSTOMERS, seed=SEED, truth=False, scheduler=workers.address, progress=tell
    )
    assert victim.wait() == -signal.SIGKILL
    assert contents(tmp_path) == expected
    assert told == [1, 2, 3, 4, 5, 6, 7]
    assert [path.name for path in tmp_path.iterdir()] == ["amazon"]


def test_all_workers_gone_is_told_and_what_was_finished_is_kept(tmp_path, workers, expected, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.5)
    only, request = workers.worker(), {"customers": CUSTOMERS, "seed": SEED, "truth": False}
    with pytest.raises(generator.WorkersLost, match=r"No worker has been left.*run the same again"):
        generator.write(
            "amazon", tmp_path, **request, scheduler=workers.address, progress=lambda done, _: done == 2 and only.kill()
        )
    assert not (tmp_path / "amazon").exists()
    told: list[int] = []
    generator.write("amazon", tmp_path, **request, progress=lambda done, _: told.append(done))
    assert told[0] >= 2
    assert contents(tmp_path) == expected


def test_a_scheduler_that_is_killed_is_told(tmp_path, workers):
    workers.worker()
    scheduler = workers.processes[0]
    with pytest.raises(generator.WorkersLost, match=r"scheduler at .* is gone"):
        generator.write(
            "amazon", tmp_path, customers=CUSTOMERS, truth=False, scheduler=workers.address,
            progress=lambda *_: scheduler.kill(),
        )  # fmt: skip
    assert not (tmp_path / "amazon").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "nonsense://here", "tcp://no such host:1"])
def test_an_address_where_nothing_answers_is_told(tmp_path, monkeypatch, address):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1.0)
    with pytest.raises(generator.NoScheduler, match="nothing answers there"):
        generator.write("amazon", tmp_path, customers=50, scheduler=address)
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_without_workers_is_told(tmp_path, workers, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1.0)
    with pytest.raises(generator.NoScheduler, match="has no workers"):
        generator.write("amazon", tmp_path, customers=50, scheduler=workers.address)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_with_other_versions_makes_nothing(tmp_path):
    job = BlockJob("amazon", 7, Variant(), Block(0, 20), "parquet", False)
    with unfinished(tmp_path / "amazon", "x") as here:
        delivery = cluster.deliver(job, here, "", cluster.versions() | {"numpy": "1.0"})
        assert delivery.parts == ()
        with pytest.raises(generator.OtherVersions, match=r"numpy .* instead of 1\.0"):
            cluster._accept(delivery, job, here)


def test_no_key_or_description_tells_the_seed():
    assert "98765" not in repr(BlockJob("amazon", 98765, Variant(), Block(0, 20), "parquet", False))
