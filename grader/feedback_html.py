"""The feedback page of a graded notebook: nbgrader's template, filled without asking a gradebook cell by cell."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from grader.feedback_page import HarmlessProse, feedback_template

_TEXTS_KEPT: Final = 1_000
_PICTURE: Final = re.compile(r"<img\s(?![^>]*\balt=)")


@dataclass(frozen=True)
class Given:
    """What a person has given a graded cell: a score, extra credit."""

    score: float | None = None
    extra: float | None = None

    def over(self, automatic: float | None) -> float:
        """The cell's points (nbgrader.api.Grade.score)."""
        earned = automatic if self.score is None else self.score
        return 0.0 if earned is None else earned + (self.extra or 0.0)


@dataclass(frozen=True)
class Standing:
    """What the gradebook has on a submission besides its automatic marks.

    Parameters
    ----------
    given : cell → what a person gave it
    comments : cell → what a person wrote about it
    seconds_late : how late it was handed in
    penalties : nbgrader's configuration, as far as it is about late submissions
    """

    given: Mapping[str, Given] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    seconds_late: float = 0.0
    penalties: Config = field(default_factory=Config)

    def points(self, scores: Mapping[str, float | None]) -> dict[str, float]:
        """Each graded cell's points, those that a person gave before automatic ones."""
        return {name: self.given.get(name, Given()).over(score) for name, score in scores.items()}

    def penalty(self, learner: str, points: float) -> float | None:
        """Points taken off for lateness, as nbgrader's plugin has it (nbgrader.preprocessors.AssignLatePenalties)."""
        if self.seconds_late <= 0:
            return None
        step = AssignLatePenalties(config=self.penalties)
        step.init_plugin()
        asked = step.plugin_inst.late_submission_penalty(learner, points, self.seconds_late)
        return None if asked is None else float(min(max(asked, 0.0), points))


def feedback_html(
    notebook: NotebookNode,
    name: str,
    points: Mapping[str, float],
    comments: Mapping[str, str | None],
    penalty: float | None,
) -> str:
    """Make a graded notebook's feedback page, as `c.GenerateFeedback` of a class does.

    Parameters
    ----------
    notebook : graded; it stays as it is
    name : the lesson's
    points : graded cell → points
    comments : cell → comment
    penalty : points taken off for lateness
    """
    page, most = copy.deepcopy(notebook), 0.0
    for cell in page.cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("solution"):
            about["comment"] = comments.get(about["grade_id"])
        if about.get("grade"):
            about["score"] = points.get(about["grade_id"], 0.0)
            most += float(about["points"])
    off = penalty or 0.0
    total = {"notebook": name, "score": sum(points.values()) - off, "max_score": most, "late_penalty": off}
    return str(_exporter().from_notebook_node(page, {"nbgrader": total})[0])


class _Exporter(HTMLExporter):
    """nbconvert's exporter without its last step, which parses the page anew to describe pictures.

    Prose and given code, the same in every learner's notebook, are rendered once.
    """

    @functools.cached_property
    def _code(self) -> Callable[[str], str]:
        return functools.lru_cache(_TEXTS_KEPT)(Highlight2HTML(pygments_lexer="ipython3", parent=self))  # type: ignore[no-untyped-call]

    @functools.cached_property
    def _prose(self) -> Callable[[str], str]:
        return functools.lru_cache(_TEXTS_KEPT)(lambda source: str(HTMLExporter.markdown2html(self, {}, source)))

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Render prose; that of a cell with attachments may show them."""
        if context.get("cell", {}).get("attachments"):
            return str(super().markdown2html(context, source))
        return self._prose(source)

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook."""
        known = self._init_resources(resources)  # type: ignore[no-untyped-call]
        kinds = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=known)  # type: ignore[no-untyped-call]
        self.register_filter("highlight_code", lambda source, **about: self._code(source))  # type: ignore[no-untyped-call]
        self.register_filter("filter_data_type", kinds)  # type: ignore[no-untyped-call]
        html, known = TemplateExporter.from_notebook_node(self, nb, known, **kw)
        return _PICTURE.sub(r'<img alt="" ', html), known

    def _preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Take the steps on a notebook that is a copy already, without copying and validating it anew each time."""
        for step in self._preprocessors:
            nb, resources = step(nb, resources)
        return nb, resources


@functools.cache
def _exporter() -> _Exporter:
    """The exporter with its templates, which take longer to read than a page to write."""
    converter = GenerateFeedback(config=feedback_template(Config()))
    exporter = _Exporter(parent=converter, config=converter.config)  # type: ignore[no-untyped-call]
    for step in (HarmlessProse, CSSHTMLHeaderPreprocessor):
        exporter.register_preprocessor(step, enabled=True)  # type: ignore[no-untyped-call]
    return exporter
