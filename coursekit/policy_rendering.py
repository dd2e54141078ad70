"""What a policy earned, as a learner reads it: a share of the possible gain, bars beside simple rules, segments."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Final

from coursekit.phrases import phrase
from coursekit.policies import Play

YOURS: Final = "yours"
BEST: Final = "best"
COLOUR: Final[Mapping[str, str]] = {YOURS: "#2f6fab", BEST: "#1b7f4b"}
RULE: Final = "#9aa3af"
LOSS: Final = "#b3541e"
WIDTH: Final = 55
CELL: Final = "padding:.1em .7em;text-align:right"


def summary(play: Play, par: float, language: str) -> str:
    """Say in inline Markdown what the policy earned and what share of the possible gain that is."""
    key = "below" if play.gain <= play.best_rule else "summary"
    return phrase(
        language,
        "policy",
        key,
        gain=money(play.gain),
        rule=_name(play.rule, language),
        best_rule=money(play.best_rule),
        best=money(play.best_policy),
        share=f"{play.share:.0%}",
        low=f"{play.low:.0%}",
        high=f"{play.high:.0%}",
        par=f"{par:.0%}",
    )


def play_html(play: Play, language: str) -> str:
    """Draw the policy beside the simple rules and the best one, and show what each segment earned or lost."""
    earned = {**play.rules, YOURS: play.gain, BEST: play.best_policy}
    lowest, highest = min(0.0, *earned.values()), max(0.0, *earned.values())
    a_money = WIDTH / ((highest - lowest) or 1.0)
    rows = "".join(
        _bar(_name(name, language), gain, a_money, -lowest * a_money, COLOUR.get(name, RULE), strong=name == YOURS)
        for name, gain in sorted(earned.items(), key=lambda item: (item[1], item[0] == YOURS))
    )
    title = html.escape(phrase(language, "policy", "title", currency=play.currency))
    return (
        f"<div style='margin:.6em 0 .2em'><i>{title}</i></div>"
        f"<table style='border-collapse:collapse;margin:.2em 0'>{rows}</table>{_segments(play, language)}"
    )


def play_text(play: Play, language: str) -> str:
    """Say what each simple rule earned beside the policy, one line each."""
    earned = {**play.rules, YOURS: play.gain, BEST: play.best_policy}
    return "\n".join(f"{_name(name, language)}: {money(gain)}" for name, gain in earned.items())


def money(amount: float) -> str:
    """Write an amount as a manager reads it: no cents.

    >>> money(-1234.5)
    '−1,234'
    """
    return f"{amount:,.0f}".replace("-", "−")


def _name(name: str, language: str) -> str:
    return phrase(language, "policy", name)


def _bar(name: str, gain: float, a_money: float, zero: float, colour: str, *, strong: bool) -> str:
    """A row of the picture: gains to the right of zero, losses to the left; lengths in characters."""
    width = max(a_money * abs(gain), 0.3)
    begin = zero if gain >= 0 else max(zero - width, 0.0)
    style = f"margin-left:{begin:.1f}ch;width:{width:.1f}ch;height:1em;background:{colour if gain >= 0 else LOSS}"
    drawn = f"<div style='{style}'></div>"
    label = html.escape(name)
    label = f"<b>{label}</b>" if strong else label
    return (
        f"<tr><td style='text-align:left;padding-right:1em;white-space:nowrap'>{label}</td>"
        f"<td style='text-align:left;width:{WIDTH}ch'>{drawn}</td>"
        f"<td style='{CELL}'>{money(gain)}</td></tr>"
    )


def _segments(play: Play, language: str) -> str:
    heads = "".join(
        f"<th style='{CELL}'>{html.escape(phrase(language, 'policy', key))}</th>"
        for key in ("segment", "customers", "treated", "cost", "gain")
    )
    body = "".join(
        f"<tr><td style='{CELL}'>{html.escape(str(segment))}</td><td style='{CELL}'>{row.customers:,.0f}</td>"
        f"<td style='{CELL}'>{row.treated:,.0f}</td><td style='{CELL}'>{money(row.cost)}</td>"
        f"<td style='{CELL};color:{LOSS if row.gain < 0 else 'inherit'}'>{money(row.gain)}</td></tr>"
        for segment, row in play.by_segment.iterrows()
    )
    return f"<table style='margin:.5em 0'><tr>{heads}</tr>{body}</table>"
