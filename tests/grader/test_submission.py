"""Whatever file is handed in: it is read in full, or refused with the reason and the mend; it never stops a grading."""

from __future__ import annotations

import json
import os
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode

from grader import notebook_file
from grader.mending import mend
from grader.refusal import Refused
from grader.released import Released
from grader.submission import parse, read_submission
from grader.without_outputs import without_outputs

WHOLE = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"kernelspec": {"name": "ruby", "display_name": "Ruby"}, "widgets": {"a": [1]}},
    "cells": [
        {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": ["# 谁留下了\n", "Who?"]},
        {
            "cell_type": "code",
            "id": "rate",
            "metadata": {"nbgrader": {"grade_id": "rate", "grade": False}, "collapsed": True},
            "source": "rate = 0.5",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "0.5"}],
            "execution_count": 7,
        },
    ],
}
TEXT = json.dumps(WHOLE, ensure_ascii=False)
SOURCES = ["# 谁留下了\nWho?", "rate = 0.5"]


def sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


def refused(content: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        parse(content)
    assert caught.value.says.en
    assert caught.value.says.zh
    return caught.value


def test_a_notebook_in_order_is_read_as_it_is_without_what_does_not_count():
    found = parse(TEXT.encode())
    assert found.notes == ()
    assert sources(found.notebook) == SOURCES
    code = found.notebook.cells[1]
    assert (code.outputs, code.execution_count) == ([], None)
    assert code.metadata == {"nbgrader": {"grade_id": "rate", "grade": False}}
    assert set(found.notebook.metadata) == {"kernelspec", "language_info"}
    assert found.notebook.metadata.kernelspec.name == "python3"
    nbformat.validate(found.notebook)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (TEXT.encode("utf-8-sig"), "byte order mark"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("gb18030"), "GB18030"),
        (TEXT.encode() + b"\n}\n", "behind the notebook's end"),
        (b"  \r\n" + TEXT.encode() + b"\0" * 4096, ""),
        (TEXT.replace('"nbformat": 4', '"nbformat": 9').encode(), "format 9"),
    ],
)
def test_what_can_be_read_is_read_in_full_and_said(content: bytes, says: str):
    found = parse(content)
    assert sources(found.notebook) == SOURCES
    assert any(says in note.en for note in found.notes) if says else found.notes == ()


def test_a_notebook_of_format_3_is_read():
    old = {
        "nbformat": 3,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": ["Title"]},
                    {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "outputs": [], "prompt_number": 3},
                    {"cell_type": "markdown", "source": "text"},
                ]
            }
        ],
    }
    found = parse(json.dumps(old).encode())
    assert [(cell.cell_type, cell.source) for cell in found.notebook.cells] == [
        ("markdown", "## Title"),
        ("code", "x = 1\ny = 2"),
        ("markdown", "text"),
    ]
    assert "format 3" in found.notes[0].en
    nbformat.validate(found.notebook)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b" \n", "empty"),
        (TEXT.encode()[: len(TEXT) // 2], "breaks off"),
        (TEXT.replace('"cells": [', '"cells": [,').encode(), "damaged in line 1"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"import pandas as pd\n", "no notebook"),
        (b"[1, 2]", "no notebook"),
        (b'{"a": 1}', "no notebook"),
        (b'{"cells": {}}', "no notebook"),
        (b"\xff\xfe\xff", "no text"),
        (b"\x80\x81\xff\xff", "no text"),
        (b"[" * 200_000, "nested deeper"),
        (b'{"cells": ' + b"[" * 500 + b"]" * 500 + b"}", "nested deeper"),
        (TEXT.replace("{", "<<<<<<< HEAD\n{", 1).encode(), "conflict marks"),
        (b'{"cells": [' + b"[]," * 3_000_000 + b"[]]}", "Clear Outputs"),
        (b'{"nbformat": ' + b"9" * 5000 + b', "cells": []}', "damaged"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, says: str):
    assert says in refused(content).says.en


@pytest.mark.parametrize(
    "cell",
    [None, 7, "text", [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": {"a": 1}, "outputs": []}],
    ids=str,
)
def test_a_cell_without_text_is_left_out_and_the_others_stay(cell: object):
    found = parse(json.dumps({**WHOLE, "cells": [WHOLE["cells"][0], cell, WHOLE["cells"][1]]}).encode())
    assert sources(found.notebook) == SOURCES
    assert [note.en for note in found.notes] == ["Cell 2 holds no text and was left out."]


def test_a_cell_of_an_unknown_kind_is_code_where_it_has_outputs():
    cells = [{"cell_type": "sql", "source": "x", "outputs": []}, {"cell_type": ["y"], "source": "y"}]
    found = parse(json.dumps({"nbformat": 4, "cells": cells}).encode())
    assert [cell.cell_type for cell in found.notebook.cells] == ["code", "markdown"]
    assert len(found.notes) == 2


def test_what_no_text_may_hold_is_replaced():
    found = parse(
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = \'\\ud800\\u0000\'", "outputs": []}]}'
    )
    assert found.notebook.cells[0].source == "x = '\ufffd\ufffd'"
    assert nbformat.writes(found.notebook).encode()
    assert "replaced" in found.notes[0].en


def test_pictures_pasted_into_prose_stay_and_nothing_else_does():
    given = {
        "a.png": {"image/png": "aGk=", "text/html": "<script>"},
        "b": {"image/svg+xml": "x"},
        "c": {"image/png": 7},
    }
    cells = [{"cell_type": "markdown", "source": "![a](attachment:a.png)", "attachments": {**given, "d": None}}]
    found = parse(json.dumps({"nbformat": 4, "cells": cells}).encode())
    assert found.notebook.cells[0].attachments == {"a.png": {"image/png": "aGk="}}
    nbformat.validate(found.notebook)


def test_a_file_that_is_none_is_not_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.ipynb").symlink_to(secret)
    (tmp_path / "folder.ipynb").mkdir()
    os.mkfifo(tmp_path / "pipe.ipynb")
    for name, says in [("link", "a link"), ("folder", "no file"), ("pipe", "no file"), ("missing", "can't be opened")]:
        with pytest.raises(Refused, match=says):
            read_submission(tmp_path / f"{name}.ipynb")
    assert sources(read_submission(secret).notebook) == SOURCES


@pytest.mark.parametrize(
    "printed",
    ["x" * 30_000_000, '\\"][{' * 2_000_000, [f"line {n}\n" for n in range(1_000_000)]],
    ids=["one", "signs", "many"],
)
def test_outputs_however_large_do_not_count(printed: object):
    cells = json.loads(TEXT)["cells"]
    cells[1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": printed}]
    found = parse(json.dumps({**WHOLE, "cells": cells}).encode())
    assert (sources(found.notebook), found.notes) == (SOURCES, ())


def emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: [] if key == "outputs" and isinstance(item, list) else emptied(item) for key, item in value.items()
        }
    return [emptied(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "text",
    [
        '{"outputs": [1, "]", [2]], "a": 1}',
        '{"a": {"outputs": []}}',
        '{"outputs": {"b": [3]}}',
        '["outputs", "outputs"]',
        "7",
    ],
)
def test_leaving_outputs_out_changes_nothing_else(text: str):
    assert json.loads(without_outputs(text)) == emptied(json.loads(text))


@pytest.mark.parametrize(
    "text", ['{"outputs": [', '{"outputs": ["a', '{"outputs": ["a\\', '{"outputs": [[]}]', '"outputs":[']
)
def test_leaving_outputs_out_of_a_broken_file_comes_to_an_end(text: str):
    assert without_outputs(text)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "huge.ipynb"
    with file.open("wb") as out:
        out.truncate(notebook_file.MOST_BYTES + 1)
    with pytest.raises(Refused, match="Clear Outputs"):
        read_submission(file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
ABOUT = st.dictionaries(
    st.sampled_from(["grade_id", "grade", "solution", "locked", "points", "task", "schema_version", "cell_type"]),
    st.sampled_from(["rate", "rate-check", "", None, True, -1, 1e999, [], {}]) | JSON,
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "sql"]) | JSON,
        "id": st.sampled_from(["rate", "rate-check", "a b"]) | JSON,
        "source": st.text(max_size=20) | JSON,
        "input": JSON,
        "level": JSON,
        "metadata": st.fixed_dictionaries({}, optional={"nbgrader": ABOUT | JSON}) | JSON,
        "outputs": JSON,
    },
)
NOTEBOOKS = st.fixed_dictionaries(
    {},
    optional={
        "nbformat": st.integers(0, 6) | JSON,
        "nbformat_minor": JSON,
        "metadata": JSON,
        "cells": st.lists(CELLS | JSON, max_size=5) | JSON,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(CELLS | JSON, max_size=3)}) | JSON, max_size=2),
    },
)
RELEASED = [
    Released("setup", "code", "import pandas", None, False, True, "0" * 32),
    Released("rate", "code", "rate = ...", None, True, False, "0" * 32),
    Released("rate-check", "code", "check('rate')", 2.0, False, True, "0" * 32),
    Released("memo", "markdown", "Write here", 5.0, True, False, "0" * 32),
]
PLAIN = st.recursive(
    st.none() | st.integers() | st.text(alphabet='"\\\\[]{}:,outps', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["outputs", "a", '"]']), inner, max_size=3)
    ),
)
FUZZED = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZED
@given(PLAIN)
def test_leaving_outputs_out_is_right_for_every_text(whole: Any):
    assert json.loads(without_outputs(json.dumps(whole))) == emptied(whole)


def read_and_mended(content: bytes) -> NotebookNode | None:
    """Read and mend a file; the notebook is then whole, or there is a refusal."""
    try:
        notebook = parse(content).notebook
        mend(notebook, RELEASED)
    except Refused:
        return None
    nbformat.validate(notebook)
    names = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(set(names) | {"rate"}) == sorted({cell.name for cell in RELEASED})
    assert len(names) == len(set(names))
    assert nbformat.writes(notebook).encode()
    return notebook


@FUZZED
@given(NOTEBOOKS)
def test_no_notebook_does_more_than_be_refused(whole: Any):
    read_and_mended(json.dumps(whole).encode())


@FUZZED
@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(content: bytes):
    read_and_mended(content)


@FUZZED
@given(st.data())
def test_no_damage_to_a_file_does_more_than_be_refused(data: st.DataObject):
    content = bytearray(TEXT.encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change":
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 200))]
            case "double":
                content[at:at] = content[at : at + data.draw(st.integers(1, 200))]
        if not content:
            break
    read_and_mended(bytes(content))
