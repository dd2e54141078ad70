"""A roster comes in whatever form a spreadsheet saves it, or is refused with its line and the mend."""

from pathlib import Path

import pytest

from workshop.roster import Learner, read_roster
from workshop.terminal import WorkshopError


def roster(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "roster.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_a_roster_in_english(tmp_path: Path) -> None:
    file = roster(tmp_path, "id,name,email,language\nada,Ada Wong,ada@example.org,en\n")
    assert read_roster(file, "zh") == (Learner("ada", "Ada Wong", "ada@example.org", "en"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_roster_in_chinese_as_a_spreadsheet_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = roster(tmp_path, f"工号{delimiter}姓名{delimiter}语言\r\n007{delimiter}王伟{delimiter}中文\r\n", encoding)
    assert read_roster(file, "en") == (Learner("007", "王伟", "", "zh"),)


def test_a_name_may_hold_a_comma(tmp_path: Path) -> None:
    file = roster(tmp_path, 'id,name\nwei,"Li, Wei 王伟"\n')
    assert read_roster(file, "zh")[0] == Learner("wei", "Li, Wei 王伟", "", "zh")


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    assert len(read_roster(roster(tmp_path, "id,name\n\na1,A\n,\nb2,B\n"), "en")) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("id,name\n", "names no learner"),
        ("id,email\nada,x\n", "line 1: no column 'name'"),
        ("id,name\n../etc,Mallory\n", "line 2: the id '../etc'"),
        ("id,name\nada,A\nADA,B\n", "line 3: the id 'ADA' stands there twice"),
        ("id,name,language\nada,A,fr\n", "line 2: no language 'fr'"),
        ("PK\x03\x04", "Excel workbook"),
    ],
)
def test_a_bad_roster_is_refused_with_the_place_and_the_mend(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WorkshopError, match=r"roster\.csv") as caught:
        read_roster(roster(tmp_path, text), "en")
    assert says in str(caught.value)


def test_a_missing_roster_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"No file .*none\.csv"):
        read_roster(tmp_path / "none.csv", "en")
