"""Files that are no notebook in order. What can be mended is graded in full; the rest is refused, with the reason."""

from __future__ import annotations

import json
import os
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.questions import Text

from .attack import FULL, Attack, about, cell_of, copied


def _remade(change: Any) -> Any:
    return lambda content: json.dumps(change(json.loads(content)), ensure_ascii=False).encode()


def _format_3(whole: dict[str, Any]) -> dict[str, Any]:
    cells = []
    for cell in whole["cells"]:
        old = {key: value for key, value in cell.items() if key not in ("id", "source", "execution_count")}
        kind = {"input": cell["source"], "language": "python", "collapsed": False, "outputs": [], "prompt_number": 1}
        cells.append({**old, **(kind if cell["cell_type"] == "code" else {"source": cell["source"]})})
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


def _future(whole: dict[str, Any]) -> dict[str, Any]:
    return {**whole, "nbformat": 9, "nbformat_minor": 0}


def _without_ids(whole: dict[str, Any]) -> dict[str, Any]:
    return {**whole, "cells": [{key: cell[key] for key in cell if key != "id"} for cell in whole["cells"]]}


def _nonsense(whole: dict[str, Any]) -> dict[str, Any]:
    odd = [None, 7, {"cell_type": "code"}, {"cell_type": "sql", "source": "select 1", "metadata": [], "outputs": 3}]
    return {**whole, "metadata": [1], "cells": [*odd, *whole["cells"]]}


def _huge(content: bytes) -> bytes:
    whole = json.loads(content)
    whole["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 200_000_000}]
    return json.dumps(whole).encode()


def _deep(content: bytes) -> bytes:
    return content.rstrip()[:-1] + b', "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def _text_for_code(notebook: NotebookNode) -> None:
    for place, cell in enumerate(notebook.cells):
        if cell.id in ("buyers", "buyer-count-check"):
            notebook.cells[place] = new_markdown_cell(cell.source, id=cell.id, metadata=cell.metadata)


def _same_ids(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell["id"] = "same"


def _ids_taken(notebook: NotebookNode) -> None:
    last = len(notebook.cells) + 31
    notebook.cells += [new_code_cell("1", id=f"cell-{last}-{number}") for number in range(30, 60)]
    notebook.cells.append(new_code_cell("1", id=f"cell-{last}-30"))


def _names_lost(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


def _odd_names(notebook: NotebookNode) -> None:
    for told in (None, [], "text", {}, {"grade_id": 7}, {"grade_id": ["x"]}, {"grade": True, "points": 9}):
        notebook.cells.insert(1, new_code_cell("odd = 1", metadata={"nbgrader": told}))


def _answer_twice(notebook: NotebookNode) -> None:
    first = copied(cell_of(notebook, "buyers"))
    first.source = "def buyers(orders):\n    return 'draft'"
    notebook.cells.insert(notebook.cells.index(cell_of(notebook, "buyers")), first)


def _old_version(notebook: NotebookNode) -> None:
    cell_of(notebook, "orders-setup").source = cell_of(notebook, "orders-setup").source.replace("01-orders", "01-old")
    about(cell_of(notebook, "busiest-check"))["points"] = 3
    cell = cell_of(notebook, "buyer-count-check")
    about(cell)["grade_id"] = cell["id"] = "customer-count-check"


def _another_lesson(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata and cell.id not in ("orders-setup", "memo"):
            about(cell)["grade_id"] = cell["id"] = f"cohort-{cell.id}"


ATTACKS = (
    Attack("an empty file", Text("Nothing", "空文件"), raw=lambda content: b"", earns=None, says="The file is empty"),
    Attack(
        "half a file",
        Text("The file breaks off in the middle", "文件只有前一半"),
        raw=lambda content: content[: len(content) // 2],
        earns=None,
        says="breaks off",
    ),
    Attack(
        "damaged in the middle",
        Text("Bytes are missing in the middle", "文件中间缺了一段"),
        raw=lambda content: content[:900] + content[1000:],
        earns=None,
        says="damaged in line|no text",
    ),
    Attack(
        "conflict marks of git",
        Text("A merge left its marks", "留有 git 合并冲突标记"),
        raw=lambda content: b"<<<<<<< HEAD\n" + content,
        earns=None,
        says="conflict marks",
    ),
    Attack(
        "a web page",
        Text("The notebook's HTML export", "笔记本导出的 HTML 网页"),
        raw=lambda content: b"<!DOCTYPE html>\n<html><body>" + content + b"</body></html>",
        earns=None,
        says="a web page, not a notebook",
    ),
    Attack(
        "a zip archive",
        Text("A zip archive named like a notebook", "改名为笔记本的压缩包"),
        raw=lambda content: b"PK\x03\x04" + content,
        earns=None,
        says="a zip archive",
    ),
    Attack(
        "nested without end",
        Text("Lists a hundred thousand deep", "十万层嵌套的列表"),
        raw=_deep,
        earns=None,
        says="nested deeper",
    ),
    Attack(
        "two hundred megabytes",
        Text("200 MB of output", "200 MB 的输出"),
        raw=_huge,
    ),
    Attack(
        "a million brackets",
        Text("A small file that unfolds to gigabytes", "读取后会膨胀成数 GB 的小文件"),
        raw=lambda content: content.rstrip()[:-1] + b', "more": [' + b"[]," * 5_000_000 + b"[]]}",
        earns=None,
        says="holds more than is read",
        harms=Text("would take all memory", "会耗尽内存"),
    ),
    Attack(
        "a link for a notebook",
        Text("A link to another learner's notebook", "指向别人笔记本的链接"),
        links={"01-orders.ipynb": "@ROOM@/submitted/honest/01-orders/01-orders.ipynb"},
        earns=None,
        says="a link",
    ),
    Attack(
        "another lesson's notebook",
        Text("The notebook of another lesson", "交错了课的笔记本"),
        spoil=_another_lesson,
        earns=None,
        says="another lesson's",
    ),
    Attack(
        "an old version of the lesson",
        Text("A notebook of an earlier release", "旧版本课程的笔记本"),
        spoil=_old_version,
        says="Cell orders-setup had been changed",
    ),
    Attack(
        "UTF-16",
        Text("Saved as UTF-16", "保存为 UTF-16 编码"),
        raw=lambda content: content.decode().encode("utf-16"),
        says="UTF-16",
    ),
    Attack(
        "a byte order mark",
        Text("Saved with a byte order mark", "带字节顺序标记（BOM）"),
        raw=lambda content: b"\xef\xbb\xbf" + content,
        says="byte order mark",
    ),
    Attack(
        "GB 18030",
        Text("Saved in a Chinese encoding", "保存为 GB 18030 编码"),
        first="# 我的笔记",
        raw=lambda content: content.decode().encode("gb18030"),
        says="GB18030",
    ),
    Attack(
        "more behind its end",
        Text("Something stands behind the notebook's end", "笔记本内容之后还有多余内容"),
        raw=lambda content: content + b"\n}\n",
        says="behind the notebook's end",
    ),
    Attack("format 3", Text("Saved in format 3", "笔记本格式版本 3"), raw=_remade(_format_3), says="format 3"),
    Attack("a format of the future", Text("Format 9", "笔记本格式版本 9"), raw=_remade(_future), says="format 9"),
    Attack("no ids", Text("Cells without ids", "单元格没有 id"), raw=_remade(_without_ids)),
    Attack("one id for all", Text("All cells with the same id", "所有单元格的 id 相同"), spoil=_same_ids),
    Attack(
        "ids that would be given to others",
        Text("Cells that have the ids which a doubled one would be given", "抢先占用重复单元格将被分配的所有 id"),
        spoil=_ids_taken,
    ),
    Attack(
        "cells that are none",
        Text("Numbers, nothing and unknown kinds among the cells", "单元格列表中混有数字、空值和未知类型"),
        raw=_remade(_nonsense),
        says="Cell 2 holds no text",
    ),
    Attack(
        "names of no form",
        Text("nbgrader's metadata in forms of every kind", "各种形式错误的 nbgrader 元数据"),
        spoil=_odd_names,
    ),
    Attack(
        "names lost",
        Text("nbgrader's metadata lost in another program", "经其他软件保存后丢失 nbgrader 元数据"),
        spoil=_names_lost,
        says="had lost its name",
    ),
    Attack(
        "code turned into text",
        Text("An answer and a test turned into Markdown", "答案和测试单元格被改成了 Markdown"),
        spoil=_text_for_code,
        says="had become markdown",
    ),
    Attack(
        "an answer twice", Text("A draft above the answer, with its name", "答案上方留有同名草稿"), spoil=_answer_twice
    ),
    Attack(
        "characters that no text may hold",
        Text("Half a character, and the character of number zero", "残缺的半个字符和编号为零的字符"),
        first="note = '@'",
        raw=lambda content: content.replace(b"@", b"\\ud800\\u0000"),
        says="were replaced",
    ),
    Attack(
        "renamed by the browser",
        Text("Handed in as “01-orders (1).ipynb”", "文件名变成了“01-orders (1).ipynb”"),
        file="@LEARNER@/01-orders/01-orders (1).ipynb",
        says=r"01-orders \(1\).ipynb was taken for 01-orders.ipynb",
    ),
    Attack(
        "renamed by its learner",
        Text("Handed in under a Chinese name", "文件名改成了中文"),
        file="@LEARNER@/01-orders/第一课 王伟.ipynb",
        says="was taken for 01-orders.ipynb",
    ),
    Attack(
        "another ending",
        Text("Handed in as “.ipynb.txt”", "扩展名变成了 .ipynb.txt"),
        file="@LEARNER@/01-orders/01-orders.ipynb.txt",
        says="was taken for 01-orders.ipynb",
    ),
    Attack(
        "another spelling of the folder",
        Text("In folders of other case and Unicode form", "文件夹名的大小写和 Unicode 形式不同"),
        file="@UPPER@/０1-Orders/01-ORDERS.ipynb",
        says="was taken for 01-orders.ipynb",
        earns=FULL,
    ),
    Attack(
        "a name in no encoding",
        Text(
            "Beside it files whose names are in no encoding, or in a Chinese one",
            "附带的文件名编码损坏，或使用中文旧编码",
        ),
        files={os.fsdecode(b"\xff" * 90): b"1", os.fsdecode("数据.csv".encode("gb18030")): b"a\n1\n"},
        first="seven = pd.read_csv('数据.csv')['a'][0]",
        cells={"buyer-count": "buyer_count = buyers(orders) * seven"},
    ),
)
