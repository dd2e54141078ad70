"""A submission whose process is killed from outside, by a person or for want of memory, is marked again."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

import grader.candidate
from grader.candidate import Candidate, Rules, mark
from grader.marking import Marking
from grader.sandbox import ForkServer, Limits
from grader.sandbox.far_side import family

LESSONS = Path(__file__).parent / "lessons"
WHO = ("bubblewrap", "fork server", "warden", "first process", "its Python")


@pytest.fixture
def learner(data: Path, tmp_path: Path, walls: object) -> Candidate:
    """A learner of the small lesson, who has handed in nothing beside the notebook."""
    rules = Rules(LESSONS, 200, Limits(cell_seconds=2, total_seconds=20))
    return Candidate("li", "01-orders", "en", data, {}, "", 12, 13, tmp_path, rules)


def killing(server: ForkServer, generation: int) -> type[Marking]:
    """Marking that kills a process once, before the second test cell is marked."""
    seen: list[int] = []

    class Killing(Marking):
        def _marked(self, *about: Any) -> list[dict[str, Any]]:
            seen.append(1)
            if len(seen) == 2:
                pids = generations(server)
                os.kill(pids[generation], signal.SIGKILL)
                while Path(f"/proc/{pids[-1]}/cmdline").is_file() and Path(f"/proc/{pids[-1]}/cmdline").read_bytes():
                    time.sleep(0.001)
            return super()._marked(*about)

    return Killing


def generations(server: ForkServer) -> list[int]:
    """The processes from bubblewrap's own to the one that runs the learner's cells."""
    assert server._process is not None
    _, *others = family(server._process.pid, 5)
    return [server._process.pid, *others]


def marked(notebook: NotebookNode, learner: Candidate, server: ForkServer) -> tuple[dict[str, float], str, list[str]]:
    said: list[str] = []
    line = mark(notebook, b"", learner, server=server, log=said.append)
    return dict(line.scores), nbformat.writes(notebook), said


@pytest.mark.parametrize("who", WHO)
def test_whoever_is_killed_the_marks_are_those_of_an_undisturbed_run(who, learner, handed_in, can_fork, monkeypatch):
    with ForkServer() as server:
        undisturbed = marked(handed_in({}), learner, server)
        monkeypatch.setattr(grader.candidate, "Marking", killing(server, WHO.index(who)))
        scores, notebook, said = marked(handed_in({}), learner, server)
    assert (scores, notebook) == undisturbed[:2]
    assert sum(scores.values()) == 4.0
    assert ["marked again" in line for line in said] == [True]


def test_one_that_ends_its_own_process_keeps_what_it_earned_before(learner, handed_in, can_fork):
    crash = {"buyer-count": "import os\nos.kill(os.getpid(), 9)"}
    with ForkServer() as server:
        scores, notebook, said = marked(handed_in(crash), learner, server)
    assert scores == {"buyers": 2.0, "buyer-count": 0.0, "busiest": 0.0}
    assert "ended the Python process" in notebook
    assert [line.split("after")[0] for line in said] == ["cell 4 was stopped (died) "]
