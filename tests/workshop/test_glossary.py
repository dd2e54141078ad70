"""The glossary is one file; its page and each lesson's words come from it."""

from __future__ import annotations

import re
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


def test_the_english_page_goes_by_the_alphabet_and_the_chinese_one_by_pinyin(tmp_path: Path) -> None:
    said = {"churn": "流失率", "A/B test": "A/B 测试", "window": "时间窗口", "age": "月龄", "Buyer": "购买者"}
    file = tmp_path / "glossary.toml"
    file.write_text(
        "".join(
            f'["{en}"]\nen = "{en}"\nzh = "{zh}"\ndefinition = {{en = "x", zh = "x"}}\n' for en, zh in said.items()
        ),
        encoding="utf-8",
    )
    terms = read_glossary(file)
    heads = {
        language: re.findall(r"^\*\*(.+?)\*\*", glossary_page(terms, language), re.MULTILINE)
        for language in ("en", "zh")
    }
    assert heads["en"] == ["A/B test", "age", "Buyer", "churn", "window"]
    assert heads["zh"] == ["A/B 测试", "购买者", "流失率", "时间窗口", "月龄"]
