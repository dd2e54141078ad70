"""Surveys: who is asked, who answers (the content and the busy more often), and what all would have said."""

from __future__ import annotations

import numpy as np

from generator import questionnaire
from generator.arrays import Columns
from generator.banking.history import History, is_open
from generator.banking.lifecycle import DORMANT
from generator.banking.parameters import Bank
from generator.banking.population import PAYROLL, Population
from generator.blocks import Block
from generator.processes.logit import logistic
from generator.questionnaire import Asked, agreement, all_waves, recommendation
from generator.streams import Streams
from generator.window import END_DAY

MAIN_BANK = ("this_bank", "another_bank")
HALF_YEAR, QUARTER = 6, 3


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
    level, by_attachment = surveys.other_bank
    elsewhere = level + by_attachment * population.attachment + surveys.other_payroll * population.holds(month)[PAYROLL]
    said = {
        "recommend": recommendation(surveys.recommend, mood),
        "satisfaction": agreement(surveys.agree, mood + surveys.item_noise * noise[1]),
        "ease": agreement(surveys.agree, mood + surveys.item_noise * noise[2]),
        "trust": agreement(surveys.agree, 0.5 * mood + 0.5 * population.attachment + surveys.item_noise * noise[3]),
        "main_bank": (uniform[4] < logistic(elsewhere)).astype(np.int64),
    }
    answers = (uniform[2] < propensity) & (answered < END_DAY * 86_400)
    return Asked(np.arange(size), sent, answered, answers, propensity, said).among(who)


def ask(bank: Bank, population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    return all_waves(_wave(number, bank, population, history, streams) for number in range(len(bank.surveys.waves)))


def surveys_table(asked: Asked, block: Block) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered."""
    return questionnaire.surveys_table(asked, "customer_id", block, {"main_bank": MAIN_BANK})
