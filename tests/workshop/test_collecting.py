"""What comes back is put in its place, whatever it is packed in; nothing lands anywhere else."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workshop import collecting
from workshop.classroom import Classroom
from workshop.cli import app
from workshop.collecting import collect, learner_in
from workshop.intake import settle
from workshop.roster import Learner
from workshop.terminal import WorkshopError

ROOT = Path(__file__).resolve().parents[2]
LESSON = "01-who-stayed"
SOLVED = (ROOT / "solutions" / "en" / f"{LESSON}.ipynb").read_bytes()


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class of three that nothing has been handed in to."""
    folder = tmp_path / "tuesday"
    (folder / "submitted").mkdir(parents=True)
    learners = [Learner("ada", "Ada Wong", "", "en"), Learner("s42", "王伟", "", "zh"), Learner("bob", "Bob", "", "en")]
    return Classroom(folder, "en", 100, (LESSON, "02-cohorts"), {one.id: one for one in learners})


def place(room: Classroom, learner: str) -> Path:
    return room.folder / "submitted" / learner / LESSON / f"{LESSON}.ipynb"


def zipped(entries: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return packed.getvalue()


def handed(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / "downloads" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("ada.ipynb", "ada"),
        ("Ada Wong_2317_assignsubmission_file_first try.ipynb", "ada"),
        ("第一课-王伟.ipynb", "s42"),
        ("S42_01.ipynb", "s42"),
        ("canada.ipynb", None),
        ("01-who-stayed.ipynb", None),
        ("ada and bob.ipynb", None),
    ],
)
def test_a_learner_is_known_by_id_or_name(room: Classroom, tmp_path: Path, name: str, learner: str | None) -> None:
    (taken,) = collect(room, [handed(tmp_path, name, SOLVED)])
    assert taken.place == (learner and place(room, learner))
    if learner:
        assert place(room, learner).read_bytes() == SOLVED
    else:
        assert "no learner's id or name" in taken.why


def test_an_archive_of_a_platform_is_taken_in(room: Classroom, tmp_path: Path) -> None:
    inner = zipped({"work/01.ipynb": SOLVED, "work/.ipynb_checkpoints/01-checkpoint.ipynb": b"{}"})
    entries = {"Ada Wong_1/nb.ipynb": SOLVED, "王伟_2/mine.zip": inner, "readme.txt": b"x", "__MACOSX/ada.ipynb": b"x"}
    found = list(collect(room, [handed(tmp_path, "class.zip", zipped(entries))]))
    assert {taken.place for taken in found} == {place(room, "ada"), place(room, "s42")}
    assert place(room, "s42").read_bytes() == SOLVED


def test_the_folder_a_platform_made_counts_before_the_name_a_learner_gave(room: Classroom) -> None:
    assert learner_in(room, ("class.zip", "Ada Wong_1/bob.ipynb")) == "ada"
    assert learner_in(room, ("class.zip", "Ada Wong_1_bob.ipynb")) is None


def test_the_lesson_is_the_notebook_s_own(room: Classroom, tmp_path: Path) -> None:
    second = (ROOT / "notebooks" / "zh" / "02-cohorts.ipynb").read_bytes()
    (taken,) = collect(room, [handed(tmp_path, f"ada {LESSON}.ipynb", second)])
    assert taken.place == room.folder / "submitted" / "ada" / "02-cohorts" / "02-cohorts.ipynb"


@pytest.mark.parametrize(
    "name", ["../../../ada.ipynb", "/ada.ipynb", "..\\..\\ada.ipynb", "C:\\ada.ipynb", "ada.ipynb\n/x.ipynb"]
)
def test_no_entry_lands_outside_its_place(room: Classroom, tmp_path: Path, name: str) -> None:
    before = {file for file in tmp_path.rglob("*") if room.folder not in file.parents}
    archive = handed(tmp_path, "class.zip", zipped({name: SOLVED}))
    list(collect(room, [archive]))
    after = {file for file in tmp_path.rglob("*") if room.folder not in file.parents}
    assert after - before <= {archive, archive.parent}
    assert [file for file in room.folder.rglob("*") if file.is_file()] in ([], [place(room, "ada")])


def test_a_bomb_is_not_unpacked(room: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MOST_UNPACKED", 30_000_000)
    monkeypatch.setattr(collecting, "MOST_BYTES", 20_000_000)
    bomb = zipped({"ada.ipynb": b"0" * 60_000_000, "bob.ipynb": b"0" * 15_000_000, "s42.ipynb": SOLVED})
    found = list(collect(room, [handed(tmp_path, "class.zip", bomb)]))
    assert [taken.place for taken in found] == [None, None, None]
    assert "unfolds to more" in found[0].why
    assert not place(room, "ada").exists()


def test_links_damaged_and_endless_archives_are_said(room: Classroom, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("ada.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert list(collect(room, [handed(tmp_path, "links.zip", packed.getvalue())])) == []
    (damaged,) = collect(room, [handed(tmp_path, "damaged.zip", zipped({"ada.ipynb": SOLVED})[:500])])
    assert "damaged" in damaged.why
    nested = zipped({"c.zip": zipped({"b.zip": zipped({"ada.ipynb": SOLVED})})})
    (deep,) = collect(room, [handed(tmp_path, "deep.zip", nested)])
    assert "are not opened" in deep.why


def test_what_was_there_before_is_kept(room: Classroom, tmp_path: Path) -> None:
    first = json.dumps({**json.loads(SOLVED), "metadata": {}}).encode()
    list(collect(room, [handed(tmp_path, "ada.ipynb", first)]))
    (again,) = collect(room, [handed(tmp_path, "ada.ipynb", SOLVED)])
    assert "is kept as" in again.why
    assert place(room, "ada").read_bytes() == SOLVED
    assert (place(room, "ada").parent / ".earlier" / f"{LESSON}.1.ipynb").read_bytes() == first
    (same,) = collect(room, [handed(tmp_path, "ada.ipynb", SOLVED)])
    assert same.why == "it was there already"


def test_a_broken_notebook_goes_to_its_place_where_its_name_tells_the_lesson(room: Classroom, tmp_path: Path) -> None:
    (taken,) = collect(room, [handed(tmp_path, f"ada_{LESSON}.ipynb", SOLVED[:1000])])
    assert taken.place == place(room, "ada")
    (unknown,) = collect(room, [handed(tmp_path, "bob.ipynb", SOLVED[:1000])])
    assert "breaks off" in unknown.why


def test_a_missing_source_is_named(room: Classroom, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="No file"):
        list(collect(room, [tmp_path / "none.zip"]))


def test_the_command_says_what_became_of_each(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    (folder / "submitted").mkdir(parents=True)
    (folder / "class.toml").write_text(
        f'language = "en"\ncustomers = 100\nlessons = ["{LESSON}"]\n'
        '[[learners]]\nid = "ada"\nname = "Ada"\nemail = ""\nlanguage = "en"\n'
    )
    files = [handed(tmp_path, "ada.ipynb", SOLVED), handed(tmp_path, "who.ipynb", SOLVED)]
    result = CliRunner().invoke(app, ["collect", str(folder), *map(str, files)])
    assert result.exit_code == 0, result.output
    assert "1 in their places, 1 not taken." in result.output
    assert "who.ipynb" in result.output


def test_an_archive_s_directory_is_counted_before_it_is_read(
    room: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MOST_SIGNS", 5)
    monkeypatch.setattr(collecting.zipfile.ZipFile, "infolist", lambda archive: pytest.fail("it was read"))
    (taken,) = collect(room, [handed(tmp_path, "ada.zip", zipped({f"{number}.txt": b"" for number in range(6)}))])
    assert taken.place is None
    assert "more than 5 entries" in taken.why


def test_what_is_said_of_an_archive_moves_no_cursor(room: Classroom, tmp_path: Path) -> None:
    outer = zipped({"ada \x1b[2J\u202e.zip": b"PK\x03\x04 damaged"})
    (taken,) = collect(room, [handed(tmp_path, "class.zip", outer)])
    assert "damaged" in taken.why
    assert not {"\x1b", "\u202e"} & set(taken.source)


def test_collecting_killed_midway_leaves_what_was_handed_in_before_in_its_place(room, tmp_path, monkeypatch):
    first, second = handed(tmp_path, "1/ada.ipynb", SOLVED), handed(tmp_path, "2/ada.ipynb", SOLVED + b"\n")
    list(collect(room, [first]))
    replace = Path.replace

    def dying(file: Path, target: Path) -> Path:
        if target == place(room, "ada"):
            raise KeyboardInterrupt
        return replace(file, target)

    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            list(collect(room, [second]))
    assert place(room, "ada").read_bytes() == SOLVED
    assert list(settle(room)) == []
    list(collect(room, [second]))
    assert place(room, "ada").read_bytes() == SOLVED + b"\n"
    assert {file.read_bytes() for file in (place(room, "ada").parent / ".earlier").iterdir()} == {SOLVED}


def test_a_file_half_written_is_taken_for_nobody_s_notebook(room):
    half = place(room, "ada").with_name(f".{LESSON}.ipynb.part")
    half.parent.mkdir(parents=True)
    half.write_bytes(SOLVED[:1000])
    list(settle(room))
    assert not place(room, "ada").exists()


def test_what_is_no_file_is_not_read_as_an_archive(room: Classroom, tmp_path: Path) -> None:
    endless = tmp_path / "ada.zip"
    endless.symlink_to("/dev/zero")
    (taken,) = collect(room, [endless])
    assert taken.place is None
    assert "link" in taken.why
