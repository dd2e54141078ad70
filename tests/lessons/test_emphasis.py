"""Emphasis reaches the reader: no star of the Markdown is left over in a notebook, on a page or in a diagnosis.

CommonMark closes no emphasis after punctuation that a letter follows at once, as Chinese, without spaces, often has it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from coursekit.rendering import inline

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(ROOT.glob("notebooks/*/*.ipynb"))
CHECKS = sorted(ROOT.glob("notebooks/*/checks/*.json"))
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md")])
MARKDOWN = MarkdownIt("commonmark").enable("table")


def left_over(html: str) -> list[str]:
    """The stars a reader sees, each with what stands around it; code may hold some, and so may a masked number."""
    seen = re.sub("<[^>]+>", "", re.sub(r"<(code|pre)\b.*?</\1>|\d\*+\d", "", html, flags=re.DOTALL))
    return re.findall(r".{0,30}\*.{0,30}", seen)


def texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in told.values():
            yield from texts(each)
    elif isinstance(told, list):
        for each in told:
            yield from texts(each)


@pytest.mark.parametrize("text", ["**这句话：**它没有变粗。", "分组。****一月**的", "*没有*合上*"])
def test_a_star_that_is_left_over_is_seen(text):
    assert left_over(MARKDOWN.render(text))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_star_is_left_over_in_a_notebook(notebook):
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert [star for text in prose for star in left_over(MARKDOWN.render(text))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_star_is_left_over_on_a_page(page):
    assert left_over(MARKDOWN.render(page.read_text("utf-8"))) == []


@pytest.mark.parametrize("checks", CHECKS, ids=lambda file: f"{file.parents[1].name}-{file.stem}")
def test_no_star_is_left_over_in_a_diagnosis_or_a_hint(checks):
    questions = json.loads(checks.read_text("utf-8"))["questions"].values()
    told = [question.get(part) for question in questions for part in ("mistakes", "hints", "options")]
    assert [star for text in texts(told) for star in left_over(inline(text))] == []
