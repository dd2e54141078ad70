"""The course kit says the same in both languages."""

import re
import string
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

import coursekit
from coursekit.phrases import phrase, phrases
from coursekit.plotting import FONT_FILE

FOLDER = Path(coursekit.__file__).parent
SIMPLE_RULES = ("nobody", "everybody", "at random", "highest risk")
SENTENCES = [(section, key) for section, table in phrases("en").items() for key in table]


def blanks(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_sentences_in_one_order():
    in_chinese = [(section, key) for section, table in phrases("zh").items() for key in table]
    assert in_chinese == SENTENCES


@pytest.mark.parametrize(("section", "key"), SENTENCES)
def test_a_sentence_has_the_same_blanks_in_both_languages(section, key):
    assert blanks(phrases("en")[section][key]) == blanks(phrases("zh")[section][key])


@pytest.mark.parametrize(("section", "key"), SENTENCES)
def test_chinese_is_written_with_chinese_punctuation(section, key):
    words = re.sub(r"`[^`]*`|\{[^}]*\}", "", phrases("zh")[section][key])
    assert not re.search(r"[一-鿿][,;:!?]|[,;:!?][一-鿿]", words)


def test_every_sentence_used_is_there_and_every_one_there_is_used():
    source = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.py"))
    families = ("stopped_", "no ", "policy ", *SIMPLE_RULES)
    for _, key in SENTENCES:
        assert re.search(rf"[\"']{re.escape(key)}[\"']", source) or key.startswith(families), key


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_font_has_every_character_that_is_said(language):
    glyphs = FT2Font(str(FOLDER / FONT_FILE)).get_charmap()
    said = {letter for table in phrases(language).values() for text in table.values() for letter in text}
    assert sorted(letter for letter in said if ord(letter) not in glyphs and not letter.isspace()) == []


def test_blanks_are_filled():
    assert phrase("en", "hint", "title", number=1, total=3) == "Hint 1 of 3"
    assert phrase("zh", "hint", "title", number=1, total=3) == "提示 1 / 3"
