"""What a hostile submission tries, and what comes of it: its own answers are wrong or stopped, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from coursekit.comparing import agrees
from coursekit.outcomes import Raised, Returned, Stopped
from coursekit.values import Opaque
from grader.sandbox.system_calls import call_filter

ROOT = Path(__file__).parents[2]


def test_the_far_side_has_no_tests_references_or_lessons(start, walls):
    box = start(walls)
    box.run(
        "import importlib.util, os, sys\n"
        "loaded = sorted(name for name in sys.modules if name.startswith(('grader', 'workshop', 'generator')))\n"
        "def found(name):\n"
        "    try:\n        return importlib.util.find_spec(name) is not None\n"
        "    except ModuleNotFoundError:\n        return False\n"
        "importable = [name for name in ('grader.questions', 'grader.lesson', 'grader.scoring', 'grader.reference',\n"
        "              'grader.sandbox.box', 'workshop.cli', 'generator.case', 'lessons.checks') if found(name)]\n"
        "course = sorted(os.listdir('/course'))\n"
    )
    loaded = box.value("loaded")
    assert isinstance(loaded, Returned)
    assert {name for name in loaded.value if not name.startswith("grader.sandbox.worker")} == {
        "grader",
        "grader.sandbox",
    }
    assert box.value("importable") == Returned([])
    assert box.value("course") == Returned(["coursekit", "grader"])


def test_no_file_of_the_grader_s_can_be_read(start, walls, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("class secret")
    box = start(walls)
    places = [
        str(secret),
        *(str(ROOT / name) for name in ("lessons", "solutions", "tests", "grader", "pyproject.toml")),
    ]
    places += ["/etc/shadow", "/etc/passwd", "/root/.ssh", "/sys", "/var", "/proc/1/root/etc/passwd"]
    box.run(
        "import os\n"
        f"places = {places!r}\n"
        "def readable(path):\n"
        "    try:\n        return bool(os.listdir(path) if os.path.isdir(path) else open(path).read())\n"
        "    except OSError:\n        return False\n"
        "seen = [path for path in places if readable(path)]\n"
        "others = [pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) > 2 and int(pid) != os.getpid()]\n"
    )
    assert box.value("seen") == Returned([])
    assert box.value("others") == Returned([])


def test_only_its_own_scratch_folders_can_be_written_to(start, walls):
    box = start(walls)
    box.run(
        "import os, sys, coursekit\n"
        "def writable(folder):\n"
        "    try:\n        open(os.path.join(folder, 'x'), 'w').close()\n        return True\n"
        "    except OSError:\n        return False\n"
        "folders = ['/', '/usr', '/course', '/dev', '/etc', '/home', sys.prefix, os.path.dirname(os.__file__),\n"
        "           os.path.dirname(coursekit.__file__), '/tmp', '/dev/shm', '.']\n"
        "open_to_it = [folder for folder in folders if writable(folder)]"
    )
    assert box.value("open_to_it") == Returned(["/tmp", "/dev/shm", "."])


def test_it_runs_as_nobody_in_particular(start, walls):
    box = start(walls)
    box.run(
        "import os\nstatus = dict(line.split(':\\t') for line in open('/proc/self/status').read().splitlines()"
        " if ':\\t' in line)\n"
        "caps = [status[name].strip('0') for name in ('CapPrm', 'CapEff', 'CapAmb')]\n"
        "try:\n    os.setuid(0)\n    root = True\nexcept OSError:\n    root = os.getuid() == 0\n"
        "locked = status['NoNewPrivs']"
    )
    assert box.value("caps") == Returned(["", "", ""])
    assert box.value("root") == Returned(False)
    assert box.value("locked") == Returned("1")


def test_it_can_make_no_namespace_to_mount_or_rule_in(start, walls):
    if call_filter() is None:
        pytest.skip("no filter of system calls for this kind of machine")
    box = start(walls)
    box.run(
        "import ctypes\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "refused = [libc.unshare(flag) for flag in (0x10000000, 0x20000, 0x20000000)]\n"
        "traced = libc.ptrace(0, 0, 0, 0)\n"
        "import concurrent.futures, subprocess\n"
        "with concurrent.futures.ThreadPoolExecutor(3) as pool:\n    threads = list(pool.map(abs, [-1, -2]))\n"
        "process = subprocess.run(['true']).returncode"
    )
    assert box.value("refused") == Returned([-1, -1, -1])
    assert box.value("traced") == Returned(-1)
    assert box.value("threads") == Returned([1, 2])
    assert box.value("process") == Returned(0)


def test_it_reaches_nothing_that_namespaces_don_t_part_and_holds_no_memory_that_nothing_counts(start, walls):
    if call_filter() is None:
        pytest.skip("no filter of system calls for this kind of machine")
    box = start(walls)
    box.run(
        "import ctypes, socket\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "refused = [libc.socket(family, kind, 0) for family in (17, 38, 40) for kind in (1, 2, 3)]\n"
        "refused += [libc.semget(0, 32_000, 0o600), libc.klogctl(3, ctypes.create_string_buffer(99), 99)]\n"
        "families = [socket.AF_UNIX, socket.AF_INET]\n"
        "useful = [socket.socket(family).fileno() > 0 for family in families] + [bool(socket.if_nameindex())]\n"
        "import multiprocessing\n"
        "lock = multiprocessing.get_context('fork').Lock().acquire()"
    )
    assert box.value("refused") == Returned([-1] * 11)
    assert box.value("useful") == Returned([True] * 3)
    assert box.value("lock") == Returned(True)


def test_locks_on_files_hold_without_end_no_memory_of_the_kernel_s(start, walls, quick):
    if call_filter() is None:
        pytest.skip("no filter of system calls for this kind of machine")
    box = start(walls, replace(quick, cell_seconds=20))
    box.run(
        "import fcntl, sqlite3, struct\n"
        "def taken(kind, most):\n"
        "    for file in [open(f'/tmp/{number}', 'w') for number in range(200)]:\n"
        "        for place in range(most // 200):\n"
        "            try:\n"
        "                fcntl.fcntl(file, kind, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 2 * place, 1, 0))\n"
        "            except OSError as error:\n                return error.errno\n"
        "    return 0\n"
        "unowned = [taken(37, 1000), taken(38, 1000)]\n"
        "few = taken(fcntl.F_SETLK, 2000)\n"
        "table = sqlite3.connect('/tmp/table.db')\n"
        "table.execute('create table a (b)')\n"
        "kept = table.execute('select count(*) from a').fetchone()[0]"
    )
    assert box.value("unowned") == Returned([1, 1])
    assert box.value("few") == Returned(0)
    assert box.value("kept") == Returned(0)
    run = box.run(
        "import os, time\n"
        "for child in range(4):\n"
        "    if os.fork() == 0:\n        os.chdir('/tmp')\n        os.mkdir(str(child) + 'd')\n"
        "        files = [open(f'{child}d/{number}', 'w') for number in range(100)]\n"
        "        for place in range(200):\n"
        "            for file in files:\n"
        "                fcntl.fcntl(file, 6, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 2 * place, 1, 0))\n"
        "        time.sleep(60)\n"
        "time.sleep(18)"
    )
    assert run.stopped == Stopped("memory")


@pytest.mark.parametrize("start", ["forked"], indirect=True)
def test_a_socket_holds_no_more_than_it_is_weighed_for(start, walls):
    box = start(walls)
    box.run(
        "import socket\n"
        "def taken(ends):\n"
        "    ends[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)\n"
        "    ends[1].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 24)\n"
        "    ends[0].setblocking(False)\n"
        "    sent = 0\n"
        "    try:\n        while True: sent += ends[0].send(bytes(60_000))\n"
        "    except BlockingIOError:\n        return sent\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "client = socket.create_connection(server.getsockname())\n"
        "held = [taken(socket.socketpair()), taken([client, server.accept()[0]])]\n"
        "few = [0 < size <= 2 * 212_992 for size in held]"
    )
    assert box.value("few") == Returned([True, True]), box.value("held")


def test_the_environment_holds_no_secret(start, isolation, monkeypatch):
    monkeypatch.setenv("CLASS_PASSWORD", "hunter2")
    box = start(isolation)
    box.run(
        "import os\n"
        "known = 'CLASS_PASSWORD' in os.environ\n"
        "try:\n    env = open('/proc/self/environ').read()\nexcept OSError:\n    env = 'unreadable'"
    )
    assert box.value("known") == Returned(False)
    environment = box.value("env")
    assert isinstance(environment, Returned)
    assert "hunter2" not in str(environment.value)


def test_there_is_no_network(start, walls):
    box = start(walls)
    box.run(
        "import socket\n"
        "def reached(host, port):\n"
        "    try:\n        socket.create_connection((host, port), timeout=1).close()\n        return True\n"
        "    except OSError:\n        return False\n"
        "reach = [reached('1.1.1.1', 53), reached('192.0.2.1', 80), reached('example.org', 80)]\n"
        "cards = [name for _, name in socket.if_nameindex() if name != 'lo']"
    )
    assert box.value("reach") == Returned([False, False, False])
    assert box.value("cards") == Returned([])


def test_an_object_equal_to_everything_crosses_as_no_value(start, isolation):
    box = start(isolation)
    box.run(
        "class Yes:\n"
        "    def __eq__(self, other): return True\n"
        "    def __float__(self): return 0.5\n"
        "    def __reduce__(self): return (exec, ('raise SystemExit',))\n"
        "    __hash__ = None\n"
        "answer = Yes()\n"
        "def rate(x): return Yes()"
    )
    for outcome in (box.value("answer"), box.call("rate", {"x": 1})):
        assert outcome == Returned(Opaque("Yes"))
        assert isinstance(outcome, Returned)
        assert not agrees(0.5, outcome.value)


def test_pandas_patched_on_the_far_side_changes_nothing_here(start, isolation):
    box = start(isolation)
    box.run(
        "import pandas as pd, builtins, coursekit.values, coursekit.attempts\n"
        "pd.DataFrame.equals = lambda *a: True\n"
        "pd.testing.assert_frame_equal = lambda *a, **k: None\n"
        "builtins.abs = lambda x: 0\n"
        "coursekit.values.encode = lambda *a, **k: {'$': 'evil'}\n"
        "def table(x): return pd.DataFrame({'a': [x + 1]})"
    )
    answer = box.call("table", {"x": 1})
    assert isinstance(answer, Returned)
    assert not agrees(pd.DataFrame({"a": [1]}), answer.value)
    assert abs(-1) == 1
    assert not pd.DataFrame({"a": [1]}).equals(pd.DataFrame({"a": [2]}))


FORGERIES = {
    "noise": "b'\\xff' * 4096",
    "endless head": "struct.pack('!I', 2**32 - 1)",
    "not JSON": "frame(b'{nonsense')",
    "NaN": 'frame(b\'{"id": NaN, "parts": []}\')',
    "deep": "frame(b'[' * 200000)",
    "not an object": "frame(b'[1, 2, 3]')",
    "another's id": 'frame(b\'{"id": 999, "outcome": "returned", "value": 1, "parts": []}\')',
    "negative part": 'frame(b\'{"id": 2, "parts": [-5]}\')',
    "huge part": 'frame(b\'{"id": 2, "parts": [99999999999]}\')',
    "no outcome": 'frame(b\'{"id": 2, "outcome": "full marks", "parts": []}\')',
    "stopped by a lie": 'frame(b\'{"id": 2, "outcome": "stopped", "why": 7, "parts": []}\')',
    "a list for a name": 'frame(b\'{"id": 2, "outcome": "raised", "error": [], "parts": []}\')',
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_frame_is_a_wrong_answer_and_never_an_error_here(start, forgery):
    from grader.sandbox import Isolation

    box = start(Isolation.PROCESS_ONLY)
    box.run(
        "import os, socket, stat, struct\n"
        "frame = lambda head: struct.pack('!I', len(head)) + head\n"
        "line = next(fd for fd in range(3, 100) if os.path.exists(f'/proc/self/fd/{fd}')\n"
        "            and stat.S_ISSOCK(os.stat(fd).st_mode))\n"
        f"def rate(x):\n    os.write(line, {forgery})\n    return 1"
    )
    answer = box.call("rate", {"x": 1})
    assert isinstance(answer, Stopped | Raised), answer
    assert box.value("rate") in (Stopped("died"), Stopped("time")) or answer == Stopped("memory")


def test_an_endless_loop_that_swallows_interrupts_is_killed(start, isolation, quick):
    box = start(isolation)
    run = box.run(
        "import signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "while True:\n    try:\n        while True: pass\n    except BaseException:\n        pass"
    )
    assert run.stopped == Stopped("time")
    assert box.value("x") == Stopped("time")
    assert box.run("1").stopped == Stopped("time")


def test_all_cells_together_have_their_time_too(start, isolation, quick):
    box = start(isolation, replace(quick, total_seconds=1.5))
    assert box.run("import time\ntime.sleep(1)").stopped is None
    assert box.run("time.sleep(1)").stopped == Stopped("time")
    assert box.run("1").stopped == Stopped("time")


def test_a_memory_bomb_stops_itself(start, isolation):
    box = start(isolation)
    run = box.run("before = 1\nhoard = []\nwhile True: hoard.append(bytearray(50_000_000))")
    assert run.raised or run.stopped
    box.run("hoard = None\ndef greedy(x):\n    return [bytearray(50_000_000) for _ in range(1000)]")
    assert box.call("greedy", {"x": 1}) in (Stopped("memory"), Stopped("died"))


def test_a_cross_join_runs_out_of_its_own_memory(start, walls):
    box = start(walls)
    box.run("import pandas as pd\ndef crossed(orders):\n    return orders.merge(orders, how='cross')")
    assert box.call("crossed", {"orders": pd.DataFrame({"a": range(40_000)})}) == Stopped("memory")


def test_memory_is_counted_over_all_its_processes(start, walls, quick):
    box = start(walls, replace(quick, cell_seconds=15))
    run = box.run(
        "import os, time\n"
        "for _ in range(6):\n"
        "    if os.fork() == 0:\n        hoard = bytearray(os.urandom(1)) * 300_000_000\n        time.sleep(60)\n"
        "time.sleep(15)"
    )
    assert run.stopped == Stopped("memory")


def test_a_fork_bomb_stays_within_its_number_of_processes(start, walls, quick):
    box = start(walls, replace(quick, processes=20))
    run = box.run(
        "import os, time\n"
        "children = 0\n"
        "try:\n"
        "    while children < 500:\n"
        "        if os.fork() == 0:\n            time.sleep(60)\n            os._exit(0)\n"
        "        children += 1\n"
        "except OSError:\n    pass"
    )
    assert not run.raised
    children = box.value("children")
    assert isinstance(children, Returned)
    assert 5 <= int(children.value) < 20


def test_nothing_it_started_outlives_it(start, walls):
    box = start(walls)
    box.run(
        "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '98765'], start_new_session=True)\n"
        "import time\ntime.sleep(0.5)"
    )
    assert _running("98765")
    box.__exit__(None, None, None)
    deadline = time.monotonic() + 3
    while _running("98765") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _running("98765")


def _running(argument: str) -> bool:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if argument in (folder / "cmdline").read_bytes().decode().split("\0"):
                return True
        except OSError:
            continue
    return False


@pytest.mark.parametrize("leave", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.closerange(3, 100)"])
def test_leaving_stops_the_submission_and_keeps_the_grader(start, isolation, leave):
    box = start(isolation)
    box.run("earned = 1")
    assert box.value("earned") == Returned(1)
    run = box.run(f"import os\n{leave}")
    assert run.stopped == Stopped("died")
    assert box.value("earned") == Stopped("died")


@pytest.mark.parametrize("leave", ["import sys; sys.exit(0)", "exit()", "quit", "raise SystemExit", "input('name?')"])
def test_exits_and_questions_do_not_end_the_process(start, isolation, leave):
    box = start(isolation)
    assert box.run(leave).stopped is None
    box.run("x = 1\ndef leaves(y):\n    raise SystemExit")
    answer = box.call("leaves", {"y": 1})
    assert isinstance(answer, Raised)
    assert answer.error == "SystemExit"
    assert box.value("x") == Returned(1)


def test_a_hundred_megabytes_on_one_line_are_cut(start, isolation, quick):
    run = start(isolation).run("print('x' * 100_000_000)\nprint('y' * 100_000_000)")
    assert len(str(run.outputs)) < quick.output_bytes + 1000
    assert "output cut" in run.outputs[-1]["text"]


def test_a_full_disk_is_its_own(start, walls, quick):
    box = start(walls, replace(quick, file_bytes=5 << 20))
    run = box.run(
        "written = 0\n"
        "try:\n"
        "    for number in range(100):\n"
        "        with open(f'/tmp/{number}', 'wb') as file:\n            written += file.write(b'x' * (1 << 20))\n"
        "except OSError:\n    pass"
    )
    assert not run.raised
    written = box.value("written")
    assert isinstance(written, Returned)
    assert int(written.value) <= 6 << 20


@pytest.mark.parametrize("name", ["pandas.py", "sitecustomize.py", "usercustomize.py", "IPython.py", "coursekit.py"])
def test_a_submitted_module_shadows_nothing(start, isolation, name):
    box = start(isolation, files={name: b"raise SystemError('hijacked')", "own_module.py": b"answer = 7"})
    run = box.run("import pandas as pd, coursekit, IPython\nmade = pd.Series([1, 2]).sum()")
    assert not run.raised, run.outputs
    assert box.value("made") == Returned(3)
    box.run("from own_module import answer")
    assert box.value("answer") == Returned(7)


def test_html_and_terminal_tricks_in_outputs_are_defused(start, isolation):
    run = start(isolation).run(
        "from IPython.display import HTML, Javascript, SVG, display\n"
        "display(HTML('<img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">a</a><iframe src=x></iframe>'))\n"
        "display(Javascript('alert(1)'))\n"
        "print('\\x1b[2J\\x1b[31mred \\u202egnp.exe\\x9b2J')\n"
    )
    text = "".join(map(str, [run.outputs, *(output.get("text", "") for output in run.outputs)]))
    for trick in ("onerror", "javascript:", "iframe", "\\x1b", "\x1b", "\x9b", "\u202e", "application/javascript"):
        assert trick not in text


def test_a_request_nobody_reads_ends_with_the_time(start, isolation):
    box = start(isolation)
    box.run("import threading, time\ndef stuck(orders):\n    time.sleep(60)")
    assert box.call("stuck", {"orders": pd.DataFrame({"a": range(2_000_000)})}) == Stopped("time")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user to try it")
def test_the_walls_stand_for_an_ordinary_user_too(walls):
    prefix = Path(os.path.realpath(sys.executable)).parents[1]
    if not all(path.stat().st_mode & 0o001 for path in [prefix, *prefix.parents]):
        pytest.skip("this Python lies in a folder that only root can enter")
    code = (
        "from grader.sandbox import *\n"
        "with Sandbox('amazon', isolation=available()) as box:\n"
        "    box.run('x = 1')\n    print(box.value('x'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, user=65534, group=65534, capture_output=True, text=True, check=False
    )
    assert "Returned(value=1)" in done.stdout, done.stderr
