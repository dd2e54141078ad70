"""The tables of the campaigns: what was planned, who got which arm, what they were sent, and all potential outcomes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Ints
from generator.banking.days import previous_working_day
from generator.banking.history import History
from generator.banking.lifecycle import DECLINING
from generator.banking.parameters import Bank
from generator.banking.population import Population
from generator.banking.treatment import CALL, SEGMENTS, Assignment, interest, outcomes, reachability
from generator.blocks import Block
from generator.frames import hide, labels
from generator.processes.logit import logistic
from generator.streams import Streams
from generator.window import Timeline, instant, midnight

DESIGNS = ("randomised", "targeted")


def media(bank: Bank) -> tuple[str, ...]:
    """The media of the bank's campaigns, each once, in order."""
    return tuple(dict.fromkeys(campaign.medium for campaign in bank.campaigns))


def arm_names(bank: Bank) -> tuple[str, ...]:
    """The names of all arms, each once, in order."""
    return tuple(dict.fromkeys(arm.name for campaign in bank.campaigns for arm in campaign.arms))


def first_days(bank: Bank) -> Ints:
    """The first day of each campaign, in days since 1970, shape (campaigns,)."""
    timeline = Timeline(0, 0)
    return timeline.edges[[timeline.index(campaign.month) for campaign in bank.campaigns]]


def campaigns_table(bank: Bank) -> Columns:
    """The columns of campaigns, one row a campaign; each lasts a calendar month."""
    timeline = Timeline(0, 0)
    last = timeline.edges[[timeline.index(campaign.month) + 1 for campaign in bank.campaigns]] - 1

    def text(field: str) -> pa.Array:
        return pa.array([getattr(campaign, field) for campaign in bank.campaigns], pa.large_string())

    return {
        "campaign_id": np.arange(1, len(bank.campaigns) + 1),
        "name": text("name"),
        "name_zh": text("zh"),
        "medium": text("medium"),
        "design": text("design"),
        "audience": text("audience"),
        "starts_on": midnight(first_days(bank)),
        "ends_on": midnight(last),
    }


def arms_table(bank: Bank) -> Columns:
    """The columns of campaign_arms, one row an arm of a campaign."""
    rows = [(number + 1, arm) for number, campaign in enumerate(bank.campaigns) for arm in campaign.arms]
    text = pa.large_string()
    return {
        "campaign_id": np.array([number for number, _ in rows]),
        "arm": pa.array([arm.name for _, arm in rows], text),
        "arm_zh": pa.array([arm.zh for _, arm in rows], text),
        "contacts": np.array([arm.contacts for _, arm in rows]),
        "cost_per_contact": np.array([arm.cost for _, arm in rows]),
        "gift": np.array([arm.gift for _, arm in rows]),
    }


def _campaign(drawn: list[Assignment]) -> Ints:
    return np.concatenate([np.full(len(each.who), each.campaign) for each in drawn])


def _who(drawn: list[Assignment]) -> Ints:
    return np.concatenate([each.who for each in drawn])


def _arm_codes(bank: Bank, each: Assignment) -> Ints:
    """Each customer's arm as a position in `arm_names`."""
    names = arm_names(bank)
    return np.array([names.index(arm.name) for arm in bank.campaigns[each.campaign].arms])[each.arm]


def assignments_table(bank: Bank, history: History, block: Block) -> Columns:
    """The columns of assignments: one row a campaign and customer who could be chosen."""
    drawn = history.assignments
    campaign, who = _campaign(drawn), _who(drawn)
    given = np.concatenate([each.propensity[each.arm, np.arange(len(each.who))] for each in drawn])
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": campaign + 1,
        "customer_id": who + block.first_customer,
        "assigned_on": midnight(first_days(bank)[campaign]),
        "arm": labels(np.concatenate([_arm_codes(bank, each) for each in drawn]), arm_names(bank)),
        "propensity": given,
    }


def contacts_table(bank: Bank, population: Population, history: History, block: Block, streams: Streams) -> Columns:
    """The columns of contacts: one row a message of a campaign; calls are in manager_contacts."""
    response, parts = bank.response, []
    for each in history.assignments:
        campaign = bank.campaigns[each.campaign]
        if campaign.medium == CALL:
            continue
        random, size = streams.of(f"contacts.{campaign.name}"), population.size
        state = history.state[history.timeline.index(campaign.month) - 1]
        chance, cares = reachability(bank, campaign.medium, population, state), interest(response, population, state)
        number = np.array([arm.contacts for arm in campaign.arms])[each.arm]
        most = max(arm.contacts for arm in campaign.arms)
        uniform, wait = random.random((4, most, size)), random.exponential(1.0, (2, most, size))
        place, copy = np.nonzero(np.arange(most) < number[:, None])
        who, reached = each.who[place], each.reached[each.arm, np.arange(len(each.who))][place]
        draw, waits = uniform[:, copy, who], wait[:, copy, who]
        opened = reached & (draw[0] < chance[who])
        any_opened = np.bincount(place, weights=opened, minlength=len(each.who)) > 0
        opened |= reached & ~any_opened[place] & (copy == number[place] - 1)
        first = first_days(bank)[each.campaign]
        day = previous_working_day(first + 2 + copy * (26 // most) + (draw[1] * 3).astype(np.int64))
        sent = (
            np.maximum(day, first) * 86_400 + response.sent_from[0] + (draw[2] * response.sent_from[1]).astype(np.int64)
        )
        open_at = sent + 60 + (np.minimum(waits[0], 6.0) * response.open_hours * 3_600).astype(np.int64)
        clicks = opened & (draw[3] < logistic(response.clicked + response.clicked_interest * cares[who]))
        parts.append((np.full(len(who), each.campaign), who, sent, opened | (draw[3] >= response.bounced), opened,
                      open_at, clicks, open_at + 5 + (waits[1] * response.click_seconds).astype(np.int64)))  # fmt: skip
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        parts.append((none, none, none, none > 0, none > 0, none, none > 0, none))
    campaign_, who, sent, arrived, opened, open_at, clicked, click_at = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    order = np.argsort(sent, kind="stable")
    codes = np.array([media(bank).index(item.medium) for item in bank.campaigns])
    return {
        "contact_id": block.keys(len(order)),
        "campaign_id": campaign_[order] + 1,
        "customer_id": who[order] + block.first_customer,
        "medium": labels(codes[campaign_[order]], media(bank)),
        "sent_at": instant(sent[order]),
        "arrived": arrived[order],
        "opened_at": hide(instant(open_at[order]), ~opened[order]),
        "clicked_at": hide(instant(click_at[order]), ~clicked[order]),
    }


def assignment_truth(bank: Bank, history: History, block: Block) -> Columns:
    """The columns of truth/assignments: what drives each assigned customer's response."""
    drawn = history.assignments
    who = _who(drawn)
    months = [history.timeline.index(campaign.month) - 1 for campaign in bank.campaigns]
    states = [history.state[months[each.campaign], each.who] for each in drawn]
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": _campaign(drawn) + 1,
        "customer_id": who + block.first_customer,
        "segment": labels(np.concatenate([each.segment for each in drawn]), SEGMENTS),
        "declining": np.concatenate([state == DECLINING for state in states]),
        "loyalty_response": np.concatenate([each.responsiveness[0] for each in drawn]),
        "activity_response": np.concatenate([each.responsiveness[1] for each in drawn]),
    }


def potential_outcomes(bank: Bank, population: Population, history: History, block: Block) -> Columns:
    """The columns of truth/outcomes: one row an assignment and arm."""
    drawn, numbers = history.assignments, block.keys(sum(len(each.who) for each in history.assignments))
    names, starts, rows = arm_names(bank), 0, []
    for each, ahead in zip(drawn, history.ahead, strict=True):
        outcome = outcomes(bank, population, each, ahead)
        count, arms = len(each.who), bank.campaigns[each.campaign].arms
        ids = numbers[starts : starts + count]
        starts += count
        for number, arm in enumerate(arms):
            rows.append((ids, np.full(count, names.index(arm.name)), each.propensity[number], each.reachable[number],
                         each.reached[number], outcome.active_probability[number], outcome.active[number],
                         outcome.lost_probability[number], outcome.lost[number]))  # fmt: skip
    ids, arm_, propensity, reachable, reached, active_p, active, lost_p, lost = (
        np.concatenate(column) for column in zip(*rows, strict=True)
    )
    return {
        "assignment_id": ids,
        "arm": labels(arm_, names),
        "propensity": propensity,
        "reach_probability": reachable,
        "reached": reached,
        "active_probability": active_p,
        "active": active,
        "lost_probability": lost_p,
        "lost": lost,
    }
