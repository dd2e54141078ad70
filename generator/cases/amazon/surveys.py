"""Surveys: who is asked, who answers (the content more often than the others), and what all would have said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.history import YEAR, History
from generator.cases.amazon.membership import logistic
from generator.cases.amazon.parameters import SURVEYS
from generator.cases.amazon.population import Population
from generator.frames import coded, hide
from generator.streams import Streams
from generator.window import END_DAY, instant

RIVAL_ANSWERS = ("stay", "consider", "switch")


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
    preference: Ints
    difference: Ints
    rival: Ints


def _agreement(latent: Floats, noise: Floats) -> Ints:
    mean, points = SURVEYS.agree
    return np.clip(np.round(mean + points * (latent + SURVEYS.item_noise * noise)), 1, 5).astype(np.int64)


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
    mean, points = SURVEYS.recommend
    sent = day * 86_400 + 36_000 + (uniform[0] * 3_600).astype(np.int64)
    answered = sent + 120 + (-np.log1p(-uniform[2]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    conviction = _mix(SURVEYS.conviction, convinced, mood)
    attachment = _mix(SURVEYS.attachment, attached, mood)
    preference = _mix(SURVEYS.preference, mood, attached)
    stays = _mix(SURVEYS.stays, attached, conviction, noise[5])
    return Asked(
        who=who,
        sent=sent,
        answered=answered,
        answers=(uniform[1] < propensity) & (answered < END_DAY * 86_400),
        propensity=propensity,
        recommend=np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64),
        satisfaction=_agreement(mood, noise[1]),
        attachment=_agreement(attachment, noise[2]),
        preference=_agreement(preference, noise[3]),
        difference=_agreement(conviction, noise[4]),
        rival=np.digitize(-stays, SURVEYS.rival_steps),
    )


def ask(population: Population, history: History, streams: Streams) -> Asked:
    """All waves, one after the other."""
    waves = [_wave(number, population, history, streams) for number in range(len(SURVEYS.waves))]
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
        "attachment": hide(asked.attachment, silent),
        "preference": hide(asked.preference, silent),
        "difference": hide(asked.difference, silent),
        "rival_offer": hide(coded(asked.rival, RIVAL_ANSWERS), silent),
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
