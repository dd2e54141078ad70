"""A lesson as Jupyter notebooks: roles expanded to nbgrader's metadata, prose in one language, solved or not."""

from __future__ import annotations

from typing import Any, Final, Literal, cast

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from grader.lesson import Cell, Lesson, LessonError
from workshop.glossary import lesson_words, read_glossary

STUB: Final = {"en": "...  # YOUR CODE HERE", "zh": "...  # 在这里写你的代码"}
GLOSSARY: Final = "glossary.toml"
WORDS_CELL: Final = "words-of-this-lesson"
ESSAY: Final = "✎ Write here / 请写在这里"
"""The essay's placeholder is the same in both languages, so that nbgrader knows an unanswered one in either."""

_GRADED: Final[dict[str, dict[str, bool]]] = {
    "given": {"grade": False, "solution": False, "locked": True},
    "solution": {"grade": False, "solution": True, "locked": False},
    "tests": {"grade": True, "solution": False, "locked": True},
    "essay": {"grade": True, "solution": True, "locked": False},
}


def notebook(lesson: Lesson, language: str, kind: Literal["exercise", "solution"]) -> NotebookNode:
    """Make the notebook that learners open ("exercise") or the same one solved ("solution").

    Raises
    ------
    LessonError : where the Chinese of a prose cell is missing, or the lesson doesn't begin with prose
    """
    if not lesson.cells or lesson.cells[0].role != "prose":
        raise LessonError(f"{lesson.folder / 'lesson.py'}: begin with a prose cell: the lesson's title and story")
    cells = [_cell(lesson, cell, language) for cell in lesson.cells]
    if lesson.concepts:
        words = lesson_words(read_glossary(lesson.folder.parent / GLOSSARY), lesson.concepts, language)
        cells.append(new_markdown_cell(words, id=WORDS_CELL))
    cells[0].source = _notice(lesson, language) + cells[0].source
    node = new_notebook(cells=cells, metadata=_metadata(language))
    node.nbformat_minor = 5
    if kind == "exercise":
        clear = ClearSolutions(config=Config({"ClearSolutions": {"code_stub": {"python": STUB[language]}}}))
        clear.begin_solution_delimeter = "BEGIN SOLUTION"
        node, _ = clear.preprocess(node, {})
    for cell in node.cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.metadata.nbgrader["solution"]:
            cell.source = ESSAY
    nbformat.validate(node)
    return cast(NotebookNode, node)


def text(node: NotebookNode) -> str:
    """The notebook file's text, the same bytes for the same notebook."""
    return f"{nbformat.writes(node, version=4)}\n"


def _metadata(language: str) -> dict[str, Any]:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "retention_course": {"language": language},
    }


def _notice(lesson: Lesson, language: str) -> str:
    """A comment in Markdown's own way: as an HTML comment it would show on feedback pages, where HTML is defused."""
    said = {
        "en": f"Built file: do not edit. To change the lesson, edit lessons/{lesson.name}/ and run `workshop build`.",
        "zh": f"本文件由程序生成，请勿直接修改。如需改动课程，请编辑 lessons/{lesson.name}/，再运行 `workshop build`。",
    }
    return f'[//]: # "{said[language]}"\n\n'


def _cell(lesson: Lesson, cell: Cell, language: str) -> NotebookNode:
    if cell.role == "prose":
        return cast(NotebookNode, new_markdown_cell(_prose(lesson, cell, language), id=cell.name))
    flags = dict(_GRADED[cell.role])
    about: dict[str, Any] = {"grade_id": cell.name, "schema_version": 3, "task": False, **flags}
    if cell.points:
        about["points"] = int(cell.points) if cell.points == int(cell.points) else cell.points
    about["cell_type"] = "markdown" if cell.role == "essay" else "code"
    if cell.role == "essay":
        return cast(NotebookNode, new_markdown_cell(ESSAY, id=cell.name, metadata={"nbgrader": about}))
    return cast(NotebookNode, new_code_cell(cell.source, id=cell.name, metadata={"nbgrader": about}))


def _prose(lesson: Lesson, cell: Cell, language: str) -> str:
    if language == "en":
        return cell.source
    translation = lesson.translations.get(cell.name)
    if translation is None:
        raise LessonError(
            f"{lesson.folder / 'lesson.zh.md'}: no block for {cell.name!r}; "
            f"add one headed <!-- cell: {cell.name} | en: {cell.digest} -->"
        )
    return translation.text
