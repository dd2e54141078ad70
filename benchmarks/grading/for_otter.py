"""What Otter needs to grade a class: an autograder made from the lesson, and the submissions without their check cells.

Otter runs its tests after a notebook, so the notebook's own check cells are left out: every small case is tried once,
as it is with nbgrader.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from benchmarks.contestants import rival
from benchmarks.grading.otter_contestant import AUTOGRADER, PLACE, SUBMITTED

_TEST = """\
OK_FORMAT = False

from otter.test_files import test_case

name = {name!r}
points = {points:g}


@test_case(points={points:g})
def judged(env):
    verdict = eval({asked!r}, env)
    assert verdict.points == {points:g}, str(verdict)
"""


def prepare(folder: Path, lesson: str) -> None:
    """Put into a class directory what Otter grades it with: its autograder, and copies of all submissions."""
    place, released = folder / PLACE, folder / "release" / lesson
    (place / "tests").mkdir(parents=True)
    for name, source in written_for(nbformat.read(released / f"{lesson}.ipynb", 4)):
        (place / "tests" / f"{name}.py").write_text(source, encoding="utf-8")
    copytree(released / "checks", place / "checks")
    words = ["generate", "--tests-dir", "tests", "--output-path", AUTOGRADER, "checks"]
    subprocess.run([rival("otter"), *words], cwd=place, check=True, stdout=subprocess.DEVNULL)
    (place / SUBMITTED).mkdir()
    for file in sorted((folder / "submitted").glob(f"*/{lesson}/{lesson}.ipynb")):
        copy = without_checks(nbformat.read(file, 4))
        nbformat.write(copy, place / SUBMITTED / f"{file.parts[-3]}.ipynb")


def written_for(released: NotebookNode) -> Iterator[tuple[str, str]]:
    """The name and text of a test file for each test cell: it asks what the cell asks, for the same points."""
    for cell in released.cells:
        if _asks(cell):
            marked = cell.metadata.nbgrader
            yield marked.grade_id, _TEST.format(name=marked.grade_id, points=marked.points, asked=cell.source)


def without_checks(submitted: NotebookNode) -> NotebookNode:
    """The same notebook with a tag on its check cells that makes Otter pass over them."""
    for cell in submitted.cells:
        if _asks(cell):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), "otter_ignore"]
    return submitted


def _asks(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)
