"""Surveys: who was asked, who answers, and what everyone who was asked would have said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.frames import coded, hide
from generator.schema import Column, Table, Text
from generator.window import instant

SILENT = Text("did not answer", "未作答")


def recommendation(scale: tuple[float, float], mood: Floats) -> Ints:
    """Answers from 0 to 10 to "would you recommend us?" (Reichheld 2003, Harvard Business Review 81(12), p. 46).

    Parameters: `scale`, the mean and the points per SD; `mood` in SD.
    """
    mean, points = scale
    return np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64)


def agreement(scale: tuple[float, float], latent: Floats) -> Ints:
    """Answers from 1 to 5 on a Likert scale; parameters likewise."""
    mean, points = scale
    return np.clip(np.round(mean + points * latent), 1, 5).astype(np.int64)


@dataclass(frozen=True)
class Asked:
    """Everyone who was asked, with the answers they would give; one entry an invitation.

    `sent` and `answered` are seconds since 1970, `answers` says who answers and `propensity` how likely that was;
    `said` holds the answers by question, "recommend" and "satisfaction" among them.
    """

    who: Ints
    sent: Ints
    answered: Ints
    answers: Bools
    propensity: Floats
    said: Mapping[str, Ints]

    def among(self, rows: Ints) -> Asked:
        """The invitations at these positions."""
        said = {question: answers[rows] for question, answers in self.said.items()}
        return Asked(
            self.who[rows], self.sent[rows], self.answered[rows], self.answers[rows], self.propensity[rows], said
        )


def all_waves(waves: Iterable[Asked]) -> Asked:
    """The invitations of several waves, one wave after the other."""
    parts = list(waves)
    who, sent, answered, answers, propensity = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("who", "sent", "answered", "answers", "propensity")
    )
    said = {question: np.concatenate([part.said[question] for part in parts]) for question in parts[0].said}
    return Asked(who, sent, answered, answers, propensity, said)


def surveys_table(asked: Asked, key: str, block: Block, words: Mapping[str, Sequence[str]] | None = None) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered.

    Parameters: `key`, the column of the person asked; `words`, the answers of questions that are answered in words.
    """
    silent, names = ~asked.answers, words or {}
    return {
        "survey_id": block.keys(len(asked.who)),
        key: asked.who + block.first_customer,
        "sent_at": instant(asked.sent),
        "answered_at": hide(instant(asked.answered), silent),
        **{
            question: hide(coded(answers, names[question]) if question in names else answers, silent)
            for question, answers in asked.said.items()
        },
    }


def survey_truth(asked: Asked, key: str, block: Block) -> Columns:
    """The columns of truth/surveys: what everyone who was asked would have answered."""
    return {
        "survey_id": block.keys(len(asked.who)),
        key: asked.who + block.first_customer,
        "response_propensity": asked.propensity,
        "recommend": asked.said["recommend"],
        "satisfaction": asked.said["satisfaction"],
    }


RECOMMEND = Column(
    "recommend",
    "int",
    Text(
        "How likely are you to recommend us? (0 not at all, 10 certainly)",
        "您有多大可能向亲友推荐我们？（0 完全不可能，10 一定会）",
    ),
    "points",
    missing=SILENT,
    low=0,
    high=10,
)


def agreement_column(name: str, english: str, chinese: str) -> Column:
    """A statement that is agreed with from 1 to 5."""
    meaning = Text(f"{english} (1 not at all, 5 fully).", f"{chinese}（1 完全不同意，5 完全同意）。")
    return Column(name, "int", meaning, "points", missing=SILENT, low=1, high=5)


def surveys_schema(meaning: Text, about: Sequence[Column], questions: Sequence[Column]) -> Table:
    """The table surveys: one row an invitation; `about` says who was asked, and about what."""
    return Table(
        "surveys",
        meaning,
        ("survey_id",),
        (
            Column("survey_id", "int", Text("Number of the invitation.", "问卷编号。"), unique=True),
            *about,
            Column("sent_at", "time", Text("When the invitation was sent.", "发出邀请的时间。")),
            Column("answered_at", "time", Text("When it was answered.", "作答时间。"), missing=SILENT),
            RECOMMEND,
            *questions,
        ),
    )


def survey_truth_schema(meaning: Text, person: Column) -> Table:
    """The table surveys of the sealed truth."""
    return Table(
        "surveys",
        meaning,
        ("survey_id",),
        (
            Column("survey_id", "int", Text("The invitation.", "问卷编号。"), unique=True),
            person,
            Column("response_propensity", "number", Text("Probability of answering.", "作答概率。"), "probability",
                   decimals=6),
            Column("recommend", "int", Text("Answer from 0 to 10.", "推荐意愿，0 至 10。"), low=0, high=10),
            Column("satisfaction", "int", Text("Answer from 1 to 5.", "满意度，1 至 5。"), low=1, high=5),
        ),
    )  # fmt: skip
