"""A class: an nbgrader course directory, with own data for each learner."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

import generator
from grader.lesson import Lesson, read_lesson
from grader.seeds import new_secret, own_seed
from workshop.building import LESSONS, ROOT
from workshop.glossary import PAGE
from workshop.roster import Learner
from workshop.terminal import WorkshopError

CLASS_FILE: Final = "class.toml"


@dataclass(frozen=True)
class Classroom:
    """A class directory and what its `class.toml` says."""

    folder: Path
    language: str
    customers: int
    lessons: tuple[str, ...]
    learners: Mapping[str, Learner]

    def read_lessons(self) -> list[Lesson]:
        """The class's lessons, from the course's source."""
        return [read_lesson(LESSONS / name) for name in self.lessons]


def open_classroom(folder: Path) -> Classroom:
    """Read a class directory.

    Raises
    ------
    WorkshopError : when it isn't one
    """
    file = folder / CLASS_FILE
    try:
        facts = tomllib.loads(file.read_text(encoding="utf-8"))
        learners = {item["id"]: Learner(**item) for item in facts["learners"]}
        return Classroom(folder, facts["language"], facts["customers"], tuple(facts["lessons"]), learners)
    except FileNotFoundError as error:
        raise WorkshopError(
            f"{folder} is no class directory: it has no {CLASS_FILE}. Make one with `workshop new`."
        ) from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise WorkshopError(f"{file} is damaged ({error}). Restore it, or make the class anew.") from error


def new_classroom(
    folder: Path,
    learners: Sequence[Learner],
    lessons: Sequence[Path],
    *,
    language: str = "en",
    customers: int = 10_000,
    secret: bytes | None = None,
    gradebook: str | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Classroom:
    """Make a class directory: nbgrader's folders and gradebook, own data and a folder to hand out for each learner.

    Parameters
    ----------
    customers : in each learner's data
    secret : of 32 bytes or more; random unless given
    gradebook : address of a database of its own, such as "postgresql+psycopg://host/tuesday"; a file in the class
        unless given

    It is made beside `folder` and renamed at the end, so that a class directory is always a whole one.

    Raises
    ------
    WorkshopError : when something stands there already
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkshopError(f"{folder} exists and isn't empty. Choose another name for the class, or move it away.")
    beside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    room = Classroom(
        beside, language, customers, tuple(item.name for item in lessons), {one.id: one for one in learners}
    )
    key = new_secret(beside, secret)
    read = [read_lesson(item) for item in lessons]
    _write_settings(room, gradebook)
    _assignments(room, read, progress)
    cases = tuple(dict.fromkeys(lesson.dataset for lesson in read))
    for number, learner in enumerate(learners):
        progress(learner.name, number, len(learners))
        for case in cases:
            seed = own_seed(key, learner.id, case)
            generator.write(case, beside / "data" / learner.id, customers=customers, seed=seed, truth=False)
        _handout(room, learner, read, cases)
    progress("", len(learners), len(learners))
    if folder.exists():
        folder.rmdir()
    beside.rename(folder)
    return open_classroom(folder)


def _write_settings(room: Classroom, gradebook: str | None) -> None:
    lines = [
        "# Made by `workshop new`. The secret of this class is in .secret: keep both, share neither.",
        f"language = {_quoted(room.language)}",
        f"customers = {room.customers}",
        f"lessons = [{', '.join(_quoted(name) for name in room.lessons)}]",
        f"made = {dt.date.today().isoformat()}",
        *([f"gradebook = {_quoted(gradebook)}"] if gradebook else []),
    ]
    for learner in room.learners.values():
        facts = {"id": learner.id, "name": learner.name, "email": learner.email, "language": learner.language}
        lines += ["", "[[learners]]", *(f"{key} = {_quoted(value)}" for key, value in facts.items())]
    (room.folder / CLASS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (room.folder / "nbgrader_config.py").write_text(NBGRADER_CONFIG, encoding="utf-8")
    (room.folder / "submitted").mkdir()


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False)


NBGRADER_CONFIG: Final = """# Made by `workshop new`: nbgrader's commands and buttons grade through our grader.
from pathlib import Path

from workshop.gradebook import configure

configure(get_config(), Path(__file__).resolve().parent)  # noqa: F821
"""


def _assignments(room: Classroom, lessons: Sequence[Lesson], progress: Callable[[str, int, int], None]) -> None:
    """nbgrader's source and release of each lesson, and its students."""
    for lesson in lessons:
        source = room.folder / "source" / lesson.name
        source.mkdir(parents=True)
        built = ROOT / "solutions" / room.language / f"{lesson.name}.ipynb"
        if not built.is_file():
            raise WorkshopError(f"No {built}. Run `workshop build` first.")
        shutil.copyfile(built, source / built.name)
        checks = ROOT / "notebooks" / room.language / "checks" / f"{lesson.name}.json"
        (source / "checks").mkdir()
        shutil.copyfile(checks, source / "checks" / checks.name)
    from workshop.gradebook import configured

    api = NbGraderAPI(config=configured(room.folder))
    for number, lesson in enumerate(lessons):
        progress(lesson.name, number, len(lessons))
        result = api.generate_assignment(lesson.name)
        if not result["success"]:
            raise WorkshopError(f"nbgrader could not make the assignment {lesson.name}:\n{result.get('log', '')}")
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as book:
        for learner in room.learners.values():
            book.update_or_create_student(
                learner.id, first_name=learner.name, last_name="", email=learner.email or None
            )


def _handout(room: Classroom, learner: Learner, lessons: Sequence[Lesson], cases: Sequence[str]) -> None:
    """What one learner gets: notebooks in their language, the checks, their own data; nothing of anyone else's."""
    folder = room.folder / "handout" / learner.id
    built = ROOT / "notebooks" / learner.language
    (folder / "checks").mkdir(parents=True)
    shutil.copyfile(built / PAGE, folder / PAGE)
    for lesson in lessons:
        shutil.copyfile(built / f"{lesson.name}.ipynb", folder / f"{lesson.name}.ipynb")
        shutil.copyfile(built / "checks" / f"{lesson.name}.json", folder / "checks" / f"{lesson.name}.json")
    for case in cases:
        shutil.copytree(room.folder / "data" / learner.id / case, folder / "datasets" / case)
