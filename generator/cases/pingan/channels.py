"""Which channels customers use: the engaged use more of them, and would stay anyway."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Columns, Floats
from generator.banking.history import History
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.blocks import Block
from generator.cases.pingan.parameters import INVITATION, JOURNEYS
from generator.processes.logit import logistic
from generator.streams import Streams

CHANNELS = ("app", "branch", "phone", "mini_programme")
MINI_PROGRAMME = CHANNELS.index("mini_programme")
ALWAYS = -(10**6)


@dataclass(frozen=True)
class Use:
    """Since which month of the timeline each customer uses each channel, (channels, size); infinite for never.

    `engagement` in SD drives how many; `weight` says how often each is chosen among those used. `natural` is what would
    be used had nobody been invited.
    """

    engagement: Floats
    since: Floats
    natural: Floats
    weight: Floats


def standardised(values: Floats) -> Floats:
    """Values with mean 0 and SD 1, shape as `values`; 0 where they do not differ."""
    spread = values.std()
    return np.asarray((values - values.mean()) / spread) if spread > 0.0 else np.zeros(len(values))


def use(bank: Bank, population: Population, history: History, streams: Streams) -> Use:
    """Draw the channels of each customer; the invitation adds the mini-programme for some of those it reached."""
    size, random = population.size, streams.of("propensity.channels")
    uniform, gamma = random.random((4, size)), random.gamma(2.0, 0.5, (len(CHANNELS), size))
    level = np.log(population.payments / bank.flows.payments[0]) / bank.flows.payments[1]
    by_payments, by_attachment = JOURNEYS.engagement
    engagement = by_payments * level + by_attachment * population.attachment
    natural = np.full((len(CHANNELS), size), np.inf)
    natural[0] = np.where(population.app_rate > 0.0, ALWAYS, np.inf)
    for row, (odds, by_engagement, by_age) in enumerate(
        zip(JOURNEYS.uses, JOURNEYS.uses_engagement, JOURNEYS.uses_age, strict=True), start=1
    ):
        chance = logistic(odds + by_engagement * engagement + by_age * population.decades)
        natural[row] = np.where(uniform[row - 1] < chance, ALWAYS, np.inf)
    none = ~np.isfinite(natural).any(axis=0)
    natural[1, none] = ALWAYS
    since = natural.copy()
    for drawn in history.assignments:
        campaign = bank.campaigns[drawn.campaign]
        if campaign.name == INVITATION:
            reached = drawn.reached[drawn.arm, np.arange(len(drawn.who))]
            adopts = drawn.who[reached & (uniform[3][drawn.who] < JOURNEYS.adopts)]
            since[MINI_PROGRAMME, adopts] = np.minimum(
                since[MINI_PROGRAMME, adopts], history.timeline.index(campaign.month)
            )
    return Use(engagement, since, natural, gamma * np.array(JOURNEYS.weights)[:, None])


def channel_truth(found: Use, block: Block) -> Columns:
    """The columns of truth/channels."""
    columns: Columns = {
        "customer_id": block.customer_ids(),
        "engagement": found.engagement,
        **{f"uses_{name}": np.isfinite(found.since[row]) for row, name in enumerate(CHANNELS)},
        "channels": np.isfinite(found.since).sum(axis=0),
        "channels_without_invitation": np.isfinite(found.natural).sum(axis=0),
    }
    return columns
