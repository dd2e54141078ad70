"""The race counts what is on disk, and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("psutil")


def ran(*words: str, tmp: Path) -> str:
    command = [sys.executable, "-m", "benchmarks", *words]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "TMPDIR": str(tmp)}
    )
    return run.stdout


def test_a_small_race_gives_a_table_and_writes_nothing(tmp_path):
    options = ("--customers", "40", "--rows", "20", "--scale", "0.001", "--rounds", "1")
    table = [line.split("|")[1:-1] for line in ran("race", *options, tmp=tmp_path).splitlines() if line.startswith("|")]
    names = [row[0].strip() for row in table]
    assert {"Faker en_US, row by row", "this, 1 worker", "this with truth, 2 workers"} <= set(names)
    assert {len(row) for row in table} == {10}
    assert list(tmp_path.iterdir()) == []


def test_growth_is_told_row_by_row(tmp_path):
    lines = ran("scale", "30", "60", "--workers", "1", tmp=tmp_path).splitlines()
    assert [line.split("|")[1].strip() for line in lines if line.startswith("|")][-2:] == ["30", "60"]
    assert list(tmp_path.iterdir()) == []


def test_values_are_rows_times_columns(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.contestants import faker
    from benchmarks.measuring import measure

    run = measure(faker, 7, "en_US", within=tmp_path)
    assert (run.rows, run.values) == (7, 7 * 13)
    assert run.memory > 10_000_000
    assert run.processor > 0
    assert list(tmp_path.iterdir()) == []
