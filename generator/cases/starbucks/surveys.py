"""Surveys: who is asked, who answers (the content more often than the others), and what all would have said."""

from __future__ import annotations

import numpy as np

from generator.cases.starbucks.parameters import SURVEYS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visits import PAID, Visits
from generator.processes.logit import logistic
from generator.questionnaire import Asked, agreement, all_waves, recommendation
from generator.streams import Streams
from generator.window import END_DAY


def _wave(month: str, population: Population, visits: Visits, streams: Streams) -> Asked:
    random, size = streams.of(f"surveys.{month}"), population.size
    uniform, noise = random.random((4, size)), random.standard_normal((4, size))
    day = int(np.datetime64(f"{month}-{SURVEYS.day:02d}", "D").astype(int))
    moment = visits.moment // 86_400
    recent = (moment >= day - SURVEYS.window) & (moment < day)
    came = np.bincount(visits.member[recent], minlength=size)
    trouble = np.bincount(visits.member[recent & (visits.status != PAID)], minlength=size) > 0
    who = np.flatnonzero((came > 0) & (uniform[0] < SURVEYS.invited))
    mood = population.satisfaction + SURVEYS.visits_on_mood * np.log1p(came) + SURVEYS.trouble_on_mood * trouble
    mood = mood + SURVEYS.noise * noise[0]
    odds = SURVEYS.answers + SURVEYS.answers_on_mood * mood + SURVEYS.answers_on_response * population.response
    propensity = logistic(odds + SURVEYS.answers_on_visits * np.log1p(came))
    begin, length = SURVEYS.sent_from
    sent = day * 86_400 + begin + (uniform[1] * length).astype(np.int64)
    answered = sent + 90 + (-np.log1p(-uniform[3]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    answers = (uniform[2] < propensity) & (answered < END_DAY * 86_400)
    said = {
        "recommend": recommendation(SURVEYS.recommend, mood),
        "satisfaction": agreement(SURVEYS.agree, mood + SURVEYS.item_noise * noise[1]),
        "attachment": agreement(SURVEYS.agree, population.attachment + SURVEYS.item_noise * noise[2]),
        "difference": agreement(SURVEYS.agree, population.conviction + SURVEYS.item_noise * noise[3]),
    }
    return Asked(np.arange(size), sent, answered, answers, propensity, said).among(who)


def ask(population: Population, visits: Visits, streams: Streams) -> Asked:
    """All waves, one after the other."""
    return all_waves(_wave(wave, population, visits, streams) for wave in SURVEYS.waves)
