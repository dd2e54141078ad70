"""The glossary is one file; its page and each lesson's words come from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.lesson import LessonError
from workshop.glossary import glossary_page, lesson_words, read_glossary

ROOT = Path(__file__).resolve().parents[2]


def test_every_term_is_whole_in_both_languages() -> None:
    for term in read_glossary(ROOT / "lessons" / "glossary.toml").values():
        for text in (term.words, term.definition):
            assert text.en.strip(), term.key
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh) or text.zh.isascii(), term.key


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("en", "customer retention rate", "顾客留存率"), ("zh", "顾客留存率", "customer retention rate")],
)
def test_the_page_leads_with_its_own_language(language: str, first: str, second: str) -> None:
    page = glossary_page(read_glossary(ROOT / "lessons" / "glossary.toml"), language)
    assert f"**{first}** · {second}" in page


def test_a_lessons_words_link_to_the_whole() -> None:
    words = lesson_words(read_glossary(ROOT / "lessons" / "glossary.toml"), ["churn-rate"], "zh")
    assert "| **流失率** | churn rate |" in words
    assert "glossary.md" in words


def test_an_incomplete_term_is_named(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[churn]\nen = "churn"\n', encoding="utf-8")
    with pytest.raises(LessonError, match=r"\[churn\].*a term needs"):
        read_glossary(tmp_path / "glossary.toml")
