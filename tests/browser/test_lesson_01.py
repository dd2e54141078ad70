"""Lesson 01 in a real JupyterLab, done as a learner does it: wrong in several ways, then right, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

pytest.importorskip("playwright")
from lab_driver import OpenNotebook, browser_page, chromium, server

ROOT = Path(__file__).resolve().parents[2]
NAME = "01-who-stayed.ipynb"

pytestmark = [
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine (apt install chromium)"),
]

FILTER = 'bought = orders[~orders["status"].isin(["cancelled", "returned"])]'
SETS = """
    month = bought["ordered_at"].dt.strftime("%Y-%m")
    start = set(bought.loc[month == before, "customer_id"])
    again = set(bought.loc[month == after, "customer_id"])
"""


def rate(body: str, kept: str = FILTER) -> str:
    return f"def retention_rate(orders, before, after):\n    {kept}{SETS}    {body}\n"


WRONG = {
    "new customers": (rate("return len(again) / len(start) if start else float('nan')"), "new customers too", "新顾客"),
    "denominator at the end": (
        rate("return len(start & again) / len(again) if again else float('nan')"),
        "second month",
        "第二个月",
    ),
    "cancelled counted": (
        rate("return len(start & again) / len(start) if start else float('nan')", kept="bought = orders"),
        "Cancelled and returned orders are in your count",
        "已取消和已退货的订单",
    ),
    "percent": (
        rate("return 100 * len(start & again) / len(start) if start else float('nan')"),
        "in percent",
        "百分数",
    ),
    "no return": (rate("print(len(start & again) / len(start))"), "", ""),
    "error": (rate("return len(start & again) / len(month['x'])"), "KeyError", "KeyError"),
}
RIGHT = {
    "sets": rate("return len(start & again) / len(start) if start else float('nan')"),
    "pandas": """
def retention_rate(orders, before, after):
    bought = orders.query("status in ['delivered', 'shipped']").copy()
    bought["month"] = bought["ordered_at"].dt.to_period("M").astype(str)
    seen = pd.crosstab(bought["customer_id"], bought["month"]).gt(0).reindex(columns=[before, after], fill_value=False)
    return seen.loc[seen[before], after].mean()
""",
}


@pytest.fixture(scope="module", params=["en", "zh"])
def open_notebook(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, OpenNotebook]]:
    language = request.param
    folder = tmp_path_factory.mktemp(f"learner-{language}")
    shutil.copytree(ROOT / "notebooks" / language, folder, dirs_exist_ok=True)
    generator.write("amazon", folder / "datasets", customers=2_000, seed=5, truth=False)
    with server(folder) as address, browser_page() as page:
        notebook = OpenNotebook(page, address, NAME)
        notebook.run("setup")
        notebook.run("load-data")
        yield language, notebook


def told(language: str, en: str, zh: str) -> str:
    return zh if language == "zh" else en


def test_an_untouched_question_is_told_as_one(open_notebook: tuple[str, OpenNotebook]) -> None:
    language, notebook = open_notebook
    notebook.run("active-customers")
    assert told(language, "Not answered yet", "还没有作答") in notebook.run("active-customers-check")


@pytest.mark.parametrize("way", WRONG)
def test_a_wrong_answer_is_told_what_is_wrong(open_notebook: tuple[str, OpenNotebook], way: str) -> None:
    language, notebook = open_notebook
    source, en, zh = WRONG[way]
    notebook.run("retention-rate", source)
    says = notebook.run("retention-rate-check")
    assert told(language, en, zh) in says
    assert told(language, "Right.", "答对了") not in says


@pytest.mark.parametrize("way", RIGHT)
def test_a_right_answer_is_right_in_any_style(open_notebook: tuple[str, OpenNotebook], way: str) -> None:
    language, notebook = open_notebook
    notebook.run("retention-rate", RIGHT[way])
    assert told(language, "Right.", "答对了") in notebook.run("retention-rate-check")


def test_a_cell_that_waits_for_an_open_question_says_so(open_notebook: tuple[str, OpenNotebook]) -> None:
    language, notebook = open_notebook
    notebook.run("repeat-purchase-rate")
    says = notebook.run("repeat-own")
    assert told(language, "not answered yet", "还没有完成") in says
    assert "Traceback" not in says


def test_the_sliders_are_there(open_notebook: tuple[str, OpenNotebook]) -> None:
    _, notebook = open_notebook
    notebook.run("sales-report")
    notebook.run("slide")
    notebook.page.wait_for_selector(".widget-slider, .jupyter-widgets", timeout=30_000)


def test_charts_show_their_texts_without_warnings(open_notebook: tuple[str, OpenNotebook]) -> None:
    _, notebook = open_notebook
    says = notebook.run("sales-report")
    assert "Warning" not in says
    assert "missing from" not in says
