"""The tables of the service plans: what there is, the waves, and which firm was given what."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from generator.arrays import Columns, Ints
from generator.blocks import Block
from generator.cases.citic.history import History
from generator.cases.citic.parameters import PLANS, TREATMENT, WAVES
from generator.cases.citic.treatment import ARMS
from generator.frames import labels
from generator.window import Timeline, midnight

DESIGNS = ("randomised", "mixed", "targeted")
WAYS = ("rule", "lottery")


def first_days() -> Ints:
    """The first day of each wave, in days since 1970, shape (waves,)."""
    timeline = Timeline(0, 0)
    return timeline.edges[[timeline.index(wave.month) for wave in WAVES]]


def service_plans_table() -> Columns:
    """The columns of service_plans, one row a plan."""
    text = pa.large_string()
    return {
        "plan": pa.array([plan.name for plan in PLANS], text),
        "name_zh": pa.array([plan.zh for plan in PLANS], text),
        "work": pa.array([plan.work for plan in PLANS], text),
        "work_zh": pa.array([plan.work_zh for plan in PLANS], text),
        "cost": np.array([plan.cost for plan in PLANS]),
        "manager_hours": np.array([plan.hours for plan in PLANS]),
        "months": np.full(len(PLANS), TREATMENT.months),
    }


def campaigns_table() -> Columns:
    """The columns of campaigns, one row a wave of service plans."""
    text = pa.large_string()
    months = first_days().astype("datetime64[D]").astype("datetime64[M]")
    ends = (months + TREATMENT.months).astype("datetime64[D]").astype(np.int64) - 1
    return {
        "campaign_id": np.arange(1, len(WAVES) + 1),
        "name": pa.array([wave.name for wave in WAVES], text),
        "name_zh": pa.array([wave.zh for wave in WAVES], text),
        "design": pa.array([wave.design for wave in WAVES], text),
        "starts_on": midnight(first_days()),
        "ends_on": midnight(ends),
        "lottery_share": np.array([wave.lottery for wave in WAVES]),
    }


def assignments_table(history: History, block: Block) -> Columns:
    """The columns of assignments: one row a wave and firm that was a client."""
    drawn = history.assignments
    wave = np.concatenate([np.full(len(one.who), one.wave) for one in drawn])
    who, arm = (np.concatenate([getattr(one, name) for one in drawn]) for name in ("who", "arm"))
    propensity = np.concatenate([one.propensity for one in drawn], axis=1)
    lottery = np.concatenate([one.lottery for one in drawn])
    return {
        "assignment_id": block.keys(len(who)),
        "campaign_id": wave + 1,
        "firm_id": who + block.first_customer,
        "assigned_on": midnight(first_days()[wave]),
        "chosen_by": labels(lottery.astype(np.int64), WAYS),
        "arm": labels(arm, ARMS),
        "propensity": propensity[arm, np.arange(len(arm))],
        **{f"propensity_{name}": propensity[number] for number, name in enumerate(ARMS)},
    }
