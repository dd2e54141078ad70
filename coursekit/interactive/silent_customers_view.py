"""Pictures of `silent_customers`: how far four estimates fall from the truth, and sliders for who answers a survey."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from coursekit.interactive.silent_customers import PRACTICE, Answering, KnownSurvey

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Label: TypeAlias = Callable[..., str]

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#444444"
CLASSES: Final = (("detractors", 0, 7), ("passives", 7, 9), ("promoters", 9, 11))
RATES: Final = np.linspace(0.02, 0.98, 49)
EAGERNESS: Final = (1.0, 2.0, 4.0)
WIDEST: Final = 100_000
"""Most invitations that can be sent: enough for the margin of error to vanish from sight."""


def show_the_truth(label: Label, survey: KnownSurvey = PRACTICE) -> Figure:
    """Draw what the respondents say, with and without weights and with a follow-up, against what everyone says.

    Parameters
    ----------
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `truth-…`
    survey : a survey in which the answers of the silent are known
    """
    found = {
        "truth-respondents": survey.of_respondents(),
        "truth-weighted": survey.weighted(),
        "truth-phoned": survey.followed_up(),
    }
    everyone = survey.of_everyone()
    figure = Figure(figsize=(8.4, 2.9), dpi=90, layout="constrained")
    axes = figure.subplots()
    for place, estimate in enumerate(found.values()):
        axes.errorbar(estimate.score, -place, xerr=estimate.margin, fmt="o", color=BLUE, capsize=4)
        axes.annotate(
            f"{estimate.score:+.0f}", (estimate.score, -place), (0, 7), textcoords="offset points", ha="center"
        )
    axes.axvline(everyone, color=ORANGE, label=label("truth-everyone", score=everyone))
    axes.set_yticks([-place for place in range(len(found))], labels=[label(name) for name in found])
    off = [abs(estimate.score - everyone) for estimate in found.values()]
    axes.set(xlabel=label("truth-axis"), ylim=(0.6 - len(found), 0.6))
    axes.set_title(label("truth-title", respondents=off[0], weighted=off[1], phoned=off[2]))
    axes.legend(loc="lower right")
    return figure


class AnswerSliders:
    """Three sliders and a picture in a `box`; where widgets can't run, a still picture takes its place."""

    def __init__(self, answers: tuple[int, ...], label: Label) -> None:
        self.answers = answers
        self.label = label
        wide = {"layout": {"width": "95%", "max_width": "760px"}, "style": {"description_width": "230px"}}
        self.rate = widgets.IntSlider(value=25, min=2, max=98, description=label("answer-rate"), **wide)
        self.eagerness = widgets.FloatSlider(
            value=4.0, min=0.5, max=8.0, step=0.5, description=label("answer-eagerness"), **wide
        )
        self.invited = widgets.SelectionSlider(
            options=[200, 1_000, 5_000, 20_000, WIDEST], value=1_000, description=label("answer-invited"), **wide
        )
        self.picture = widgets.Image(format="png", layout={"max_width": "100%"})
        self.box = widgets.VBox([self.rate, self.eagerness, self.invited, self.picture])
        for slider in (self.rate, self.eagerness, self.invited):
            slider.observe(self._draw, names="value")
        self._draw()

    def _draw(self, _: object = None) -> None:
        answering = Answering(self.answers, self.rate.value / 100, self.eagerness.value)
        self.picture.value = answering_picture(answering, self.invited.value, self.label)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = self.box._repr_mimebundle_(**kwargs) or {}
        still = still_picture(self.answers, self.label)
        return bundle | {"image/png": base64.b64encode(still).decode("ascii"), "text/plain": self.label("answer-still")}


def let_them_answer(label: Label, survey: KnownSurvey = PRACTICE) -> AnswerSliders:
    """Show what a survey reports, by how many answer, how much readier the content are, and how many were invited.

    Parameters
    ----------
    label : gives the text of a key in the reader's language, as `coursekit.label` does; keys `answer-…`, `detractors`,
        `passives`, `promoters`
    survey : whose customers' answers to take
    """
    return AnswerSliders(tuple(int(count) for count in survey.answers()), label)


def answering_picture(answering: Answering, invited: int, label: Label) -> bytes:
    """Draw who would answer beside who is there, and the score reported beside the true one, as a PNG."""
    figure = Figure(figsize=(8.4, 4.4), dpi=90, layout="constrained")
    shares, scores = figure.subplots(2, 1, height_ratios=(2, 1))
    everyone = np.asarray(answering.answers) / sum(answering.answers)
    answered = everyone * answering.propensity() / answering.rate
    for offset, values, colour, name in ((-0.2, everyone, ORANGE, "everyone"), (0.2, answered, BLUE, "respondents")):
        heights = [values[low:high].sum() for _, low, high in CLASSES]
        shares.bar(np.arange(3) + offset, heights, 0.38, color=colour, label=label(f"answer-{name}"))
    shares.set_xticks(range(3), labels=[label(name) for name, _, _ in CLASSES])
    shares.set(ylabel=label("answer-share"), ylim=(0, 1))
    shares.yaxis.set_major_formatter("{x:.0%}")
    shares.legend()
    truth, reported = answering.of_everyone(), answering.of_respondents(invited)
    scores.axvline(truth, color=ORANGE)
    scores.errorbar(reported.score, 0, xerr=reported.margin, fmt="o", color=BLUE, capsize=5)
    scores.set(xlim=(-100, 100), yticks=[], xlabel=label("truth-axis"))
    shares.set_title(label("answer-title", reported=reported.score, margin=reported.margin, off=reported.score - truth))
    return _png(figure)


def still_picture(answers: tuple[int, ...], label: Label) -> bytes:
    """Draw the error of the reported score over the response rate for three kinds of customers, as a PNG."""
    figure = Figure(figsize=(8.4, 3.6), dpi=90, layout="constrained")
    axes = figure.subplots()
    for eagerness, style in zip(EAGERNESS, ("-", "--", ":"), strict=True):
        _draw_error(axes, answers, eagerness, style, label)
    axes.set(xlabel=label("answer-rate"), ylabel=label("answer-error"), title=label("answer-still"))
    axes.legend()
    return _png(figure)


def _draw_error(axes: Axes, answers: tuple[int, ...], eagerness: float, style: str, label: Label) -> None:
    surveys = [Answering(answers, float(rate), eagerness) for rate in RATES]
    errors = [survey.of_respondents(1).score - survey.of_everyone() for survey in surveys]
    axes.plot(100 * RATES, errors, style, color=BLUE, label=label("answer-times", times=eagerness))


def _png(figure: Figure) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
