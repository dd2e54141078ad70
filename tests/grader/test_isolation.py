"""Where there are no walls, grading refuses and says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursekit.outcomes import Returned
from grader.sandbox import (
    ForkServer,
    Limits,
    NoIsolation,
    Sandbox,
    SandboxFailed,
    available,
    bubblewrap,
    forking,
    launch,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _tried_anew() -> Iterator[None]:
    bubblewrap._problem.cache_clear()
    yield
    bubblewrap._problem.cache_clear()


def test_bubblewrap_missing_is_refused_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(NoIsolation, match=r"not installed.*apt-get install bubblewrap.*WSL 2.*--no-isolation"):
        available()


def test_bubblewrap_that_does_not_work_is_refused_with_what_it_says(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, b"", b"bwrap: setting up uid map: Permission denied")
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/usr/bin/bwrap")
    monkeypatch.setattr(bubblewrap.subprocess, "run", lambda *given, **how: failed)
    monkeypatch.setattr(bubblewrap, "_restricted", lambda: True)
    with pytest.raises(NoIsolation, match=r"setting up uid map.*AppArmor.*bwrap-userns-restrict"):
        available()


def test_a_sandbox_says_why_it_did_not_start(monkeypatch, isolation):
    monkeypatch.setattr(launch, "_BOOT", "raise SystemExit('no Python today')")
    with pytest.raises(SandboxFailed, match="no Python today"), Sandbox("amazon", isolation=isolation):
        pass


def test_where_the_fork_server_does_not_start_each_submission_gets_a_bubblewrap_of_its_own(
    can_fork, monkeypatch, walls
):
    monkeypatch.setattr(forking, "_BOOT", "raise SystemExit('no Python today')")
    with ForkServer() as server, Sandbox("amazon", isolation=walls, server=server) as box:
        box.run("import os\nwho = os.getpid()")
        assert box.value("who") == Returned(2)
        assert "no Python today" in server.problem


def test_where_submissions_can_t_be_parted_each_gets_a_bubblewrap_of_its_own(can_fork, monkeypatch, walls):
    monkeypatch.setattr(bubblewrap, "_TO_PART", [])
    with ForkServer() as server, Sandbox("amazon", isolation=walls, server=server) as box:
        box.run("x = 1")
        assert box.value("x") == Returned(1)
        assert "unshare: Operation not permitted" in server.problem


def test_a_python_in_a_folder_that_each_submission_has_for_itself_is_not_forked_from(monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/tmp/project/.venv")
    with ForkServer() as server:
        assert "this Python lies in /tmp" in server.problem
        assert server.fork("amazon", None, {}, Limits()) is None


def test_a_submission_leaves_nothing_to_the_next_one(walls, can_fork):
    with ForkServer() as server:
        with Sandbox("amazon", files={"mine.txt": b"x"}, isolation=walls, server=server) as first:
            first.run(
                "import os, pandas as pd, subprocess, builtins\n"
                "pd.left = builtins.left = 1\n"
                "for folder in ('/tmp', '/dev/shm', '.'):\n    open(folder + '/left', 'w').close()\n"
                "subprocess.Popen(['setsid', 'sleep', '98764'], start_new_session=True)\n"
                "os.environ['LEFT'] = '1'\n"
                "from multiprocessing import shared_memory\n"
                "memory = shared_memory.SharedMemory('left', create=True, size=10)\n"
            )
            pid = server.pid
        with Sandbox("amazon", isolation=walls, server=server) as second:
            second.run(
                "import os, pandas as pd, builtins\n"
                "left = sorted(name for folder in ('/tmp', '/dev/shm', '.', '/data') if os.path.isdir(folder)\n"
                "        for name in os.listdir(folder))\n"
                "left += [pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) > 2]\n"
                "left += [hasattr(pd, 'left'), hasattr(builtins, 'left'), 'LEFT' in os.environ]"
            )
            assert second.value("left") == Returned(["ipython", "matplotlib", False, False, False])
            assert server.pid == pid


def test_a_server_that_died_is_started_anew(walls, can_fork):
    with ForkServer() as server:
        with Sandbox("amazon", isolation=walls, server=server):
            os.kill(server.pid, signal.SIGKILL)
        with Sandbox("amazon", isolation=walls, server=server) as box:
            box.run("x = 1")
            assert box.value("x") == Returned(1)
        assert not server.problem


def test_a_server_ends_with_the_process_that_uses_it(walls, can_fork):
    code = "from grader.sandbox import *\ns = ForkServer()\nwith Sandbox('amazon', isolation=available(), server=s):"
    code += "\n    print(s.pid, flush=True)\n    import time\n    time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.wait()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_of_a_python_made_in_the_course_s_own_folder_nothing_of_the_course_is_seen(walls, tmp_path):
    """`python -m venv .` makes the folder of the lessons, or somebody's home, this Python's own."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path)], check=True)
    for kept in ("lessons/checks.py", "solutions/01.ipynb", "share/keys", "etc/passwords", ".secret"):
        (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / kept).write_text("kept for the class")
    packages = next((tmp_path / "lib").glob("python3*")) / "site-packages"
    packages.rmdir()
    packages.symlink_to(sysconfig.get_path("purelib"))
    cell = "import os, sys, pandas, coursekit\nseen = sorted(os.listdir(sys.prefix))"
    code = "from grader.sandbox import *\nwith Sandbox('amazon', isolation=available()) as box:\n"
    code += f"    print(box.run({cell!r}).outputs, box.value('seen').value)"
    done = subprocess.run([tmp_path / "bin/python", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[] ['bin', 'lib', 'pyvenv.cfg']", done.stderr


@pytest.mark.parametrize("folder", ["/usr/share/classes/autumn", f"{sysconfig.get_path('purelib')}/pandas/class"])
def test_what_lies_where_every_submission_reads_is_refused_with_what_to_do(folder):
    with pytest.raises(NoIsolation, match="which every submission may read"):
        bubblewrap.check_hidden(Path(folder))


def test_the_course_and_a_class_in_a_home_are_hidden():
    bubblewrap.check_hidden(ROOT / "lessons", Path.home() / "class", Path("/usr/src/app/lessons"), Path("/tmp/class"))
