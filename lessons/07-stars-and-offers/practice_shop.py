"""Work out the practice shop that the lesson shows the truth of: 10,000 members of a seed that no learner has.

    .venv/bin/python lessons/07-stars-and-offers/practice_shop.py

It prints what stands in `practice_offers.py` and `offer_designer.py` of `coursekit/interactive`; a test compares that
with other members.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from scipy.optimize import brentq

import generator
from coursekit.interactive.offer_designer import SPENDS, lift_of
from coursekit.offer_waves import NOTHING, SEGMENTS, TABLES, drawn_by_lot, offer_names
from generator.cases.starbucks.parameters import RESPONSE

MEMBERS: Final = 10_000
SEED: Final = 707


def estimated(drawn: pd.DataFrame) -> pd.DataFrame:
    """Estimate each offer's effect on profit by segment and offer, within waves, with its standard error; USD."""
    profit = drawn["margin"] - drawn["reward"] - drawn["message"]
    keys = [drawn[name] for name in ("segment", "offer", "campaign_id")]
    cells = profit.groupby(keys).agg(["mean", "var", "size"])
    rows = {}
    for segment in SEGMENTS:
        control = cells.loc[(segment, NOTHING)]
        for offer in cells.loc[segment].index.unique("offer").drop(NOTHING):
            got = cells.loc[(segment, offer)]
            alike = control.loc[got.index]
            weight = got["size"] / got["size"].sum()
            square = weight**2 * (got["var"] / got["size"] + alike["var"] / alike["size"])
            effect = (weight * (got["mean"] - alike["mean"])).sum()
            rows[segment, offer] = {"effect": effect, "error": np.sqrt(square.sum())}
    return pd.DataFrame(rows).T.rename_axis(["segment", "offer"])


def true_effects(truth: pd.DataFrame, names: pd.Series, message: float) -> pd.DataFrame:
    """Average the true effect of each offer on those who got it in the waves by lot, by segment and offer; USD."""
    truth = truth.assign(offer=truth["offer_id"].map(names).fillna(NOTHING))
    without = truth[truth["offer"] == NOTHING].set_index("assignment_id")["expected_profit"]
    given = truth[truth["offer"] != NOTHING]
    effect = given["expected_profit"] - given["assignment_id"].map(without) - message
    return effect.groupby([given["segment"], given["offer"]]).mean().rename("truth").to_frame()


def practice_shop(members: int, seed: int) -> pd.DataFrame:
    """Say of each segment and offer how it was estimated, the truth, and the share completed."""
    tables = generator.simulate("starbucks", customers=members, seed=seed, tables=list(TABLES))
    drawn, names = drawn_by_lot(tables), offer_names(tables["offers"])
    lot = tables["campaigns"].query("design == 'randomised'")
    truth = generator.simulate_truth("starbucks", customers=members, seed=seed)["assignments"]
    truth = truth[truth["campaign_id"].isin(lot["campaign_id"])]
    sent = tables["assignments"].set_index("assignment_id")["offer_id"]
    got = truth["offer_id"].isna() | (truth["offer_id"] == truth["assignment_id"].map(sent))
    found = estimated(drawn).join(true_effects(truth[got], names, float(lot["cost_per_contact"].iloc[0])))
    return found.join(drawn.groupby(["segment", "offer"])["completed"].mean())


def counted(members: int, seed: int) -> pd.DataFrame:
    """Count for each segment what the designer needs, and fit its two unknowns to the truth about 2 USD off 10.

    One row a segment: visits and margin a visit without an offer, the case's `effect`, `looked` and `shape` as in
    `coursekit.interactive.offer_designer`, and the share of bills of at least each spend.
    """
    tables = generator.simulate("starbucks", customers=members, seed=seed, tables=list(TABLES))
    drawn = drawn_by_lot(tables)
    without = drawn[drawn["offer"] == NOTHING].groupby("segment")
    table = pd.DataFrame({"visits": without["visits"].mean()})
    table["margin"] = without["margin"].sum() / without["visits"].sum()
    truth = generator.simulate_truth("starbucks", customers=members, seed=seed)["assignments"]
    truth = truth.assign(offer=truth["offer_id"].map(tables["offers"].set_index("offer_id")["name"]))
    control = truth[truth["offer_id"].isna()].set_index("assignment_id")["expected_profit"]
    ten = truth[truth["offer"] == "discount_2_of_10"]
    extra = ten["expected_profit"] + ten["expected_reward"] - ten["assignment_id"].map(control)
    lift = extra.groupby(ten["segment"]).mean() / (table["visits"] * table["margin"])
    table["effect"] = pd.Series(dict(zip(SEGMENTS, RESPONSE.discount, strict=True)))
    table["looked"] = lift / table["effect"].map(lambda effect: lift_of(effect, 2.0))
    latest = drawn.drop_duplicates("member_id", keep="last").set_index("member_id")["segment"]
    bills = tables["visits"].query("status == 'paid' and visited_at >= '2026-01-01'")
    segment = bills["member_id"].map(latest)
    for spend in SPENDS:
        table[f"from {spend:g}"] = (bills["gross"] >= spend).groupby(segment).mean()
    mean = table["from 10"] * table["visits"] * (1 + lift)
    completed = ten.groupby("segment")["completion_probability"].mean()
    table["shape"] = [_shape(mean[name], completed[name]) for name in table.index]
    return table


def _shape(mean: float, completed: float) -> float:
    """Find the shape at which a negative binomial of that mean is above zero in that share of cases."""
    return float(brentq(lambda shape: 1 - (1 + mean / shape) ** -shape - completed, 1e-3, 1e3))


def lines(members: int, seed: int) -> Iterator[str]:
    """Give the rows of the modules."""
    for (segment, offer), row in practice_shop(members, seed).iterrows():
        values = ", ".join(f"{row[name]:.3f}" for name in ("effect", "error", "truth", "completed"))
        yield f'    KnownEffect("{segment}", "{offer}", {values}),'
    for segment, row in counted(members, seed).iterrows():
        yield f"{segment}: " + ", ".join(f"{name} {value:.3f}" for name, value in row.items())


if __name__ == "__main__":
    for line in lines(MEMBERS, SEED):
        print(line)
