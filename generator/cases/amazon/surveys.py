"""Surveys: who is asked, who answers (the content more often than the others), and what all would have said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.amazon.history import History
from generator.cases.amazon.membership import logistic
from generator.cases.amazon.parameters import SURVEYS
from generator.cases.amazon.population import Population
from generator.frames import hide, labels
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
    size, timeline = population.size, history.timeline
    month = timeline.index(SURVEYS.waves[number])
    random = streams.of(f"surveys.{SURVEYS.waves[number]}")
    uniform, noise = random.random((4, size)), random.standard_normal((6, size))
    joined = np.searchsorted(timeline.edges, population.join_day, side="right") - 1
    orders = history.orders[month - 12 : month].sum(axis=0)
    orders += population.buys_at_once & (joined >= month - 12) & (joined < month)
    late = np.minimum(history.late[month - 12 : month].sum(axis=0), 3)
    who = np.flatnonzero((orders > 0) & (uniform[0] < SURVEYS.invited))

    day = timeline.edges[month] + SURVEYS.day - 1
    mood = population.satisfaction + SURVEYS.late_on_mood * late + SURVEYS.orders_on_mood * np.log1p(orders)
    mood = mood + SURVEYS.noise * noise[0]
    odds = SURVEYS.answers + SURVEYS.answers_on_satisfaction * mood + SURVEYS.answers_on_response * population.response
    odds += SURVEYS.answers_on_orders * np.log1p(orders) + SURVEYS.answers_if_gone * (history.left_on < day)
    propensity = logistic(odds)
    mean, points = SURVEYS.recommend
    sent = np.full(size, day * 86_400 + 36_000) + (uniform[1] * 3_600).astype(np.int64)
    answered = sent + 120 + (-np.log1p(-uniform[3]) * SURVEYS.answer_days * 86_400).astype(np.int64)
    conviction = _mix(SURVEYS.conviction, population.conviction, mood)
    attachment = _mix(SURVEYS.attachment, population.attachment, mood)
    preference = _mix(SURVEYS.preference, mood, population.attachment)
    stays = _mix(SURVEYS.stays, population.attachment, conviction, noise[5])
    return Asked(
        who=who,
        sent=sent[who],
        answered=answered[who],
        answers=((uniform[2] < propensity) & (answered < END_DAY * 86_400))[who],
        propensity=propensity[who],
        recommend=np.clip(np.round(mean + points * mood), 0, 10).astype(np.int64)[who],
        satisfaction=_agreement(mood, noise[1])[who],
        attachment=_agreement(attachment, noise[2])[who],
        preference=_agreement(preference, noise[3])[who],
        difference=_agreement(conviction, noise[4])[who],
        rival=np.digitize(-stays, SURVEYS.rival_steps)[who],
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
        "rival_offer": hide(labels(asked.rival, RIVAL_ANSWERS), silent),
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
