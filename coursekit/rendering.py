"""A verdict as a learner reads it: HTML for a notebook and for feedback pages, plain text for a terminal."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from coursekit.diagnosis import Verdict
from coursekit.outcomes import CHANGED_INPUT, Outcome, Raised, Returned, Stopped
from coursekit.phrases import phrase
from coursekit.policy_rendering import play_html, play_text, summary
from coursekit.questions import Case
from coursekit.showing import show, visible

SHOWN_ROWS: Final = 12
SHOWN_LABEL: Final = 80
FAR_OFF: Final = ("no share", "no count", "no finite number", "changed its input")
"""Slips of which nobody can say that the answer is almost right."""
CELL: Final = "padding:.1em .7em;text-align:right"
TONE: Final[Mapping[str, tuple[str, str]]] = {
    "right": ("✓", "#1b7f4b"),
    "noted": ("•", "#2f6fab"),
    "mistake": ("✗", "#b3541e"),
    "slip": ("✗", "#b3541e"),
    "wrong": ("✗", "#b3541e"),
    "short": ("◐", "#8a6d1d"),
    "raised": ("!", "#a8324a"),
    "stopped": ("!", "#a8324a"),
    "undefined": ("…", "#6b7280"),
    "untouched": ("…", "#6b7280"),
}


def headline(verdict: Verdict, language: str) -> str:
    """The first words: whether it is right, in the tone of what happened."""
    if verdict.status in ("undefined", "untouched"):
        return phrase(language, "verdict", verdict.status, target=verdict.question.target)
    if isinstance(verdict.outcome, Stopped):
        return phrase(language, "verdict", f"stopped_{verdict.outcome.why}")
    return phrase(language, "verdict", "wrong" if verdict.slip in FAR_OFF else verdict.status)


def explanation(verdict: Verdict, language: str) -> str:
    """What to say beyond the headline, as inline Markdown; "" where there is nothing to add."""
    question = verdict.question
    if verdict.mistake:
        return question.mistakes[verdict.mistake]
    if verdict.slip:
        return phrase(language, "slip", verdict.slip, **_said(verdict.details, language))
    if question.kind == "choice" and isinstance(verdict.outcome, Returned):
        return question.options.get(question.option(verdict.outcome.value), "")
    if verdict.status in ("right", "short") and verdict.play is not None:
        return ""
    if verdict.status == "right":
        return phrase(language, "verdict", "right_here" if question.kind == "value" else "right_more")
    if verdict.status == "noted" and isinstance(verdict.outcome, Returned):
        return phrase(language, "verdict", "noted_more", value=_code(show(verdict.outcome.value)))
    if verdict.status == "wrong" and question.kind == "chart":
        return phrase(language, "verdict", "wrong_chart")
    if isinstance(verdict.outcome, Raised):
        text = _code(f"{verdict.outcome.error}: {verdict.outcome.message}".removesuffix(": "))
        if verdict.outcome.line:
            text += f" {phrase(language, 'verdict', 'raised_line')} {_code(verdict.outcome.line)}"
        return text
    return ""


def verdict_html(
    verdict: Verdict, language: str, *, reveal: bool = True, first: str | None = None, more: str | None = None
) -> str:
    """The verdict as one HTML box; everything of the learner's is escaped.

    Parameters
    ----------
    verdict : what `judge` found
    language : "en" or "zh"
    reveal : whether to show the call that tells, with the right answer (for small cases the learner may see)
    first, more : the headline and the explanation, in place of those for somebody at work in the notebook
    """
    mark, colour = TONE[verdict.status]
    inner = [f"<b style='color:{colour}'>{mark} {inline(headline(verdict, language) if first is None else first)}</b>"]
    more = explanation(verdict, language) if more is None else more
    if more:
        inner.append(f"<div style='margin-top:.3em'>{inline(more)}</div>")
    if verdict.play is not None:
        told = summary(verdict.play, verdict.question.par, language)
        inner.append(f"<div style='margin-top:.3em'>{inline(told)}</div>{play_html(verdict.play, language)}")
    if reveal and verdict.case is not None and verdict.outcome is not None and _tells_more(verdict):
        inner.append(_case_html(verdict, verdict.case, verdict.outcome, language))
    if reveal and verdict.status in ("mistake", "slip", "wrong", "short", "raised") and verdict.question.hints:
        hint = phrase(language, "verdict", "hint_more", name=verdict.question.name)
        inner.append(f"<div style='margin-top:.4em;opacity:.75'>{inline(hint)}</div>")
    return (
        f"<div style='border-left:4px solid {colour};padding:.5em .9em;margin:.3em 0;max-width:56em;line-height:1.5'>"
        + "".join(inner)
        + "</div>"
    )


def verdict_text(verdict: Verdict, language: str) -> str:
    """The verdict as plain text."""
    lines = [f"{TONE[verdict.status][0]} {headline(verdict, language)}", explanation(verdict, language)]
    if verdict.play is not None:
        lines += [summary(verdict.play, verdict.question.par, language), play_text(verdict.play, language)]
    if verdict.case is not None and verdict.outcome is not None and _tells_more(verdict):
        colon = phrase(language, "verdict", "colon")
        lines.append(f"{phrase(language, 'verdict', 'returned')}{colon}{show_outcome(verdict.outcome)}")
        lines.append(f"{phrase(language, 'verdict', 'expected')}{colon}{show_outcome(verdict.case.expected)}")
    return "\n".join(line for line in lines if line)


def inline(text: str) -> str:
    """Inline Markdown (`code`, **bold**, *stress*) as HTML, everything else escaped."""
    escaped = html.escape(visible(text), quote=False)
    pieces = re.split(r"(`[^`]+`)", escaped)
    return "".join(
        f"<code>{piece[1:-1]}</code>" if place % 2 else _stressed(piece) for place, piece in enumerate(pieces)
    )


def _stressed(text: str) -> str:
    bold = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    return re.sub(r"(?<![*\w])\*([^*\s][^*]*)\*(?![*\w])", r"<i>\1</i>", bold)


def show_outcome(outcome: Outcome) -> str:
    """An outcome in one short line."""
    if isinstance(outcome, Returned):
        return show(outcome.value)
    if isinstance(outcome, Raised) and outcome.error == CHANGED_INPUT:
        return "–"
    if isinstance(outcome, Raised):
        return f"{outcome.error}: {outcome.message}" if outcome.message else outcome.error
    return "–" if isinstance(outcome, Stopped) else type(outcome).__name__


def _code(text: str) -> str:
    """The learner's own text as inline code: a backtick in it doesn't end the code."""
    inside = text.replace("`", "'")
    return f"`{inside}`"


def _said(details: Mapping[str, object], language: str) -> dict[str, object]:
    """A slip's names and numbers for its sentence: several names as one list, the learner's own text made visible."""
    return {name: _word(value, language) for name, value in details.items()}


def _word(value: object, language: str) -> object:
    if isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return ", ".join(_code(str(item)) for item in value)
    return visible(str(getattr(value, language, value)))[:80].replace("`", "'")


def _tells_more(verdict: Verdict) -> bool:
    if verdict.question.kind == "chart" or verdict.status in ("right", "noted", "untouched", "undefined"):
        return False
    return bool(verdict.case and verdict.case.arguments)


def _case_html(verdict: Verdict, case: Case, outcome: Outcome, language: str) -> str:
    def word(key: str) -> str:
        return phrase(language, "verdict", key)

    lead = f"<div style='margin-top:.3em'>{word('wrong_more')}</div>" if verdict.status == "wrong" else ""
    title = (
        f"<div style='margin:.5em 0 .2em'><i>{word('case')}{word('colon')}{inline(case.title)}</i></div>"
        if case.title
        else ""
    )
    shown = {name: value for name, value in case.arguments.items() if isinstance(value, pd.DataFrame | pd.Series)}
    inputs = "".join(
        f"<div style='display:inline-block;vertical-align:top;margin-right:1.5em'><code>{html.escape(name)}</code>"
        f"{_table(value, language)}</div>"
        for name, value in shown.items()
    )
    arguments = ", ".join(name if name in shown else show(value) for name, value in case.arguments.items())
    expected = case.expected
    rows = [
        (word("called"), f"<code>{html.escape(f'{verdict.question.target}({arguments})')}</code>"),
        (word("raised_word") if isinstance(outcome, Raised) else word("returned"), _outcome_html(outcome, language)),
        (word("expected"), _outcome_html(expected, language)),
    ]
    body = "".join(
        f"<tr><td style='text-align:left;vertical-align:top;padding-right:1em;opacity:.75'>{name}</td>"
        f"<td style='text-align:left'>{value}</td></tr>"
        for name, value in rows
    )
    return f"{lead}{title}{inputs}<table style='margin:.3em 0'>{body}</table>"


def _outcome_html(outcome: Outcome, language: str) -> str:
    if isinstance(outcome, Returned) and isinstance(outcome.value, pd.DataFrame | pd.Series):
        return _table(outcome.value, language)
    return f"<code>{html.escape(visible(show_outcome(outcome)))}</code>"


def _label(name: object) -> object:
    """A column's or row's name, short enough to be shown."""
    return f"{name[:SHOWN_LABEL]}…" if isinstance(name, str) and len(name) > SHOWN_LABEL else name


def _table(value: pd.DataFrame | pd.Series, language: str) -> str:
    frame = value.to_frame() if isinstance(value, pd.Series) else value
    numbered = isinstance(frame.index, pd.RangeIndex)
    cut = frame.iloc[:SHOWN_ROWS, :12].rename(index=_label, columns=_label)
    for axis in (cut.index, cut.columns):
        axis.names = [_label(name) for name in axis.names]
    text = visible(str(cut.to_html(index=not numbered, border=0, na_rep="NaN", max_cols=12)))
    text = text.replace("<td>", f"<td style='{CELL}'>").replace("<th>", f"<th style='{CELL}'>")
    if len(frame) > SHOWN_ROWS:
        text += f"<small>{phrase(language, 'verdict', 'rows_more', count=len(frame) - SHOWN_ROWS)}</small>"
    return text
