"""nbgrader's step that makes learners' prose harmless before a feedback page is made of it.

It stands first in `c.GenerateFeedback.preprocessors`. nbconvert takes HTML in Markdown cells over as it is, scripts
too, and `javascript:` links; the instructor opens these pages.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Config

from grader.sandbox.outputs import plain

_DEFUSED: Final = (
    re.compile(r"(?<=<)(?=[A-Za-z/!?])"),
    re.compile(r"(?<=&)(?=[#A-Za-z])"),
    re.compile(r"(?<=!)(?=\[)(?!\[[^\]\n]*\]\(attachment:)"),
    re.compile(r"(?<=[A-Za-z0-9\\;])(?<!http)(?<!https)(?<!mailto)(?<!attachment)(?=:)"),
)
"""Where an invisible character goes: into tags, into character references, into pictures that are not in the notebook
itself (who opens the page would load them from elsewhere), before the colon of a link's scheme."""

MOST_IN_LINE: Final = 1000
MOST_SHOWN: Final = 20_000
_WORD_JOINER: Final = "\u2060"


def feedback_template(config: Config) -> Config:
    """Have nbgrader's feedback made with the course's page (grader/templates) in place of nbgrader's own."""
    exporter = config.GenerateFeedback.HTMLExporter
    exporter.template_name = "course_feedback"
    exporter.extra_template_basedirs = [str(files("grader").joinpath("templates"))]
    return config


class HarmlessProse(NbGraderPreprocessor):  # type: ignore[misc]
    """Show HTML in prose as text."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Defuse one cell's prose; code is shown as text anyway. What would take a page long to write is cut."""
        cell.source = plain(shortened(cell.source))
        if cell.cell_type != "code":
            cell.source = harmless(cell.source)
        return cell, resources


def shortened(text: str) -> str:
    """Return a cell's text as a page shows it: renderers take a time that grows with the square of what they render.

    >>> shortened("a = 1"), len(shortened("." * 100_000))
    ('a = 1', 1001)
    """
    lines = [line if len(line) <= MOST_IN_LINE else f"{line[:MOST_IN_LINE]}…" for line in text.split("\n")]
    kept = "\n".join(lines)
    return kept if len(kept) <= MOST_SHOWN else f"{kept[:MOST_SHOWN]}…"


def harmless(prose: str) -> str:
    r"""Return Markdown that holds no HTML and only links to pages: it reads the same, and comments are gone.

    By the HTML standard (13.2.5.6, tag open state) a `<` opens a tag only before a letter, `/`, `!` or `?`; an
    invisible character between them makes it text, and leaves code blocks as they look.

    >>> harmless("a < b <!-- hidden -->, <b>bold</b>").replace("\u2060", "|")
    'a < b , <|b>bold<|/b>'
    >>> harmless("![x](https://example.org) ![y](attachment:y.png)").replace("\u2060", "|")
    '!|[x](https://example.org) ![y](attachment:y.png)'
    >>> harmless("[x](javascript:steal()) [y](https://example.org)").replace("\u2060", "|")
    '[x](javascript|:steal()) [y](https://example.org)'
    """
    text = _without_comments(prose)
    for place in _DEFUSED:
        text = place.sub(_WORD_JOINER, text)
    return text


def _without_comments(prose: str) -> str:
    kept, place = [], 0
    while (begin := prose.find("<!--", place)) >= 0 and (end := prose.find("-->", begin)) >= 0:
        kept.append(prose[place:begin])
        place = end + 3
    return "".join([*kept, prose[place:]])
