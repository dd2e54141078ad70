"""What is on disk is whole, the same for any number of workers, and says nothing of the seed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import generator
from generator import parts
from generator.blocks import Block
from generator.engines import in_processes, in_this_process
from generator.manifest import Manifest
from generator.parts import BlockJob
from generator.streams import AS_USUAL
from generator.unfinished import unfinished


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def write_small(out: Path, **options: object) -> Manifest:
    return generator.write("amazon", out, **{"customers": 120, "seed": 7, **options})


def test_files_lie_where_they_are_looked_for(tmp_path):
    write_small(tmp_path)
    names = {table.name for table in generator.schema("amazon")} | {"truth"}
    assert {path.name for path in (tmp_path / "amazon").iterdir()} == names | {"manifest.json"}
    assert (tmp_path / "amazon" / "orders" / "part-00000.parquet").is_file()
    assert (tmp_path / "amazon" / "truth" / "customers" / "part-00000.parquet").is_file()


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_two_workers_write_the_same_bytes_as_one(tmp_path, monkeypatch, format):
    options = {"customers": 20_050, "seed": 7, "format": format}
    generator.write("amazon", tmp_path / "one", workers=1, **options)
    generator.write("amazon", tmp_path / "two", workers=2, **options)
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    assert any("part-00001" in name for name in one)


def test_every_case_gives_the_same_bytes_in_one_process_in_two_and_in_any_order(tmp_path):
    """The files of the cases lie in one folder, over each other: what is compared are the hashes."""
    jobs = [
        BlockJob(case, 7, AS_USUAL, Block(index, 150), "parquet", truth=True)
        for case in generator.cases()
        for index in range(3)
    ]
    made = []
    for name, engine, order in (
        ("one", in_this_process, jobs),
        ("two", partial(in_processes, workers=2), jobs),
        ("backwards", in_this_process, jobs[::-1]),
    ):
        with unfinished(tmp_path / name, "a run") as here:
            made.append({case_of(job): parts for job, parts in zip(order, engine(order, here), strict=True)})
    assert made[0] == made[1] == made[2]
    assert len({part.sha256 for parts in made[0].values() for part in parts}) > 200


def case_of(job: BlockJob) -> tuple[str, int]:
    return job.case, job.block.index


def test_what_is_read_back_is_what_was_simulated(tmp_path):
    write_small(tmp_path)
    simulated = generator.simulate("amazon", customers=120, seed=7)
    for name, frame in simulated.items():
        assert_frame_equal(pd.read_parquet(tmp_path / "amazon" / name), frame)


def test_the_manifest_counts_and_hashes_the_parts(tmp_path):
    manifest = write_small(tmp_path)
    assert manifest == Manifest.load(tmp_path / "amazon")
    found = contents(tmp_path / "amazon")
    del found["manifest.json"]
    assert found == {part.path: part.sha256 for part in manifest.parts}
    assert manifest.rows["customers"] == manifest.rows["truth/customers"] == 120


def test_learners_get_no_truth(tmp_path):
    manifest = write_small(tmp_path, truth=False)
    assert not (tmp_path / "amazon" / "truth").exists()
    assert not any("truth" in part.path for part in manifest.parts)


def test_nothing_on_disk_tells_the_seed(tmp_path):
    seed = 987_654_321_987_654_321
    write_small(tmp_path, seed=seed)
    needles = [str(seed).encode(), f"{seed:x}".encode(), seed.to_bytes(8, "little"), seed.to_bytes(8, "big")]
    for path in (tmp_path / "amazon").rglob("*"):
        if path.is_file():
            assert not any(needle in path.read_bytes() for needle in needles), path
    assert "seed" not in (tmp_path / "amazon" / "manifest.json").read_text()


def test_writing_the_same_again_changes_nothing(tmp_path):
    write_small(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    write_small(tmp_path)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path != tmp_path}


@pytest.mark.parametrize("change", [{"seed": 8}, {"customers": 121}, {"format": "csv"}, {"truth": False}])
def test_other_data_in_the_place_are_neither_mixed_nor_lost(tmp_path, change):
    write_small(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(generator.FolderTaken, match="already holds other data"):
        write_small(tmp_path, **change)
    assert contents(tmp_path) == before


def test_a_folder_of_the_user_is_not_touched(tmp_path):
    (tmp_path / "amazon").mkdir()
    (tmp_path / "amazon" / "thesis.txt").write_text("two years of work")
    with pytest.raises(generator.FolderTaken):
        write_small(tmp_path)
    assert contents(tmp_path).keys() == {"amazon/thesis.txt"}


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "amazon").mkdir()
    assert write_small(tmp_path).rows["customers"] == 120


def test_a_run_that_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    saved = []

    def save_some(frame, table, path):
        if len(saved) == 5:
            raise KeyboardInterrupt
        saved.append(path)
        return real(frame, table, path)

    real = parts.save
    monkeypatch.setattr(parts, "save", save_some)
    with pytest.raises(KeyboardInterrupt):
        write_small(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_run_that_is_killed_leaves_nothing_that_is_taken_for_whole(tmp_path):
    code = (
        "import generator, sys\n"
        "def tell(done, total):\n"
        "    print(done, flush=True)\n"
        f"generator.write('amazon', {str(tmp_path)!r}, customers=120_000, seed=7, progress=tell)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "1\n"
        run.send_signal(signal.SIGKILL)
    assert not (tmp_path / "amazon").exists()
    assert all(path.name.startswith(".amazon-unfinished-") for path in tmp_path.iterdir())
    assert write_small(tmp_path).rows["customers"] == 120


def test_what_killed_runs_left_is_swept_after_a_day(tmp_path):
    fresh, stale = (tmp_path / f".amazon-unfinished-{name}" for name in ("fresh", "stale"))
    for folder in (fresh, stale):
        folder.mkdir()
    os.utime(stale, (time.time() - 90_000,) * 2)
    write_small(tmp_path)
    assert fresh.exists()
    assert not stale.exists()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(generator.CannotWrite, match="Choose a folder"):
        write_small(tmp_path / "file")


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    def no_space(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts, "save", no_space)
    with pytest.raises(generator.CannotWrite, match="No space left"):
        write_small(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_blocks(tmp_path, monkeypatch):
    told: list[tuple[int, int]] = []
    generator.write("amazon", tmp_path, customers=40_001, progress=lambda *step: told.append(step), truth=False)
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({"format": "xlsx"}, generator.UnknownFormat),
        ({"workers": 0}, generator.BadWorkers),
        ({"workers": 1.5}, generator.BadWorkers),
        ({"customers": 0}, generator.BadSize),
        ({"seed": -1}, generator.BadSeed),
    ],
)
def test_bad_wishes_are_refused_before_anything_is_written(tmp_path, options, mistake):
    with pytest.raises(mistake, match=r"Give a whole|Choose one of"):
        write_small(tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_a_damaged_manifest_is_no_manifest(tmp_path):
    write_small(tmp_path)
    (tmp_path / "amazon" / "manifest.json").write_text("{")
    assert Manifest.load(tmp_path / "amazon") is None
    with pytest.raises(generator.FolderTaken):
        write_small(tmp_path)
