from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.sandbox import ForkServer, Sandbox
from grader.sandbox.scratch import PREFIX, Scratch

HOLD = "from grader.sandbox.scratch import Scratch; s = Scratch(); print(s.folder, flush=True); input()"


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own, for its child processes too."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def holder() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen([sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(temp):
    (killed, left), (living, used) = holder(), holder()
    (left / "part").mkdir()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    strange = temp / f"{PREFIX}of-somebody-else"
    strange.mkdir()
    (temp / f"{PREFIX}link").symlink_to(used)
    try:
        with Scratch() as own:
            assert not left.exists()
            assert used.is_dir()
            assert strange.is_dir()
            assert own.folder.parent == temp
        assert not own.folder.exists()
    finally:
        living.communicate("\n")


def test_a_folder_whose_owner_lives_in_this_process_stays(temp):
    with Scratch() as first, Scratch():
        assert first.folder.is_dir()


@pytest.mark.parametrize("way", ["closed", "forgotten"])
def test_a_fork_server_leaves_nothing(temp, walls, can_fork, way):
    server = ForkServer()
    with Sandbox("amazon", isolation=walls, server=server):
        assert [entry.startswith(PREFIX) for entry in os.listdir(temp)] == [True]
    if way == "closed":
        server.close()
    del server
    assert os.listdir(temp) == []
