"""The course's terms in both languages: a page for learners, and each lesson's own words at its end."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.lesson import LessonError
from grader.questions import Text

PAGE: Final = "glossary.md"

_TITLE: Final = Text("Glossary", "术语表")
_INTRO: Final = Text(
    "The words of this course in English and Chinese, in the order of the alphabet.",
    "本课程的中英文术语，按拼音顺序排列。",
)
_WORDS: Final = Text("## The words of this lesson", "## 本课术语")
_MORE: Final = Text("All terms of the course: [glossary]({page}).", "全部术语见[术语表]({page})。")
_SOURCE: Final = Text("Source: ", "出处：")
_HEADINGS: Final = Text("| term | Chinese | meaning |", "| 术语 | 英文 | 含义 |")
_BUILT: Final = "<!-- Built from lessons/glossary.toml by `workshop build`: do not edit. -->\n\n"


@dataclass(frozen=True)
class Term:
    """One term: its words, what it means, and where that comes from."""

    key: str
    words: Text
    definition: Text
    note: Text | None = None
    source: str | None = None


def read_glossary(file: Path) -> Mapping[str, Term]:
    """Read the glossary, its terms by key.

    Raises
    ------
    LessonError : naming the file and the term, when something is missing
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{file}: {error}") from error
    terms: dict[str, Term] = {}
    for key, facts in tables.items():
        try:
            note = Text(**facts["note"]) if "note" in facts else None
            words, definition = Text(facts["en"], facts["zh"]), Text(**facts["definition"])
        except (KeyError, TypeError) as error:
            raise LessonError(
                f"{file}, [{key}]: {error}; a term needs en, zh, definition.en and definition.zh"
            ) from error
        terms[key] = Term(key, words, definition, note, facts.get("source"))
    return terms


def glossary_page(terms: Mapping[str, Term], language: str) -> str:
    """The whole glossary as a Markdown page in one language."""
    other = "en" if language == "zh" else "zh"
    lines = [f"{_BUILT}# {_TITLE.said_in(language)}", "", _INTRO.said_in(language)]
    for term in sorted(terms.values(), key=lambda item: _place(item.words, language)):
        lines += ["", f"**{term.words.said_in(language)}** · {term.words.said_in(other)}  "]
        lines.append(_sentence(term, language))
        if term.source:
            lines[-1] += "  "
            lines.append(f"*{_SOURCE.said_in(language)}{term.source}*")
    return "\n".join(lines) + "\n"


def lesson_words(terms: Mapping[str, Term], keys: Sequence[str], language: str) -> str:
    """A lesson's own terms as the Markdown of its last cell."""
    other = "en" if language == "zh" else "zh"
    rows = [
        f"| **{terms[key].words.said_in(language)}** | {terms[key].words.said_in(other)} "
        f"| {terms[key].definition.said_in(language)} |"
        for key in keys
    ]
    table = [_HEADINGS.said_in(language), "|---|---|---|", *rows]
    return "\n".join([_WORDS.said_in(language), "", *table, "", _MORE.said_in(language).format(page=PAGE)])


def _place(words: Text, language: str) -> tuple[bool, bytes]:
    """Where a term stands on a page: English by its letters, Chinese by its pinyin.

    GB 2312 numbers its 3,755 common characters in the order of their pinyin, and GB 18030 keeps those numbers. Terms
    that begin with a letter or digit come first.
    """
    said = words.said_in(language).casefold()
    return (language == "zh" and not said[:1].isascii(), said.encode("gb18030"))


def _sentence(term: Term, language: str) -> str:
    said = term.definition.said_in(language)
    return f"{said} {term.note.said_in(language)}" if term.note else said
