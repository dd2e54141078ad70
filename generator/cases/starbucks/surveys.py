"""Surveys: who is asked, who answers (the content more often than the others), and what all would have said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.starbucks.parameters import SURVEYS
from generator.cases.starbucks.population import Population
from generator.cases.starbucks.visits import PAID, Visits
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
    attachment: Ints
    difference: Ints


def _agreement(latent: Floats, noise: Floats) -> Ints:
    mean, points = SURVEYS.agree
    return np.clip(np.round(mean + points * (latent + SURVEYS.item_noise * noise)), 1, 5).astype(np.int64)


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
    mean, points = SURVEYS.recommend
    begin, length = SURVEYS.sent_from
    sent = day * 86_400 + begin + (uniform[1] * length).astype(np.int64)
    answered = sent + 90 + (-np.log1p(-uniform[3]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    answers = (uniform[2] < propensity) & (answered < END_DAY * 86_400)
    return Asked(
        who, sent[who], answered[who], answers[who], propensity[who],
        np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64)[who],
        _agreement(mood, noise[1])[who],
        _agreement(population.attachment, noise[2])[who],
        _agreement(population.conviction, noise[3])[who],
    )  # fmt: skip


def ask(population: Population, visits: Visits, streams: Streams) -> Asked:
    """All waves, one after the other."""
    waves = [_wave(month, population, visits, streams) for month in SURVEYS.waves]
    return Asked(**{name: np.concatenate([getattr(wave, name) for wave in waves]) for name in Asked.__annotations__})


def surveys_table(asked: Asked, block: Block) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered."""
    silent = ~asked.answers
    return {
        "survey_id": block.keys(len(asked.who)),
        "member_id": asked.who + block.first_customer,
        "sent_at": instant(asked.sent),
        "answered_at": hide(instant(asked.answered), silent),
        "recommend": hide(asked.recommend, silent),
        "satisfaction": hide(asked.satisfaction, silent),
        "attachment": hide(asked.attachment, silent),
        "difference": hide(asked.difference, silent),
    }


def survey_truth(asked: Asked, block: Block) -> Columns:
    """The columns of truth/surveys: what everyone who was asked would have answered."""
    return {
        "survey_id": block.keys(len(asked.who)),
        "member_id": asked.who + block.first_customer,
        "response_propensity": asked.propensity,
        "recommend": asked.recommend,
        "satisfaction": asked.satisfaction,
    }
