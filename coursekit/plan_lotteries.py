"""The bank's service plans by lot as one table: which firm was drawn, at which desk, and whether it was still a client.

What is known of a firm is counted as in the table of the decision, so that what is found here can be applied there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

TABLES: Final = ("firms", "settlements", "payrolls", "loan_balances", "exits", "assignments")
NO_PLAN: Final = "control"
YEAR: Final = 12
"""Months after which a plan, and a client of a certain day, is judged."""

RECENT: Final = 3

DESKS: Final[Mapping[str, tuple[str, ...]]] = {
    "trade": ("wholesale", "logistics", "food", "retail", "media"),
    "works": (
        "machinery", "construction", "textiles", "chemicals", "real_estate", "agriculture", "energy", "mining",
        "shipbuilding",
    ),
    "people": ("electronics", "software", "healthcare", "education", "aviation"),
}  # fmt: skip
"""The desks of corporate banking and their industries: who moves goods, who builds and makes, whose asset is staff."""


def desk_of(industry: pd.Series) -> pd.Series:
    """Name the desk that looks after each industry.

    Examples
    --------
    >>> desk_of(pd.Series(["retail", "mining", "software"])).tolist()
    ['trade', 'works', 'people']
    """
    return industry.map({name: desk for desk, names in DESKS.items() for name in names})


def clients_on(tables: Mapping[str, pd.DataFrame], day: pd.Timestamp) -> pd.DataFrame:
    """Say who was a client at the beginning of a day, and who of them was gone a year later.

    Parameters
    ----------
    tables : at least `firms` and `exits`
    day : midnight, at least a year before the data end

    Returns
    -------
    DataFrame with one row a firm, indexed by `firm_id`: `industry`, `region`, `size`, `desk`, and `gone`, whether
    its last account was closed within the twelve months from that day on
    """
    firms = tables["firms"].set_index("firm_id")
    left = tables["exits"].set_index("firm_id")["exited_on"].reindex(firms.index)
    here = firms[(firms["client_since"] < day) & ~(left < day)]
    table = here[["industry", "region", "size"]].assign(desk=desk_of(here["industry"]))
    return table.assign(gone=(left < day + pd.DateOffset(months=YEAR)).loc[here.index])


def known_on(tables: Mapping[str, pd.DataFrame], day: pd.Timestamp) -> pd.DataFrame:
    """Say what the accounts told at the beginning of a month of each client, as the table `decision_firms` counts it.

    Parameters
    ----------
    tables : at least `settlements`, `payrolls` and `loan_balances`
    day : the first of a month, a year after the first of the data or later

    Returns
    -------
    DataFrame with one row a firm that had an account at the end of the month before, indexed by `firm_id`: `inflow_3`
    (CNY a month over three months, the group's left out), `inflow_ratio` (that over the nine
    months before; missing for new clients), `payroll_months` (of the last three), `payroll_months_before` (of the nine
    before those), `days_past_due`
    """
    months = [day - pd.DateOffset(months=ago) for ago in range(YEAR, 0, -1)]
    year = tables["settlements"].query("month >= @months[0] and month < @day")
    own = year["inflow"] - year["inflow_from_group"]
    inflow = year.assign(own=own).pivot(index="firm_id", columns="month", values="own").reindex(columns=months)
    inflow = inflow[inflow[months[-1]].notna()]
    paid = tables["payrolls"].query("month >= @months[0] and month < @day").drop_duplicates(["firm_id", "month"])
    late = tables["loan_balances"].query("month == @months[-1]").groupby("firm_id")["days_past_due"].max()
    lately = paid["month"] >= months[-RECENT]
    recent, before = inflow[months[-RECENT:]].fillna(0).mean(axis=1), inflow[months[:-RECENT]].mean(axis=1)

    def number(rows: pd.DataFrame) -> pd.Series:
        return rows["firm_id"].value_counts().reindex(inflow.index, fill_value=0)

    return pd.DataFrame({
        "inflow_3": recent,
        "inflow_ratio": (recent / before).where(before > 0),
        "payroll_months": number(paid[lately]),
        "payroll_months_before": number(paid[~lately]),
        "days_past_due": late.reindex(inflow.index, fill_value=0),
    }).rename_axis("firm_id")  # fmt: skip


def plans_and_after(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Put together the plans that were drawn by lot and can be judged: one row a draw and firm in it.

    Parameters
    ----------
    tables : at least `firms`, `exits` and `assignments`

    Returns
    -------
    DataFrame with `campaign_id`, `firm_id`, `desk`, `industry`, `size`, `plan` ("control" for none) and `gone`, whether
    the firm had left within twelve months of the draw
    """
    drawn = tables["assignments"].query("chosen_by == 'lottery'")
    parts = []
    for day, wave in drawn.groupby("assigned_on"):
        here = clients_on(tables, pd.Timestamp(str(day)))
        columns = ["campaign_id", "firm_id", "desk", "industry", "size", "plan", "gone"]
        parts.append(wave.rename(columns={"arm": "plan"}).merge(here, on="firm_id")[columns])
    return pd.concat(parts, ignore_index=True)
