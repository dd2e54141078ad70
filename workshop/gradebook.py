"""nbgrader's configuration of a class directory: its own commands and buttons grade through our grader."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Final

from traitlets.config import Config

from grader.feedback_page import feedback_template
from workshop.notebooks import ESSAY, STUB

SANITIZE: Final = (
    "grader.mending.MendNotebook",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
)
AUTOGRADE: Final = (
    "grader.executor.TrustedExecute",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
FEEDBACK: Final = (
    "grader.feedback_page.HarmlessProse",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
)


def configure(config: Config, folder: Path) -> Config:
    """Fill nbgrader's configuration for the class directory `folder`, called from its `nbgrader_config.py`."""
    language = tomllib.loads((folder / "class.toml").read_text(encoding="utf-8"))["language"]
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.course_id = folder.name.strip(".").removesuffix(".part")
    config.CourseDirectory.db_url = gradebook_url(folder)
    config.ClearSolutions.code_stub = {"python": STUB[language]}
    config.ClearSolutions.text_stub = ESSAY
    config.Autograde.pre_convert_hook = "grader.submitted_links.set_links_aside"
    config.Autograde.exporter_class = "grader.submission_exporter.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = list(SANITIZE)
    config.Autograde.autograde_preprocessors = list(AUTOGRADE)
    config.GenerateFeedback.preprocessors = list(FEEDBACK)
    feedback_template(config)
    config.HTMLExporter.preprocessors = ["grader.feedback_page.HarmlessProse"]  # what formgrader shows
    config.MendNotebook.classroom = str(folder)
    config.TrustedExecute.classroom = str(folder)
    return config


def gradebook_url(folder: Path) -> str:
    """The address of a class's gradebook: `gradebook` in `class.toml`, or else a file of SQLite in the class."""
    said = tomllib.loads((folder / "class.toml").read_text(encoding="utf-8")).get("gradebook")
    return str(said) if said else f"sqlite:///{folder.resolve() / 'gradebook.db'}"


def configured(folder: Path) -> Config:
    """The configuration of a class directory, for calling nbgrader from Python.

    nbgrader finds its `alembic` by name on the path, so the folder of this Python's programs goes there.
    """
    programs = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, path])
    return configure(Config(), folder.resolve())
