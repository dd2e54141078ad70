"""Submissions are found in whatever name they came, and what was handed in stays as it is."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from workshop.classroom import Classroom
from workshop.intake import settle, strangers
from workshop.roster import Learner

LESSON = "01-who-stayed"


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class of two that nothing has been handed in to."""
    (tmp_path / "submitted").mkdir()
    learners = {one: Learner(one, one, "", "en") for one in ("ada", "Bo.Li")}
    return Classroom(tmp_path, "en", 100, (LESSON, "02-cohorts"), learners)


def hand_in(room: Classroom, where: str, content: str = "{}") -> Path:
    file = room.folder / "submitted" / where
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


def place(room: Classroom, learner: str = "ada") -> Path:
    return room.folder / "submitted" / learner / LESSON / f"{LESSON}.ipynb"


@pytest.mark.parametrize(
    "name",
    [
        "01-who-stayed (1).ipynb",
        "01-who-stayed（2）.ipynb",
        "01-who-stayed - Copy.ipynb",
        "01-who-stayed 的副本.ipynb",
        "01-who-stayed-副本 (3).ipynb",
        "01-Who-Stayed.IPYNB",
        "０１-who-stayed.ipynb",
        "01-who-stayed.ipynb.txt",
        "01-who-stayed.ipynb.json",
        "第一课 王伟.ipynb",
        unicodedata.normalize("NFD", "Élodie.ipynb"),
    ],
)
def test_a_renamed_notebook_is_found_and_kept(room: Classroom, name: str):
    original = hand_in(room, f"ada/{LESSON}/{name}", "mine")
    notes = list(settle(room))
    assert place(room).read_text() == "mine"
    assert original.read_text() == "mine"
    assert notes == [f"submitted/ada/{LESSON}: {original.name} was taken for {LESSON}.ipynb."]
    assert list(settle(room)) == []


@pytest.mark.parametrize(
    "where", [f"Ada/{LESSON}/{LESSON}.ipynb", f"ADA /{LESSON.upper()}/x.ipynb", f"ada/{LESSON}.ipynb"]
)
def test_a_folder_in_another_spelling_is_the_learner_s(room: Classroom, where: str):
    hand_in(room, where, "mine")
    assert len(list(settle(room))) == 1
    assert place(room).read_text() == "mine"
    assert strangers(room) == []


@pytest.mark.parametrize(
    "where",
    [
        f"ada/{LESSON}/{LESSON}/{LESSON}.ipynb",
        f"ada/{LESSON}/my work/answers.ipynb",
        f"ada/tuesday/handout/{LESSON} (1).ipynb",
    ],
)
def test_a_notebook_in_folders_within_folders_is_found(room: Classroom, where: str):
    hand_in(room, where, "mine")
    hand_in(room, f"ada/{LESSON}/.ipynb_checkpoints/{LESSON}-checkpoint.ipynb", "an old one")
    hand_in(room, f"ada/__MACOSX/{LESSON}.ipynb", "none at all")
    hand_in(room, "ada/tuesday/handout/02-cohorts-notes.ipynb", "another's")
    (note,) = settle(room)
    assert note == f"submitted/ada/{LESSON}: {Path(where).name} was taken for {LESSON}.ipynb."
    assert place(room).read_text() == "mine"


def test_an_archive_in_the_notebook_s_place_is_named(room: Classroom):
    hand_in(room, f"ada/{LESSON}/my work.ZIP", "PK")
    assert list(settle(room)) == [
        f"submitted/ada/{LESSON}: my work.ZIP is an archive. Unpack it where it is, and grade again."
    ]


def test_of_several_the_one_that_bears_the_lesson_s_name_counts(room: Classroom):
    hand_in(room, f"ada/{LESSON}/scratch.ipynb", "no")
    hand_in(room, f"ada/{LESSON}/{LESSON} (1).ipynb", "yes")
    list(settle(room))
    assert place(room).read_text() == "yes"


def test_of_several_that_look_alike_none_is_taken(room: Classroom):
    hand_in(room, f"ada/{LESSON}/{LESSON} (1).ipynb", "one")
    hand_in(room, f"ada/{LESSON}/{LESSON} (2).ipynb", "two")
    (note,) = settle(room)
    assert "several notebooks" in note
    assert not place(room).exists()


def test_a_notebook_at_its_place_is_never_replaced_and_others_are_named(room: Classroom):
    hand_in(room, f"ada/{LESSON}/{LESSON}.ipynb", "first")
    hand_in(room, f"ada/{LESSON}/{LESSON} (1).ipynb", "second")
    (note,) = settle(room)
    assert note == f"submitted/ada/{LESSON}: {LESSON}.ipynb is graded; {LESSON} (1).ipynb beside it is not."
    assert place(room).read_text() == "first"


def test_links_are_not_taken(room: Classroom, tmp_path: Path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("secret")
    folder = room.folder / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    (folder / "mine.ipynb").symlink_to(secret)
    (room.folder / "submitted" / "bo.li").symlink_to(folder.parent)
    assert [note for note in settle(room) if "taken" in note] == []
    assert not place(room).exists()


def test_what_is_no_notebook_is_said(room: Classroom):
    hand_in(room, f"ada/{LESSON}/{LESSON}.html")
    assert list(settle(room)) == [
        f"submitted/ada/{LESSON}: there is no notebook. Hand in the file whose name ends in .ipynb."
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, file names are texts")
def test_a_name_of_no_encoding_is_shown_as_far_as_it_can_be(room: Classroom):
    folder = room.folder / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\n\x1b[2J.ipynb")).write_text("mine")
    (note,) = settle(room)
    assert note == f"submitted/ada/{LESSON}: ? .ipynb was taken for {LESSON}.ipynb."
    assert place(room).read_text() == "mine"


def test_a_stranger_s_folder_is_named(room: Classroom):
    hand_in(room, f"mallory/{LESSON}/{LESSON}.ipynb")
    assert list(settle(room)) == []
    assert strangers(room) == ["mallory"]


def test_a_link_in_the_place_of_a_notebook_is_not_followed(room: Classroom) -> None:
    solution = hand_in(room, "../source/solved.ipynb", '{"solved": true}')
    link = room.folder / "submitted" / "ADA" / f"{LESSON}.ipynb"
    link.parent.mkdir()
    link.symlink_to(solution)
    said = list(settle(room))
    assert said == [f"submitted/ada/{LESSON}: what was handed in is a link to a file. Hand in the notebook itself."]
    assert not (room.folder / "submitted" / "ada" / LESSON).exists()


def test_a_file_larger_than_a_notebook_can_be_is_left_where_it_is(room: Classroom) -> None:
    file = hand_in(room, f"ADA/{LESSON} (1).ipynb")
    with file.open("r+b") as sparse:
        sparse.truncate(1 << 40)
    assert [line for line in settle(room) if "larger than a notebook can be" in line]
    assert not (room.folder / "submitted" / "ada" / LESSON).exists()
