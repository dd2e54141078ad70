"""The sealed truth: how firms really stand, what plans would have done to them, and what they will be worth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from generator.arrays import Bools, Columns, Floats, Ints
from generator.blocks import Block
from generator.cases.citic.cycle import HORIZON_MONTHS, Climate
from generator.cases.citic.history import History, chances
from generator.cases.citic.lifecycle import State, step
from generator.cases.citic.loans import LONG
from generator.cases.citic.outlook import Outlook, look_ahead
from generator.cases.citic.parameters import (
    ACCOUNTS,
    INCOME,
    INDUSTRIES,
    LIFECYCLE,
    LOANS,
    PRODUCTS,
    SIZES,
    TREATMENT,
    WAVES,
)
from generator.cases.citic.population import Population, by_industry, by_size
from generator.cases.citic.treatment import ARMS, fitting_plan
from generator.frames import hide, labels
from generator.processes.poisson import LARGEST_MEAN
from generator.window import MONTHS, midnight

STANDINGS = ("client", "leaving_for_rival", "leaving_in_distress", "gone")
REASONS = ("to_rival", "in_distress")
ENDINGS = ("came_back", "went", "open")
YEAR = 12
DAYS = 30.0


def healthy_income(population: Population) -> Floats:
    """CNY that the bank expects to earn in a month on each firm while it is healthy, shape (firms,).

    Margin on the usual balance, on the loans that run on average, and the usual fees.
    """
    balance = population.volume * population.days_kept / DAYS * np.exp(ACCOUNTS.balance_noise**2 / 2.0)
    terms, weights = np.array(LOANS.terms), np.array(LOANS.weights) / sum(LOANS.weights)
    lasts = terms / (terms + (1.0 - LOANS.renewed) / LOANS.again)
    outstanding = (np.where(terms >= LONG, 0.5, 1.0) * lasts) @ weights
    running = by_size("borrows")[population.size_class] * population.leverage * outstanding
    nodes, chances = np.polynomial.hermite_e.hermegauss(9)
    amounts = population.volume * LOANS.amount * np.exp(LOANS.amount_spread * nodes)[:, None]
    loan = (chances / chances.sum()) @ np.clip(amounts, LOANS.round_to, LOANS.largest)
    ticket = ACCOUNTS.ticket * (population.volume / 1e6) ** ACCOUNTS.ticket_power
    per_side = population.volume / ticket * np.array([1.0, ACCOUNTS.more_out])[:, None]
    payments = np.minimum(per_side, LARGEST_MEAN).sum(axis=0)
    held = np.array([[getattr(product, item.name) for product in PRODUCTS] for item in SIZES])
    products = (held @ np.array([product.fee for product in PRODUCTS]))[population.size_class]
    fees = np.minimum(ACCOUNTS.fee * payments, ACCOUNTS.fee_cap) + products
    return np.asarray(balance * INCOME.deposit / 12.0 + running * loan * INCOME.loan / 12.0 + fees)


def discount_factors(months: int) -> Floats:
    """What a yuan in the middle of each of the next months is worth today, shape (months,)."""
    return np.asarray((1.0 + INCOME.discount) ** (-(np.arange(months) + 0.5) / 12.0))


def _standing(state: State) -> Ints:
    return np.where(state.gone, 3, np.where(state.age == 0, 0, 1 + state.distress))


def firm_truth(population: Population, climate: Climate, future: History, block: Block) -> Columns:
    """The columns of truth/firms; `future` is the history played on for 36 months."""
    now, horizon = future.timeline.before + MONTHS, HORIZON_MONTHS
    age = future.age[now - 1]
    gone = future.left < now
    state = State(np.where(gone, 0, age), future.distress[now - 1] & ~gone, future.depth[now - 1], gone)
    plans = np.zeros((horizon, population.size), dtype=np.int64)
    outlook = look_ahead(population, climate, now, state, plans, horizon)
    income, discount = healthy_income(population), discount_factors(horizon)[:, None]
    value = outlook.business * discount * income
    stays = future.left > future.timeline.months
    return {
        "firm_id": block.customer_ids(),
        "onset_per_month": population.onset,
        "satisfaction": population.satisfaction,
        "severity": population.severity,
        "standing": labels(_standing(state), STANDINGS),
        "depth": np.where(gone, 1.0, state.depth),
        "left_at": hide(midnight(np.where(stays, 0, future.left_day)), stays),
        "exit_probability_12": np.where(gone, 1.0, 1.0 - outlook.client[YEAR - 1]),
        "exits_within_12": ~gone & (future.left < now + YEAR),
        "monthly_income": income,
        "expected_income_12": value[:YEAR].sum(axis=0),
        "expected_income_36": value.sum(axis=0),
        "fitting_plan": labels(fitting_plan(population.industry), ARMS),
    }


def _played(
    population: Population, climate: Climate, future: History, start: int, state: State, arms: Ints, present: Bools
) -> tuple[Bools, Floats]:
    """Who goes in the months after `start` under given plans, and the months of business done; common uniforms."""
    left, business = np.zeros(population.size, dtype=bool), np.zeros(population.size)
    for m in range(len(arms)):
        chance = chances(population, climate, start + m, state, arms[m])
        state, leaves = step(state, chance, population.severity, present, future.uniform[start + m])
        left |= leaves
        business += np.where(state.gone, 0.0, 1.0 - state.depth)
    return left, business


def _outlook(population: Population, climate: Climate, start: int, state: State, arms: Ints) -> tuple[Outlook, Floats]:
    outlook = look_ahead(population, climate, start, state, arms, len(arms))
    return outlook, outlook.business.sum(axis=0)


def potential_outcomes(population: Population, climate: Climate, future: History, block: Block) -> Columns:
    """The columns of truth/assignments: what each firm would have done under every plan, and under none."""
    months, income = TREATMENT.outcome_months, healthy_income(population)
    parts: dict[str, list[npt.NDArray[np.generic]]] = {}
    firm, wave = [], []
    for drawn, state in zip(future.assignments, future.states, strict=True):
        start = future.timeline.index(WAVES[drawn.wave].month)
        who, present = drawn.who, np.isin(np.arange(population.size), drawn.who)
        firm.append(who)
        wave.append(np.full(len(who), drawn.wave))
        parts.setdefault("standing", []).append(_standing(state)[who])
        for number, name in enumerate(ARMS):
            arms = np.zeros((months, population.size), dtype=np.int64)
            arms[: TREATMENT.months] = number
            left, business = _played(population, climate, future, start, state, arms, present)
            outlook, expected = _outlook(population, climate, start, state, arms)
            made = {
                "exits": left,
                "business": business,
                "exit_probability": outlook.leaves,
                "income": expected * income,
            }
            for kind, values in made.items():
                parts.setdefault(f"{kind}_{name}", []).append(values[who])
    column = {name: np.concatenate(values) for name, values in parts.items()}
    who = np.concatenate(firm)
    ordered = [f"{kind}_{name}" for kind in ("exits", "exit_probability", "business", "income") for name in ARMS]
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": np.concatenate(wave) + 1,
        "firm_id": who + block.first_customer,
        "standing": labels(column["standing"].astype(np.int64), STANDINGS),
        "fitting_plan": labels(fitting_plan(population.industry)[who], ARMS),
        **{name: column[name] for name in ordered},
    }


def decline_truth(future: History, block: Block) -> Columns:
    """The columns of truth/declines: every decline that began by the as-of date, alerts or not."""
    now = future.timeline.before + MONTHS
    age = future.age
    begins = age == 1
    begins[1:] &= age[:-1] == 0
    ends = (age == 0) | future.leaves
    following = np.full((age.shape[0] + 1, age.shape[1]), age.shape[0])
    for m in range(age.shape[0] - 1, -1, -1):
        following[m] = np.where(ends[m], m, following[m + 1])
    month, firm = np.nonzero(begins[:now] & (following[:-1][:now] >= future.timeline.before))
    end = following[month, firm]
    is_open = end >= now
    last = np.minimum(end, age.shape[0] - 1)
    edges = future.timeline.edges
    went = future.leaves[last, firm]
    return {
        "decline_id": block.keys(len(month)),
        "firm_id": firm + block.first_customer,
        "began": midnight(edges[month]),
        "reason": labels(future.distress[month, firm].astype(np.int64), REASONS),
        "ending": labels(np.where(is_open, 2, went.astype(np.int64)), ENDINGS),
        "ended": hide(midnight(edges[last]), is_open),
    }


def industry_truth(climate: Climate, start: int) -> Columns:
    """The columns of truth/industries: what becomes within a year of firms that differ in their industry only.

    Firms of the usual mixture of sizes and frailty, no members of groups, five years a client, without a decline.
    """
    size = len(INDUSTRIES)
    mixed = (by_size("share") * by_size("hazard")).sum()
    tenure = np.exp(LIFECYCLE.on_tenure * 0.5)
    onset = LIFECYCLE.onset * by_industry("hazard") * mixed * tenure
    cycle = climate.cycle[start : start + MONTHS]
    monthly = -np.expm1(-onset * np.exp(LIFECYCLE.on_cycle * cycle))
    text = pa.large_string()
    return {
        "industry": pa.array([item.name for item in INDUSTRIES], text),
        "hazard": by_industry("hazard"),
        "onset_per_year": -np.expm1(12.0 * np.log1p(-monthly).mean(axis=0)),
        "cycle_now": climate.cycle[start + MONTHS - 1],
        "fitting_plan": labels(fitting_plan(np.arange(size)), ARMS),
    }
