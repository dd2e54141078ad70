"""A lesson as its folder says it: cells by name and role, questions, translations.

Everything that builds, verifies or grades a lesson reads it here and nowhere else.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import jupytext

from grader.questions import Question, Text

Role: TypeAlias = Literal["prose", "given", "solution", "tests", "essay"]

FILES: Final = ("lesson.toml", "lesson.py", "lesson.zh.md", "checks.py")
LANGUAGES: Final = ("en", "zh")
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}[a-z0-9]")
BEGIN_SOLUTION: Final = "### BEGIN SOLUTION"
END_SOLUTION: Final = "### END SOLUTION"

_ROLES: Final[Mapping[str, Role]] = {"given": "given", "solution": "solution", "tests": "tests", "essay": "essay"}
_TRANSLATED: Final = re.compile(
    r"^<!-- *cell: *(?P<name>[a-z0-9-]+) *\| *en: *(?P<digest>[0-9a-f]{8}) *-->\n", re.MULTILINE
)


class LessonError(ValueError):
    """A lesson's folder can't be read; the message names the file, the place and the mend."""


@dataclass(frozen=True)
class Cell:
    """One cell of `lesson.py`: its name is its nbgrader grade_id and its notebook cell id."""

    name: str
    role: Role
    source: str
    points: float = 0.0

    @property
    def digest(self) -> str:
        """Eight hex digits that change with the text; a translation carries its English block's."""
        return hashlib.sha256(self.source.strip().encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Translation:
    """The Chinese text of a prose cell, and the digest of the English one it was made from."""

    text: str
    digest: str


@dataclass(frozen=True)
class Criterion:
    """One line of an essay's rubric."""

    points: float
    says: Text


@dataclass(frozen=True)
class Lesson:
    """A lesson: what its four files say, nothing expanded, nothing run."""

    folder: Path
    title: Text
    minutes: int
    level: str
    dataset: str
    objectives: tuple[Text, ...]
    concepts: tuple[str, ...]
    labels: Mapping[str, Text]
    rubrics: Mapping[str, tuple[Criterion, ...]]
    cells: tuple[Cell, ...]
    translations: Mapping[str, Translation]
    questions: Mapping[str, Question]

    @property
    def name(self) -> str:
        """The folder's name, such as "01-who-stayed"; it orders the course."""
        return self.folder.name

    @property
    def digest(self) -> str:
        """A digest of the lesson's files: another version, another digest."""
        whole = hashlib.sha256()
        for file in FILES:
            whole.update((self.folder / file).read_bytes() + b"\0")
        return whole.hexdigest()

    @property
    def points(self) -> Mapping[str, float]:
        """Points by question, essays included, in the order of the notebook."""
        return {cell.name.removesuffix("-check"): cell.points for cell in self.cells if cell.role in ("tests", "essay")}

    def cell(self, name: str) -> Cell:
        """The cell of that name."""
        return next(cell for cell in self.cells if cell.name == name)


def lesson_folders(root: Path) -> list[Path]:
    """The lessons below `root`, in the order they are taught."""
    return sorted(file.parent for file in root.glob("*/lesson.toml"))


def read_lesson(folder: Path) -> Lesson:
    """Read a lesson from its folder.

    Raises
    ------
    LessonError : for a missing file, a cell without a name, an unknown role, a question without its cell …
    """
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing:
        raise LessonError(
            f"{folder}: no {', '.join(missing)}. A lesson is a folder of four files; see CONTRIBUTING.md."
        )
    cells = _read_cells(folder / "lesson.py")
    translations = _read_translations(folder / "lesson.zh.md")
    questions = _read_questions(folder / "checks.py")
    _check_pairs(folder, cells, questions)
    try:
        facts = tomllib.loads((folder / "lesson.toml").read_text(encoding="utf-8"))
        return Lesson(
            folder=folder,
            title=Text(**facts["title"]),
            minutes=int(facts["minutes"]),
            level=str(facts["level"]),
            dataset=str(facts["dataset"]),
            objectives=tuple(Text(**item) for item in facts["objectives"]),
            concepts=tuple(facts.get("concepts", ())),
            labels={key: Text(**item) for key, item in facts.get("labels", {}).items()},
            rubrics={
                name: tuple(Criterion(float(row["points"]), Text(row["en"], row["zh"])) for row in rows)
                for name, rows in facts.get("rubric", {}).items()
            },
            cells=cells,
            translations=translations,
            questions=questions,
        )
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{folder / 'lesson.toml'}: {error}") from error
    except KeyError as error:
        raise LessonError(f"{folder / 'lesson.toml'}: no {error.args[0]!r}") from error
    except (TypeError, ValueError) as error:
        raise LessonError(f"{folder / 'lesson.toml'}: {error}") from error


def _read_cells(file: Path) -> tuple[Cell, ...]:
    notebook = jupytext.reads(file.read_text(encoding="utf-8"), fmt="py:percent")
    cells: list[Cell] = []
    for number, raw in enumerate(notebook.cells, start=1):
        name = raw.metadata.get("title", "")
        place = f"{file}, cell {number} ({name or raw.source.strip()[:30]!r})"
        if not NAME.fullmatch(name):
            raise LessonError(f"{place}: give the cell a name of small letters, digits and hyphens: # %% some-name")
        if any(cell.name == name for cell in cells):
            raise LessonError(f"{place}: another cell has that name")
        role: Role
        if raw.cell_type == "markdown":
            role = "prose"
        else:
            said = raw.metadata.get("role")
            if said not in _ROLES:
                raise LessonError(f"{place}: role must be one of {', '.join(_ROLES)}, not {said!r}")
            role = _ROLES[said]
        points = float(raw.metadata.get("points", 0))
        if (role in ("tests", "essay")) != (points > 0):
            raise LessonError(f"{place}: points=… belongs on a tests or essay cell, and must be above 0 there")
        if role == "solution" and not (BEGIN_SOLUTION in raw.source and END_SOLUTION in raw.source):
            raise LessonError(f"{place}: put the part to be hidden between {BEGIN_SOLUTION} and {END_SOLUTION}")
        cells.append(Cell(name, role, raw.source, points))
    return tuple(cells)


def _read_translations(file: Path) -> Mapping[str, Translation]:
    text = file.read_text(encoding="utf-8")
    heads = list(_TRANSLATED.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    return {
        head["name"]: Translation(text[head.end() : end].strip(), head["digest"])
        for head, end in zip(heads, ends, strict=True)
    }


def _read_questions(file: Path) -> Mapping[str, Question]:
    module_name = f"lesson_checks_{hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:12]}"
    spec = importlib.util.spec_from_file_location(module_name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise LessonError(f"{file}: {type(error).__name__}: {error}") from error
    listed: Any = getattr(module, "QUESTIONS", None)
    if not isinstance(listed, list | tuple) or not all(isinstance(item, Question) for item in listed):
        raise LessonError(f"{file}: define QUESTIONS = [Question(…), …]")
    return {question.name: question for question in listed}


def _check_pairs(folder: Path, cells: tuple[Cell, ...], questions: Mapping[str, Question]) -> None:
    solutions = {cell.name for cell in cells if cell.role == "solution"}
    checks = {cell.name for cell in cells if cell.role == "tests"}
    for name in questions:
        if name not in solutions:
            raise LessonError(
                f"{folder / 'checks.py'}: question {name!r} has no solution cell of that name in lesson.py"
            )
        if f"{name}-check" not in checks:
            raise LessonError(f"{folder / 'lesson.py'}: question {name!r} has no tests cell {name + '-check'!r}")
    for name in sorted(checks):
        if name.removesuffix("-check") not in questions:
            raise LessonError(f"{folder / 'lesson.py'}: tests cell {name!r} has no question in checks.py")
