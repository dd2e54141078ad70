"""The catalogue is built from the schema, and the one that is kept is up to date."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import generator
from generator.case import find_case
from generator.dictionary import UNITS

KEPT = Path(__file__).parents[2] / "datasets"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("datasets")
    generator.write_catalogue(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    names = ["README.md", "README.zh-CN.md", "registry.json", *sorted(p.name for p in folder.glob("samples/*/*.csv"))]
    paths = [next(folder.rglob(name)) for name in names]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_the_kept_catalogue_is_the_one_that_the_sources_give(built):
    assert files(KEPT) == files(built)


def test_every_column_is_described_in_both_languages(built):
    for name in ("README.md", "README.zh-CN.md"):
        text = (built / name).read_text(encoding="utf-8")
        for table in (*generator.schema("amazon"), *generator.sealed_schema("amazon")):
            assert f"`{table.name}`" in text
            assert all(f"| `{column.name}` |" in text for column in table.columns)


def test_chinese_is_chinese_and_english_is_english():
    case = find_case("amazon")
    for table in case.tables + case.truth:
        for text in [
            table.meaning,
            *(c.meaning for c in table.columns),
            *(c.missing for c in table.columns if c.missing),
        ]:
            assert re.search("[\u4e00-\u9fff]", text.zh), text
            assert not re.search("[\u4e00-\u9fff]", text.en), text


def test_every_unit_has_a_chinese_name():
    case = find_case("amazon")
    assert {c.unit for t in case.tables + case.truth for c in t.columns} <= {"", *UNITS}


def test_the_registry_holds_the_hashes_of_the_standard_data(built, tmp_path):
    registry = json.loads((built / "registry.json").read_text())
    manifest = generator.write("amazon", tmp_path, customers=registry["customers"], seed=registry["seed"])
    assert registry["sha256"]["amazon"] == {part.path: part.sha256 for part in manifest.parts}


def test_samples_are_small_and_sound(built):
    folder = built / "samples" / "amazon"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 400_000
    assert {path.stem for path in folder.iterdir()} == {table.name for table in generator.schema("amazon")}
    orders, customers = (pd.read_csv(folder / f"{name}.csv") for name in ("orders", "customers"))
    assert orders["customer_id"].isin(customers["customer_id"]).all()


def test_building_again_gives_the_same_and_leaves_other_files_alone(built):
    before = files(built)
    (built / "notes.txt").write_text("mine")
    generator.write_catalogue(built)
    assert files(built) == before
    assert (built / "notes.txt").read_text() == "mine"
