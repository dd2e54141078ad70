"""Read what was handed in: a notebook in order, whatever form its file has, or a clear word on why there is none.

A notebook is built anew from the text of its cells and their names. So nothing else that a file holds (outputs, widget
states, metadata of any shape) can reach or upset what comes after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import nbformat
from nbformat import NotebookNode

from grader.notebook_file import content_of, loaded, no_notebook
from grader.questions import Text
from grader.refusal import Refused
from grader.sandbox.outputs import is_base64

MOST_CELLS: Final = 1000
_CELL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KINDS: Final = ("code", "markdown", "raw")
_PICTURES: Final = ("image/png", "image/jpeg", "image/gif")
_METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class HandedIn:
    """A notebook as it was handed in, in order, without outputs.

    Parameters
    ----------
    notebook : of nbformat 4.5
    notes : what was mended to read it
    """

    notebook: NotebookNode
    notes: tuple[Text, ...] = ()


def read_submission(file: Path) -> HandedIn:
    """Read a submission's notebook.

    Parameters
    ----------
    file : what was handed in, in its learner's folder of the lesson; links are not followed

    Raises
    ------
    grader.refusal.Refused : when it is no plain file, too large, or holds no notebook
    """
    return parse(submitted_bytes(file))


def submitted_bytes(file: Path) -> bytes:
    """Return the bytes of a submission's notebook.

    Raises
    ------
    grader.refusal.Refused : when it is no plain file of its learner's, or too large
    """
    if any(folder.is_symlink() for folder in file.parents[:2]):
        raise Refused(
            Text(
                "The folder it lies in is a link to another. Hand in the notebook itself.",
                "它所在的文件夹是指向别处的链接。请提交笔记本文件本身。",
            )
        )
    return content_of(file)


def parse(content: bytes) -> HandedIn:
    r"""Read a notebook from a file's bytes.

    Raises
    ------
    grader.refusal.Refused : when they hold no notebook

    Examples
    --------
    >>> parse(b'\xef\xbb\xbf{"nbformat": 4, "cells": []}').notes[0].en
    'The file began with a byte order mark; it was passed over.'
    """
    notes: list[Text] = []
    cells = [
        cell
        for number, raw in enumerate(_cells(loaded(content, notes), notes), start=1)
        for cell in _rebuilt(raw, number, notes)
    ]
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": _METADATA, "cells": cells}
    return HandedIn(nbformat.from_dict(whole), tuple(notes))


def _cells(whole: Mapping[str, Any], notes: list[Text]) -> list[Any]:
    cells, sheets = whole.get("cells"), whole.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in _listed(sheet.get("cells"))]
    if not isinstance(cells, list):
        raise no_notebook()
    if len(cells) > MOST_CELLS:
        raise Refused(
            Text(
                f"The notebook has {len(cells)} cells; {MOST_CELLS} are the most that are read. Delete some.",
                f"笔记本有 {len(cells)} 个单元格，最多读取 {MOST_CELLS} 个。请删掉不需要的单元格后重新提交。",
            )
        )
    version = whole.get("nbformat")
    if version != 4:
        said = _shown(version)
        notes.append(
            Text(
                f"The notebook was in format {said}; it was brought to format 4.",
                f"笔记本的格式版本是 {said}，已转换为版本 4。",
            )
        )
    return cells


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _rebuilt(raw: object, number: int, notes: list[Text]) -> Iterator[dict[str, Any]]:
    source = _source(raw) if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or source is None:
        notes.append(
            Text(f"Cell {number} holds no text and was left out.", f"第 {number} 个单元格没有文本内容，已略去。")
        )
        return
    clean = _clean(source)
    if clean != source:
        notes.append(
            Text(
                f"Characters in cell {number} that no text may hold were replaced.",
                f"第 {number} 个单元格中的非法字符已被替换。",
            )
        )
    identifier = raw.get("id")
    cell: dict[str, Any] = {
        "cell_type": "markdown" if raw.get("cell_type") == "heading" else _kind(raw, number, notes),
        "id": identifier if isinstance(identifier, str) and _CELL_ID.fullmatch(identifier) else f"cell-{number}",
        "metadata": _names(raw.get("metadata")),
        "source": f"{_hashes(raw)} {clean}" if raw.get("cell_type") == "heading" else clean,
    }
    if cell["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif pictures := _pictures(raw.get("attachments")):
        cell["attachments"] = pictures
    yield cell


def _kind(raw: Mapping[str, Any], number: int, notes: list[Text]) -> str:
    kind = raw.get("cell_type")
    if kind in _KINDS:
        return str(kind)
    code = "outputs" in raw
    notes.append(
        Text(
            f"Cell {number} is of an unknown kind ({_shown(kind)}); it was taken for {'code' if code else 'text'}.",
            f"第 {number} 个单元格的类型未知（{_shown(kind)}），已按{'代码' if code else '文本'}处理。",
        )
    )
    return "code" if code else "markdown"


def _hashes(raw: Mapping[str, Any]) -> str:
    level = raw.get("level")
    return "#" * level if type(level) is int and 1 <= level <= 6 else "#"


def _source(raw: Mapping[str, Any]) -> str | None:
    source = raw.get("source", raw.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _pictures(attachments: object) -> dict[str, dict[str, str]]:
    """Pictures pasted into prose, and nothing else that may hang on it."""
    files = attachments.items() if isinstance(attachments, dict) else ()
    kept = {
        _clean(name): {kind: data for kind, data in forms.items() if kind in _PICTURES and is_base64(data)}
        for name, forms in files
        if isinstance(forms, dict)
    }
    return {name: forms for name, forms in kept.items() if forms}


def _clean(text: str) -> str:
    """Replace what UTF-8 can't write and Python can't read: lone surrogates and the character of number zero."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


def _names(metadata: object) -> dict[str, Any]:
    """Keep what nbgrader says about a cell, as far as it is plain."""
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(about, dict):
        return {}
    plain = {key: value for key, value in about.items() if value is None or isinstance(value, str | bool | int | float)}
    return {"nbgrader": {_clean(key): _clean(item) if isinstance(item, str) else item for key, item in plain.items()}}


def _shown(value: object) -> str:
    return re.sub(r"[^\w.+-]", "?", str(value)[:20]) if isinstance(value, str | int | float) else "?"
