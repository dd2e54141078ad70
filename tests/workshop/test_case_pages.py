"""Every case has its page in both languages: parameters as the generator has them, pictures that can be drawn."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

import generator
from generator.parameter import listed
from workshop.case_pages import FOLDERS, TITLES, groups_of, parameter_page, parameter_pages
from workshop.pictures import PICTURES, path
from workshop.pictures.canvas import png

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)#]+)")
PAGES = [f"{folder}/{name}.md" for folder in FOLDERS.values() for name in ("README", *generator.cases())]


def test_the_committed_parameters_are_those_of_the_generator() -> None:
    for name, built in parameter_pages():
        assert (ROOT / name).read_text(encoding="utf-8") == built, f"{name} differs: run `workshop build`"


@pytest.mark.parametrize("case", generator.cases())
def test_every_parameter_is_listed_with_unit_and_source(case: str) -> None:
    rows = [row for row in parameter_page(case, "en").splitlines() if row.startswith("| `")]
    assert len(rows) == sum(len(listed(group)) for group in groups_of(case).values()) > 50
    for row in rows:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        assert len(cells) == 4, row
        assert all(cells), row


@pytest.mark.parametrize("case", generator.cases())
def test_every_parameter_is_explained_in_chinese(case: str) -> None:
    for name, group in groups_of(case).items():
        assert name in TITLES
        for item in listed(group):
            assert re.search("[\u4e00-\u9fff]", item.zh), f"{name}.{item.name}"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    file = ROOT / page
    links = [link for link in LINK.findall(file.read_text(encoding="utf-8")) if "://" not in link]
    assert links
    for link in links:
        assert (file.parent / link).exists(), f"{page}: {link}"


@pytest.mark.parametrize("language", FOLDERS)
@pytest.mark.parametrize("case", generator.cases())
def test_a_page_shows_its_three_pictures_and_says_that_all_is_invented(case: str, language: str) -> None:
    text = (ROOT / FOLDERS[language] / f"{case}.md").read_text(encoding="utf-8")
    assert len(PICTURES[case]) == 3
    for picture in PICTURES[case]:
        assert Path(path(case, picture.name, language)).name in text
    assert ("not affiliated" if language == "en" else "没有任何关联" if case != "travel" else "都没有关联") in text


@pytest.mark.parametrize("case", generator.cases())
def test_pictures_draw_on_another_population_and_no_glyph_is_missing(case: str) -> None:
    names = {name for picture in PICTURES[case] for name in picture.tables}
    tables = generator.simulate(case, customers=3_000, seed=5, tables=names)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawings = [png(picture, tables, language) for picture in PICTURES[case] for language in ("en", "zh")]
    assert all(drawing.startswith(b"\x89PNG") for drawing in drawings)
    assert len(set(drawings)) == 6


def test_the_same_data_give_the_same_picture() -> None:
    tables = generator.simulate("amazon", customers=500, tables=["orders"])
    picture = PICTURES["amazon"][0]
    assert png(picture, tables, "zh") == png(picture, tables, "zh")
