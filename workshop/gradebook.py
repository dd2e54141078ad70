"""nbgrader's configuration of a class directory: its own commands and buttons grade through our grader."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from traitlets.config import Config

from workshop.notebooks import STUB

AUTOGRADE: Final = (
    "grader.executor.TrustedExecute",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)


def configure(config: Config, folder: Path) -> Config:
    """Fill nbgrader's configuration for the class directory `folder`, called from its `nbgrader_config.py`."""
    language = tomllib.loads((folder / "class.toml").read_text(encoding="utf-8"))["language"]
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = folder.name.strip(".").removesuffix(".part")
    config.ClearSolutions.code_stub = {"python": STUB[language]}
    config.Autograde.autograde_preprocessors = list(AUTOGRADE)
    config.TrustedExecute.classroom = str(folder)
    return config


def configured(folder: Path) -> Config:
    """The configuration of a class directory, for calling nbgrader from Python."""
    return configure(Config(), folder.resolve())
