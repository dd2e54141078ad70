"""Campaigns as experiments: who may be treated, who was, and what would have happened either way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.cases.amazon.membership import logistic
from generator.cases.amazon.parameters import CAMPAIGNS, CHANNELS, RESPONSE, Campaign
from generator.cases.amazon.population import Population
from generator.streams import Streams

QUIET_MONTHS = {"idle": 2, "lapsing": 3}


@dataclass(frozen=True)
class Standing:
    """What the shop knows of each customer at the start of a month."""

    months_since_order: Ints
    orders_in_year: Ints
    member: Bools
    ever_member: Bools

    def of(self, who: Ints) -> Standing:
        """That of some customers."""
        return Standing(self.months_since_order[who], self.orders_in_year[who], self.member[who], self.ever_member[who])

    def segment(self) -> Ints:
        """0: bought within 2 months, 1: 2 to 5 months ago, 2: longer ago."""
        return (self.months_since_order >= 3).astype(np.int64) + (self.months_since_order >= 7)


@dataclass(frozen=True)
class Assignment:
    """One campaign's draw: `who` are positions in the block, the other arrays have one entry for each of them."""

    campaign: int
    who: Ints
    propensity: Floats
    treated: Bools
    effect: Floats
    trial_effect: float


@dataclass(frozen=True)
class Outcomes:
    """Both potential outcomes of an assignment in the month of the campaign, under common random numbers."""

    segment: Ints
    mean_control: Floats
    mean_treated: Floats
    orders_control: Ints
    orders_treated: Ints
    trial_control: Floats
    trial_treated: Floats
    trials_control: Bools
    trials_treated: Bools


def eligible(campaign: Campaign, standing: Standing) -> Bools:
    """Who may get a campaign, from what the shop knows at the start of the month."""
    bought = standing.months_since_order <= 12
    if campaign.eligible in QUIET_MONTHS:
        return bought & (standing.months_since_order >= QUIET_MONTHS[campaign.eligible])
    if campaign.eligible == "not_members":
        return bought & ~standing.ever_member & (standing.orders_in_year >= 2)
    return bought


def effect_on_rate(campaign: Campaign, population: Population, who: Ints, standing: Standing, noise: Floats) -> Floats:
    """The change of the log purchase rate that the campaign makes in its month, one entry for each of `who`.

    Parameters: `who`, positions in the population; `standing` and `noise`, theirs.
    """
    social = np.array([RESPONSE.social * (c.name in ("social_ads", "affiliate")) for c in CHANNELS])
    by_segment = np.array(campaign.effects)[standing.segment()]
    differs = social[population.channel[who]] + RESPONSE.age * population.decades[who] + RESPONSE.spread * noise
    return np.asarray(by_segment + campaign.member_effect * standing.member + differs)


def propensities(campaign: Campaign, standing: Standing) -> Floats:
    """Probability of treatment of each customer, were they eligible."""
    if campaign.design == "randomised":
        return np.full(len(standing.member), campaign.share)
    odds = campaign.on_recency * (standing.months_since_order - RESPONSE.centre_recency)
    odds = odds + campaign.on_frequency * (np.log1p(standing.orders_in_year) - RESPONSE.centre_frequency)
    return np.clip(logistic(odds), RESPONSE.smallest, 1.0 - RESPONSE.smallest)


def assign(number: int, population: Population, standing: Standing, streams: Streams) -> Assignment:
    """Draw the arms of campaign `number`, from a stream of its own."""
    campaign = CAMPAIGNS[number]
    random = streams.of(f"treatment.{campaign.name}")
    uniform, noise = random.random(population.size), random.standard_normal(population.size)
    who = np.flatnonzero(eligible(campaign, standing))
    theirs = standing.of(who)
    propensity = propensities(campaign, theirs)
    effect = effect_on_rate(campaign, population, who, theirs, noise[who])
    return Assignment(number, who, propensity, uniform[who] < propensity, effect, campaign.trial)
