"""What is written for a spreadsheet opens as text, whatever a learner is called."""

import csv
from pathlib import Path

import pytest

from workshop.spreadsheet import harmless, write_csv

NASTY = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "＝1+1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", NASTY)
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text) == "'" + text


def test_numbers_stay_numbers() -> None:
    assert harmless(-2.5) == -2.5


def test_commas_quotes_and_chinese_come_back(tmp_path: Path) -> None:
    file = tmp_path / "grades.csv"
    rows = [["Li, Wei 王伟", 'say "hi"', 3.5]]
    write_csv(file, ["name", "note", "points"], rows)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as back:
        assert list(csv.reader(back))[1] == ["Li, Wei 王伟", 'say "hi"', "3.5"]
