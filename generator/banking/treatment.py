"""Campaigns as experiments: who may be treated, which arm they got, and what would have happened under every arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.arrays import Bools, Floats, Ints
from generator.banking.lifecycle import ACTIVE, CLOSED, DECLINING, DORMANT, Hazards, shares_of
from generator.banking.parameters import Arm, Bank, Campaign, Response
from generator.banking.population import BASE_ASSETS, Population
from generator.processes.logit import logistic
from generator.processes.poisson import poisson
from generator.streams import Streams

SEGMENTS = ("steady", "slipping", "silent")
AUDIENCES = ("open", "app_users")
CALL = "phone"
CENTS = 100.0


@dataclass(frozen=True)
class Standing:
    """What the bank knows of each customer at the start of a month; one entry a customer.

    `assets` and `peak` are in cents: the last closing balance and the highest of the last six; `silent` counts the
    months since the customer last paid, moved money or used the app; `sessions` are those of the last three months;
    `due` says whether a deposit falls due this month or next; `recent` counts contacts of the last three months.
    """

    assets: Ints
    peak: Ints
    silent: Ints
    sessions: Ints
    products: Ints
    due: Bools
    recent: Ints

    def segment(self, response: Response) -> Ints:
        """0 steady, 1 slipping (assets well below their peak), 2 silent (three months without a sign)."""
        slipping = self.assets < response.slipping * self.peak
        return np.where(self.silent >= 3, 2, np.where(slipping, 1, 0))

    @property
    def loss(self) -> Floats:
        """How far the log assets are below those of the half-year's peak, at most 4."""
        return np.asarray(np.minimum(np.log((self.peak + CENTS) / (self.assets + CENTS)), 4.0))

    @property
    def richness(self) -> Floats:
        """Log of the peak's assets over 10,000 RMB."""
        return np.asarray(np.log((self.peak / CENTS + 1.0) / BASE_ASSETS))


@dataclass(frozen=True)
class Assignment:
    """One campaign's draw: `who` are positions in the block, the other arrays have one entry for each of them.

    `propensity` has a row an arm; `reachable` and `reached` too: the probability of being reached under that arm, and
    whether the customer would be; `responsiveness`, of shape (2, who), is the share of an arm's full effect on loyalty
    and on activity.
    """

    campaign: int
    who: Ints
    segment: Ints
    arm: Ints
    propensity: Floats
    responsiveness: Floats
    reachable: Floats
    reached: Bools
    activity: Floats
    loyalty: Floats

    def given(self, effect: Floats) -> Floats:
        """What each customer really got of an effect of shape (arms, who): nothing if not reached."""
        here = np.arange(len(self.who))
        return np.where(self.reached[self.arm, here], effect[self.arm, here], 0.0)


@dataclass(frozen=True)
class Outcomes:
    """What would happen under each arm, under common random numbers; every array has a row an arm.

    `active`: used the app in the month of the campaign; `lost`: dormant or closed at the horizon.
    """

    active_probability: Floats
    active: Bools
    lost_probability: Floats
    lost: Bools


@dataclass(frozen=True)
class Ahead:
    """What outcomes depend on apart from this treatment: the month, the states before it, all later draws.

    `loyalty` is what all campaigns did to the log hazards, (months, size), this one too: the others are taken as they
    happened.
    """

    month: int
    state: Ints
    hazards: Hazards
    uniform: Floats
    sessions_uniform: Floats
    loyalty: Floats
    horizon: int


def risk_score(response: Response, standing: Standing) -> Floats:
    """How much the bank worries about each customer, from what it sees, shape (size,); 0 for no worry."""
    _, loss, silent, _ = response.rule
    return np.asarray(loss * standing.loss + silent * np.minimum(standing.silent, response.most_silent))


def risk_odds(response: Response, standing: Standing) -> Floats:
    """Log-odds of being picked by the bank's rule, shape (size,)."""
    level, _, _, rich = response.rule
    return np.asarray(level + risk_score(response, standing) + rich * standing.richness)


def responsiveness(response: Response, population: Population, standing: Standing, noise: Floats) -> Floats:
    """The share of an arm's full effect that each customer shows, on loyalty and on activity, shape (2, size).

    Negative where contacts annoy.
    """
    share = np.array([response.segments, response.activity_segments])[:, standing.segment(response)]
    share[0] += response.too_late * standing.loss
    share[0] += response.gone * np.minimum(standing.silent, response.most_silent)
    share = share + response.maturity * standing.due + response.product * (standing.products - 1)
    share = share + response.age * population.decades + response.rich * np.maximum(standing.richness, 0.0)
    share = share + response.digital * np.log((1.0 + standing.sessions / 3.0) / (1.0 + response.usual_sessions))
    share = share - response.fatigue * standing.recent + response.spread * noise
    return np.asarray(np.clip(share, *response.range))


def eligible(campaign: Campaign, response: Response, state: Ints, standing: Standing) -> Bools:
    """Who may get a campaign: customers with some money here in the last half-year who have not closed.

    For the audience "app_users", those among them who were seen in the app in three months.
    """
    open_ = (state >= ACTIVE) & (state <= DORMANT)
    open_ &= standing.peak >= response.least * CENTS
    return open_ & (standing.sessions > 0) if campaign.audience == "app_users" else open_


def propensities(campaign: Campaign, response: Response, standing: Standing) -> Floats:
    """Probability of each arm for each customer, shape (arms, size); a rule chooses between two arms only."""
    size = len(standing.assets)
    if campaign.design == "randomised":
        return np.repeat(np.array([[arm.share] for arm in campaign.arms]), size, axis=1)
    chosen = np.clip(logistic(risk_odds(response, standing)), *response.propensities)
    return np.stack([1.0 - chosen, chosen])


def interest(response: Response, population: Population, state: Ints) -> Floats:
    """How much each customer cares for messages, in SD."""
    return np.asarray(
        response.interest[0] * population.interest
        + response.interest[1] * population.attachment
        + response.silent_interest * (state == DORMANT)
    )


def answers_calls(bank: Bank, population: Population) -> Floats:
    """Probability that a call reaches each customer, shape (size,)."""
    managers = bank.managers
    odds = managers.reached + managers.reached_age * population.decades
    return logistic(odds + managers.reached_attachment * population.attachment)


def reachability(bank: Bank, medium: str, population: Population, state: Ints) -> Floats:
    """Probability that one contact through a medium reaches each customer, shape (size,)."""
    if medium == CALL:
        return answers_calls(bank, population)
    response = bank.response
    opens = logistic(response.opened + response.opened_interest * interest(response, population, state))
    return np.asarray((1.0 - response.bounced) * opens)


@dataclass(frozen=True)
class Effects:
    """What arms would do: probability of being reached, change of the log rate of activity and of the log hazards of
    leaving if reached; (arms, size). `share` of an arm's full effect on loyalty and on activity, (2, size)."""

    share: Floats
    reachable: Floats
    activity: Floats
    loyalty: Floats


def effects(
    bank: Bank, medium: str, arms: Sequence[Arm], population: Population, state: Ints, standing: Standing, noise: Floats
) -> Effects:
    """What arms through a medium would do to each customer; `noise` is what nothing observed explains, in SD."""
    response = bank.response
    share = responsiveness(response, population, standing, noise)
    contacts = np.array([[item.contacts] for item in arms])
    beyond = np.maximum(contacts - 1, 0)
    loyal, lively = (np.clip(part - response.frequency * beyond, *response.range) for part in share)
    return Effects(
        share,
        1.0 - (1.0 - reachability(bank, medium, population, state)) ** contacts,
        np.array([[item.activity] for item in arms]) * lively,
        np.array([[item.loyalty] for item in arms]) * loyal,
    )


def assign(
    number: int, bank: Bank, population: Population, state: Ints, standing: Standing, streams: Streams
) -> Assignment:
    """Draw the arms of campaign `number`, from a stream of its own; `state` is that of the month before."""
    campaign, response, size = bank.campaigns[number], bank.response, population.size
    random = streams.of(f"treatment.{campaign.name}")
    uniform, noise = random.random((2, size)), random.standard_normal(size)
    who = np.flatnonzero(eligible(campaign, response, state, standing))
    found = effects(bank, campaign.medium, campaign.arms, population, state, standing, noise)
    propensity = propensities(campaign, response, standing)[:, who]
    arm = (uniform[0][who] >= np.cumsum(propensity, axis=0)[:-1]).sum(axis=0).astype(np.int64)
    reachable = found.reachable[:, who]
    return Assignment(
        number, who, standing.segment(response)[who], arm, propensity, found.share[:, who], reachable,
        uniform[1][who] < reachable, found.activity[:, who], found.loyalty[:, who],
    )  # fmt: skip


def activity_factor(bank: Bank, state: Ints) -> Floats:
    """Times the usual activity in each state, shape as `state`."""
    factors = (0.0, *bank.lifecycle.activity, 0.0)
    return np.asarray(np.array(factors)[state])


def _loyalties(ahead: Ahead, response: Response, who: Ints, others: Floats, loyalty: Floats) -> list[Floats]:
    """The change of the log hazards in each month up to the horizon, if this campaign changes them by `loyalty`."""
    found = []
    for step in range(ahead.horizon):
        full = others[step].copy()
        if step < response.months:
            full[who] += loyalty
        found.append(full)
    return found


def _path(ahead: Ahead, who: Ints, loyalties: list[Floats]) -> tuple[Ints, Ints]:
    """The states in the campaign's month and at the horizon."""
    states = [ahead.state]
    for month, loyalty in enumerate(loyalties, start=ahead.month):
        states.append(ahead.hazards.step(month, states[-1], loyalty, ahead.uniform[month]))
    return states[1][who], states[-1][who]


def _expected(ahead: Ahead, who: Ints, loyalties: list[Floats]) -> tuple[Floats, Floats]:
    """The expected shares of the states in the campaign's month and at the horizon, shapes (4, who)."""
    shares = [shares_of(ahead.state)]
    for month, loyalty in enumerate(loyalties, start=ahead.month):
        shares.append(ahead.hazards.spread(month, shares[-1], loyalty))
    return shares[1][:, who], shares[-1][:, who]


def outcomes(bank: Bank, population: Population, drawn: Assignment, ahead: Ahead) -> Outcomes:
    """What would happen to the customers of a campaign under each of its arms."""
    response, who = bank.response, drawn.who
    rate, uniform = population.app_rate[who], ahead.sessions_uniform[ahead.month, who]
    others = ahead.loyalty[ahead.month : ahead.month + ahead.horizon].copy()
    others[: response.months, who] -= drawn.given(drawn.loyalty)
    factors = np.array([*bank.lifecycle.activity, 0.0])[:, None]
    rows: list[tuple[Floats, Bools, Floats, Bools]] = []
    for arm in range(len(drawn.propensity)):
        q = drawn.reachable[arm]
        seen, lost = np.zeros(len(who)), np.zeros(len(who))
        nothing = np.zeros(len(who))
        for weight, activity, loyalty in (
            (q, drawn.activity[arm], drawn.loyalty[arm]), (1.0 - q, nothing, nothing),
        ):  # fmt: skip
            if not np.any(weight):
                continue
            first, last = _expected(ahead, who, _loyalties(ahead, response, who, others, loyalty))
            uses = -np.expm1(-rate * np.exp(activity) * factors)
            seen += weight * (first * uses).sum(axis=0)
            lost += weight * last[2:].sum(axis=0)
        reached = drawn.reached[arm]
        own = np.where(reached, drawn.loyalty[arm], 0.0)
        first_state, last_state = _path(ahead, who, _loyalties(ahead, response, who, others, own))
        mean = rate * np.exp(np.where(reached, drawn.activity[arm], 0.0)) * activity_factor(bank, first_state)
        rows.append((seen, poisson(uniform, mean) > 0, lost, (last_state == DORMANT) | (last_state == CLOSED)))
    return Outcomes(*(np.stack([row[column] for row in rows]) for column in range(4)))  # type: ignore[arg-type]


def at_risk(state: Ints) -> Bools:
    """Customers whose loss would be news: neither dormant nor closed."""
    return np.asarray((state == ACTIVE) | (state == DECLINING))
