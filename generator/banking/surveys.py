"""Surveys: who is asked, who answers (the content and the busy more often), and what all would have said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.banking.history import History, is_open
from generator.banking.lifecycle import DORMANT
from generator.banking.parameters import Bank, Surveys
from generator.banking.population import PAYROLL, Population
from generator.blocks import Block
from generator.frames import hide, labels
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import END_DAY, instant

MAIN_BANK = ("this_bank", "another_bank")
HALF_YEAR, QUARTER = 6, 3


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
    ease: Ints
    trust: Ints
    main_bank: Ints


def _agreement(surveys: Surveys, latent: Floats, noise: Floats) -> Ints:
    mean, points = surveys.agree
    return np.clip(np.round(mean + points * (latent + surveys.item_noise * noise)), 1, 5).astype(np.int64)


def _wave(number: int, bank: Bank, population: Population, history: History, streams: Streams) -> Asked:
    surveys, size = bank.surveys, population.size
    month = history.timeline.index(surveys.waves[number])
    random = streams.of(f"surveys.{surveys.waves[number]}")
    uniform, noise = random.random((5, size)), random.standard_normal((4, size))
    state = history.state[month]
    there = is_open(state) & (population.join_month < month)
    who = np.flatnonzero(there & (uniform[0] < surveys.invited))

    failed = history.incident[month - HALF_YEAR : month].any(axis=0)
    mood = population.satisfaction + surveys.incident * failed + surveys.noise * noise[0]
    mood = mood + np.array((0.0, *surveys.state, 0.0))[state]
    sessions = history.sessions[month - QUARTER : month].sum(axis=0)
    odds = surveys.answers + surveys.answers_satisfaction * mood + surveys.answers_activity * np.log1p(sessions)
    propensity = logistic(odds + surveys.answers_silent * (state == DORMANT))
    day = history.timeline.edges[month] + surveys.day - 1
    sent = np.full(size, day * 86_400 + 36_000) + (uniform[1] * 3_600).astype(np.int64)
    wait = np.minimum(-np.log1p(-uniform[3]) * surveys.answer_days, 15.0)
    answered = sent + 120 + (wait * 86_400).astype(np.int64)
    mean, points = surveys.recommend
    level, by_attachment = surveys.other_bank
    elsewhere = level + by_attachment * population.attachment + surveys.other_payroll * population.holds(month)[PAYROLL]
    return Asked(
        who=who,
        sent=sent[who],
        answered=answered[who],
        answers=((uniform[2] < propensity) & (answered < END_DAY * 86_400))[who],
        propensity=propensity[who],
        recommend=np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64)[who],
        satisfaction=_agreement(surveys, mood, noise[1])[who],
        ease=_agreement(surveys, mood, noise[2])[who],
        trust=_agreement(surveys, 0.5 * mood + 0.5 * population.attachment, noise[3])[who],
        main_bank=(uniform[4] < logistic(elsewhere)).astype(np.int64)[who],
    )


def ask(bank: Bank, population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    waves = [_wave(number, bank, population, history, streams) for number in range(len(bank.surveys.waves))]
    return Asked(**{name: np.concatenate([getattr(wave, name) for wave in waves]) for name in Asked.__annotations__})


def surveys_table(asked: Asked, block: Block) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered."""
    silent = ~asked.answers
    return {
        "survey_id": block.keys(len(asked.who)),
        "customer_id": asked.who + block.first_customer,
        "sent_at": instant(asked.sent),
        "answered_at": hide(instant(asked.answered), silent),
        "recommend": hide(asked.recommend, silent),
        "satisfaction": hide(asked.satisfaction, silent),
        "ease": hide(asked.ease, silent),
        "trust": hide(asked.trust, silent),
        "main_bank": hide(labels(asked.main_bank, MAIN_BANK), silent),
    }


def survey_truth(asked: Asked, block: Block) -> Columns:
    """The columns of truth/surveys: what everyone who was asked would have answered."""
    return {
        "survey_id": block.keys(len(asked.who)),
        "customer_id": asked.who + block.first_customer,
        "response_propensity": asked.propensity,
        "recommend": asked.recommend,
        "satisfaction": asked.satisfaction,
    }
