"""CSV files open in Excel, and mean there what they mean here."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import generator
from generator.files import BYTE_ORDER_MARK, save
from generator.schema import Column, Table, Text

SAID = Text("said", "说")
NOTES = Table(
    "notes",
    SAID,
    ("day",),
    (
        Column("day", "date", SAID),
        Column("at", "time", SAID, missing=SAID),
        Column("note", "text", SAID, missing=SAID),
        Column("change", "money", SAID),
        Column("points", "int", SAID, missing=SAID),
    ),
)


def notes(text: str | None) -> pa.Table:
    frame = pd.DataFrame(
        {
            "day": pd.to_datetime(["2025-02-03"]).astype("datetime64[us]"),
            "at": pd.to_datetime(["2025-02-03 04:05:06"]).astype("datetime64[us]"),
            "note": pd.array([text], dtype="str"),
            "change": [-12.5],
            "points": pd.array([None], dtype="Int64"),
        }
    )
    return pa.Table.from_pandas(frame, preserve_index=False)


def test_excel_sees_utf8_and_iso_dates(tmp_path):
    save(notes("顾客，满意"), NOTES, tmp_path / "notes.csv")
    raw = (tmp_path / "notes.csv").read_bytes()
    assert raw.startswith(BYTE_ORDER_MARK)
    assert raw.decode("utf-8-sig").splitlines()[1] == '"2025-02-03","2025-02-03 04:05:06","顾客，满意",-12.5,'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(tmp_path, start):
    text = start + "cmd|' /C calc'!A0"
    save(notes(text), NOTES, tmp_path / "notes.csv")
    assert pd.read_csv(tmp_path / "notes.csv")["note"].item().startswith("'")


def test_a_formula_sign_within_a_text_stays(tmp_path):
    save(notes("Rock-n-Roll = +1 @home"), NOTES, tmp_path / "notes.csv")
    assert pd.read_csv(tmp_path / "notes.csv")["note"].item() == "Rock-n-Roll = +1 @home"


def test_a_negative_amount_stays_a_number(tmp_path):
    save(notes("x"), NOTES, tmp_path / "notes.csv")
    assert pd.read_csv(tmp_path / "notes.csv")["change"].item() == -12.5


def test_missing_text_stays_missing(tmp_path):
    save(notes(None), NOTES, tmp_path / "notes.csv")
    assert pd.read_csv(tmp_path / "notes.csv")["note"].isna().item()


def test_csv_and_parquet_hold_the_same(tmp_path):
    for format in ("csv", "parquet"):
        generator.write("amazon", tmp_path / format, customers=200, seed=7, format=format, truth=False)
    for table in generator.schema("amazon"):
        times = [column.name for column in table.columns if column.kind in ("date", "time")]
        kinds = {name: kind for name, kind in table.dtypes().items() if name not in times}
        text = pd.read_csv(tmp_path / "csv" / "amazon" / table.name / "part-00000.csv", dtype=kinds, parse_dates=times)
        binary = pd.read_parquet(tmp_path / "parquet" / "amazon" / table.name)
        for name in binary:
            left, right = text[name], binary[name]
            assert (left.isna() == right.isna()).all(), (table.name, name)
            if right.dtype == "float64":
                assert np.array_equal(left, right, equal_nan=True), (table.name, name)
            else:
                assert (left.dropna() == right.dropna()).all(), (table.name, name)
