"""Put a submission's notebook back in order before nbgrader reads it, so that no odd cell stops or fools the grading.

Cells are told by the names that nbgrader gave them at release, or by their ids, which are the same in this course. What
a learner changed about a cell's role, points or type is changed back; invented and doubled names are taken off; graded
and given cells that are missing come back. Learners' code is never dropped: a cell without its name still runs, and
what was written into a given cell or a test cell runs beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from grader.language import language_of
from grader.questions import Text
from grader.refusal import Refused
from grader.released import Released, released_cells
from grader.sandbox.outputs import plain
from grader.unfinished import begin

NOTES_CELL: Final = "how-your-file-was-read"
_HEADING: Final = Text("**How your file was read**", "**你的文件是这样读取的**")
_ANOTHER_LESSON: Final = Text(
    "This notebook is another lesson's: it answers none of this one's questions. Hand in this lesson's notebook.",
    "这份笔记本属于另一课：其中没有回答本课的任何一道题。请提交本课的笔记本。",
)


def mend(notebook: NotebookNode, released: Sequence[Released]) -> list[Text]:
    """Put a notebook's cells back in order, in place.

    Parameters
    ----------
    notebook : the submission
    released : the named cells of the assignment, in their order

    Returns
    -------
    what was done, a sentence each

    Raises
    ------
    grader.refusal.Refused : when it is another lesson's notebook
    """
    by_name = {cell.name: cell for cell in released}
    essays = {cell.name for cell in released if cell.cell_type == "markdown"}
    check_lesson(notebook, by_name.keys(), {cell.name for cell in released if cell.solution or cell.points} - essays)
    names = {_name(cell) for cell in notebook.cells} - {""}
    notes: list[Text] = []
    seen: set[str] = set()
    _name_by_id(notebook, by_name, names, notes)
    for cell in reversed(notebook.cells):
        notes += _told_apart(cell, by_name, seen)
    _keep_beside(notebook, by_name, notes)
    _put_back(notebook, released, notes)
    _number(notebook)
    return notes


def check_lesson(notebook: NotebookNode, names: Set[str], answers: Set[str]) -> None:
    """See that a notebook is of this lesson.

    Parameters
    ----------
    notebook : the submission
    names : the lesson's named cells
    answers : those of them that are answered or tested; names such as "setup" may be in every lesson

    Raises
    ------
    grader.refusal.Refused : when it has cells of other names, and none of the answers
    """
    found = {_name(cell) for cell in notebook.cells} - {""}
    found |= {str(cell.get("id")) for cell in notebook.cells} & names
    if found - names and not found & answers:
        raise Refused(_ANOTHER_LESSON)


class MendNotebook(NbGraderPreprocessor):  # type: ignore[misc]
    """nbgrader's step for `mend`; it belongs first in `c.Autograde.sanitize_preprocessors`."""

    classroom = Unicode("", help="The class directory, for its learners' languages").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Mend a notebook from what the gradebook knows about its assignment; tell learner and log what was done.

        nbgrader's autograde writes no feedback, so the submission's mark (grader.unfinished) stays.
        """
        about = resources["nbgrader"]
        if self.classroom:
            begin(Path(self.classroom), about["student"], about["assignment"])
        with Gradebook(about["db_url"]) as gradebook:
            released = list(released_cells(gradebook, about["notebook"], about["assignment"]))
        notes = [*resources.get("reading_notes", ()), *mend(nb, released)]
        tell(nb, notes, language_of(Path(self.classroom), about["student"]))
        for note in notes:
            self.log.warning("%s, %s: %s", about["student"], about["assignment"], note.en)
        return nb, resources


def tell(notebook: NotebookNode, notes: Sequence[Text], language: str) -> None:
    """Say at the top of a notebook, and so of its feedback, what was mended."""
    if not notes:
        return
    said = "\n".join(f"- {note.said_in(language)}" for note in notes)
    cell = new_markdown_cell(f"{_HEADING.said_in(language)}\n\n{said}", id=NOTES_CELL)
    notebook.cells.insert(0, cell)


def _name_by_id(notebook: NotebookNode, by_name: Mapping[str, Released], names: set[str], notes: list[Text]) -> None:
    """Give names back that were lost or changed, as when a notebook went through another program."""
    for cell in notebook.cells:
        lost = cell.get("id")
        if lost not in by_name or lost in names or _name(cell) in by_name:
            continue
        names.add(lost)
        _restore(cell, by_name[lost])
        notes.append(
            Text(f"Cell {lost} had lost its name; its id gave it back.", f"单元格 {lost} 的名称丢失，已按其 id 恢复。")
        )


def _told_apart(cell: NotebookNode, by_name: Mapping[str, Released], seen: set[str]) -> Iterator[Text]:
    if "nbgrader" not in cell.metadata:
        return
    name = _name(cell)
    wanted = by_name.get(name)
    if wanted is None or name in seen:
        del cell.metadata["nbgrader"]
        if wanted:
            yield Text(
                f"Cell {name} is there twice: the last one counts.", f"单元格 {name} 出现了两次：以最后一个为准。"
            )
        elif name:
            shown = _shown(name)
            yield Text(
                f"A cell called {shown} is not part of the assignment; it earns nothing.",
                f"名为 {shown} 的单元格不属于本次作业，不计分。",
            )
        return
    seen.add(name)
    about = cell.metadata["nbgrader"]
    if wanted.points is not None and about.get("points") != wanted.points:
        said, worth = _shown(about.get("points")), f"{wanted.points:g}"
        yield Text(f"Cell {name} is worth {worth}, not {said}.", f"单元格 {name} 的分值是 {worth}，不是 {said}。")
    if cell.cell_type != wanted.cell_type:
        yield Text(
            f"Cell {name} had become {cell.cell_type}; it is {wanted.cell_type} again.",
            f"单元格 {name} 的类型被改成了 {cell.cell_type}，已恢复为 {wanted.cell_type}。",
        )
    _restore(cell, wanted)


def _restore(cell: NotebookNode, wanted: Released) -> None:
    if cell.cell_type != wanted.cell_type:
        _retype(cell, wanted.cell_type)
    cell.metadata["nbgrader"] = _node(wanted.about)


def _keep_beside(notebook: NotebookNode, by_name: Mapping[str, Released], notes: list[Text]) -> None:
    """Give the released text back to given and test cells; what a learner wrote there runs in a cell beside it."""
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        wanted = by_name.get(_name(cell))
        if wanted is None or not wanted.locked or wanted.cell_type != "code" or _same(cell.source, wanted.source):
            cells.append(cell)
            continue
        own: NotebookNode = new_code_cell(cell.source, id=f"{wanted.name}-yours")
        cell.source = wanted.source
        cells += [own, cell] if wanted.points is not None else [cell, own]
        name = wanted.name
        notes.append(
            Text(
                f"Cell {name} had been changed. Its own text is back, and yours runs in a cell beside it.",
                f"单元格 {name} 被改动过，已恢复原文；你写的内容放在旁边的单元格里照常运行。",
            )
        )
    notebook.cells = cells


def _same(text: str, other: str) -> bool:
    return [line.rstrip() for line in text.strip().splitlines()] == [
        line.rstrip() for line in other.strip().splitlines()
    ]


def _put_back(notebook: NotebookNode, released: Sequence[Released], notes: list[Text]) -> None:
    present = {_name(cell): cell for cell in notebook.cells if _name(cell)}
    before: NotebookNode | None = None
    for wanted in released:
        cell = present.get(wanted.name)
        if cell is None:
            if wanted.solution and wanted.points is None:
                continue
            cell = _made(wanted)
            solution = present.get(wanted.name.removesuffix("-check"))
            notebook.cells.insert(_place_after(notebook, solution or before), cell)
            notes.append(
                Text(f"Cell {wanted.name} was missing and was put back.", f"单元格 {wanted.name} 缺失，已重新补上。")
            )
        before = cell


def _name(cell: NotebookNode) -> str:
    about = cell.metadata.get("nbgrader")
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) else ""


def _shown(said: object) -> str:
    """A learner's own words in one of our sentences: short, on one line, without marks of Markdown."""
    return " ".join(plain(str(said))[:40].replace("`", "'").split())


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    cell.pop("attachments", None)
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _made(wanted: Released) -> NotebookNode:
    new = new_code_cell if wanted.cell_type == "code" else new_markdown_cell
    return _node(new(wanted.source, metadata={"nbgrader": wanted.about}))  # type: ignore[no-untyped-call]


def _node(content: dict[str, Any]) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict(content)
    return made


def _place_after(notebook: NotebookNode, before: NotebookNode | None) -> int:
    if before is None:
        return 0
    return next(place for place, cell in enumerate(notebook.cells) if cell is before) + 1


def _number(notebook: NotebookNode) -> None:
    """Give every cell an id of its own, as nbformat 4.5 wants it; a named cell is called by its name."""
    named = {_name(cell) for cell in notebook.cells} - {""}
    taken: set[str] = set(named)
    for place, cell in enumerate(notebook.cells, start=1):
        wanted = _name(cell)
        if not wanted:
            own = str(cell.get("id", ""))
            others = (f"cell-{place}-{number}" for number in count(len(taken)))
            wanted = next(one for one in chain([own], others) if one and one not in taken)
            taken.add(wanted)
        cell["id"] = wanted
    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
