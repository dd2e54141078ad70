"""Surveys of the firms' finance managers: who is asked, who answers, and what all would have said."""

from __future__ import annotations

import numpy as np

from generator.cases.citic.history import History
from generator.cases.citic.parameters import SURVEYS
from generator.cases.citic.population import Population
from generator.processes.logit import logistic
from generator.questionnaire import Asked, agreement, all_waves, recommendation
from generator.streams import Streams
from generator.window import END_DAY


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
    known = (answered < END_DAY * 86_400) & (answered < history.left_day * 86_400)
    said = {
        "recommend": recommendation(SURVEYS.recommend, mood),
        "satisfaction": agreement(SURVEYS.agree, mood + SURVEYS.item_noise * noise[1]),
        "manager": agreement(SURVEYS.agree, mood + SURVEYS.item_noise * noise[2]),
        "price": agreement(SURVEYS.agree, SURVEYS.price * mood + SURVEYS.item_noise * noise[3]),
    }
    answers = (uniform[2] < propensity) & known
    return Asked(np.arange(size), sent, answered, answers, propensity, said).among(who)


def ask(population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    return all_waves(_wave(wave, population, history, streams) for wave in SURVEYS.waves)
