"""A run that is killed at any moment is finished by the next: same bytes, nothing made twice, nothing half taken."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import generator
from generator import engines
from generator.errors import WorkersLost
from generator.manifest import Manifest
from generator.unfinished import Unfinished

REQUEST = {"customers": 100_050, "seed": 7, "truth": False}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("undisturbed")
    generator.write("amazon", out, **REQUEST)
    return contents(out)


def running(out: Path, workers: int) -> subprocess.Popen[str]:
    code = (
        "import generator, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "if __name__ == '__main__':\n"
        "    print('ready', flush=True)\n"
        f"    generator.write('amazon', {str(out)!r}, workers={workers}, **{REQUEST!r},\n"
        "        progress=lambda done, total: print(done, flush=True))\n"
    )
    script = out / "run.py"
    script.write_text(code)
    run = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "ready\n"
    return run


def notes(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in out.glob(".amazon-unfinished-*/blocks/[0-9]*.json")}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("luck", range(3))
def test_killed_again_and_again_at_random_moments(tmp_path, expected, workers, luck):
    moments = random.Random(10 * luck + workers)
    before: dict[str, int] = {}
    for _ in range(3):
        run = running(tmp_path, workers)
        time.sleep(moments.uniform(0.0, 1.6))
        run.kill()
        run.communicate()
        if (tmp_path / "amazon").exists():
            break
        whole = notes(tmp_path)
        assert before.items() <= whole.items(), "a block that was whole has been made again"
        before = whole
    told: list[int] = []
    generator.write("amazon", tmp_path, **REQUEST, progress=lambda done, _: told.append(done))
    (tmp_path / "run.py").unlink()
    assert contents(tmp_path) == expected
    assert len(told) <= 6 - len(before) + 1
    assert [path.name for path in tmp_path.iterdir()] == ["amazon"]


def test_workers_end_with_the_run_that_started_them(tmp_path):
    run = running(tmp_path, 2)
    assert run.stdout is not None
    assert run.stdout.readline() == "1\n"
    children = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True, check=False).stdout.split()
    assert len(children) >= 2
    run.kill()
    run.communicate()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.05)
    alive = [child for child in children if Path(f"/proc/{child}/stat").exists()]
    assert not [child for child in alive if Path(f"/proc/{child}/stat").read_text().split()[2] != "Z"]


def killed_after(out: Path, blocks: int) -> None:
    run = running(out, 1)
    assert run.stdout is not None
    while run.stdout.readline() != f"{blocks}\n":
        pass
    run.kill()
    run.communicate()
    assert not (out / "amazon").exists()


def test_a_part_that_has_changed_since_is_not_taken_for_whole(tmp_path, expected):
    killed_after(tmp_path, 2)
    data = next(tmp_path.glob(".amazon-unfinished-*/data"))
    (data / "orders" / "part-00000.parquet").write_bytes(b"PAR1")
    (data / "orders" / ".12-ab-part-00007.parquet").write_bytes(b"half")
    (data / "customers" / "part-00001.parquet").unlink()
    told: list[int] = []
    generator.write("amazon", tmp_path, **REQUEST, progress=lambda done, _: told.append(done))
    assert contents(tmp_path / "amazon") == {name.removeprefix("amazon/"): digest for name, digest in expected.items()}
    assert len(told) >= 5


@pytest.mark.parametrize("change", [{"seed": 8}, {"customers": 100_051}, {"format": "csv"}, {"mess": ()}])
def test_another_request_takes_nothing_over(tmp_path, change):
    killed_after(tmp_path, 1)
    request = {**REQUEST, "customers": 20_050, **change}
    generator.write("amazon", tmp_path, **{**REQUEST, **change, "customers": request["customers"]})
    alone = tmp_path / "alone"
    generator.write("amazon", alone, **request)
    assert contents(tmp_path / "amazon") == contents(alone / "amazon")


def test_two_runs_at_once_do_not_get_in_each_others_way(tmp_path, expected):
    first = running(tmp_path, 1)
    generator.write("amazon", tmp_path, **REQUEST)
    assert first.wait() == 0
    first.communicate()
    (tmp_path / "run.py").unlink()
    assert contents(tmp_path) == expected


def test_ctrl_c_keeps_what_is_finished(tmp_path, expected):
    run = running(tmp_path, 2)
    assert run.stdout is not None
    assert run.stdout.readline() == "1\n"
    run.send_signal(signal.SIGINT)
    run.communicate()
    assert run.returncode != 0
    whole = notes(tmp_path)
    assert whole
    told: list[int] = []
    generator.write("amazon", tmp_path, **REQUEST, progress=lambda done, _: told.append(done))
    assert told[0] == len(whole) or len(whole) == 6
    (tmp_path / "run.py").unlink()
    assert contents(tmp_path) == expected


def test_a_run_stopped_before_any_block_was_whole_leaves_nothing(tmp_path, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engines, "make_block", stop)
    with pytest.raises(KeyboardInterrupt):
        generator.write("amazon", tmp_path, customers=50)
    assert list(tmp_path.iterdir()) == []


def suicidal(job: object, unfinished: Unfinished) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "make_block", suicidal)
    with pytest.raises(WorkersLost, match=r"worker process died.*run the same again"):
        generator.write("amazon", tmp_path, customers=40_000, workers=2)
    assert list(tmp_path.iterdir()) == []


def test_data_in_place_are_checked_and_not_made_again(tmp_path, expected, monkeypatch):
    generator.write("amazon", tmp_path, **REQUEST)
    made: list[object] = []
    monkeypatch.setattr(engines, "make_block", lambda *job: made.append(job))
    assert generator.write("amazon", tmp_path, **REQUEST) == Manifest.load(tmp_path / "amazon")
    assert made == []


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"PAR1")])
def test_data_in_place_that_have_been_damaged_are_told_and_not_touched(tmp_path, harm):
    generator.write("amazon", tmp_path, customers=50)
    harm(tmp_path / "amazon" / "orders" / "part-00000.parquet")
    before = contents(tmp_path)
    with pytest.raises(generator.FolderDamaged, match=r"orders/part-00000\.parquet is missing or has changed"):
        generator.write("amazon", tmp_path, customers=50)
    assert contents(tmp_path) == before
