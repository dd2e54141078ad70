"""`workshop data` does what it says, and answers each mistake with one clear line and nothing half-written."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

import generator
from workshop.cli import app


def data(out: Path, *words: str) -> Result:
    given = dict(zip(words[::2], words[1::2], strict=True))
    options = {"--case": "amazon", "--customers": "60", "--seed": "7", "--out": str(out)} | given
    return CliRunner().invoke(app, ["data", *(word for option in options.items() for word in option)])


def refused(result: Result, says: str) -> None:
    lines = result.output.strip().splitlines()
    assert result.exit_code == 1, result.output
    assert len(lines) == 1, result.output
    assert lines[0].startswith("✗ ")
    assert re.search(says, lines[0]), lines[0]


def test_it_writes_what_the_generator_gives(tmp_path):
    result = data(tmp_path)
    assert result.exit_code == 0
    made = pd.read_parquet(tmp_path / "amazon" / "orders")
    pd.testing.assert_frame_equal(made, generator.simulate("amazon", 60, 7)["orders"])
    assert f"{tmp_path / 'amazon'}" in result.output


def test_mess_can_be_left_out(tmp_path):
    assert data(tmp_path, "--mess", "none", "--customers", "400").exit_code == 0
    orders = pd.read_parquet(tmp_path / "amazon" / "orders")
    assert set(orders["status"]) == {"shipped", "delivered"}
    assert pd.read_parquet(tmp_path / "amazon" / "customers")["gender"].notna().all()


def test_some_mess_can_be_left_in(tmp_path):
    assert data(tmp_path, "--mess", "missing, late", "--customers", "400").exit_code == 0
    assert pd.read_parquet(tmp_path / "amazon" / "customers")["gender"].isna().any()
    assert not (pd.read_parquet(tmp_path / "amazon" / "orders")["status"] == "cancelled").any()


def test_names_come_in_another_locale(tmp_path):
    assert data(tmp_path, "--locale", "zh_CN").exit_code == 0
    assert pd.read_parquet(tmp_path / "amazon" / "customers")["name"].str.match("[\u4e00-\u9fff]").all()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--case", "amazn"), r"no case 'amazn'.*amazon"),
        (("--case", "../amazon"), r"no case '\.\./amazon'"),
        (("--customers", "0"), "customers=0 will not do.*from 1 to 10,000,000"),
        (("--customers", "-3"), "customers=-3 will not do"),
        (("--customers", "10000001"), "customers=10000001 will not do"),
        (("--customers", "99999999999999999999999"), "will not do"),
        (("--seed", "-1"), "seed will not do"),
        (("--workers", "0"), "workers=0 will not do"),
        (("--workers", "100000"), "workers=100000 will not do.*to 256"),
        (("--format", "xlsx"), "No format 'xlsx'"),
        (("--mess", "lost"), "no mess 'lost'.*missing, duplicates, late, cancellations, refunds"),
        (("--mess", "none,missing"), "no mess 'none'"),
        (("--locale", "fr_FR"), "locale 'fr_FR'.*en_US, zh_CN"),
        (("--scheduler", "tcp://127.0.0.1:9"), "Cannot use the scheduler tcp://127.0.0.1:9: nothing answers there"),
    ],
)
def test_a_mistake_is_one_clear_line_and_nothing_is_written(tmp_path, monkeypatch, words, says):
    monkeypatch.setattr("generator.cluster.ANSWER_SECONDS", 1.0)
    refused(data(tmp_path / "new", *words), says)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    assert not list(tmp_path.glob("new/.*"))


def test_mess_unknown_to_every_case_is_refused_for_all_of_them_too(tmp_path):
    refused(data(tmp_path, "--case", "all", "--mess", "lost"), "no mess 'lost'")
    assert list(tmp_path.iterdir()) == []


def test_other_data_in_the_place_stay(tmp_path):
    assert data(tmp_path).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for words in [
        ("--seed", "8"),
        ("--customers", "61"),
        ("--mess", "none"),
        ("--locale", "zh_CN"),
        ("--format", "csv"),
    ]:
        refused(data(tmp_path, *words), "already holds other data, and nothing in it was changed")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["amazon"]


def test_a_folder_of_the_user_stays(tmp_path):
    (tmp_path / "amazon").mkdir()
    (tmp_path / "amazon" / "thesis.txt").write_text("two years of work")
    refused(data(tmp_path), "already holds other data")
    assert [path.name for path in tmp_path.rglob("*")] == ["amazon", "thesis.txt"]


@pytest.mark.parametrize("name", ["amazon", "out"])
def test_a_file_where_a_folder_should_be_stays(tmp_path, name):
    (tmp_path / name).write_text("mine")
    refused(data(tmp_path / name if name == "out" else tmp_path), "already holds other data|Cannot write to")
    assert (tmp_path / name).read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def in_own_process(
    out: Path, before: str = "", within: Sequence[str] = (), **options: object
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, after some Python; `within` begins its command line."""
    words = ["data", "--case", "amazon", "--customers", "3000", "--seed", "7", "--out", str(out)]
    code = f"import os, resource, sys\nimport workshop.cli\nimport generator.cases.amazon\n{before}\n"
    code += f"workshop.cli.app({words!r})"
    return subprocess.run([*within, sys.executable, "-c", code], capture_output=True, text=True, check=False, **options)


def told(run: subprocess.CompletedProcess[str], says: str) -> None:
    assert run.returncode == 1, run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert re.search(says, run.stderr), run.stderr


def test_a_file_that_may_not_grow_is_told_and_nothing_is_left(tmp_path):
    limit = f"resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, {resource.RLIM_INFINITY}))"
    told(in_own_process(tmp_path, limit), "Cannot write to .*amazon.*[Ff]ile too large.*free its disk")
    assert list(tmp_path.iterdir()) == []


def mounts() -> bool:
    """Whether a small disk of our own can be mounted here, in a namespace of its own."""
    if not shutil.which("unshare"):
        return False
    try_it = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    return subprocess.run(try_it, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not mounts(), reason="can't mount a small disk here")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path, workers):
    command = [sys.executable, "-m", "workshop.cli", "data", "--case", "amazon", "--customers", "15000"]
    command += ["--workers", workers, "--out", str(tmp_path)]
    script = 'mount -t tmpfs -o size=2m tmpfs "$0" && "$@"; code=$?; ls -A "$0"; exit $code'
    shell = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, str(tmp_path), *command]
    run = subprocess.run(shell, capture_output=True, text=True, check=False)
    told(run, "Cannot write to .*amazon: .*(No space left on device|MB are free)")
    assert run.stdout.strip() == ""


def test_too_little_room_is_told_after_the_first_block(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 10**5))
    refused(data(tmp_path, "--customers", "20001"), r"about \d+\.\d MB more are needed, and 0\.1 MB are free")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of Unix")
def test_a_read_only_folder_is_told(tmp_path):
    tmp_path.chmod(0o555)
    modest = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.getuid() == 0 else []
    try:  # root may write anywhere, unless that right is given up
        told(in_own_process(tmp_path, within=modest), "Cannot write to .*: Permission denied")
        assert list(tmp_path.iterdir()) == []
    finally:
        tmp_path.chmod(0o755)
