"""Whom to call, whom to push how often: what outsiders would do, and one who learned risk from those not called."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

import generator
from coursekit import call_draws

from .terms import LEARNER_CUSTOMERS, LEARNER_SEED, Terms, among, lot


def _kept(customers: pd.DataFrame) -> pd.Series:
    return customers["assets"] / customers["peak_assets_6"]


def _idle(customers: pd.DataFrame) -> pd.Series:
    return 1 / (1 + customers["sessions_3"] + customers["payments_3"])


def _steady(customers: pd.DataFrame) -> pd.Series:
    return customers["segment"] == "steady"


def _worried(customers: pd.DataFrame) -> pd.Series:
    """What a bank would worry about: money gone, silence, no use."""
    return 1 - _kept(customers) + 0.3 * customers["silent_months"] + _idle(customers)


@cache
def _gone_without_a_call() -> pd.Series:
    """The share of a learner's steady customers who went without a call, by how much they use the bank."""
    tables = generator.simulate("cmb", customers=LEARNER_CUSTOMERS, seed=LEARNER_SEED, tables=list(call_draws.TABLES))
    calls = call_draws.calls_and_after(tables)
    alone = calls[(calls["design"] == "randomised") & ~calls["called"] & _steady(calls)]
    return (alone["later"] < 0.3 * alone["peak_assets_6"]).groupby(_use(alone)).mean()


def _use(customers: pd.DataFrame) -> pd.Series:
    payments = np.digitize(customers["payments_3"], [4, 8, 16])
    months = np.digitize(customers["days_since_joined"], [365, 1_095])
    return pd.Series(10 * payments + months, index=customers.index)


def learned_risk_times_money(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    risk = _use(customers).map(_gone_without_a_call()).fillna(0.0)
    gain = 0.3 * risk * customers["peak_assets_6"] * 0.026 - 12
    return terms.gaining(gain.where(_steady(customers), -12.0), "call")


def idle_money_of_the_steady(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(customers["peak_assets_6"] * _idle(customers), _steady(customers)), "call")


def idle_money(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["peak_assets_6"] * _idle(customers), "call")


def products_and_idle_money(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    order = customers["peak_assets_6"] * _idle(customers) * customers["products"]
    return terms.first(among(order, _steady(customers)), "call")


def richest_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["peak_assets_6"], "call")


def poorest_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-customers["peak_assets_6"], "call")


def after_the_money(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["peak_assets_6"] - customers["assets"], "call")


def deposits_that_fall_due(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(customers["peak_assets_6"], customers["deposit_due"]), "call")


def busiest_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["sessions_3"] + customers["payments_3"], "call")


def newest_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-customers["days_since_joined"], "call")


def calls_by_lot(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "call")


def most_worrying_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(_worried(customers), "call")


def least_left_called(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-_kept(customers), "call")


def _rarely_in_the_app(customers: pd.DataFrame) -> pd.Series:
    return -customers["sessions_3"] + customers["age"].fillna(37) / 10


def push_to_rare_users(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    seen = (customers["sessions_3"] > 0) & (customers["sessions_3"] <= 6)
    return terms.first(among(_rarely_in_the_app(customers), seen), "push_once", share=0.9)


def two_pushes_to_the_slipping(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    order = among(_rarely_in_the_app(customers), customers["segment"] == "slipping")
    return terms.first(order, "push_twice", share=0.5)


def a_push_to_the_slipping(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    order = among(_rarely_in_the_app(customers), customers["segment"] == "slipping")
    return terms.first(order, "push_once", share=0.5)


def a_push_to_the_elder(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["age"], "push_once")


def a_push_to_heavy_users(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["sessions_3"], "push_once")


def four_pushes_to_heavy_users(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(customers["sessions_3"], "push_four_times")


def four_pushes_by_lot(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "push_four_times")


def a_push_by_lot(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "push_once")


def half_the_budget_in_calls(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(customers), "call", share=0.5)


def most_worrying_get_four_pushes(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(_worried(customers), "push_four_times")


def least_left_get_a_push(customers: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-_kept(customers), "push_once")
