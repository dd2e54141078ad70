"""A feedback page on paper, in a real browser: nothing of a wide table is cut off at the edge."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

pytest.importorskip("playwright")
from lab_driver import browser_page, chromium

from coursekit.diagnosis import Verdict
from coursekit.outcomes import Returned
from coursekit.questions import Case
from grader.cases import in_language
from grader.feedback import feedback_html
from grader.feedback_html import feedback_html as page_html
from grader.lesson import read_lesson
from grader.scoring import Score
from workshop.building import LESSONS

A4_BETWEEN_MARGINS = 673
"""Pixels of 1/96 inch: 210 mm less 16 mm on either side."""

pytestmark = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (apt install chromium)"),
]

LEDGER = pd.DataFrame(
    {
        "order_id": [10_000_001],
        "customer_id": [9_999],
        "ordered_at": pd.to_datetime(["2026-01-03 09:00:00"]),
        "status": ["delivered"],
        "amount": [1060.25],
        "refund": [1000.25],
        "goods_cost": [1042.25],
        "parcel_cost": [16.25],
    }
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_wide_tables_fit_on_the_page(tmp_path: Path, language: str) -> None:
    lesson = read_lesson(LESSONS / "04-customer-value")
    question = in_language(lesson, lesson.questions["customer-margins"], (), language)
    case = Case("Four customers", {"ledger": LEDGER}, Returned({1: 2.5}), {})
    verdict = Verdict(question, "wrong", case=case, outcome=Returned({1: 3.5}))
    told = feedback_html(Score("customer-margins", 3, 0, {"toys": False}, verdict, "toys"), language)
    shown = new_output("execute_result", {"text/html": LEDGER.to_html()})
    marked = new_code_cell("check('customer-margins')", outputs=[new_output("display_data", {"text/html": told})])
    marked.metadata["nbgrader"] = {"grade": True, "solution": False, "grade_id": "customer-margins-check", "points": 3}
    notebook = new_notebook(cells=[new_code_cell("ledger", outputs=[shown]), marked])
    notebook.metadata["retention_course"] = {"language": language}
    file = tmp_path / "feedback.html"
    file.write_text(page_html(notebook, lesson.name, {}, {}, None), encoding="utf-8")
    with browser_page() as page:
        page.emulate_media(media="print")
        page.set_viewport_size({"width": A4_BETWEEN_MARGINS, "height": 1000})
        page.goto(file.as_uri())
        assert page.locator("table.dataframe").count() >= 2
        widest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('table')].map(t => t.getBoundingClientRect().right))"
        )
        assert widest <= A4_BETWEEN_MARGINS
