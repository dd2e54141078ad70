"""Which service plan for which firm: what outsiders would do."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from .terms import Terms, among, lot


def _of(*industries: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda firms: firms["industry"].isin(industries)


def treasury_for_large_wholesale(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(firms["income_12"], _of("wholesale")(firms)), "treasury", share=0.5)


def treasury_for_all_wholesale(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(lot(firms), _of("wholesale")(firms)), "treasury", share=0.5)


def treasury_for_the_largest_flows(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(firms["inflow_3"], "treasury")


def payroll_for_software_and_electronics(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(among(firms["income_12"], _of("software", "electronics")(firms)), "payroll", share=0.5)


def credit_for_the_indebted(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(firms["loans"], "credit")


def credit_for_the_smallest(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-firms["income_12"], "credit")


def payroll_for_the_most_profitable(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(firms["income_12"], "payroll")


def payroll_by_lot(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(firms), "payroll")


def credit_by_lot(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(lot(firms), "credit")


def a_plan_for_each_industry(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    first = terms.first(among(firms["income_12"], _of("wholesale", "food", "retail")(firms)), "treasury", share=0.6)
    second = terms.first(among(firms["income_12"], _of("machinery", "construction")(firms)), "credit", share=0.3)
    return first.where(first != "nothing", second)


def deepest_fall_gets_credit(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-firms["inflow_ratio"], "credit")


def deepest_fall_gets_payroll(firms: pd.DataFrame, terms: Terms) -> pd.Series:
    return terms.first(-firms["inflow_ratio"], "payroll")
