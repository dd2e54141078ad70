"""Surveys: who is asked, who answers (the content more often than the others), and what all would have said."""

from __future__ import annotations

import numpy as np

from generator import questionnaire
from generator.arrays import Columns, Floats
from generator.blocks import Block
from generator.cases.amazon.history import YEAR, History
from generator.cases.amazon.membership import logistic
from generator.cases.amazon.parameters import SURVEYS
from generator.cases.amazon.population import Population
from generator.questionnaire import Asked, agreement, all_waves, recommendation
from generator.streams import Streams
from generator.window import END_DAY

RIVAL_ANSWERS = ("stay", "consider", "switch")


def _mix(weights: tuple[float, ...], *traits: Floats) -> Floats:
    return np.asarray(sum(weight * trait for weight, trait in zip(weights, traits, strict=True)))


def _wave(number: int, population: Population, history: History, streams: Streams) -> Asked:
    timeline = history.timeline
    month = timeline.index(SURVEYS.waves[number])
    random = streams.of(f"surveys.{SURVEYS.waves[number]}")
    orders = history.orders(month - YEAR, month)
    who = np.flatnonzero((orders > 0) & (random.random(population.size) < SURVEYS.invited))
    orders, late = orders[who], np.minimum(history.late(month - YEAR, month), SURVEYS.late_most)[who]
    uniform, noise = random.random((3, len(who))), random.standard_normal((6, len(who)))
    satisfaction, attached, convinced, response = (
        trait[who]
        for trait in (population.satisfaction, population.attachment, population.conviction, population.response)
    )

    day = timeline.edges[month] + SURVEYS.day - 1
    mood = satisfaction + SURVEYS.late_on_mood * late + SURVEYS.orders_on_mood * np.log1p(orders)
    mood = mood + SURVEYS.noise * noise[0]
    odds = SURVEYS.answers + SURVEYS.answers_on_satisfaction * mood + SURVEYS.answers_on_response * response
    odds += SURVEYS.answers_on_orders * np.log1p(orders) + SURVEYS.answers_if_gone * (history.left_on[who] < day)
    propensity = logistic(odds)
    sent = day * 86_400 + 36_000 + (uniform[0] * 3_600).astype(np.int64)
    answered = sent + 120 + (-np.log1p(-uniform[2]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    conviction = _mix(SURVEYS.conviction, convinced, mood)
    attachment = _mix(SURVEYS.attachment, attached, mood)
    preference = _mix(SURVEYS.preference, mood, attached)
    stays = _mix(SURVEYS.stays, attached, conviction, noise[5])
    said = {
        "recommend": recommendation(SURVEYS.recommend, mood),
        **{
            question: agreement(SURVEYS.agree, felt + SURVEYS.item_noise * noise[place])
            for place, (question, felt) in enumerate(
                (("satisfaction", mood), ("attachment", attachment), ("preference", preference),
                 ("difference", conviction)),
                start=1,
            )
        },
        "rival_offer": np.digitize(-stays, SURVEYS.rival_steps),
    }  # fmt: skip
    answers = (uniform[1] < propensity) & (answered < END_DAY * 86_400)
    return Asked(who, sent, answered, answers, propensity, said)


def ask(population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    return all_waves(_wave(number, population, history, streams) for number in range(len(SURVEYS.waves)))


def surveys_table(asked: Asked, block: Block) -> Columns:
    """The columns of surveys: one row an invitation, answers missing where nobody answered."""
    return questionnaire.surveys_table(asked, "customer_id", block, {"rival_offer": RIVAL_ANSWERS})
