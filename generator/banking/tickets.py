"""Customer service: complaints follow failures of service, which drive customers away whether they complain or not."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns
from generator.banking.days import clock, second_of_day
from generator.banking.history import BEFORE, NOW, History, is_open
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.blocks import Block
from generator.frames import labels
from generator.service_desk import handled
from generator.streams import Streams
from generator.window import instant

TOPICS = ("app_failure", "wrong_charge", "branch_wait", "product_loss", "question")
QUESTION = TOPICS.index("question")
MEDIA = ("app_chat", "phone", "branch")


def tickets_table(bank: Bank, population: Population, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of tickets, in the order of time; at most one a customer and month."""
    tickets, size = bank.tickets, population.size
    random = streams.of("tickets")
    voice = np.exp(tickets.voice * streams.of("propensity.voice").standard_normal(size))
    state = history.state
    there = is_open(state[BEFORE - 1 : NOW - 1]) & is_open(state[BEFORE:NOW])
    failed = history.incident[BEFORE:NOW] & there
    uniform = random.random(failed.shape)
    chance = np.where(failed, tickets.complains, np.where(there, tickets.questions, 0.0)) * voice
    month, who = np.nonzero(uniform < chance)
    complaint = failed[month, who]
    draw, spread = random.random((5, len(who))), random.standard_normal(len(who))
    opened = clock(bank.timing).day_of(month + draw[0]) * 86_400 + second_of_day(bank.timing, draw[1])
    order = np.argsort(opened, kind="stable")
    opened, who, complaint, spread, draw = opened[order], who[order], complaint[order], spread[order], draw[:, order]
    median, sd = tickets.hours
    mean, per_satisfaction, if_complaint = tickets.rating
    stars = mean + per_satisfaction * population.satisfaction[who] + if_complaint * complaint
    stars = stars + tickets.rating_hours * sd * spread + (draw[4] - 0.5)
    topic = np.where(complaint, np.digitize(draw[2], np.cumsum(tickets.topics)[:-1]), QUESTION)
    medium = np.digitize(random.random(len(who)), np.cumsum(tickets.media)[:-1])
    return {
        "ticket_id": block.keys(len(who)),
        "customer_id": who + block.first_customer,
        "opened_at": instant(opened),
        "topic": labels(topic, TOPICS),
        "medium": labels(medium, MEDIA),
        **handled(opened, median * np.exp(sd * spread), stars, draw[3] < tickets.rated),
    }
