"""What travellers say: the question after a trip, tickets about bookings."""

from __future__ import annotations

import numpy as np

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.travel.bookings import END_MOMENT, Bookings
from generator.cases.travel.parameters import SURVEYS, TICKETS
from generator.cases.travel.population import Population
from generator.frames import hide, labels
from generator.mess import taken
from generator.processes.logit import logistic
from generator.questionnaire import agreement, recommendation
from generator.service_desk import handled
from generator.streams import Streams
from generator.window import END_DAY, instant

TOPICS = ("change", "invoice", "hotel", "journey")


def surveys_table(
    population: Population, booked: Bookings, booking_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of surveys: one row a trip that is over, answers missing where nobody answered."""
    random, size = streams.of("surveys"), booked.size
    uniform, noise, wait = (
        random.random(size),
        random.standard_normal((3, size)),
        random.exponential(SURVEYS.days, size),
    )
    back = booked.departs + booked.nights
    asked = np.flatnonzero(~booked.is_cancelled & (back + 1 < END_DAY))
    asked = asked[np.argsort(back[asked], kind="stable")]
    mood = (population.satisfaction[booked.traveller] + SURVEYS.noise * noise[0])[asked]
    sent = (back[asked] + 1) * 86_400 + 36_000
    answered = sent + 600 + (wait[asked] * 86_400).astype(np.int64)
    silent = (uniform[asked] >= logistic(SURVEYS.answers + SURVEYS.on_mood * mood)) | (answered >= END_MOMENT)
    rating = agreement(SURVEYS.rating, mood + 0.5 * noise[1][asked])
    columns = {
        "survey_id": block.keys(len(asked)),
        "booking_id": booking_id[asked],
        "traveller_id": booked.traveller[asked] + block.first_customer,
        "sent_at": instant(sent),
        "answered_at": hide(instant(answered), silent),
        "recommend": hide(recommendation(SURVEYS.recommend, mood), silent),
        "rating": hide(rating, silent),
    }
    return taken(columns, np.flatnonzero(booked.entered[asked]))


def tickets_table(
    population: Population, booked: Bookings, booking_id: Ints, block: Block, streams: Streams
) -> Columns:
    """The columns of tickets, at most one a booking, in the order of time."""
    random, size = streams.of("tickets"), booked.size
    uniform, spread = random.random((4, size)), random.standard_normal((2, size))
    chance = np.where(booked.is_cancelled, TICKETS.if_cancelled, TICKETS.usual)
    until = np.minimum(np.where(booked.is_cancelled, booked.cancelled, booked.departs * 86_400), END_MOMENT)
    opened = booked.moment + 600 + (uniform[1] * np.maximum(until - booked.moment - 600, 0)).astype(np.int64)
    kept = np.flatnonzero((uniform[0] < chance) & (opened < END_MOMENT))
    kept = kept[np.argsort(opened[kept], kind="stable")]
    hours = TICKETS.solve_hours * np.exp(TICKETS.solve_spread * spread[0])
    mean, points = TICKETS.rating
    stars = mean + points * (population.satisfaction[booked.traveller] + spread[1])
    columns = {
        "ticket_id": block.keys(len(kept)),
        "booking_id": booking_id[kept],
        "traveller_id": booked.traveller[kept] + block.first_customer,
        "opened_at": instant(opened[kept]),
        "topic": labels(np.digitize(uniform[3], np.cumsum(TICKETS.topics)[:-1])[kept], TOPICS),
        **handled(opened[kept], hours[kept], stars[kept], uniform[2][kept] < TICKETS.rated),
    }
    return taken(columns, np.flatnonzero(booked.entered[kept]))
