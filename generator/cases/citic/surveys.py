"""Surveys of the firms' finance managers: who is asked, who answers, and what all would have said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import SURVEYS
from generator.cases.citic.population import Population
from generator.frames import hide
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, instant


@dataclass(frozen=True)
class Asked:
    """Everyone who was asked, with the answer they would give; one entry an invitation."""

    who: Ints
    sent: Ints
    answered: Ints
    answers: Bools
    propensity: Floats
    recommend: Ints
    satisfaction: Ints
    manager: Ints
    price: Ints


def _agreement(mood: Floats, noise: Floats) -> Ints:
    mean, points = SURVEYS.agree
    return np.clip(np.round(mean + points * (mood + SURVEYS.item_noise * noise)), 1, 5).astype(np.int64)


def _wave(name: str, population: Population, history: History, streams: Streams) -> Asked:
    size, random, month = population.size, streams.of(f"surveys.{name}"), history.timeline.index(name)
    uniform, noise = random.random((4, size)), random.standard_normal((4, size))
    day = int(history.timeline.edges[month]) + SURVEYS.day - 1
    who = np.flatnonzero((population.client_day < day) & (history.left_day > day) & (uniform[0] < SURVEYS.invited))
    mood = population.satisfaction + SURVEYS.decline_on_mood * history.depth[month] + SURVEYS.noise * noise[0]
    mood = mood + SURVEYS.plan_on_mood * (history.arm[month] > 0)
    odds = SURVEYS.answers + SURVEYS.answers_on_mood * mood + SURVEYS.answers_on_size * population.log_size
    propensity = logistic(odds)
    sent = day * 86_400 + 34_200 + (uniform[1] * 7_200).astype(np.int64)
    answered = sent + 300 + (-np.log1p(-uniform[3]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    mean, points = SURVEYS.recommend
    known = (answered < END_DAY * 86_400) & (answered < history.left_day * 86_400)
    return Asked(
        who=who,
        sent=sent[who],
        answered=answered[who],
        answers=((uniform[2] < propensity) & known)[who],
        propensity=propensity[who],
        recommend=np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64)[who],
        satisfaction=_agreement(mood, noise[1])[who],
        manager=_agreement(mood, noise[2])[who],
        price=_agreement(SURVEYS.price * mood, noise[3])[who],
    )


def ask(population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    waves = [_wave(name, population, history, streams) for name in SURVEYS.waves]
    return Asked(**{name: np.concatenate([getattr(wave, name) for wave in waves]) for name in Asked.__annotations__})


def surveys_table(asked: Asked, block: Block) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered."""
    silent = ~asked.answers
    return {
        "survey_id": block.keys(len(asked.who)),
        "firm_id": asked.who + block.first_customer,
        "sent_at": instant(asked.sent),
        "answered_at": hide(instant(asked.answered), silent),
        "recommend": hide(asked.recommend, silent),
        "satisfaction": hide(asked.satisfaction, silent),
        "manager": hide(asked.manager, silent),
        "price": hide(asked.price, silent),
    }


def survey_truth(asked: Asked, block: Block) -> Columns:
    """The columns of truth/surveys: what everyone who was asked would have answered."""
    return {
        "survey_id": block.keys(len(asked.who)),
        "firm_id": asked.who + block.first_customer,
        "response_propensity": asked.propensity,
        "recommend": asked.recommend,
        "satisfaction": asked.satisfaction,
    }
