"""Which offer to whom: what outsiders would do, and one who learned from the waves by lot."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

import generator
from coursekit import offer_waves

from .terms import LEARNER_CUSTOMERS, LEARNER_SEED, Terms, among, lot


def _not_frequent(customers: pd.DataFrame) -> pd.Series:
    return customers["segment"] != "frequent"


def few_visits_first(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-customers["visits_90"], "discount_2")


def occasional_who_came_lately(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    order = among(-customers["days_since_visit"], customers["segment"] == "occasional")
    return terms.first(order, "discount_2", share=0.5)


def who_comes_now_and_then(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(customers["visits_30"], _not_frequent(customers)), "discount_2")


def large_bills_of_the_infrequent(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    bill = customers["gross_365"] / customers["visits_365"]
    return terms.first(among(bill, _not_frequent(customers)), "discount_2")


def three_dollars_for_regulars(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(lot(customers), customers["segment"] == "regular"), "discount_3")


def best_guests_rewarded(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["gross_365"], "bogo_10")


def most_frequent_get_a_little(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["visits_30"], "discount_2")


def whoever_completes(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["offers_completed"] / customers["offers_received"].clip(lower=1), "bogo_5")


def ten_dollars_for_rare_guests(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-customers["visits_90"], "bogo_10")


def news_by_lot(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "news")


def discount_by_lot(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "discount_2")


def longest_absent(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["days_since_visit"], "bogo_5")


def longest_absent_get_a_little(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["days_since_visit"], "discount_2")


@cache
def _learned_from_waves() -> pd.Series:
    """What 2 USD off brought a learner's members, by cell, within waves and drawn towards the segment's mean."""
    tables = generator.simulate(
        "starbucks", customers=LEARNER_CUSTOMERS, seed=LEARNER_SEED, tables=list(offer_waves.TABLES)
    )
    drawn = offer_waves.drawn_by_lot(tables)
    drawn = drawn[drawn["offer"].isin(["discount_2", "nothing"])]
    drawn = drawn.assign(profit=drawn["margin"] - drawn["reward"] - drawn["message"], cell=_cells(drawn))
    means = drawn.groupby(["cell", "campaign_id", "offer"])["profit"].agg(["mean", "size"]).unstack().dropna()
    weight = means["size", "discount_2"]
    difference = means["mean", "discount_2"] - means["mean", "nothing"]
    size = weight.groupby("cell").sum()
    effect = (weight * difference).groupby("cell").sum() / size
    segment = effect.index.str.partition(" ").get_level_values(0)
    total = (effect * size).groupby(segment).transform("sum") / size.groupby(segment).transform("sum")
    return (effect * size + total * 1_000) / (size + 1_000)


def _cells(people: pd.DataFrame) -> pd.Series:
    often = np.where(people["visits_30"] >= 2, "often", "seldom")
    bill = np.where(people["gross_365"] / people["visits_365"] >= 20, "large", "small")
    return people["segment"] + " " + often + " " + bill


def learned_by_cell(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.gaining(_cells(customers).map(_learned_from_waves()).fillna(-1.0), "discount_2")
