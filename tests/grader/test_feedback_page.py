"""Prose on a feedback page is text: tried with the renderer that makes the page."""

from __future__ import annotations

import pytest
from nbconvert.filters import markdown2html

from grader.feedback_page import harmless, shortened

HOSTILE = [
    "<script>steal()</script>",
    "<SCRIPT src=//x>",
    "<img src=x onerror=steal()>",
    "<!-- a --><svg onload=steal()>",
    "<!--><script>steal()</script>-->",
    "<scr<!-- -->ipt>steal()</script>",
    "[x](javascript:steal())",
    "[x](JaVaScRiPt:steal())",
    "[x](javascript&#58;steal())",
    "[x](javascript&colon;steal())",
    "[x](java&#115;cript:steal())",
    r"[x](javascript\:steal())",
    "![x](javascript:steal())",
    "<javascript:steal()>",
    "[x]\n\n[x]: javascript:steal()",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:steal())",
    "```\n<script>steal()</script>\n```",
    "$<script>steal()</script>$",
    "&lt;script&gt;steal()&lt;/script&gt;",
]


@pytest.mark.parametrize("prose", HOSTILE)
def test_nothing_in_prose_runs(prose):
    page = markdown2html(harmless(prose)).lower()
    for tag in ("<script", "<svg", "<img src=x", "<iframe", "onerror=steal()>"):
        assert tag not in page.replace("&lt;", "")
    for link in ('="javascript:', '="data:text', '="vbscript:'):
        assert link not in page


def test_ordinary_prose_stays():
    prose = (
        "# Memo\n\nCall **the 20 %** who lapsed: [why](https://example.org/a?b=1). If a < b, wait.\n\n- one\n- two\n"
    )
    page = markdown2html(harmless(prose))
    for kept in ("<h1", "<strong>the 20 %</strong>", 'href="https://example.org/a?b=1"', "<li>one</li>", "a &lt; b"):
        assert kept in page


def test_tables_stay_tables():
    assert "<table>" in markdown2html(harmless("| a | b |\n|:--|--:|\n| 1 | 2 |\n"))


def test_pasted_pictures_stay():
    assert harmless("![chart](attachment:chart.png)") == "![chart](attachment:chart.png)"


def test_what_would_take_a_page_long_to_write_is_cut():
    assert len(shortened("." * 100_000)) == 1001
    assert len(shortened("x = 1\n" * 100_000)) == 20_001
    text = "def f(x):\n    return x\n\n"
    assert shortened(text) == text


def test_comments_without_end_are_text():
    assert harmless("a <!-- b --> c <!-- d").replace("\u2060", "|") == "a  c <|!-- d"
    assert harmless("<!--" * 100_000).count("\u2060") == 100_000
